"""Who speaks in a claim, what sort of party that is, and when it was said."""

from casebook.analysis.comparison.figures import NO_UNIT, STATEMENT
from casebook.tables import dates
from casebook.tables.dataset import Dataset
from casebook.tables.labels import source_label


def voice(dataset: Dataset, row: int) -> str:
    """Who speaks: the speaker, or the article itself."""
    claim = dataset.claims.iloc[row]
    article = source_label(dataset, str(claim["source_id"]))
    return str(claim["speaker"] or f"The article itself ({article})")


def said(dataset: Dataset, row: int) -> str:
    """The figure as written, in quotation marks, with its unit; else the statement."""
    claim = dataset.claims.iloc[row]
    if not claim["figure"]:
        return str(claim["statement"]).rstrip(".")
    unit = "" if claim["unit"] in NO_UNIT else f" {claim['unit']}"
    return f"“{claim['figure']}”{unit}"


def party(dataset: Dataset, row: int) -> str:
    """What sort of party speaks: the kind of the actor, or of whom a person speaks for."""
    speaker = str(dataset.claims["speaker"].iat[row])
    if not speaker:
        return "the article itself"
    kind, affiliation = dataset.actors.loc[speaker, ["kind", "affiliation"]]
    of_party = dataset.actors["kind"].get(affiliation, "") if affiliation else ""
    return str(of_party if kind in ("person", "unnamed") and of_party else kind)


def said_on(dataset: Dataset, row: int) -> str:
    """The day by which a claim was said, as YYYY-MM-DD; empty where nothing says it.

    The last day of publication of its article, or, for what is said in an incident that is a
    statement, the last day of that, whichever comes first.
    """
    claim = dataset.claims.iloc[row]
    stated = [str(dataset.sources.at[str(claim["source_id"]), "published"])]
    if claim["incident"] >= 0:
        incident = dataset.incidents.iloc[int(claim["incident"])]
        stated += [str(incident["date"])] if incident["kind"] == STATEMENT else []
    days = [dates.bounds(date)[1] for date in stated if date]
    return min((day for day in days if day != dates.OPEN_END_DAY), default="")
