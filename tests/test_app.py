"""The page as Streamlit draws it; charts, tables and reader are opaque here.

A run of the page is what these tests cost, so several things are looked at after each.
"""

import csv
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from casebook import last_good
from casebook.analysis.filters import FILTERS, NAMED
from casebook.briefing import draft
from casebook.briefing.draft import Draft
from casebook.tables import read, schema
from casebook.views import listing
from tests import small

ROOT = Path(__file__).resolve().parents[1]
FREQUENT = [one.name for one in FILTERS if not one.rare]
ATTACK = "2020-05-05-kabul-attack"
HOSTILE_TEXT = "<img src=x onerror=alert(1)>"
ESCAPED = "&lt;img src=x onerror=alert(1)&gt;"

GUIDE = (
    "<b>MIT</b> $x$ :smile: ![i](http://host/x.png) [j](javascript:alert) `code` <!-- comment -->\n"
)
NOTICE = re.compile(r'<p class="notice">.*?</p>\n')

Folders = tuple[Path, Path]
Visit = Callable[..., AppTest]


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """The small casebook for tests that only look at it, so that it is read once."""
    return small.write(tmp_path_factory.mktemp("unchanged"))


@pytest.fixture
def visit(unchanged: Folders, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Open a page in a session of its own, at an address with these parameters."""

    def start(
        page: str = "",
        *,
        folders: Folders = unchanged,
        unfolded: bool = False,
        **params: str | list[str],
    ) -> AppTest:
        monkeypatch.setenv("CASEBOOK_DATA", str(folders[0]))
        monkeypatch.setenv("CASEBOOK_SEEDS", str(folders[1]))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        if page:
            app._page_hash = calc_hash(page)
        for name, value in params.items():
            app.query_params[name] = value
        if unfolded:
            app.session_state["more_filters"] = True
        return run(app)

    return start


def run(step: Any) -> AppTest:
    """Draw the page anew after a step, which is that of a widget or of the page itself."""
    app: AppTest = step.run()
    assert not app.exception
    return app


def follow() -> None:
    """Read the files that were changed, as the server does once they are quiet."""
    kept = last_good.looking_at(*read.folders())
    kept.look()
    kept.look()


def turn_to(app: AppTest, page: str) -> AppTest:
    """Click a page's name in the bar above, which drops the filters from the address.

    `AppTest.switch_page` knows pages that are files only; a page that is a function is known to
    Streamlit by a hash of its address.
    """
    app._page_hash = calc_hash(page)
    app.query_params.clear()
    return run(app)


def lines(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def address(app: AppTest) -> dict[str, Any]:
    return dict(app.query_params)


def drawn(app: AppTest) -> list[str]:
    """The kinds of elements on the page, in order."""
    return [element.type for element in app.main]


def reset(app: AppTest) -> AppTest:
    return run(next(one for one in app.button if one.label == "Reset all filters").click())


# Explore


def test_the_page_opens_with_all_claims_newest_first_and_no_filter(visit: Visit) -> None:
    app = visit()
    assert "Showing 8 of 8 claims about 3 incidents, 2015–2021, in 2 articles" in lines(app)
    assert "No filter is set." in lines(app)
    assert address(app) == {}
    assert [one.key for one in app.multiselect] == FREQUENT
    assert app.multiselect(key="group").value == []
    assert app.multiselect(key="group").placeholder == "All"
    assert app.toggle(key="disputed").label == "Disputed only · 3 claims"
    assert app.toggle(key="figure").label == "With a figure only · 4 claims"
    assert not [one for one in app.button if one.label.startswith("Without the filter")]


def test_an_address_fills_the_widgets(visit: Visit) -> None:
    app = visit(
        group=["Reds", "Blues"],
        years="2020-2021",
        undated="without",
        search="kabul",
        count="origins",
    )
    assert app.multiselect(key="group").value == ["Reds", "Blues"]
    assert app.slider(key="years").value == (2020, 2021)
    assert app.text_input(key="search").value == "kabul"
    assert "Claims about Reds or Blues that mention “kabul”, 2020 to 2021." in lines(app)
    assert "One original source can stand in several bars." in lines(app)


def test_what_is_chosen_in_the_sidebar_goes_into_the_address_and_moves_the_other_counts(
    visit: Visit,
) -> None:
    app = visit(unfolded=True)
    assert [one.key for one in app.multiselect] == [*FREQUENT, *set_apart(FREQUENT)]
    run(app.multiselect(key="topic").select("strength"))
    assert "Showing 2 of 8 claims" in lines(app)
    assert address(app) == {"topic": "strength"}
    assert app.multiselect(key="group").options == ["Reds · 2", "Blues · 1", "(not stated) · 0"]
    assert "strength · 2" in app.multiselect(key="topic").options
    assert "attacks · 5" in app.multiselect(key="topic").options
    run(app.toggle(key="disputed").set_value(True))
    assert address(app) == {"topic": "strength", "disputed": "only"}
    assert app.toggle(key="disputed").label == "Disputed only · 0 claims"


def set_apart(names: Iterable[str]) -> list[str]:
    """The other filters."""
    return [name for name in NAMED if name not in names]


def test_options_have_an_order_of_their_own_or_that_of_size_and_are_called_by_name(
    visit: Visit,
) -> None:
    app = visit(unfolded=True)
    assert app.multiselect(key="attribution").options == [
        "the group itself · 1",
        "government, unnamed · 2",
        "outlet · 1",
        "the author · 2",
        "not attributed · 2",
    ]
    assert app.multiselect(key="intermediaries").options == [
        "no speaker named · 3",
        "quoted directly · 4",
        "via one party · 1",
    ]
    origins = app.multiselect(key="origin").options
    assert "Jo Smith (author) · 1" in origins
    assert origins[:2] == ["Government of Kabul · 2", "herald-2021-strike (article) · 2"]


def test_rare_filters_that_are_set_are_named_while_they_are_folded_away(visit: Visit) -> None:
    app = visit(kind="denial", topic="attacks", country="AFG")
    assert [one.key for one in app.multiselect] == FREQUENT
    assert "Also set: kind of claim: denial; country: Afghanistan" in lines(app)
    assert "Claims of kind denial on attacks placed in Afghanistan." in lines(app)
    app.session_state["more_filters"] = True
    run(app)
    assert app.multiselect(key="kind").value == ["denial"]
    app.session_state["more_filters"] = False
    run(app)
    assert address(app) == {"kind": "denial", "topic": "attacks", "country": "AFG"}
    assert "Showing 1 of 8 claims" in lines(app)


def test_years_are_narrowed_with_a_word_about_undated_claims_and_start_anew_for_publication(
    visit: Visit,
) -> None:
    app = visit(outlet="(not stated)")
    assert "Showing 4 of 8 claims" in lines(app)
    assert "Claims published by (not stated)." in lines(app)
    run(app.slider(key="years").set_value((2016, 2021)))
    assert "1 undated claim not shown" in lines(app)
    assert address(app)["years"] == "2016-2021"
    run(app.button_group(key="year_of").set_value("publication"))
    assert "Showing 4 of 8 claims" in lines(app)
    assert app.slider(key="years").value == (2020, 2021)
    assert "Articles read: 2020: 1 · 2021: 1" in lines(app)


def test_one_claim_or_bar_is_never_said_to_have_as_several_do(visit: Visit) -> None:
    app = visit(years="2016-2021", undated="without", count="claims")
    assert "counts in each of its years; 1 reaches beyond, in fainter bars." in lines(app)
    app = visit(kind="estimate", count="incidents")
    assert "1 claim is about no incident and not in the bars." in lines(app)
    app = visit(kind="denial")
    assert "Largest: Reds 1. 1 of 3 bars has any." in lines(app)
    for plural in ("1 claims", "1 claim are", "1 claim have", "1 bars", "1 of 3 bars have"):
        assert plural not in lines(app), plural


def test_reset_takes_every_filter_away_and_keeps_what_is_open(visit: Visit) -> None:
    app = reset(visit(group="Reds", search="kabul", claim="smith-2020-002"))
    assert "Showing 8 of 8 claims" in lines(app)
    assert address(app) == {"claim": "smith-2020-002"}


def test_an_empty_result_names_the_filters_that_can_be_taken_away(visit: Visit) -> None:
    app = visit(group="Blues", kind="denial")
    assert "No matches among 8 claims." in lines(app)
    labels = [button.label for button in app.main.button]
    assert "Without the filter “Group”: 1 claim" in labels
    assert "Without the filter “Kind of claim”: 1 claim" in labels
    run(app.button(key="without_group").click())
    assert "Showing 1 of 8 claims" in lines(app)


def test_the_table_of_incidents_counts_claims_articles_and_origins(visit: Visit) -> None:
    app = visit(list="incidents")
    table = app.dataframe[0].value.set_index("title")
    attack = table.loc["Attack in Kabul"]
    assert (attack["claims"], attack["articles"], attack["origins"]) == (4, 2, 3)
    assert table.loc["Founding of the Reds", "when"] == "(not stated)"


def test_a_search_offers_passages_that_no_claim_covers(visit: Visit) -> None:
    app = visit(search="spokesman", list="text")
    assert any("said their spokesman" in passage for passage in app.dataframe[0].value["passage"])


def test_the_third_chart_counts_by_what_the_reader_chooses(visit: Visit) -> None:
    app = visit()
    run(app.button_group(key="chart").set_value("attribution"))
    assert address(app) == {"chart": "attribution"}
    assert app.button_group(key="chart").value == "attribution"
    assert "Claims by type of source. Largest: government, unnamed 2" in lines(app)
    run(app.button_group(key="chart").set_value("corroboration"))
    assert "Claims by corroboration. Largest: reported by one outlet alone 4" in lines(app)
    assert "Over all of the data, whatever is chosen." in lines(app)
    app = visit(corroboration="one original source", outlet="(not stated)")
    assert "Claims published by (not stated) (one original source)." in lines(app)


# Addresses that nobody made in good faith


def test_unknown_values_are_left_out_of_widgets_sentence_and_address(visit: Visit) -> None:
    app = visit(group=["Nobody", "Reds"], years="99-1", count="pears", hit="a:b:c", data="0" * 300)
    assert app.multiselect(key="group").value == ["Reds"]
    assert "Claims about Reds." in lines(app)
    assert address(app) == {"group": "Reds"}
    told = (
        "This link names what the data don’t have: group Nobody; years 99-1; count pears; passage"
    )
    assert told in lines(app)
    warning = f"This link was made with data version {'0' * 40}; the data are now version"
    assert warning in lines(app)


def test_a_hostile_address_gives_every_page(visit: Visit) -> None:
    digits = "9" * 5000
    hostile: dict[str, str | list[str]] = {
        "hit": ["smith-2020:0:5", f"smith-2020:{digits}:3"],
        "years": ["2020", f"{digits}-{digits}"],
        "claim": HOSTILE_TEXT,
        "subject": ["", digits],
        "source": "../../etc/passwd",
        "group": ["", HOSTILE_TEXT, "\0", "Reds", "Reds"],
        "list": "text",
        "count": ["claims", ""],
        "chart": "__class__",
        "disputed": "1",
        "undated": "٢",
        "year_of": "event ",
        "unheard-of": digits,
    }
    for page, words in {
        "": "Showing 7 of 8 claims",
        "comparisons": "1 subject to compare",
        "sources": "7 claims · 2 articles",
    }.items():
        app = visit(page, **hostile)
        assert words in lines(app), page
        assert address(app) in ({"group": "Reds"}, {"group": "Reds", "list": "text"}), page
    assert "8 claims about 3 incidents" in lines(visit("data", **hostile))


# Problems


def test_problems_are_shown_instead_of_every_page(visit: Visit, folders: Folders) -> None:
    line = small.change(folders[0], "claims", "smith-2020-001", incident_id=f"{ATTACK}s")
    for page in ("", "data"):
        app = visit(page, folders=folders)
        assert app.header[0].value == "The data have 1 problem"
        row = app.dataframe[0].value.iloc[0]
        assert (row["File"], row["Line"], row["Column"]) == ("claims.csv", line, "incident_id")
        assert f"did you mean '{ATTACK}'?" in row["What to do"]
        assert not app.multiselect
        assert not app.tabs


def test_missing_folders_and_tables_are_listed(visit: Visit, folders: Folders) -> None:
    (folders[0] / "actors.csv").unlink()
    app = visit(folders=(folders[0], folders[1] / "nothing"))
    listed = app.dataframe[0].value
    assert sorted(listed["File"]) == [str(folders[1] / "nothing"), "actors.csv"]
    assert listed["What to do"].str.contains("missing").all()


# Data that change under an open page


def without_smith(folders: Folders) -> None:
    """Take an article and all that is said of it out of the files, as an editor would."""
    data, seeds = folders
    for table in ("claims", "no_claim", "sources"):
        path = data / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["source_id"] != "smith-2020"]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, schema.columns(table), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    small.unrelated(data)
    (seeds / "first.txt").unlink()
    small.write_checksums(seeds)


def test_an_article_that_is_gone_is_dropped_from_every_open_page(
    visit: Visit, folders: Folders
) -> None:
    kept = {"group": "Reds"}
    gone = {
        "outlet": "Daily Paper",
        "claim": "smith-2020-003",
        "subject": ATTACK,
        "source": "smith-2020",
    }
    pages = {
        page: visit(page, folders=folders, **kept, **gone)
        for page in ("", "comparisons", "sources")
    }
    for page, app in pages.items():
        assert address(app) == kept | gone, page
    passage = visit(folders=folders, hit="smith-2020:0:10")
    data = visit("data", folders=folders)
    without_smith(folders)
    follow()
    for page, app in pages.items():
        run(app)
        assert address(app) == kept, page
        assert app.multiselect(key="outlet").value == [], page
    assert "Showing 3 of 4 claims" in lines(pages[""])
    assert "there is nothing to compare" in lines(pages["comparisons"])
    assert pages["sources"].dataframe[0].value["claims"].tolist() == [3]
    assert address(run(passage)) == {}
    assert "4 claims about 3 incidents from 1 article" in lines(run(data))


def test_years_that_the_data_no_longer_reach_are_dropped_and_all_years_stay_all_years(
    visit: Visit, folders: Folders
) -> None:
    small.change(folders[0], "incidents", "2015-blues-retreat", date="", date_basis="")
    app = visit(folders=folders, years="2015-2016")
    assert "Showing 2 of 8 claims" in lines(app)
    dates = {row["claim_id"]: row["date"] for row in small.TABLES["claims"] if "date" in row}
    for claim_id in dates:
        small.change(folders[0], "claims", claim_id, date="2020")
    follow()
    run(app)
    assert not app.slider
    assert "Showing 8 of 8 claims" in lines(app)
    for claim_id, date in dates.items():
        small.change(folders[0], "claims", claim_id, date=date)
    follow()
    run(app)
    assert app.slider(key="years").value == (2015, 2021)
    assert "Showing 8 of 8 claims" in lines(app)
    small.change(folders[0], "claims", "smith-2020-004", date="2023")
    follow()
    run(app)
    assert app.slider(key="years").value == (2015, 2023)
    assert "Showing 8 of 8 claims" in lines(app)
    assert address(app) == {}


def test_tables_that_are_broken_for_a_while_leave_open_and_new_pages_as_they_were(
    visit: Visit, folders: Folders
) -> None:
    pages = {
        page: visit(
            page,
            folders=folders,
            group="Reds",
            kind="report",
            years="2016-2021",
            disputed="only",
            claim="smith-2020-001",
            search="the",
            chart="attribution",
        )
        for page in ("", "comparisons", "sources")
    }
    before = {page: (address(app), lines(app)) for page, app in pages.items()}
    small.change(folders[0], "claims", "smith-2020-004", kind="estimat")
    follow()
    for page, app in pages.items():
        said = lines(run(app))
        assert "the files have 1 problem: it is listed on the page Data" in said
        assert (address(app), NOTICE.sub("", said)) == before[page], page
    assert "8 of 8 claims" in lines(visit(folders=folders))
    listed = visit("data", folders=folders)
    assert listed.header[0].value == "The files have 1 problem"
    assert "did you mean 'estimate'?" in listed.dataframe[0].value["What to do"].iat[0]
    small.change(folders[0], "claims", "smith-2020-004", kind="estimate")
    follow()
    assert "4 incidents" not in lines(run(listed))
    assert "The files have 1 problem" not in [header.value for header in listed.header]
    for page, app in pages.items():
        run(app)
        assert (address(app), lines(app)) == before[page], page
        assert app.multiselect(key="group").value == ["Reds"]
        assert app.slider(key="years").value == (2016, 2021)
        assert app.toggle(key="disputed").value is True
        run(app.multiselect(key="group").unselect("Reds"))
        assert "group" not in address(app)


def test_two_visitors_at_once_do_not_see_each_others_filters(visit: Visit) -> None:
    first, second = visit(claim="smith-2020-002"), visit("sources")
    run(first.multiselect(key="group").select("Reds"))
    run(second.multiselect(key="outlet").select("Daily Paper"))
    run(first.slider(key="years").set_value((2020, 2020)))
    run(second.toggle(key="disputed").set_value(True))
    run(first)
    assert address(first) == {
        "group": "Reds",
        "years": "2020-2020",
        "undated": "without",
        "claim": "smith-2020-002",
    }
    assert address(second) == {"outlet": "Daily Paper", "disputed": "only"}
    assert "Claims about Reds, 2020." in lines(first)
    assert "2 claims · 1 article · 1 outlet" in lines(second)
    assert first.multiselect(key="outlet").value == []
    assert second.multiselect(key="group").value == []


# The Data page


def test_the_data_page_says_what_became_of_the_sentences_and_has_no_filters(visit: Visit) -> None:
    app = visit("data")
    assert "8 claims about 3 incidents from 2 articles, by 8 actors." in lines(app)
    assert "7 carry a claim, 2 have no claim recorded for a stated reason" in lines(app)
    tabs = ["Coverage", "Terms", "Columns", "Articles", "Guide"]
    assert [tab.label for tab in app.tabs] == tabs
    assert not app.multiselect
    table = app.dataframe[0].value.set_index("article")
    assert table.index.tolist() == ["herald-2021-strike 2021", "Jo Smith 2020"]
    assert table["share"].tolist() == [80, 60]
    counts = ["carried", "no_claim", "unreviewed", "sentences"]
    assert table[counts].to_numpy().tolist() == [[4, 1, 0, 5], [3, 1, 1, 5]]
    tables = [f"{table}.csv" for table in schema.MODELS]
    assert [heading.value for heading in app.subheader][: len(tables)] == tables
    for name in schema.MODELS:
        for column in schema.columns(name):
            assert f"<td>{column}</td>" in lines(app), f"{name}.{column}"
    assert "Showing 8 of 8 claims" in lines(turn_to(app, "explore"))


def test_the_data_page_lists_sentences_without_a_claim_and_on_request_every_one(
    visit: Visit,
) -> None:
    app = visit("data")
    assert "2 sentences without a claim, most likely to hold one first; 1 to review." in lines(app)
    table = app.dataframe[1].value
    assert table.to_numpy().tolist() == [
        ["Jo Smith 2020", "The Reds denied it.", "name, saying", "to review"],
        [
            "herald-2021-strike 2021",
            "Between 2015 and 2017 the Blues lost ground.",
            "date, name",
            "repeated elsewhere, in herald-2021-strike-002: The same words without the years.",
        ],
    ]
    run(app.toggle(key="without_signs").set_value(True))
    assert app.dataframe[1].value["text"].tolist()[2:] == ["A headline"]


def test_the_data_page_draws_long_lists_page_by_page(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_page = listing.one_page
    monkeypatch.setattr(
        listing, "one_page", lambda length, key, size=1: one_page(length, key, min(size, 1))
    )
    app = visit("data")
    titles = [str(title) for title in app.dataframe[0].value["title"]]
    seen = []
    for page in (1, 2):
        app.session_state["left__False_page"] = app.session_state["articles_page"] = page
        run(app)
        seen.append(
            (app.dataframe[1].value["text"].tolist(), [t for t in titles if t in lines(app)])
        )
    assert [texts for texts, _ in seen] == [
        ["The Reds denied it."],
        ["Between 2015 and 2017 the Blues lost ground."],
    ]
    assert sorted(shown for _, (shown,) in seen) == sorted(titles)


def test_the_data_page_shows_the_guide_and_takes_no_markup_from_tables_and_articles(
    visit: Visit, folders: Folders
) -> None:
    app = visit("data", folders=folders)
    assert "There is no README with these tables." in lines(app)
    cells = dict.fromkeys(("title", "author", "note"), HOSTILE_TEXT)
    small.change(folders[0], "sources", "smith-2020", **cells)
    (folders[0] / "README.md").write_text("# Tables\n\n## Licence *here*\n\n" + GUIDE)
    follow()
    run(app)
    assert "There is no README" not in lines(app)
    assert (
        '<h3 class="subject">Licence *here*</h3>'
        "<p>&lt;b&gt;MIT&lt;/b&gt; $x$ :smile: "
        '!<a href="http://host/x.png">i</a> [j](javascript:alert) <code>code</code></p>\n'
    ) in lines(app)
    assert lines(app).count(ESCAPED) == 3
    assert not app.markdown
    assert HOSTILE_TEXT not in lines(app)


def click_in_table(monkeypatch: pytest.MonkeyPatch, key: str, **selection: Any) -> None:
    """From now on the table with this key is drawn with something selected."""
    draw = st.dataframe

    def clicked(*args: Any, **settings: Any) -> Any:
        event = draw(*args, **settings)
        chosen = SimpleNamespace(selection=SimpleNamespace(**selection))
        return chosen if str(settings.get("key")).startswith(key) else event

    monkeypatch.setattr(st, "dataframe", clicked)


def test_a_click_on_a_sentence_opens_it_in_its_article_under_the_same_filters(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit(kind="denial", claim="smith-2020-003")
    click_in_table(monkeypatch, "left_", rows=[], cells=[(0, "text")])
    turn_to(app, "data")
    start = small.FIRST_ARTICLE.index("The Reds denied it.")
    hit = f"smith-2020:{start}:{start + len('The Reds denied it.')}"
    assert address(app) == {"kind": "denial", "hit": hit}
    assert "Claims of kind denial." in lines(app)


def test_a_click_on_an_article_lists_only_its_own_sentences(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    click_in_table(monkeypatch, "coverage", rows=[1], cells=[])
    app = visit("data")
    assert "1 sentence without a claim in Jo Smith 2020" in lines(app)
    assert app.dataframe[1].value["text"].tolist() == ["The Reds denied it."]


# The pages Comparisons and Sources


def test_the_page_of_comparisons_lists_what_is_claimed_more_than_once_with_its_verdict(
    visit: Visit,
) -> None:
    app = visit("comparisons")
    table = app.dataframe[0].value
    assert table["title"].tolist() == ["Attack in Kabul"]
    counts = table[["claims", "articles", "outlets", "origins"]]
    assert counts.to_numpy().tolist() == [[4, 2, 1, 3]]
    assert '<p class="verdict"><b>⇄ Disputed.</b>' in lines(app)
    assert drawn(app).count("bidi_component") == 4
    assert [one.key for one in app.multiselect] == FREQUENT


def test_only_selected_claims_are_compared_and_the_others_counted(visit: Visit) -> None:
    app = visit("comparisons", outlet="Daily Paper")
    counts = "3 of 4 claims · 1 of 2 articles · 1 outlet · 2 of 3 original sources"
    assert f"{counts} · the filters leave out the others" in lines(app)
    table = app.dataframe[0].value
    assert table[["claims", "outlets"]].to_numpy().tolist() == [["3 of 4", 1]]


def test_a_linked_comparison_that_the_filters_leave_out_says_so_and_comes_back(
    visit: Visit,
) -> None:
    app = visit("comparisons", topic="strength", subject=ATTACK)
    assert "Among the selected claims there is nothing to compare." in lines(app)
    left_out = "The filters leave out every claim of this comparison: Attack in Kabul"
    assert left_out in lines(app)
    (back,) = app.main.button
    run(back.click())
    assert address(app) == {"subject": ATTACK}
    assert left_out not in lines(app)
    assert app.dataframe[0].value["title"].tolist() == ["Attack in Kabul"]
    assert '<h2 class="subject">Attack in Kabul</h2>' in lines(app)


def test_the_page_of_sources_lists_every_article_with_its_selected_claims(visit: Visit) -> None:
    app = visit("sources", kind="report")
    assert "4 claims · 2 articles · 1 outlet · 2 original sources" in lines(app)
    assert "Claims of kind report." in lines(app)
    table = app.dataframe[0].value
    assert table["title"].tolist() == [
        "herald-2021-strike, untitled article",
        "A headline",
    ]
    assert table["outlet"].tolist() == ["(not stated)", "Daily Paper"]
    assert table["date"].tolist() == ["2021 (date inferred)", "6 May 2020"]
    counts = ["claims", "incidents", "disputed", "origins", "share"]
    assert table[counts].to_numpy().tolist() == [[2, 2, 0, 1, 80], [2, 1, 1, 1, 60]]


def test_the_page_of_sources_says_what_the_selection_rests_on(visit: Visit) -> None:
    app = visit("sources", origin="Government of Kabul")
    (words,) = [code.value for code in app.code]
    assert words.startswith("2 claims in 1 article from Daily Paper, about 2020. ")
    assert visit("sources", kind="denial", group="Blues").code[0].value == "No claim is selected."


def test_claims_with_a_caveat_are_left_out_put_back_and_seen_in_a_click(visit: Visit) -> None:
    caveat = "claims of groups about themselves"
    app = visit("sources")
    assert "1 of 8 claims goes, and with it 1 original source." in lines(app)
    run(app.button(key="leave_out_0").click())
    assert address(app) == {"without": caveat}
    assert "7 claims · 2 articles · 1 outlet · 5 original sources" in lines(app)
    assert "1 of 8 claims is left out, and with it 1 original source." in lines(app)
    run(app.button(key="leave_out_0").click())
    assert address(app) == {}
    run(app.button(key="see_0").click())
    assert address(app) == {"caveat": caveat}
    assert "Showing 1 of 8 claims" in lines(app)


def test_an_article_is_read_in_full_whatever_the_filters_and_closed_again(visit: Visit) -> None:
    app = visit("sources", group="Blues", source="smith-2020")
    assert "all its 4 claims, whatever the filters, in reading order" in lines(app)
    assert "bidi_component" in drawn(app)
    (names,) = (element.value for element in app.dataframe)
    assert names.to_numpy().tolist() == [["Reds", "Reds", 3]]
    assert drawn(app).count("bidi_component") == 4
    assert not app.code
    reset(app)
    assert "all its 4 claims, whatever the filters, in reading order" in lines(app)
    assert address(app) == {"source": "smith-2020"}
    (back,) = app.main.button
    run(back.click())
    assert address(app) == {}
    assert len(app.dataframe) == 1


def test_the_pages_of_comparisons_and_sources_take_no_markup_from_the_tables(
    visit: Visit, folders: Folders
) -> None:
    small.change(folders[0], "incidents", ATTACK, title=HOSTILE_TEXT)
    small.change(folders[0], "claims", "smith-2020-001", statement=HOSTILE_TEXT)
    cells = dict.fromkeys(("title", "author", "note"), HOSTILE_TEXT)
    small.change(folders[0], "sources", "smith-2020", **cells)
    app = visit("comparisons", folders=folders)
    assert lines(app).count(ESCAPED) >= 2
    assert HOSTILE_TEXT not in lines(app)
    app = visit("sources", folders=folders, source="smith-2020", search=HOSTILE_TEXT)
    assert lines(app).count(ESCAPED) >= 2
    assert HOSTILE_TEXT not in lines(app)


# Turning pages


def test_whoever_turns_the_pages_finds_the_filters_and_what_is_open_on_each(visit: Visit) -> None:
    params = {
        "kind": "denial",
        "disputed": "only",
        "chart": "intermediaries",
        "claim": "smith-2020-003",
        "subject": ATTACK,
        "source": "smith-2020",
    }
    app = visit(**params)
    run(app.slider(key="years").set_value((2020, 2021)))
    before = address(app)
    assert before == params | {"years": "2020-2021", "undated": "without"}
    for page in ("comparisons", "sources", "data", "sources", "explore", "data", "explore"):
        turn_to(app, page)
        if page == "data":
            assert not app.multiselect
        else:
            assert app.slider(key="years").value == (2020, 2021)
            assert app.toggle(key="disputed").value is True
            assert address(app) == before, page
    assert "Showing 1 of 8 claims" in lines(app)


def test_a_filter_set_on_one_page_holds_on_the_next(visit: Visit) -> None:
    app = visit("sources", unfolded=True)
    run(app.toggle(key="disputed").set_value(True))
    assert app.dataframe[0].value["claims"].tolist() == [1, 2]
    run(app.multiselect(key="intermediaries").select("via one party"))
    assert app.dataframe[0].value["claims"].tolist() == [0, 1]
    turn_to(app, "explore")
    assert "Showing 1 of 8 claims" in lines(app)
    assert "Claims (via one party) that others dispute." in lines(app)
    assert address(app) == {"intermediaries": "via one party", "disputed": "only"}


def test_whoever_comes_back_by_an_address_with_filters_finds_those(visit: Visit) -> None:
    app = visit(outlet="Daily Paper")
    turn_to(app, "data")
    app._page_hash = calc_hash("explore")
    app.query_params["group"] = "Blues"
    run(app)
    assert app.multiselect(key="outlet").value == []
    assert app.multiselect(key="group").value == ["Blues"]
    assert address(app) == {"group": "Blues"}


def test_filters_that_the_tables_no_longer_know_are_gone_when_a_reader_comes_back(
    visit: Visit, folders: Folders
) -> None:
    app = visit(folders=folders, kind=["denial", "estimate"])
    turn_to(app, "data")
    small.change(folders[0], "claims", "smith-2020-003", kind="report")
    follow()
    turn_to(app, "explore")
    assert address(app) == {"kind": "estimate"}
    assert "Showing 1 of 8 claims" in lines(app)


def test_passages_with_a_search_are_those_of_the_chosen_outlets(visit: Visit) -> None:
    everywhere = visit(search="the", list="text").dataframe[0].value["article"].unique()
    chosen = visit(search="the", list="text", outlet="Daily Paper").dataframe[0].value["article"]
    assert len(everywhere) == 2
    assert chosen.unique().tolist() == ["Jo Smith 2020"]


# Briefing


def test_the_page_briefing_is_of_the_draft_that_the_browser_sent_last(visit: Visit) -> None:
    app = visit("briefing")
    assert "This briefing has no claims yet." in lines(app)
    buttons = app.get("download_button")
    assert [one.label for one in buttons][:3] == ["Word", "PDF", "HTML"]
    assert all(one.proto.disabled for one in buttons)
    app.session_state["_briefing_text"] = draft.to_json(Draft("T").adding(["smith-2020-004"]))
    run(app)
    assert "A briefing of 1 claim, with footnotes to 1 article." in lines(app)
    assert not any(one.proto.disabled for one in app.get("download_button"))
    app.session_state["_briefing_text"] = "{"
    assert "This briefing has no claims yet." in lines(run(app))
