"""The real tables: no problems, no warnings, and counts that only change on purpose."""

import hashlib
from pathlib import Path

import pytest

from casebook.checks import coverage, problems, review
from casebook.export import citation
from casebook.tables import derive, read
from casebook.tables.dataset import Dataset, Tables
from tests import count_claims

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def tables() -> Tables:
    found, problems = read.read(ROOT / "data", ROOT / "seeds")
    assert problems == []
    return found


@pytest.fixture(scope="module")
def real(tables: Tables) -> Dataset:
    return derive.dataset(tables)


def test_the_tables_have_no_problems(tables: Tables) -> None:
    assert [str(problem) for problem in problems.problems(tables)] == []


def test_every_article_file_is_byte_for_byte_the_one_that_was_found() -> None:
    for line in (ROOT / "seeds" / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == digest


def test_no_row_has_a_review_warning_and_no_sentence_is_unreviewed(
    tables: Tables, real: Dataset
) -> None:
    frame = coverage.sentences(real)
    assert [str(warning) for warning in review.warnings(tables, real, frame)] == []
    unreviewed = frame[frame["state"] == coverage.UNREVIEWED]
    assert [f"{row.source_id}:{row.line}: {row.text}" for row in unreviewed.itertuples()] == []


def test_claims_per_article_and_year_are_those_kept_beside_the_tests(real: Dataset) -> None:
    kept = count_claims.COUNTS.read_text(encoding="utf-8")
    found = count_claims.csv_text(count_claims.counted(real))
    assert found == kept, (
        "if the change is meant, count anew with `python -m tests.count_claims`, and say in the "
        "changelog what it does to the counts"
    )


def test_counting_gives_every_claim_to_its_article_and_year(dataset: Dataset) -> None:
    assert count_claims.csv_text(count_claims.counted(dataset)).splitlines() == [
        "source_id,year,claims",
        "herald-2021-strike,2015,1",
        "herald-2021-strike,2020,1",
        "herald-2021-strike,2021,1",
        "herald-2021-strike,undated,1",
        "smith-2020,2020,4",
    ]


def test_every_article_file_is_used(real: Dataset) -> None:
    assert set(real.sources["file"]) == {path.name for path in (ROOT / "seeds").glob("*.txt")}


def test_the_kabul_airport_bombing_is_one_incident_told_by_three_articles(real: Dataset) -> None:
    claims = real.claims[real.claims["incident_id"] == "2021-08-26-kabul-airport"]
    assert claims["source_id"].nunique() == 3


def test_the_filter_finds_an_incident_by_its_groups_and_by_its_targets(real: Dataset) -> None:
    for incident, row in real.incidents.iterrows():
        claims = real.claims[real.claims["incident_id"] == incident]
        about = {name for cell in claims["groups"] for name in cell.split("; ")}
        named = {*row["groups"].split("; "), *row["targets"].split("; ")} - {""}
        assert named <= about, incident


def test_no_footnote_names_outlet_or_author_twice(real: Dataset) -> None:
    for row in range(len(real.claims)):
        claim = real.record("claims", row)
        source = real.sources.loc[str(claim["source_id"])]
        note = citation.footnote(real, claim).partition(" — ")[2]
        spoken = citation.speakers(real, claim)
        article = note.removeprefix(f"{spoken}, in ")
        for name in filter(None, (source["author"], source["outlet"])):
            assert article.replace(source["title"], "").count(name) == 1
