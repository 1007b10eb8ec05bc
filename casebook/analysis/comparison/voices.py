"""Who speaks in a claim, what sort of party that is, and when it was said."""

from casebook.analysis.comparison.figures import NO_UNIT, STATEMENT
from casebook.tables import dates, schema
from casebook.tables.dataset import Dataset
from casebook.tables.labels import own_voice

AUTHOR = "the author"


def voice(dataset: Dataset, row: int) -> str:
    """Who speaks: the speaker, or the author of the article."""
    speaker, article = (dataset.cell(name, row) for name in ("speaker", "source_id"))
    return speaker or own_voice(dataset, str(article))


def author(dataset: Dataset, source_id: str) -> str:
    """Who speaks in an article's own voice, in a few words that other articles can share."""
    named, outlet = (str(dataset.sources.at[source_id, name]) for name in ("author", "outlet"))
    first, *others = named.split(", ")
    if named:
        return f"{first} and others (authors)" if others else f"{first} (author)"
    return f"an unsigned article of {outlet}" if outlet else "an unsigned article"


def said(dataset: Dataset, row: int) -> str:
    """The figure as written, in quotation marks, with its unit; else the statement."""
    statement, figure, unit = (
        str(dataset.cell(name, row)) for name in ("statement", "figure", "unit")
    )
    if not figure:
        return statement.rstrip(".")
    return f"“{figure}”" if unit in NO_UNIT else f"“{figure}” {unit}"


def named_in(dataset: Dataset, speaker: str, statement: str) -> bool:
    """Whether a statement names this speaker, by any of the names that the casebook knows."""
    names = schema.split_values(str(dataset.actors.at[speaker, "aliases"]))
    return any(name in statement for name in (speaker.removesuffix(" (unnamed)"), *names))


def party(dataset: Dataset, row: int) -> str:
    """What sort of party speaks: the kind of the actor, or of whom a person speaks for."""
    speaker = dataset.cell("speaker", row)
    if not speaker:
        return AUTHOR
    kind, affiliation = (dataset.actors.at[speaker, name] for name in ("kind", "affiliation"))
    of_party = dataset.actors["kind"].get(affiliation, "") if affiliation else ""
    return str(of_party if kind in ("person", "unnamed") and of_party else kind)


def said_on(dataset: Dataset, row: int) -> str:
    """The day by which a claim was said, as YYYY-MM-DD; empty where nothing says it.

    The last day of publication of its article, or, for what is said in an incident that is a
    statement, the last day of that, whichever comes first.
    """
    source_id, incident = (dataset.cell(name, row) for name in ("source_id", "incident"))
    stated = [dataset.sources["published_last_day"].at[source_id]]
    if incident >= 0 and dataset.incidents["kind"].iat[incident] == STATEMENT:
        stated.append(dataset.incidents["last_day"].iat[incident])
    days = [day for day in stated if day not in (dates.NO_DAY, dates.LATEST)]
    return dates.day_as_text(min(days, default=dates.NO_DAY)) or ""
