"""What a bar chart counts by, and what keeps its bars from being added up, in words."""

from casebook.analysis import counting, listings
from casebook.analysis.selection import Selection
from casebook.analysis.time_axis import folded, time_axis
from casebook.tables.dataset import Dataset, Rows
from casebook.words import agreeing, counted, number

BY = {
    "group": "group",
    "outlet": "outlet",
    "attribution": "type of source",
    "intermediaries": "how relayed",
}


def by(dataset: Dataset, chosen: Selection, name: str) -> str:
    """By what the chart counts, as in `Claims by year of event`."""
    if name == "year":
        return f"{time_axis(dataset, chosen.year_of).unit} of {chosen.year_of}"
    return BY[name]


def caution(dataset: Dataset, chosen: Selection, rows: Rows, name: str) -> str:
    """What a reader who adds up bars could get wrong; empty where nothing is."""
    if name == "year":
        whole = folded(time_axis(dataset, chosen.year_of))
        return f"{_of_years(dataset, chosen, rows)} {whole}".strip()
    if chosen.count != "claims":
        return f"One {counted(chosen.count).removesuffix('s')} can stand in several bars."
    if counting.several_names(dataset, name, rows):
        return "Bars are mentions: a claim about two groups counts under both."
    return ""


def _of_years(dataset: Dataset, chosen: Selection, rows: Rows) -> str:
    if chosen.year_of == "publication":
        read = listings.articles_by_year(dataset).items()
        return "Articles read: " + " · ".join(f"{year}: {count}" for year, count in read)
    elsewhere = counting.counted_elsewhere(dataset, chosen, rows)
    if not elsewhere:
        units = time_axis(dataset, chosen.year_of).units
        return f"A claim over several {units} counts in its first."
    return (
        f"{number(elsewhere, 'claim')} {agreeing(elsewhere, 'reaches', 'reach')} into these "
        f"years and {agreeing(elsewhere, 'counts', 'count')} in the year in which "
        f"{agreeing(elsewhere, 'it', 'they')} began."
    )
