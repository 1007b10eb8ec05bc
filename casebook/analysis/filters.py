"""The filters by options, each described once: what it is called, how a sentence says it, help.

A filter's options and the claims of each stand in `Dataset.members` under the same name.
"""

from dataclasses import dataclass

from casebook.analysis.definitions import TERMS
from casebook.words import DISPUTED


@dataclass(frozen=True)
class Filter:
    """A filter by options; claims pass that have any of the chosen ones.

    `phrase` is its part of the sentence that describes a selection. `in_order` says that the
    options have an order of their own, `rare` that the sidebar folds it away, `excludes` that the
    claims go, not stay, that have any of the chosen ones.
    """

    name: str
    label: str
    phrase: str
    help: str | None = None
    in_order: bool = False
    rare: bool = True
    excludes: bool = False


FILTERS = (
    Filter("group", "Group", "about {}", rare=False),
    Filter("outlet", "Outlet", "published by {}", rare=False),
    Filter("kind", "Kind of claim", "of kind {}"),
    Filter("topic", "Topic", "on {}", rare=False),
    Filter(
        "attribution",
        "Type of source",
        "attributed to {}",
        TERMS["type of source"],
        in_order=True,
    ),
    Filter(
        "intermediaries",
        "Relayed by",
        "({})",
        TERMS["relayed by"],
        in_order=True,
    ),
    Filter(
        "origin",
        "Original source",
        "with original source {}",
        TERMS["original source"],
    ),
    Filter("caveat", "Caveat", "with the caveat {}", TERMS["caveat"], in_order=True),
    Filter(
        "without",
        "Leave out",
        "leaving out {}",
        "Claims that have any of these caveats go; all others stay.",
        in_order=True,
        excludes=True,
    ),
    Filter(
        "corroboration",
        "Corroboration",
        "({})",
        TERMS["corroboration"],
        in_order=True,
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
EXCLUDING = tuple(one.name for one in FILTERS if one.excludes)
IN_ORDER = tuple(one.name for one in FILTERS if one.in_order)
# Filters that are on or off: what each is called, its part of a sentence, and what it means.
SWITCHES = {
    "disputed": (
        f"{DISPUTED.capitalize()} only",
        "that others dispute",
        TERMS["disputed"],
    ),
    "figure": ("With a figure only", "with a figure", "Only claims that say how many."),
}
LABELS = {one.name: one.label for one in FILTERS} | {
    **{name: label for name, (label, _, _) in SWITCHES.items()},
    "years": "Years",
    "area": "Area of the map",
    "search": "Search",
}
