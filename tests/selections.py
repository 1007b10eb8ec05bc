"""Selections that Hypothesis makes up, and the slow and obvious way to apply and count them.

Of the names of the small casebook, or of any text.
"""

from collections.abc import Hashable, Iterable
from typing import Any

from hypothesis import strategies as st

from casebook import words
from casebook.analysis.selection import (
    COUNTS,
    SWITCH_CHOICES,
    UNDATED_CHOICES,
    YEAR_OF,
    Selection,
)
from casebook.tables import dates, schema
from casebook.tables.dataset import YEAR_COLUMNS, Dataset
from tests import small

# Who speaks in each claim of the small casebook, by the rule of the codebook.
ATTRIBUTION_OF = {
    "herald-2021-strike-001": "outlet",
    "herald-2021-strike-002": "the author",
    "herald-2021-strike-003": "the author",
    "herald-2021-strike-004": "not attributed",
    "smith-2020-001": "government, unnamed",
    "smith-2020-002": "government, unnamed",
    "smith-2020-003": "the group itself",
    "smith-2020-004": "not attributed",
}
ALONE, ONE, _, TWO, UNKNOWN = schema.CORROBORATION
# The attack in Kabul is told by two articles, of which one states no outlet.
CORROBORATION_OF = {
    "herald-2021-strike-001": [TWO],
    "herald-2021-strike-002": [ALONE, ONE],
    "herald-2021-strike-003": [ALONE, ONE],
    "herald-2021-strike-004": [ALONE, ONE],
    "smith-2020-001": [TWO],
    "smith-2020-002": [TWO],
    "smith-2020-003": [TWO],
    "smith-2020-004": [ALONE, UNKNOWN],
}
DISPUTED = {"herald-2021-strike-001", "smith-2020-001", "smith-2020-003"}


def _names(table: str, column: str) -> list[str]:
    cells = [row.get(column, "") for row in small.TABLES[table]]
    return sorted({name for cell in cells for name in schema.split_values(cell)})


NAMES = {
    "group": [*_names("claims", "groups"), words.NOT_STATED],
    "outlet": [*_names("sources", "outlet"), words.NOT_STATED],
    "kind": _names("claims", "kind"),
    "topic": _names("claims", "topic"),
    "attribution": sorted(set(ATTRIBUTION_OF.values())),
    "intermediaries": ["no speaker named", "quoted directly", "via one party"],
    "caveat": [*schema.CAVEATS[:3]],
    "without": [*schema.CAVEATS[:3]],
    "origin": [
        "Experts (unnamed)",
        "Government of Kabul",
        "Reds",
        "The Herald",
        *_names("sources", "source_id"),
    ],
    "corroboration": [ALONE, ONE, TWO, UNKNOWN],
    "incident_kind": [*_names("incidents", "kind"), words.NOT_STATED],
    "country": [*_names("incidents", "country"), words.NOT_STATED],
}
AREAS = ("", "", "60,30,75,38.5", "-180,-90,69,90")  # around Kabul, and beside it
SEARCHES = ("", "reds", "Red Movement", "kabul", "the", "“We were", "nowhere at all", "(unnamed)")


def _years(first: int, last: int) -> st.SearchStrategy[tuple[int, int] | None]:
    year = st.integers(first, last)
    return st.none() | st.tuples(year, year).map(lambda pair: (min(pair), max(pair)))


def _no_names() -> st.SearchStrategy[tuple[str, ...]]:
    """No filter: most of the many have to be none, or no claim is left to look at."""
    return st.just(())


def _several(names: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(names, unique=True, max_size=3).map(tuple)


def _made(
    years: st.SearchStrategy[tuple[int, int] | None],
    names: dict[str, st.SearchStrategy[tuple[str, ...]]],
    search: st.SearchStrategy[str],
    area: st.SearchStrategy[str],
) -> st.SearchStrategy[Selection]:
    return st.builds(
        Selection,
        years=years,
        year_of=st.sampled_from(YEAR_OF),
        undated=st.sampled_from(UNDATED_CHOICES),
        disputed=st.sampled_from(SWITCH_CHOICES),
        figure=st.sampled_from(SWITCH_CHOICES),
        search=search,
        area=area,
        count=st.sampled_from(COUNTS),
        **names,
    )


def _areas() -> st.SearchStrategy[str]:
    def box(x: list[int], y: list[int]) -> str:
        return f"{min(x) / 10:g},{min(y) / 10:g},{max(x) / 10:g},{max(y) / 10:g}"

    x, y = (
        st.lists(st.integers(-most, most), min_size=2, max_size=2, unique=True)
        for most in (1800, 900)
    )
    return st.just("") | st.builds(box, x, y)


def of_small() -> st.SearchStrategy[Selection]:
    """Selections that filter the small casebook by what it holds."""
    names = {
        name: _no_names() | _no_names() | _several(st.sampled_from(values))
        for name, values in NAMES.items()
    }
    return _made(_years(2013, 2023), names, st.sampled_from(SEARCHES), st.sampled_from(AREAS))


def of_anything() -> st.SearchStrategy[Selection]:
    """Selections of any years, names and search that a selection can hold."""
    text = st.text(min_size=1, max_size=9)
    names = {name: _several(text) for name in NAMES}
    search = st.text(max_size=20).map(lambda words: " ".join(words.split()))
    return _made(_years(0, 9999), names, search, _areas())


def names_of(dataset: Dataset, name: str) -> list[list[str]]:
    """For each claim of the small casebook, its options in a filter, from its own cells."""
    if name == "attribution":
        return [[ATTRIBUTION_OF[claim_id]] for claim_id in dataset.claims["claim_id"]]
    if name == "corroboration":
        return [CORROBORATION_OF[claim_id] for claim_id in dataset.claims["claim_id"]]
    if name == "intermediaries":
        said_by = zip(dataset.claims["speaker"], dataset.claims["via"], strict=True)
        return [[schema.INTERMEDIARIES[bool(speaker) + bool(via)]] for speaker, via in said_by]
    if name in ("caveat", "without"):
        return [_caveats(dataset, claim) for claim in dataset.claims.to_dict("records")]
    if name in ("incident_kind", "country"):
        column = name.removeprefix("incident_")
        about = dataset.claims["incident_id"]
        found = [dataset.incidents[column].get(incident, "") for incident in about]
        return [cell.split("; ") if cell else [words.NOT_STATED] for cell in found]
    cells = dataset.claims["groups" if name == "group" else name].astype("str")
    return [cell.split("; ") if cell else [words.NOT_STATED] for cell in cells]


def _caveats(dataset: Dataset, claim: dict[Hashable, Any]) -> list[str]:
    incident = claim["incident_id"]
    about_it = dataset.claims[dataset.claims["incident_id"] == incident]
    holds = (
        ATTRIBUTION_OF[claim["claim_id"]] == "the group itself",
        incident and about_it["origin"].nunique() == 1,
        claim["date_basis"] == "inferred",
        claim["kind"] == "opinion",
    )
    return [name for name, held in zip(schema.CAVEATS, holds, strict=True) if held]


def rows_of(dataset: Dataset, chosen: Selection) -> list[int]:
    """The rows that a selection without a search lets through, claim by claim."""
    names = {name: names_of(dataset, name) for name in NAMES}
    columns = [dataset.claims[column].tolist() for column in YEAR_COLUMNS[chosen.year_of]]
    return [
        row
        for row, (claim_id, *years) in enumerate(
            zip(dataset.claims["claim_id"], *columns, strict=True)
        )
        if _in_years(chosen, *years)
        and (chosen.disputed == "any" or claim_id in DISPUTED)
        and (chosen.figure == "any" or dataset.claims["figure"].iat[row])
        and (not chosen.area or _in_area(dataset, row, chosen.area))
        and all(
            not getattr(chosen, name)
            or bool(set(names[name][row]) & set(getattr(chosen, name))) == (name != "without")
            for name in NAMES
        )
    ]


def _in_years(chosen: Selection, first: int, last: int, year: int) -> bool:
    if chosen.undated == "only" or year == dates.UNDATED:
        return year == dates.UNDATED and chosen.undated != "without"
    touched = range(year if first == dates.OPEN_START else first, last + 1)
    return not chosen.years or any(
        year in touched for year in range(chosen.years[0], chosen.years[1] + 1)
    )


def _in_area(dataset: Dataset, row: int, area: str) -> bool:
    incident = dataset.claims["incident_id"].iat[row]
    west, south, east, north = map(float, area.split(","))
    if not incident:
        return False
    place = dataset.incidents.loc[incident]
    return bool(west <= place["longitude"] <= east and south <= place["latitude"] <= north)


def units_of(dataset: Dataset, count: str, rows: Iterable[int]) -> set[object]:
    """What is counted of these rows, one by one."""
    if count == "claims":
        return set(rows)
    cells = dataset.claims["incident_id" if count == "incidents" else "origin"]
    return {cell for cell in cells.iloc[list(rows)] if cell}
