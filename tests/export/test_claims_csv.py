import csv
import io
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest

from casebook.analysis.selection import Selection
from casebook.export import claims_csv
from casebook.tables import schema
from casebook.tables.dataset import Dataset
from tests import small

Folders = tuple[Path, Path]
Row = dict[str, str]
BASE = "http://localhost:8501/"
ALL = Selection()


def table(dataset: Dataset, chosen: Selection = ALL) -> list[Row]:
    """The rows of the exported table, in its order."""
    content = claims_csv.claims_csv(dataset, chosen, chosen.apply(dataset), BASE)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def exported(dataset: Dataset, claim_id: str) -> Row:
    return next(row for row in table(dataset) if row["claim_id"] == claim_id)


def test_the_table_is_read_rightly_by_spreadsheets(dataset: Dataset) -> None:
    content = claims_csv.claims_csv(dataset, Selection(), Selection().apply(dataset), BASE)
    assert content.startswith(b"\xef\xbb\xbfclaim_id,source_id,")
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == 9
    assert "“We were not there,”" in content.decode()


def test_the_table_has_all_columns_of_a_claim_then_those_of_its_article_and_incident(
    dataset: Dataset,
) -> None:
    assert list(table(dataset)[0]) == [
        *schema.columns("claims"),
        "relations",
        "original_source",
        "source_title",
        "source_author",
        "source_outlet",
        "source_outlet_basis",
        "source_published",
        "source_published_basis",
        "incident_title",
        "incident_kind",
        "incident_date",
        "incident_date_basis",
        "incident_country",
        "incident_place",
        "incident_place_precision",
        "incident_latitude",
        "incident_longitude",
        "incident_groups",
        "incident_targets",
        "link",
        "selection",
        "selection_link",
        "data_version",
    ]


def test_the_cells_of_a_claim_are_those_of_its_file(dataset: Dataset) -> None:
    for written in small.TABLES["claims"]:
        row = exported(dataset, written["claim_id"])
        for column in schema.columns("claims"):
            assert row[column] == written.get(column, "")


def test_each_claim_stands_beside_its_own_article_and_incident(dataset: Dataset) -> None:
    sources = {row["source_id"]: row for row in small.TABLES["sources"]}
    incidents = {row["incident_id"]: row for row in small.TABLES["incidents"]}
    for row in table(dataset):
        source, incident = sources[row["source_id"]], incidents.get(row["incident_id"], {})
        for column in ("title", "author", "outlet", "outlet_basis", "published", "published_basis"):
            assert row[f"source_{column}"] == source.get(column, "")
        for column in ("title", "kind", "date", "country", "place", "latitude", "longitude"):
            assert row[f"incident_{column}"] == incident.get(column, "")
    assert exported(dataset, "smith-2020-003")["original_source"] == "Reds"
    assert exported(dataset, "smith-2020-004")["original_source"] == "smith-2020"


def test_what_is_missing_is_an_empty_cell(folders: Folders) -> None:
    for row in small.TABLES["incidents"]:
        small.change(folders[0], "incidents", row["incident_id"], latitude="", longitude="")
    for row in small.TABLES["claims"]:
        small.change(folders[0], "claims", row["claim_id"], low="", high="", figure="", unit="")
    dataset = small.loaded(folders)
    cells = {cell.lower() for row in table(dataset) for cell in row.values()}
    assert not cells & {"nan", "none", "null", "<na>", "nat"}
    assert exported(dataset, "herald-2021-strike-004")["incident_title"] == ""
    assert exported(dataset, "smith-2020-001")["low"] == ""


def test_rows_stand_in_the_order_of_the_selection(dataset: Dataset) -> None:
    rows = np.array([5, 0, 7, 2])
    content = claims_csv.claims_csv(dataset, Selection(), rows, BASE).decode("utf-8-sig")
    found = [row["claim_id"] for row in csv.DictReader(io.StringIO(content, newline=""))]
    assert found == dataset.claims["claim_id"].iloc[rows].tolist()


def test_only_what_is_selected_is_exported_and_says_by_what(dataset: Dataset) -> None:
    chosen = Selection(kind=("denial",), years=(2020, 2020), undated="without")
    (row,) = table(dataset, chosen)
    assert row["claim_id"] == "smith-2020-003"
    assert row["selection"] == "claims of kind denial, 2020"
    assert row["data_version"] == dataset.version
    link = urlsplit(row["selection_link"])
    assert Selection.from_params(parse_qs(link.query)) == chosen
    assert parse_qs(link.query)["data"] == [dataset.version]


def test_the_link_of_a_row_opens_its_claim_without_any_filter(dataset: Dataset) -> None:
    for row in table(dataset, Selection(group=("Reds",), search="the")):
        assert row["link"].startswith(BASE)
        params = parse_qs(urlsplit(row["link"]).query)
        assert params["claim"] == [row["claim_id"]]
        assert params["data"] == [dataset.version]
        assert Selection.from_params(params).known(dataset) == Selection()


def test_an_empty_selection_gives_the_header_alone(dataset: Dataset) -> None:
    content = claims_csv.claims_csv(
        dataset, Selection(group=("Greens",)), np.array([], dtype=np.int64), BASE
    )
    full = claims_csv.claims_csv(dataset, Selection(), Selection().apply(dataset), BASE)
    assert content == full[: full.index(b"\n") + 1]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_cell_that_a_spreadsheet_could_run_is_made_harmless(dataset: Dataset, start: str) -> None:
    danger = f'{start}HYPERLINK("http://evil.example")'
    columns = ["statement", "quote", "figure", "via", "note", "groups"]
    hostile = replace(
        dataset,
        claims=dataset.claims.assign(**dict.fromkeys(columns, danger)),
        sources=dataset.sources.assign(title=danger, outlet=danger, author=danger),
        incidents=dataset.incidents.assign(title=danger, place=danger),
    )
    row = exported(hostile, "smith-2020-001")
    for column in (
        *columns,
        "source_title",
        "source_outlet",
        "source_author",
        "incident_title",
        "incident_place",
    ):
        assert row[column] == f"'{danger}"


def test_a_dangerous_sign_inside_a_cell_is_left_alone(dataset: Dataset) -> None:
    note = "2-3 = 1 + @home\n=1"
    row = exported(replace(dataset, claims=dataset.claims.assign(note=note)), "smith-2020-001")
    assert row["note"] == note


def test_numbers_keep_their_sign_and_every_digit(folders: Folders) -> None:
    small.change(
        folders[0],
        "incidents",
        "2020-05-05-kabul-attack",
        latitude="-1",
        longitude="-69.172345",
    )
    small.change(folders[0], "claims", "smith-2020-001", low="-5", high="1234567")
    small.change(folders[0], "claims", "smith-2020-002", low="0.25", high="15000000")
    dataset = small.loaded(folders)
    row = exported(dataset, "smith-2020-001")
    assert (row["low"], row["high"]) == ("-5", "1234567")
    assert float(row["incident_latitude"]) == -1
    assert row["incident_longitude"] == "-69.172345"
    row = exported(dataset, "smith-2020-002")
    assert (row["low"], row["high"]) == ("0.25", "15000000")


def test_exporting_changes_nothing(dataset: Dataset) -> None:
    before = dataset.claims.copy(deep=True), dataset.sources.copy(deep=True)
    rows = Selection().apply(dataset)
    claims_csv.claims_csv(dataset, Selection(), rows, BASE)
    assert dataset.claims.equals(before[0])
    assert dataset.sources.equals(before[1])
    assert rows.tolist() == list(range(8))
