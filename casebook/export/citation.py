"""Footnotes: a claim's quote with its speaker, its article and the data version."""

from typing import Any

from casebook.tables import schema
from casebook.tables.dataset import Dataset
from casebook.tables.labels import source_label, source_lines, source_name


def attribution(dataset: Dataset, claim: Any) -> str:
    """Who says so, all the way: the speaker with affiliation, through whom, in which article."""
    article, spoken = source_name(dataset, str(claim["source_id"])), speakers(dataset, claim)
    return f"{spoken}, in {article}" if spoken else f"the article itself ({article})"


def speakers(dataset: Dataset, claim: Any) -> str:
    """The speaker with affiliation and through whom; empty where the article itself speaks."""
    if not claim["speaker"]:
        return ""
    affiliation = dataset.actors.at[claim["speaker"], "affiliation"]
    speaker = f"{claim['speaker']} ({affiliation})" if affiliation else claim["speaker"]
    intermediaries = reversed(schema.split_values(claim["via"], schema.VIA_SEPARATOR))
    return ", via ".join([speaker, *intermediaries])


def quoted(quote: str) -> str:
    """The quote in quotation marks, unless it is one that brings its own."""
    own = quote.startswith("“") and quote.endswith("”") and quote.count("“") == 1
    return quote if own else f"“{quote}”"


def footnote(dataset: Dataset, claim: Any, *, again: bool = False) -> str:
    """The quote with its attribution and source, as a footnote; the link is added by the caller.

    Where the article was cited in full before, `again` names it in short, as the notes of the
    Chicago Manual of Style do.
    """
    source_id = str(claim["source_id"])
    if again:
        spoken, article = speakers(dataset, claim), source_label(dataset, source_id)
        said = f"{spoken}, in {article}" if spoken else article
        return f"{quoted(str(claim['quote']))} — {said}. Casebook {claim['claim_id']}."
    title = dataset.sources.at[source_id, "title"]
    named = f"“{title}”, " if title else ""
    details = ", ".join(source_lines(dataset, source_id)[0].split(" · "))
    said = f"{attribution(dataset, claim)}. " if claim["speaker"] else ""
    return (
        f"{quoted(str(claim['quote']))} — {said}{named}{details}. "
        f"Casebook {claim['claim_id']}, data version {dataset.version}."
    )
