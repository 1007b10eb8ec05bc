"""What the page's terms mean, each said once: for the glossary, and help of filters and columns."""

from collections.abc import Mapping
from types import MappingProxyType

TERMS: Mapping[str, str] = MappingProxyType(
    {
        "claim": "One statement by one speaker in one article, with at most one figure, and the "
        "exact words that carry it. What is counted, unless the page says otherwise.",
        "incident": "One thing that is reported to have happened or to have been foiled. Several "
        "claims can be about it, and it counts once; a claim can be about none.",
        "article": "One text that was read sentence by sentence, with an outlet, an author and a "
        "date as far as these are known.",
        "outlet": "Who published an article. Articles of no named outlet count under none.",
        "author": "Who speaks where an article names no speaker: its author, or the article of an "
        "outlet that names no author.",
        "original source": "The party that asserts a claim: its speaker, or the armed group, "
        "government or intergovernmental body for which the speaker speaks; without a speaker the "
        "author. Claims of one original source are not independent of each other, however many "
        "articles carry them.",
        "type of source": "On whose word a claim rests: the group that it is about, a government, "
        "an expert, an outlet, the author, down to nobody who could be held to it. Estimates, "
        "denials and claims of responsibility that no one is named for are not attributed.",
        "relayed by": "How a claim came into its article: quoted directly, via one party that "
        "relayed it, via several, or with no speaker named at all: what the author says, and what "
        "is attributed to nobody.",
        "disputed": "Another claim says the contrary, whether or not the filters leave that one "
        "in. Which of the two is right, Casebook does not say.",
        "in tension": "Two claims that are hard to hold together, without one denying the other.",
        "figure": "A number that a claim states, as the article writes it. Figures of different "
        "claims are never added up.",
        "corroboration": "How many outlets and original sources tell of the same thing, over "
        "all of the data: the same incident, or a claim and what repeats it; any other claim "
        "stands for itself. Two original sources on an incident need not say the same of it. "
        "An outlet that is only cited is not counted, nor an original source that nobody is "
        "named for; of articles without a stated outlet it is not known whether one or "
        "several outlets tell it. A claim is listed under every option that fits it.",
        "undated": "A claim for which nothing says when what it claims happened or held. It stays "
        "whatever the years, until they are narrowed.",
        "inferred date": "A date that the article does not state and the curator worked out from "
        "it. Dates taken from the article’s own date are not among these.",
        "caveat": "A reason to rest less on a claim: a group speaks about itself, the incident has "
        "one original source, the date is inferred, or it is opinion.",
        "no claim recorded": "A sentence in which no claim was found, with the reason for that.",
        "to review": "A sentence that nobody has said of yet whether it holds a claim.",
    }
)


def anchor(term: str) -> str:
    """Where a term stands in the glossary of the page Data: `term-original-source`."""
    return f"term-{term.replace(' ', '-')}"
