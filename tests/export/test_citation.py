from pathlib import Path

import pytest

from casebook.export import citation
from casebook.tables.dataset import Dataset
from tests import small

Folders = tuple[Path, Path]


def said(dataset: Dataset, claim_id: str, what: str) -> str:
    row = dataset.row(claim_id)
    assert row is not None
    return getattr(citation, what)(dataset, dataset.claims.iloc[row])


@pytest.mark.parametrize(
    ("claim_id", "words"),
    [
        ("smith-2020-001", "Kabul officials (unnamed) (Government of Kabul), in Jo Smith 2020"),
        ("smith-2020-003", "Amin Gul (Reds), via The Herald, in Jo Smith 2020"),
        ("smith-2020-004", "Jo Smith (author)"),
        ("herald-2021-strike-001", "The Herald, in herald-2021-strike 2021"),
    ],
)
def test_an_attribution_names_the_speaker_and_everyone_between(
    dataset: Dataset, claim_id: str, words: str
) -> None:
    assert said(dataset, claim_id, "attribution") == words


def test_an_attribution_goes_from_the_speaker_to_the_article(folders: Folders) -> None:
    small.change(folders[0], "claims", "smith-2020-003", via="The Herald > Experts (unnamed)")
    assert said(small.loaded(folders), "smith-2020-003", "attribution") == (
        "Amin Gul (Reds), via Experts (unnamed), via The Herald, in Jo Smith 2020"
    )


def test_a_footnote_holds_quote_speaker_article_and_data_version(dataset: Dataset) -> None:
    assert said(dataset, "smith-2020-003", "footnote") == (
        "“We were not there,” — Amin Gul (Reds), via The Herald, in Jo Smith, "
        "“A headline”, Daily Paper, 6 May 2020. "
        f"Casebook smith-2020-003, data version {dataset.version}."
    )


def test_a_footnote_to_what_the_author_says_names_the_author_once(dataset: Dataset) -> None:
    assert said(dataset, "smith-2020-004", "footnote") == (
        "“1,500 to 2,200 fighters” — Jo Smith, “A headline”, Daily Paper, 6 May 2020. "
        f"Casebook smith-2020-004, data version {dataset.version}."
    )


def test_a_footnote_says_what_is_inferred_or_not_stated(dataset: Dataset) -> None:
    assert said(dataset, "herald-2021-strike-002", "footnote") == (
        "“The Blues lost ground.” — Untitled article, outlet not stated, 2021 (date inferred). "
        f"Casebook herald-2021-strike-002, data version {dataset.version}."
    )


def test_a_footnote_to_a_copy_says_who_republished_it(folders: Folders) -> None:
    small.change(folders[0], "sources", "smith-2020", republished_by="The Herald")
    assert ", 6 May 2020, republished by The Herald. " in said(
        small.loaded(folders), "smith-2020-004", "footnote"
    )


def test_an_article_that_was_cited_before_is_named_in_short(dataset: Dataset) -> None:
    for claim_id, words in (
        (
            "smith-2020-003",
            "“We were not there,” — Amin Gul (Reds), via The Herald, in Jo Smith 2020",
        ),
        ("smith-2020-004", "“1,500 to 2,200 fighters” — Jo Smith 2020"),
    ):
        claim = dataset.record("claims", dataset.row(claim_id) or 0)
        assert citation.footnote(dataset, claim, again=True) == f"{words}. Casebook {claim_id}."


@pytest.mark.parametrize(
    ("quote", "printed"),
    [
        ("He said “no” twice", "“He said ‘no’ twice”"),
        ("“It’s over,”", "“It’s over,”"),
        ("“No,” he said, “never”", "“‘No,’ he said, ‘never’”"),
    ],
)
def test_quotation_marks_within_a_quote_are_single(quote: str, printed: str) -> None:
    assert citation.quoted(quote) == printed
