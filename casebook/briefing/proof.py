"""A briefing with all that is needed to check it without the casebook, in one zip file."""

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd

from casebook.briefing import documents, record, references, tree
from casebook.briefing.contents import Briefing
from casebook.briefing.styles import Style
from casebook.export import datapackage
from casebook.tables import schema
from casebook.tables.dataset import Dataset, Tables

_CHECK = Path(__file__).with_name("check.py")
_WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can hold: the same for each pack
_COLUMNS = ("number", "claim_id", "article", "start", "end", "quote", "statement", "link")
_README = """This pack holds a briefing and what it rests on.

briefing.docx, briefing.md   the briefing
footnotes.csv                its footnotes: claim, quote, and where that stands in the article,
                             in characters from 0
articles/                    the articles quoted, each as the casebook reads it
references.*                 the articles for reference managers
claims.csv and other tables  the rows used; datapackage.json describes their columns
selection.json               what was selected, and the version of the data
SHA256SUMS                   the checksum of each file

python check.py              checks every file and every quote; needs nothing but Python
"""


def pack(
    briefing: Briefing,
    dataset: Dataset,
    base: str,
    paper: str = "a4",
    style: Style | None = None,
) -> bytes:
    """The zip file; the same bytes for the same briefing. Raises documents.DocumentError."""
    document = tree.document(briefing, dataset, base, style)
    rows = briefing.noted()
    frames = _rows_used(dataset, rows)
    tables = Tables(frames, {}, {}, {}, Path(), "", dataset.version)
    files = {
        "README.txt": _README.encode(),
        "briefing.docx": documents.made(document, "docx", paper),
        "briefing.md": documents.made(document, "md"),
        "check.py": _CHECK.read_bytes(),
        "datapackage.json": datapackage.json_text(datapackage.package(tables)).encode(),
        "footnotes.csv": _csv(_footnotes(briefing, dataset, base)),
        **{
            f"references.{form}": references.made(dataset, briefing.articles, form)
            for form in references.FORMS
        },
        "selection.json": datapackage.json_text(_selection(briefing, dataset, base)).encode(),
        **{f"{name}.csv": _csv(frame) for name, frame in frames.items() if len(frame)},
        **{
            _article(source_id): dataset.articles[source_id].text.encode()
            for source_id in frames["sources"]["source_id"]
        },
    }
    sums = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(files.items())
    )
    return _zipped({**files, "SHA256SUMS": sums.encode()})


def _article(source_id: str) -> str:
    return f"articles/{source_id}.txt"


def _footnotes(briefing: Briefing, dataset: Dataset, base: str) -> pd.DataFrame:
    notes = pd.DataFrame(record.footnotes(briefing, dataset, base), columns=_COLUMNS)
    return notes.assign(article=notes["article"].map(_article))


def _selection(briefing: Briefing, dataset: Dataset, base: str) -> dict[str, Any]:
    chosen = record.selection(briefing, dataset, base)
    return {
        "title": briefing.title,
        "selection": chosen["words"],
        "parameters": chosen["parameters"],
        "link": chosen["link"],
        "data_version": dataset.version,
        "rests_on": briefing.sources,
    }


def _rows_used(dataset: Dataset, rows: list[int]) -> dict[str, pd.DataFrame]:
    """The rows of each table that the claims use, cells as they stand in the files."""
    claims = _as_text(dataset.claims.iloc[sorted(set(rows))], "claims")
    sources = _as_text(dataset.sources.reset_index(), "sources")
    incidents = _as_text(dataset.incidents.reset_index(), "incidents")
    relations = _as_text(dataset.relations, "relations")
    used = set(claims["claim_id"])
    frames = {
        "sources": sources[sources["source_id"].isin(claims["source_id"])],
        "incidents": incidents[incidents["incident_id"].isin(claims["incident_id"])],
        "claims": claims,
        "relations": relations[relations["claim_id"].isin(used) & relations["other_id"].isin(used)],
    }
    named: set[str] = set()
    for column in schema.every_column():
        if column.referred_table == "actors" and column.table in frames:
            for cell in frames[column.table][column.column].unique():
                named.update(column.values(cell))
    actors = _as_text(dataset.actors.reset_index(), "actors")
    named |= set(actors.loc[actors["actor"].isin(named), "affiliation"])
    found = {**frames, "actors": actors[actors["actor"].isin(named)]}
    empty = {
        name: pd.DataFrame(columns=schema.columns(name), dtype="str") for name in schema.MODELS
    }
    return {
        name: found.get(name, empty[name]).sort_values([*schema.keys(name)], ignore_index=True)
        for name in schema.MODELS
    }


def _as_text(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    columns = {}
    for name in schema.columns(table):
        cells = frame[name]
        if pd.api.types.is_float_dtype(cells.dtype):
            cells = cells.map("{:.15g}".format, na_action="ignore")
        columns[name] = cells.astype("str").fillna("")
    return pd.DataFrame(columns)


def _csv(frame: pd.DataFrame) -> bytes:
    buffer = io.StringIO()
    frame.to_csv(buffer, index=False, lineterminator="\n")
    return buffer.getvalue().encode()


def _zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
