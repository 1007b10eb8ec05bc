"""Footnotes: a claim's quote with its speaker, its article and the data version."""

from typing import Any

from casebook.tables import schema
from casebook.tables.dataset import Dataset
from casebook.tables.labels import own_voice, source_label, source_name, source_parts

# Within quotation marks, quotation marks are single.
_WITHIN = str.maketrans("“”", "‘’")
_UNTITLED = ("an untitled article", "Untitled article")  # within a sentence, and at its opening


def attribution(dataset: Dataset, claim: Any) -> str:
    """Who says so, all the way: the speaker with affiliation, through whom, in which article."""
    source_id, spoken = str(claim["source_id"]), speakers(dataset, claim)
    if not spoken:
        return own_voice(dataset, source_id)
    return f"{spoken}, in {source_name(dataset, source_id)}"


def speakers(dataset: Dataset, claim: Any) -> str:
    """The speaker with affiliation and through whom; empty where the author speaks."""
    if not claim["speaker"]:
        return ""
    affiliation = dataset.actors.at[claim["speaker"], "affiliation"]
    speaker = f"{claim['speaker']} ({affiliation})" if affiliation else claim["speaker"]
    intermediaries = reversed(schema.split_values(claim["via"], schema.VIA_SEPARATOR))
    return ", via ".join([speaker, *intermediaries])


def quoted(quote: str) -> str:
    """The quote in quotation marks, those in it single, unless it is one that brings its own."""
    own = quote.startswith("“") and quote.endswith("”") and quote.count("“") == 1
    return quote if own else f"“{quote.translate(_WITHIN)}”"


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
    spoken = speakers(dataset, claim)
    article = cited(dataset, source_id, opening=not spoken)
    said = f"{spoken}, in {article}" if spoken else article
    return (
        f"{quoted(str(claim['quote']))} — {said}. "
        f"Casebook {claim['claim_id']}, data version {dataset.version}."
    )


def cited(dataset: Dataset, source_id: str, *, opening: bool = True) -> str:
    """The article in full, at the `opening` of a sentence or within one.

    As in `Jo Smith, “A headline”, Daily Paper, 6 May 2020`: an author is named first, and where
    none is, nobody.
    """
    source = dataset.sources.loc[source_id]
    outlet, author, *rest = source_parts(dataset, source_id)
    if source["author"]:
        by = [author, quoted(source["title"]) if source["title"] else "untitled article"]
    else:
        by = [quoted(source["title"])] if source["title"] else [_UNTITLED[opening]]
    return ", ".join([*by, outlet, *rest])
