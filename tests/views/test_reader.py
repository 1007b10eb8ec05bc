from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from casebook.analysis.search import Hit
from casebook.analysis.selection import Selection
from casebook.export import citation
from casebook.tables import labels
from casebook.tables.dataset import Article, Dataset
from casebook.views import reader
from casebook.words import NOT_STATED
from tests import selections, small

Folders = tuple[Path, Path]
Page = dict[str, Any]
SMITH, HERALD = "smith-2020", "herald-2021-strike"
ALL = Selection()


def page(
    dataset: Dataset, claim_id: str = "", chosen: Selection = ALL, hit: Hit | None = None
) -> Page:
    row = dataset.row(claim_id) if claim_id else None
    made = reader.page(dataset, chosen, chosen.apply(dataset), row, hit)
    assert made is not None
    return made


def details(made: Page) -> dict[str, Any]:
    return {
        detail["label"]: detail.get("text")
        or detail.get("links")
        or "".join(part["text"] for part in detail["parts"])
        for detail in made["card"]["details"]
    }


def whole(made: Page) -> str:
    """The article put together again from its paragraphs, as JavaScript counts: in UTF-16 units."""
    units = bytearray()
    for paragraph in made["paragraphs"]:
        units += b"\n\0" * (paragraph["start"] - len(units) // 2)
        units += paragraph["text"].encode("utf-16-le")
    return units.decode("utf-16-le")


def marked(made: Page) -> dict[str, str]:
    """The words under each mark, cut out as JavaScript would."""
    units = whole(made).encode("utf-16-le")
    return {
        mark["id"]: units[2 * mark["start"] : 2 * mark["end"]].decode("utf-16-le")
        for mark in made["marks"]
    }


# The article


def test_without_a_claim_and_a_hit_there_is_no_page(dataset: Dataset) -> None:
    assert reader.page(dataset, ALL, ALL.apply(dataset), None, None) is None


def test_the_article_is_whole_and_verbatim(dataset: Dataset) -> None:
    made = page(dataset, "smith-2020-001")
    assert whole(made) == dataset.articles[SMITH].text
    assert [paragraph["text"] for paragraph in made["paragraphs"]] == [
        line for line in dataset.articles[SMITH].text.split("\n") if line
    ]


def test_the_page_names_article_outlet_author_and_date(dataset: Dataset) -> None:
    made = page(dataset, "smith-2020-001")
    assert made["title"] == "A headline"
    assert made["meta"] == labels.source_lines(dataset, SMITH)


def test_every_selected_claim_of_the_article_is_marked_with_its_quote(dataset: Dataset) -> None:
    for claim_id, source_id in (("smith-2020-001", SMITH), ("herald-2021-strike-001", HERALD)):
        quotes = {
            row["claim_id"]: row["quote"]
            for row in small.TABLES["claims"]
            if row["source_id"] == source_id
        }
        assert marked(page(dataset, claim_id)) == quotes


@given(selections.of_small())
def test_only_selected_claims_and_the_open_one_are_marked(
    dataset: Dataset, chosen: Selection
) -> None:
    selected = dataset.claims["claim_id"].iloc[chosen.apply(dataset)].tolist()
    made = page(dataset, "smith-2020-002", chosen)
    own = sorted(claim_id for claim_id in selected if claim_id.startswith(SMITH))
    assert made["order"] == own
    assert set(marked(made)) == {*own, "smith-2020-002"}
    assert bool(made["card"]["left_out"]) == ("smith-2020-002" not in own)


def test_the_steps_go_through_the_claims_in_reading_order(dataset: Dataset) -> None:
    assert page(dataset, "herald-2021-strike-003")["order"] == [
        f"herald-2021-strike-00{number}" for number in range(1, 5)
    ]


def test_places_count_letters_as_javascript_does(folders: Folders) -> None:
    path = folders[1] / "first.txt"
    text = small.FIRST_ARTICLE.replace("Officials", "😀 Officials 𝔸").replace("A headline", "😀😀")
    path.write_text(text, encoding="utf-8")
    small.write_checksums(folders[1])
    small.change(folders[0], "claims", "smith-2020-002", quote="Officials 𝔸", figure="", unit="")
    small.change(folders[0], "claims", "smith-2020-002", low="", high="")
    small.change(folders[0], "no_claim", "smith-2020-p001", quote="😀😀")
    made = page(small.loaded(folders), "smith-2020-001")
    assert marked(made)["smith-2020-001"] == "killed at least 13 people"
    assert marked(made)["smith-2020-002"] == "Officials 𝔸"
    assert marked(made)["smith-2020-003"] == "“We were not there,”"


def test_an_open_claim_is_named_and_shown_on_a_card(dataset: Dataset) -> None:
    made = page(dataset, "smith-2020-003")
    assert made["open"] == "smith-2020-003"
    assert made["card"]["statement"] == "Amin Gul of the Reds denied that they were there."
    row = dataset.row("smith-2020-003")
    assert row is not None
    assert made["card"]["footnote"] == citation.footnote(dataset, dataset.claims.iloc[row])


def test_another_claim_is_another_place_and_the_same_one_the_same(dataset: Dataset) -> None:
    first = page(dataset, "smith-2020-001")["place"]
    assert first != page(dataset, "smith-2020-002")["place"]
    assert first == page(dataset, "smith-2020-001", Selection(kind=("denial",)))["place"]


def test_a_link_to_the_page_names_claim_selection_and_data_version(dataset: Dataset) -> None:
    chosen = Selection(group=("Reds",), count="origins")
    params = parse_qs(page(dataset, "smith-2020-001", chosen)["claim_query"])
    assert params["claim"] == ["smith-2020-001"]
    assert params["data"] == [dataset.version]
    assert Selection.from_params(params).known(dataset) == chosen


def test_a_page_is_made_of_nothing_but_text_whole_numbers_lists_and_tables(
    dataset: Dataset,
) -> None:
    def check(value: Any) -> None:
        assert type(value) in {str, int, list, dict, type(None)}
        for part in (
            value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        ):
            check(part)

    for claim_id in dataset.claims["claim_id"]:
        check(page(dataset, claim_id))
    check(page(dataset, hit=Hit(SMITH, 3, 7)))


def test_hostile_text_stays_as_it_is(dataset: Dataset) -> None:
    for hostile in (
        "<script>alert(1)</script>",
        "**bold** [link](javascript:x)",
        "</div>{{x}}${y}",
    ):
        articles = {**dataset.articles, SMITH: Article(SMITH, f"{hostile}\n\n{hostile}", 1)}
        claims = dataset.claims.assign(statement=hostile, note=hostile, start=0, end=len(hostile))
        made = page(replace(dataset, articles=articles, claims=claims), "smith-2020-001")
        assert [paragraph["text"] for paragraph in made["paragraphs"]] == [hostile, hostile]
        assert made["card"]["statement"] == details(made)["Note"] == hostile
        assert set(marked(made).values()) == {hostile}


# A hit of the search


def test_a_hit_opens_its_article_at_its_words_without_a_card(dataset: Dataset) -> None:
    text = dataset.articles[HERALD].text
    start = text.index("Herald wrote")
    made = page(dataset, "smith-2020-001", hit=Hit(HERALD, start, start + 12))
    assert made["card"] is None
    assert made["open"] == ""
    assert marked(made)[""] == "Herald wrote"
    assert "herald-2021-strike-001" in marked(made)
    assert whole(made) == text
    assert made["place"] != page(dataset, hit=Hit(HERALD, start, start + 6))["place"]


def test_a_hit_needs_no_open_claim(dataset: Dataset) -> None:
    made = page(dataset, hit=Hit(SMITH, 0, 10), chosen=Selection(kind=("opinion",)))
    assert marked(made) == {"": "A headline"}
    assert made["order"] == []


# The card


def test_a_card_says_who_what_and_when_and_what_is_not_stated(dataset: Dataset) -> None:
    for claim_id, facts, expected in CARDS:
        made = page(dataset, claim_id)
        card, found = made["card"], details(made)
        assert (card["who"], card["when"], card["kind"], card["figure"]) == facts
        for label in ("Incident", "Disputed by"):
            found.pop(label, None)
        assert found == expected


CARDS: tuple[tuple[str, tuple[str, str, str, str], dict[str, str]], ...] = (
    (
        "smith-2020-001",
        (
            "Kabul officials (unnamed) (Government of Kabul), in Jo Smith 2020",
            "5 May 2020",
            "report",
            "“at least 13” killed",
        ),
        {"On": "attacks", "Groups": "Reds"},
    ),
    (
        "smith-2020-004",
        (
            "Jo Smith (author)",
            "May 2020 (inferred)",
            "estimate",
            "“1,500 to 2,200” fighters",
        ),
        {"On": "strength", "Groups": "Reds", "Note": "Present state; article's date."},
    ),
    (
        "herald-2021-strike-003",
        ("herald-2021-strike (article)", NOT_STATED, "report", ""),
        {"On": "other", "Groups": "Reds"},
    ),
    (
        "herald-2021-strike-004",
        (
            "Experts (unnamed), in herald-2021-strike 2021",
            "from 2021 (inferred)",
            "warning",
            "",
        ),
        {"On": "attacks", "Groups": NOT_STATED, "Note": "Open end: a prediction."},
    ),
)


def test_a_figure_of_something_else_stands_without_a_unit(folders: Folders) -> None:
    small.change(folders[0], "claims", "smith-2020-002", unit="other")
    assert page(small.loaded(folders), "smith-2020-002")["card"]["figure"] == "“40”"


def test_a_note_that_names_a_claim_links_to_it_and_says_whose_it_is(folders: Folders) -> None:
    note = "Not smith-2020-003, but herald-2021-strike-003; x-001 is none."
    small.change(folders[0], "claims", "smith-2020-002", note=note)
    made = page(small.loaded(folders), "smith-2020-002")
    (found,) = [detail for detail in made["card"]["details"] if detail["label"] == "Note"]
    assert found["parts"] == [
        {"text": "Not "},
        {"id": "smith-2020-003", "text": "Amin Gul, in Jo Smith 2020"},
        {"text": ", but "},
        {"id": "herald-2021-strike-003", "text": "herald-2021-strike 2021"},
        {"text": "; "},
        {"text": "x-001"},
        {"text": " is none."},
    ]


def test_a_card_counts_what_is_set_against_its_claim(folders: Folders) -> None:
    small.relate(folders[0], "smith-2020-002", "tension", "smith-2020-004")
    dataset = small.loaded(folders)
    for claim_id, disputed_by, tense in (
        ("smith-2020-001", "Disputed by 2", ""),
        ("smith-2020-002", "", "In tension with 1"),
        ("herald-2021-strike-003", "", ""),
    ):
        card = page(dataset, claim_id)["card"]
        assert (card["disputed"], card["tension"]) == (disputed_by, tense)


def test_the_steps_go_along_the_list_around_the_open_claim(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "STEPS", 1)
    ordered = np.array([4, 2, 7, 0])
    ids = dataset.claims["claim_id"]
    for place, at, window in ((0, 0, [4, 2]), (2, 1, [2, 7, 0]), (3, 2, [7, 0])):
        steps = reader._steps(dataset, ordered, int(ordered[place]))
        assert steps == {"ids": ids.iloc[window].tolist(), "at": at, "total": 4}
    for rows, row in ((ordered, 1), (ordered, None), (None, 2)):
        assert reader._steps(dataset, rows, row) is None


def test_a_card_lists_the_other_claims_about_the_incident(dataset: Dataset) -> None:
    made = page(dataset, "smith-2020-001", Selection(kind=("report",)))
    (found,) = [detail for detail in made["card"]["details"] if detail["label"] == "Incident"]
    assert found["text"] == "Attack in Kabul, 5 May 2020"
    assert found["more"] == "3 more claims about it"
    assert [(link["id"], link["text"], link["note"]) for link in found["links"]] == [
        (
            "herald-2021-strike-001",
            "The Herald wrote that the Reds killed five people. — herald-2021-strike 2021",
            "",
        ),
        (
            "smith-2020-002",
            "Officials said that the Reds injured 40 people in Kabul. — Jo Smith 2020",
            "",
        ),
        (
            "smith-2020-003",
            "Amin Gul of the Reds denied that they were there. — Jo Smith 2020",
            "",
        ),
    ]


def test_one_other_claim_about_an_incident_is_singular(folders: Folders) -> None:
    for claim_id in ("smith-2020-002", "smith-2020-003"):
        small.change(folders[0], "claims", claim_id, incident_id="")
    made = page(small.loaded(folders), "smith-2020-001")
    (found,) = [detail for detail in made["card"]["details"] if detail["label"] == "Incident"]
    assert found["more"] == "1 more claim about it"


def test_an_incident_that_no_other_claim_is_about_stands_alone(dataset: Dataset) -> None:
    for claim_id, text in (
        ("herald-2021-strike-002", "Retreat of the Blues, 2015–2017"),
        ("herald-2021-strike-003", "Founding of the Reds"),
    ):
        made = page(dataset, claim_id)
        (found,) = [detail for detail in made["card"]["details"] if detail["label"] == "Incident"]
        assert found == {"label": "Incident", "text": text}


def test_a_claim_about_no_incident_shows_none(dataset: Dataset) -> None:
    assert "Incident" not in details(page(dataset, "smith-2020-004"))


def test_disputes_are_linked_from_both_sides_and_only_once(dataset: Dataset) -> None:
    def ids(claim_id: str) -> dict[str, list[str]]:
        found = details(page(dataset, claim_id))
        return {
            label: [link["id"] for link in found[label]]
            for label in ("Disputes", "Disputed by")
            if label in found
        }

    assert ids("smith-2020-003") == {"Disputed by": ["herald-2021-strike-001", "smith-2020-001"]}
    assert ids("smith-2020-001") == {"Disputed by": ["herald-2021-strike-001", "smith-2020-003"]}
    assert ids("herald-2021-strike-001") == {"Disputed by": ["smith-2020-001", "smith-2020-003"]}
    assert ids("smith-2020-002") == {}


@pytest.mark.parametrize(
    ("relation", "label", "reverse"),
    [
        ("tension", "In tension with", "In tension with"),
        ("updates", "Updates", "Updated by"),
        ("part of", "Part of", "Includes"),
        ("repeats", "Repeats", "Repeated by"),
        ("not comparable", "Not comparable with", "Not comparable with"),
    ],
)
def test_both_claims_of_a_pair_say_how_they_stand_after_the_disputes_and_why(
    folders: Folders, relation: str, label: str, reverse: str
) -> None:
    small.relate(folders[0], "smith-2020-001", relation, "smith-2020-004", note="Another count.")
    dataset = small.loaded(folders)
    for claim_id, name, other in (
        ("smith-2020-001", label, "smith-2020-004"),
        ("smith-2020-004", reverse, "smith-2020-001"),
    ):
        found = details(page(dataset, claim_id))
        assert [(link["id"], link["note"]) for link in found[name]] == [(other, "Another count.")]
        assert [*found].index(name) == max(
            place for place, key in enumerate(found) if key in ("Disputed by", name)
        )


def test_words_in_tension_with_others_say_so_and_are_not_disputed(folders: Folders) -> None:
    small.relate(folders[0], "smith-2020-002", "tension", "smith-2020-004")
    made = page(small.loaded(folders), "smith-2020-002")
    tense = {mark["id"]: mark["tension"] for mark in made["marks"] if mark["tension"]}
    assert tense == {
        "smith-2020-002": "in tension with Jo Smith (author), below",
        "smith-2020-004": "in tension with Kabul officials (unnamed), above",
    }
    assert not {"smith-2020-002", "smith-2020-004"} & {*disputed(made)}


def test_of_very_many_other_claims_only_the_first_are_linked_and_all_are_counted(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "LINKS", 1)
    shown = page(dataset, "smith-2020-003")["card"]["details"]
    (disputes,) = [detail for detail in shown if detail["label"].startswith("Disputed by")]
    assert disputes["label"] == "Disputed by 2, the first 1"
    assert [link["id"] for link in disputes["links"]] == ["herald-2021-strike-001"]
    (incident,) = [detail for detail in shown if detail["label"] == "Incident"]
    assert incident["more"] == "3 more claims about it, the first 1"
    assert [link["id"] for link in incident["links"]] == ["herald-2021-strike-001"]


def test_an_open_claim_that_the_filters_leave_out_says_so(dataset: Dataset) -> None:
    made = page(dataset, "smith-2020-001", Selection(kind=("denial",)))
    assert made["card"]["left_out"] == "Not selected: the filters leave this claim out."
    assert made["order"] == ["smith-2020-003"]
    assert marked(made)["smith-2020-001"] == "killed at least 13 people"


def test_making_a_page_changes_nothing(dataset: Dataset) -> None:
    before = dataset.claims.copy(deep=True)
    rows = np.array([1, 5], dtype=np.int64)
    reader.page(dataset, ALL, rows, 2, None)
    pd.testing.assert_frame_equal(dataset.claims, before)
    assert rows.tolist() == [1, 5]


# Marks of disputed claims


def disputed(made: Page) -> dict[str, str]:
    return {mark["id"]: mark["disputed"] for mark in made["marks"] if mark["disputed"]}


def test_a_mark_says_by_whom_it_is_disputed_and_where(dataset: Dataset) -> None:
    assert disputed(page(dataset, "smith-2020-001")) == {
        "smith-2020-001": ("disputed by The Herald, in herald-2021-strike 2021; Amin Gul, below"),
        "smith-2020-003": (
            "disputed by The Herald, in herald-2021-strike 2021; Kabul officials (unnamed), above"
        ),
    }
    assert disputed(page(dataset, "herald-2021-strike-001")) == {
        "herald-2021-strike-001": (
            "disputed by Kabul officials (unnamed), in Jo Smith 2020; Amin Gul, in Jo Smith 2020"
        )
    }


def test_a_mark_is_disputed_where_the_filters_leave_its_opponents_out(
    dataset: Dataset,
) -> None:
    made = page(dataset, "smith-2020-003", Selection(kind=("denial",)))
    assert [mark["id"] for mark in made["marks"]] == ["smith-2020-003"]
    assert list(disputed(made)) == ["smith-2020-003"]


def test_a_claim_that_the_filters_leave_out_is_marked_as_disputed_too(
    dataset: Dataset,
) -> None:
    made = page(dataset, "smith-2020-001", Selection(kind=("estimate",)))
    assert list(disputed(made)) == ["smith-2020-001"]


def test_an_opponent_that_disputes_twice_in_one_place_is_named_once(folders: Folders) -> None:
    small.relate(folders[0], "smith-2020-002", "disputes", "smith-2020-003")
    made = page(small.loaded(folders), "smith-2020-003")
    assert disputed(made)["smith-2020-003"].count("Kabul officials (unnamed), above") == 1


def test_an_author_who_disputes_a_claim_is_named(
    folders: Folders,
) -> None:
    small.relate(folders[0], "smith-2020-004", "disputes", "smith-2020-002")
    made = page(small.loaded(folders), "smith-2020-002")
    assert disputed(made)["smith-2020-002"] == "disputed by Jo Smith (author), below"


def test_a_passage_without_a_claim_is_disputed_by_nobody(dataset: Dataset) -> None:
    made = page(dataset, hit=Hit(SMITH, 101, 120), chosen=Selection(kind=("estimate",)))
    assert disputed(made) == {}
    assert {mark["disputed"] for mark in made["marks"]} == {""}
