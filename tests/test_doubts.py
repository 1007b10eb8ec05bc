from pathlib import Path

import pytest

from casebook import checks, doubts, load
from casebook.schema import Problem
from tests import small

Folders = tuple[Path, Path]
SMITH, HERALD = "smith-2020", "herald-2021-strike"


def found(folders: Folders) -> list[Problem]:
    tables, unreadable = load.read(*folders)
    assert [str(problem) for problem in unreadable or checks.problems(tables)] == []
    return doubts.doubts(tables)


def told(folders: Folders) -> list[tuple[str, str]]:
    """Column and words in doubt of every doubt."""
    return [(doubt.column, doubt.message.split("'")[1]) for doubt in found(folders)]


def rewrite(folders: Folders, old: str, new: str) -> None:
    """Change the words of an article, checksum and all."""
    for path in folders[1].glob("*.txt"):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    small.write_checksums(folders[1])


def change(folders: Folders, claim_id: str, **cells: str) -> int:
    """Change a claim so that only what is looked at can be doubtful."""
    return small.change(folders[0], "claims", claim_id, **cells)


def test_rows_that_hold_what_their_quotes_say_raise_no_doubt(folders: Folders) -> None:
    assert found(folders) == []


# Years


YEARS = {"quote": "Between 2015 and 2017 the Blues lost ground."}


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2016", ["2015", "2017"]),
        ("2016-03-04", ["2015", "2017"]),
        ("2015", ["2017"]),
        ("2016/..", ["2015"]),
        ("../2016", ["2017"]),
        ("", ["2015", "2017"]),
    ],
)
def test_a_year_in_the_quote_that_the_date_does_not_reach_is_doubtful(
    folders: Folders, date: str, words: list[str]
) -> None:
    basis = "stated" if date else ""
    change(folders, f"{HERALD}-002", **YEARS, date=date, date_basis=basis, incident_id="")
    small.change(folders[0], "incidents", "2015-blues-retreat", date="", date_basis="")
    change(folders, f"{HERALD}-003", incident_id="2015-blues-retreat")
    change(folders, f"{HERALD}-001", incident_id="undated-reds-founding")
    assert told(folders) == [("date", word) for word in words]


@pytest.mark.parametrize("date", ["2015/2017", "2010/2020", "2015/..", "../2017", "201X"])
def test_a_year_within_the_date_is_not_doubtful(folders: Folders, date: str) -> None:
    change(folders, f"{HERALD}-002", **YEARS, date=date)
    assert found(folders) == []


def test_a_doubtful_year_says_what_the_date_is_and_what_to_do(folders: Folders) -> None:
    line = change(folders, f"{HERALD}-002", **YEARS, date="2015/2016")
    assert [str(doubt) for doubt in found(folders)] == [
        f"claims.csv:{line}: date: '2017' stands in the quote and the date is 2015/2016: "
        "correct the date, or say in the note why not"
    ]


def test_a_doubtful_year_says_that_the_date_is_empty(folders: Folders) -> None:
    rewrite(folders, "No one knows", "In 2019 no one knew")
    quote = "In 2019 no one knew when the Reds were founded."
    change(folders, f"{HERALD}-003", quote=quote)
    (doubt,) = found(folders)
    assert "'2019' stands in the quote and the date is empty: correct the date" in doubt.message


# Numbers


def test_a_number_in_the_quote_and_in_no_figure_is_doubtful(folders: Folders) -> None:
    line = change(
        folders, f"{SMITH}-001", figure="", unit="", low="", quote="killed at least 13 people"
    )
    assert [str(doubt) for doubt in found(folders)] == [
        f"claims.csv:{line}: figure: '13' stands in the quote and in no claim's figure: "
        "add it, or a claim with it, or say in the note why not"
    ]


def test_a_number_that_another_claim_on_the_same_words_carries_is_not_doubtful(
    folders: Folders,
) -> None:
    change(folders, f"{SMITH}-001", quote="killed at least 13 people and injured 40 in Kabul")
    assert found(folders) == []
    change(folders, f"{SMITH}-002", figure="", unit="", low="", high="")
    assert told(folders) == [("figure", "40"), ("figure", "40")]


def test_a_number_that_a_claim_on_other_words_carries_is_doubtful(folders: Folders) -> None:
    rewrite(folders, "in Kabul on 5 May", "in Kabul and 40 near it on 5 May")
    change(folders, f"{SMITH}-001", quote="killed at least 13 people")
    change(folders, f"{SMITH}-003", quote="and 40 near it")
    assert told(folders) == [("figure", "40")]


def test_a_figure_at_the_same_place_of_another_article_answers_nothing(folders: Folders) -> None:
    rewrite(folders, "Officials said the Reds", "Men say the Reds")
    five, thirteen = small.SECOND_ARTICLE.index("five"), small.FIRST_ARTICLE.index("13")
    assert five < thirteen - len("Officials said") + len("Men say") < five + len("five")
    change(folders, f"{SMITH}-001", figure="", unit="", low="")
    assert told(folders) == [("figure", "13")]


def test_a_figure_is_no_part_of_a_longer_number_that_stands_before_it(folders: Folders) -> None:
    rewrite(folders, "at least 13 people and injured 40", "at least 113 people and injured 13")
    no_figure = {"figure": "", "unit": "", "low": "", "high": ""}
    change(folders, f"{SMITH}-002", quote="in Kabul", **no_figure)
    quote = "killed at least 113 people and injured 13"
    change(folders, f"{SMITH}-001", quote=quote, figure="13", unit="injured")
    assert told(folders) == [("figure", "113")]


def test_a_number_that_stands_twice_in_a_quote_is_told_once(folders: Folders) -> None:
    rewrite(folders, "lost ground. The", "lost nine men, then nine more. The")
    quote = "the Blues lost nine men, then nine more."
    change(folders, f"{HERALD}-002", quote=quote)
    assert len(set(found(folders))) == len(found(folders)) > 0


def test_a_number_of_which_a_figure_holds_a_part_is_not_doubtful(folders: Folders) -> None:
    rewrite(folders, "five killed", "two dozen killed")
    change(folders, f"{HERALD}-001", quote="two dozen killed", figure="dozen")
    assert found(folders) == []


# Armed groups


def test_an_armed_group_that_the_quote_names_and_the_row_does_not_is_doubtful(
    folders: Folders,
) -> None:
    line = change(folders, f"{HERALD}-002", groups="Reds")
    assert [str(doubt) for doubt in found(folders)] == [
        f"claims.csv:{line}: groups: 'Blues' is named in the quote: add Blues to the groups, "
        "or say in the note why not"
    ]


def test_an_armed_group_is_known_by_its_other_names(folders: Folders) -> None:
    change(folders, f"{HERALD}-001", groups="", quote="The R-Group struck again, the Herald wrote")
    change(folders, f"{HERALD}-001", figure="", unit="", low="", high="")
    (doubt,) = found(folders)
    assert doubt.message.startswith("'R-Group' is named in the quote: add Reds to the groups")


def test_a_group_that_is_named_twice_is_told_once(folders: Folders) -> None:
    quote = "Between 2015 and 2017 the Blues lost ground. The Blues lost ground."
    change(folders, f"{HERALD}-002", groups="", quote=quote)
    assert told(folders) == [("groups", "Blues")]


def test_a_group_that_speaks_or_for_which_somebody_speaks_is_not_doubtful(
    folders: Folders,
) -> None:
    quote = {"quote": "The Reds denied it.", "groups": ""}
    small.change(folders[0], "passed_over", f"{SMITH}-p001", quote="A headline")
    for hands in (
        {"speaker": "Reds", "via": ""},
        {"speaker": "Amin Gul", "via": ""},
        {"speaker": "The Herald", "via": "Reds"},
        {"speaker": "The Herald", "via": "Daily Paper > Amin Gul"},
    ):
        change(folders, f"{SMITH}-003", **quote, **hands)
        assert found(folders) == []
    change(folders, f"{SMITH}-003", **quote, speaker="The Herald", via="Daily Paper")
    assert told(folders) == [("groups", "Reds")]


def test_a_party_that_is_no_armed_group_is_not_asked_for(folders: Folders) -> None:
    change(folders, f"{HERALD}-001", quote="the Herald wrote: five killed")
    small.change(folders[0], "actors", "The Herald", aliases="the Herald")
    assert found(folders) == []


def test_a_name_that_several_groups_bear_asks_for_one_of_them(folders: Folders) -> None:
    small.change(folders[0], "actors", "Blues", aliases="Red Movement")
    rewrite(folders, "The Blues lost", "The Red Movement lost")
    quote = {"quote": "The Red Movement lost ground."}
    change(folders, f"{HERALD}-002", **quote, groups="")
    (doubt,) = found(folders)
    assert "add Blues or Reds to the groups" in doubt.message
    change(folders, f"{HERALD}-002", **quote, groups="Blues")
    assert found(folders) == []


def test_a_longer_name_is_not_the_shorter_one_within_it(folders: Folders) -> None:
    small.change(folders[0], "actors", "Blues", aliases="Reds-K; Reds of the North")
    rewrite(folders, "The Blues lost", "The Reds-K lost")
    quote = "The Reds-K lost ground."
    change(folders, f"{HERALD}-002", quote=quote, groups="Blues")
    assert found(folders) == []
    change(folders, f"{HERALD}-002", quote=quote, groups="Reds")
    assert told(folders) == [("groups", "Reds-K")]


# Saying


def test_a_verb_of_saying_beside_a_name_and_no_speaker_is_doubtful(folders: Folders) -> None:
    line = change(folders, f"{SMITH}-003", quote="The Reds denied it.", speaker="", via="")
    assert [str(doubt) for doubt in found(folders)] == [
        f"claims.csv:{line}: speaker: 'Reds' stands beside 'denied' in the quote, "
        "and no speaker is given: give one, or say in the note why not"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The Reds denied it.", "Nobody denied it."),
        ("The Reds denied it.", "The Reds fled."),
    ],
)
def test_a_name_without_saying_or_saying_without_a_name_is_not_doubtful(
    folders: Folders, old: str, new: str
) -> None:
    rewrite(folders, old, new)
    change(folders, f"{SMITH}-003", quote=new, speaker="", via="")
    assert found(folders) == []


def test_saying_with_a_speaker_is_not_doubtful(folders: Folders) -> None:
    change(folders, f"{SMITH}-003", quote="The Reds denied it.")
    assert found(folders) == []


# Answers


DOUBTFUL = {
    "date": (f"{HERALD}-002", YEARS | {"date": "2015/2016"}, "2017"),
    "figure": (f"{SMITH}-001", {"figure": "", "unit": "", "low": ""}, "13"),
    "groups": (f"{HERALD}-002", {"groups": "Reds"}, "Blues"),
    "speaker": (f"{SMITH}-003", {"quote": "The Reds denied it.", "speaker": "", "via": ""}, "Reds"),
}


@pytest.mark.parametrize("column", DOUBTFUL)
@pytest.mark.parametrize("note", ["{} is of no account here.", "Not so (“{}”).", "{}"])
def test_a_doubt_is_answered_by_a_note_that_names_its_very_words(
    folders: Folders, column: str, note: str
) -> None:
    claim_id, cells, words = DOUBTFUL[column]
    change(folders, claim_id, **cells)
    assert told(folders) == [(column, words)]
    change(folders, claim_id, note=note.format(words))
    assert found(folders) == []


@pytest.mark.parametrize("column", DOUBTFUL)
@pytest.mark.parametrize("note", ["Looked at again.", "x{}", "{}x", "_{}"])
def test_a_doubt_is_not_answered_by_a_note_that_does_not(
    folders: Folders, column: str, note: str
) -> None:
    claim_id, cells, words = DOUBTFUL[column]
    change(folders, claim_id, **cells, note=note.format(words))
    assert told(folders) == [(column, words)]


def test_a_note_answers_the_doubts_that_it_names_and_no_others(folders: Folders) -> None:
    change(folders, f"{HERALD}-002", **YEARS, date="2016", groups="", note="2015 is the start.")
    assert told(folders) == [("date", "2017"), ("groups", "Blues")]


def test_a_note_answers_for_its_own_row_only(folders: Folders) -> None:
    change(folders, f"{SMITH}-001", figure="", unit="", low="")
    change(folders, f"{SMITH}-002", note="13 is in another row.")
    assert told(folders) == [("figure", "13")]


def test_doubts_stand_in_the_order_of_the_claims_and_of_their_words(folders: Folders) -> None:
    change(folders, f"{SMITH}-001", figure="", unit="", low="")
    change(folders, f"{HERALD}-002", **YEARS, date="2016", groups="")
    assert [(doubt.line, doubt.column) for doubt in found(folders)] == [
        (3, "date"),
        (3, "date"),
        (3, "groups"),
        (6, "figure"),
    ]


def test_doubting_leaves_the_tables_as_they_were(folders: Folders) -> None:
    tables, _ = load.read(*folders)
    before = {name: frame.copy() for name, frame in tables.frames.items()}
    doubts.doubts(tables)
    assert all(tables.frames[name].equals(frame) for name, frame in before.items())
