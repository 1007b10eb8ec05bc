"""What a bar chart counts by, and what keeps its bars from being added up, in words."""

from casebook.analysis import counting, listings
from casebook.analysis.selection import Selection
from casebook.analysis.time_axis import FINER, folded, time_axis
from casebook.tables.dataset import Dataset, Rows
from casebook.words import agreeing, counted

BY = {
    "group": "group",
    "outlet": "outlet",
    "attribution": "type of source",
    "intermediaries": "how relayed",
    "corroboration": "corroboration",
}
_SEVERAL = {
    "group": "Bars are mentions: a claim about two groups counts under both.",
    "corroboration": "Over all of the data, whatever is chosen. A claim counts in every bar that "
    "fits it.",
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
    return _SEVERAL.get(name, "") if counting.several_names(dataset, name, rows) else ""


def _of_years(dataset: Dataset, chosen: Selection, rows: Rows) -> str:
    if chosen.year_of == "publication":
        read = listings.articles_by_year(dataset).items()
        return "Articles read: " + " · ".join(f"{year}: {count}" for year, count in read)
    axis = time_axis(dataset, chosen.year_of)
    if axis.unit in FINER:
        return f"A claim over several {axis.units} counts in its first."
    told = f"A claim counts in each of its {axis.units}"
    beyond = counting.reaching_beyond(dataset, chosen, rows)
    if not beyond:
        return f"{told}."
    return f"{told}; {beyond:,} {agreeing(beyond, 'reaches', 'reach')} beyond, in fainter bars."
