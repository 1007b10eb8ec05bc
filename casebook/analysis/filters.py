"""The filters by options, each described once: what it is called, how a sentence says it, help.

A filter's options and the claims of each stand in `Dataset.members` under the same name.
"""

from dataclasses import dataclass

from casebook.words import DISPUTED


@dataclass(frozen=True)
class Filter:
    """A filter by options; claims pass that have any of the chosen ones.

    `phrase` is its part of the sentence that describes a selection. `in_order` says that the
    options have an order of their own, `rare` that the sidebar folds it away.
    """

    name: str
    label: str
    phrase: str
    help: str | None = None
    in_order: bool = False
    rare: bool = True


FILTERS = (
    Filter("group", "Group", "about {}", rare=False),
    Filter("outlet", "Outlet", "published by {}", rare=False),
    Filter("kind", "Kind of claim", "of kind {}"),
    Filter("topic", "Topic", "on {}"),
    Filter(
        "attribution",
        "Who speaks",
        "attributed to {}",
        "On whose word a claim rests: the group that it is about, a government, an expert, an "
        "outlet, down to nobody who could be held to it.",
        in_order=True,
    ),
    Filter(
        "intermediaries",
        "Intermediaries",
        "({})",
        "How many parties relayed a claim between its speaker and the article: one where the "
        "article cites an outlet that cites an official.",
        in_order=True,
    ),
    Filter(
        "origin",
        "Original source",
        "with original source {}",
        "The party that a claim goes back to. Claims with the same original source are not "
        "independent of each other, however many articles carry them.",
    ),
    Filter(
        "incident_kind",
        "Kind of incident",
        "about incidents of kind {}",
        "What sort of event the claim is about. (not stated): the claim is about no incident.",
    ),
    Filter(
        "country",
        "Country",
        "placed in {}",
        "Where the incident that a claim is about happened. (not stated): its country is not told, "
        "or the claim is about no incident.",
    ),
)
NAMED = tuple(one.name for one in FILTERS)
IN_ORDER = tuple(one.name for one in FILTERS if one.in_order)
# Filters that are on or off: what each is called, its part of a sentence, and what it means.
SWITCHES = {
    "disputed": (
        f"{DISPUTED.capitalize()} only",
        "that others dispute",
        "Only claims that another claim disputes, whether or not that one is selected.",
    ),
    "figure": ("With a figure only", "with a figure", "Only claims that say how many."),
}
LABELS = {one.name: one.label for one in FILTERS} | {
    **{name: label for name, (label, _, _) in SWITCHES.items()},
    "years": "Years",
    "area": "Area of the map",
    "search": "Search",
}
