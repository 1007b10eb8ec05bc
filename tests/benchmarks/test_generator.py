"""Made-up casebooks are sound, repeatable, and hold what makes real ones hard."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from benchmarks import generator, pages, words
from benchmarks.tables import NO_CLAIM, REPEATED, REPEATED_IN
from benchmarks.world import OF_THE_ARTICLES
from casebook.checks import problems, signs_of_claims
from casebook.tables import derive, read, schema
from casebook.tables.dataset import Tables

CLAIMS = 300


def digest(folder: Path) -> str:
    told = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        told.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return told.hexdigest()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "one"
    generator.write(folder, CLAIMS, seed=7)
    return folder


@pytest.fixture(scope="module")
def tables(folder: Path) -> Tables:
    tables, unreadable = read.read(folder / "data", folder / "seeds")
    assert unreadable == []
    return tables


@pytest.fixture(scope="module")
def claims(tables: Tables) -> pd.DataFrame:
    return tables.frames["claims"]


def test_a_made_up_casebook_passes_every_check(tables: Tables, claims: pd.DataFrame) -> None:
    assert len(claims) == CLAIMS
    assert [str(problem) for problem in problems.problems(tables)] == []
    assert len(derive.dataset(tables).claims) == CLAIMS


def test_a_casebook_of_a_handful_of_claims_passes_too(tmp_path: Path) -> None:
    tables, unreadable = read.read(*generator.write(tmp_path / "few", 12))
    assert unreadable == []
    assert [str(problem) for problem in problems.problems(tables)] == []


def test_the_same_seed_makes_the_same_files_and_another_seed_others(
    folder: Path, tmp_path: Path
) -> None:
    for name, seed in (("same", 7), ("other", 8)):
        generator.write(tmp_path / name, CLAIMS, seed=seed)
    assert digest(tmp_path / "same") == digest(folder)
    assert digest(tmp_path / "other") != digest(folder)


def test_claims_have_several_groups_intervals_no_date_relays_and_figures(
    claims: pd.DataFrame,
) -> None:
    dates = claims["date"]
    for held in (
        claims["groups"].str.contains(schema.SEPARATOR, regex=False),
        claims["groups"] == "",
        dates.str.fullmatch(r"[0-9]{4}/[0-9]{4}"),
        dates.str.endswith("/.."),
        dates.str.startswith("../"),
        dates == "",
        claims["via"].str.contains(schema.VIA_SEPARATOR, regex=False),
        claims["figure"] != "",
        claims["occurrence"] == "2",
    ):
        assert held.any()
    counts = claims.loc[claims["incident_id"] != "", "incident_id"].value_counts()
    articles = claims.groupby("incident_id")["source_id"].nunique()
    assert counts.max() > 3 * counts.median()
    assert articles.drop("").max() > 1


def test_some_claims_dispute_others_and_some_are_in_tension_with_them(tables: Tables) -> None:
    counts = tables.frames["relations"]["relation"].value_counts()
    assert counts["disputes"] > counts["tension"] > 0


def test_some_sentences_are_listed_as_without_a_claim_and_some_wait(tables: Tables) -> None:
    listed = tables.frames[NO_CLAIM]
    repeated = listed["reason"] == REPEATED
    assert repeated.any()
    assert ((listed[REPEATED_IN] != "") == repeated).all()
    background = sum(size // 4 for size in tables.frames["claims"]["source_id"].value_counts())
    assert 0 < len(listed) < background


def test_bounds_of_made_up_figures_are_those_that_their_words_state() -> None:
    for form in range(10):
        for number in (2, 13, 1200, 90_000):
            figure, low, high = words.figure(form, number)
            stated = tuple(float(bound) if bound else None for bound in (low, high))
            assert stated == signs_of_claims.bounds(figure)


def test_every_number_has_a_name_of_its_own() -> None:
    made = [words.made_up(number) for number in range(words.SPACE_OF_NAMES)]
    assert len(set(made)) == len(made)


def test_the_articles_stand_for_their_own_number_of_claims() -> None:
    data, _ = generator.casebook(OF_THE_ARTICLES)
    assert data == read.ROOT / "data"


def test_the_selections_to_be_clicked_name_the_most_frequent_groups_and_differ(
    folder: Path, claims: pd.DataFrame
) -> None:
    names = pages.names(folder / "data")
    counts = claims["groups"].str.split(schema.SEPARATOR).explode().value_counts().drop("")
    assert counts[names.groups[0]] == counts.max()
    assert len(set(names.queries)) == len(names.queries) > 20
