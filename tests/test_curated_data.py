"""The real tables: no problems, and the counts that a change of data has to change on purpose."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from casebook import checks, load
from casebook.schema import UNDATED, Dataset, Tables

ROOT = Path(__file__).resolve().parents[1]
COUNTS = Path(__file__).parent / "curated_counts.csv"


@pytest.fixture(scope="module")
def tables() -> Tables:
    found, problems = load.read(ROOT / "data", ROOT / "seeds")
    assert problems == []
    return found


@pytest.fixture(scope="module")
def real(tables: Tables) -> Dataset:
    return load.dataset(tables)


def test_the_tables_have_no_problems(tables: Tables) -> None:
    assert [str(problem) for problem in checks.problems(tables)] == []


def test_every_article_file_is_byte_for_byte_the_one_that_was_found() -> None:
    for line in (ROOT / "seeds" / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == digest


def test_claims_per_article_and_year_are_those_kept_beside_the_tests(real: Dataset) -> None:
    claims = real.claims
    years = claims["year"].astype("str").mask(claims["year"] == UNDATED, "undated")
    found = (
        pd.crosstab(claims["source_id"].astype("str"), years)
        .stack()
        .loc[lambda counts: counts > 0]
        .rename_axis(["source_id", "year"])
        .reset_index(name="claims")
    )
    expected = pd.read_csv(COUNTS, dtype={"year": "str"})
    pd.testing.assert_frame_equal(
        found, expected, check_dtype=False, obj="claims per article and year"
    )


def test_all_eight_articles_are_there_and_every_file_is_used(real: Dataset) -> None:
    assert len(real.sources) == 8
    assert set(real.sources["file"]) == {path.name for path in (ROOT / "seeds").glob("*.txt")}


def test_claims_are_numbered_in_reading_order(real: Dataset) -> None:
    for _, part in real.claims.groupby("source_id", observed=True):
        starts = part.sort_values("claim_id")["start"]
        assert starts.is_monotonic_increasing


def test_disputes_are_told_from_both_sides(real: Dataset) -> None:
    claims = real.claims.set_index("claim_id")
    for claim_id, disputed in claims.loc[claims["disputes"] != "", "disputes"].items():
        for other in disputed.split("; "):
            assert claim_id in claims.at[other, "disputes"].split("; "), (claim_id, other)


def test_an_inferred_date_says_in_its_note_how(real: Dataset) -> None:
    silent = real.claims[(real.claims["date_basis"] == "inferred") & (real.claims["note"] == "")]
    assert silent["claim_id"].tolist() == []


def test_an_alias_belongs_to_one_actor(real: Dataset) -> None:
    owners: dict[str, str] = {actor.casefold(): actor for actor in real.actors.index}
    for actor, aliases in real.actors["aliases"].items():
        for alias in filter(None, aliases.split("; ")):
            owner = owners.setdefault(alias.casefold(), str(actor))
            assert owner == actor, f"{alias} stands for {owner} and {actor}"


def test_every_actor_is_used(tables: Tables) -> None:
    used: set[str] = set()
    for table, column, separator in (
        ("sources", "outlet", ""),
        ("sources", "republished_by", ""),
        ("incidents", "groups", "; "),
        ("claims", "groups", "; "),
        ("claims", "speaker", ""),
        ("claims", "via", " > "),
        ("actors", "affiliation", ""),
    ):
        for cell in tables.frames[table][column]:
            used.update(cell.split(separator) if separator else [cell])
    assert set(tables.frames["actors"]["actor"]) - used == set()


def test_the_kabul_airport_bombing_is_one_incident_told_by_three_articles(real: Dataset) -> None:
    claims = real.claims[real.claims["incident_id"] == "2021-08-26-kabul-airport"]
    assert claims["source_id"].nunique() == 3
