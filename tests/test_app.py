"""The page as Streamlit draws it; charts, tables and reader are opaque here."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from casebook.analysis.filters import NAMED
from casebook.analysis.sensitivity import CRITERIA
from casebook.tables import schema
from tests import small

ROOT = Path(__file__).resolve().parents[1]
UNDATED_OF_SMALL = 1


def run(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, **params: str | list[str]
) -> AppTest:
    monkeypatch.setenv("CASEBOOK_DATA", str(folders[0]))
    monkeypatch.setenv("CASEBOOK_SEEDS", str(folders[1]))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def turn_to(app: AppTest, page: str) -> AppTest:
    """Click a page's name in the bar above, which drops the filters from the address.

    `AppTest.switch_page` knows pages that are files only; a page that is a function is known to
    Streamlit by a hash of its address.
    """
    app._page_hash = calc_hash(page)
    app.query_params.clear()
    app.run()
    assert not app.exception
    return app


def lines(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_the_page_opens_with_all_claims(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch)
    assert "Showing 8 of 8 claims about 3 incidents, 2015–2021, in 2 articles" in lines(app)
    assert app.multiselect(key="group").value == []
    assert app.multiselect(key="group").placeholder == "All"
    assert dict(app.query_params) == {}


def test_an_address_fills_the_widgets(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(
        folders,
        monkeypatch,
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


def test_what_is_chosen_in_the_sidebar_goes_into_the_address(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch)
    app.multiselect(key="kind").select("denial").run()
    assert "Showing 1 of 8 claims" in lines(app)
    assert app.query_params["kind"] == "denial"


def test_options_show_their_counts_under_the_other_filters(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch, topic="strength")
    assert app.multiselect(key="group").options == ["Reds · 2", "Blues · 1", "(not stated) · 0"]
    assert "strength · 2" in app.multiselect(key="topic").options
    assert "attacks · 5" in app.multiselect(key="topic").options


def test_not_stated_is_an_option(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch, outlet="(not stated)")
    assert "Showing 4 of 8 claims" in lines(app)
    assert "Claims published by (not stated)." in lines(app)


def test_a_narrowed_year_range_says_how_many_undated_claims_it_hides(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch)
    app.slider(key="years").set_value((2020, 2021)).run()
    assert f"{UNDATED_OF_SMALL} undated claim not shown" in lines(app)


def test_changing_what_year_means_starts_from_all_years(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch, years="2015-2016", undated="without")
    app.button_group(key="year_of").set_value("publication").run()
    assert not app.exception
    assert "Showing 8 of 8 claims" in lines(app)
    assert app.slider(key="years").value == (2020, 2021)


def test_reset_takes_every_filter_away_and_keeps_what_is_open(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch, group="Reds", search="kabul", claim="smith-2020-002")
    reset = next(button for button in app.button if button.label == "Reset all filters")
    reset.click().run()
    assert "Showing 8 of 8 claims" in lines(app)
    assert dict(app.query_params) == {"claim": "smith-2020-002"}


def test_unknown_values_are_left_out_of_widgets_sentence_and_address(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(
        folders, monkeypatch, group=["Nobody", "Reds"], years="99-1", count="pears", hit="a:b:c"
    )
    assert app.multiselect(key="group").value == ["Reds"]
    assert "Claims about Reds." in lines(app)
    assert dict(app.query_params) == {"group": "Reds"}


def test_an_empty_result_names_the_filters_that_can_be_taken_away(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch, group="Blues", kind="denial")
    assert "None of 8 claims is selected." in lines(app)
    labels = [button.label for button in app.main.button]
    assert "Without the filter “Group”: 1 claim" in labels
    assert "Without the filter “Kind of claim”: 1 claim" in labels
    app.button(key="without_group").click().run()
    assert "Showing 1 of 8 claims" in lines(app)


def test_problems_are_shown_instead_of_charts(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = small.change(
        folders[0], "claims", "smith-2020-001", incident_id="2020-05-05-kabul-atack"
    )
    app = run(folders, monkeypatch)
    assert app.header[0].value == "The data have 1 problem"
    row = app.dataframe[0].value.iloc[0]
    assert (row["File"], row["Line"], row["Column"]) == ("claims.csv", line, "incident_id")
    assert "did you mean '2020-05-05-kabul-attack'?" in row["What to do"]
    assert not app.multiselect


def test_missing_folders_and_tables_are_told_of(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folders[0] / "actors.csv").unlink()
    app = run((folders[0], folders[1] / "nothing"), monkeypatch)
    told = app.dataframe[0].value
    assert told["File"].tolist() == ["actors.csv", str(folders[1] / "nothing")]
    assert told["What to do"].str.contains("missing").all()


def test_the_table_of_claims_shows_the_selected_rows_newest_first(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch)
    table = app.dataframe[0].value
    assert table["date"].tolist()[0] == "from 2021"
    assert table["date"].tolist()[-1] == "(not stated)"
    assert table["figure"].tolist().count("at least 13 killed") == 1


def test_the_table_of_incidents_counts_claims_articles_and_origins(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch, list="incidents")
    table = app.dataframe[0].value.set_index("title")
    attack = table.loc["Attack in Kabul"]
    assert (attack["claims"], attack["articles"], attack["origins"]) == (4, 2, 3)
    assert table.loc["Founding of the Reds", "when"] == "(not stated)"


def test_a_search_offers_passages_that_no_claim_covers(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch, search="spokesman", list="text")
    passages = app.dataframe[0].value["passage"] if app.dataframe else []
    assert any("said their spokesman" in passage for passage in passages)


# The Data page


def data_page(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return turn_to(run(folders, monkeypatch), "data")


def test_the_data_page_says_what_became_of_the_sentences_and_has_no_filters(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = data_page(folders, monkeypatch)
    assert "Of 10 sentences 7 carry a claim, 2 were read and without a claim" in lines(app)
    assert [tab.label for tab in app.tabs] == ["Coverage", "Columns", "Articles", "Guide"]
    assert not app.sidebar.children
    assert not app.multiselect


def test_the_data_page_can_be_opened_by_its_address_alone(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEBOOK_DATA", str(folders[0]))
    monkeypatch.setenv("CASEBOOK_SEEDS", str(folders[1]))
    app = turn_to(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60), "data")
    assert "8 claims about 3 incidents from 2 articles, by 8 actors." in lines(app)
    assert "Showing 8 of 8 claims" in lines(turn_to(app, "explore"))


def test_the_data_page_counts_the_sentences_of_each_article(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = data_page(folders, monkeypatch).dataframe[0].value.set_index("article")
    assert table.index.tolist() == ["herald-2021-strike 2021", "Jo Smith 2020"]
    assert table["share"].tolist() == [80, 60]
    counts = ["carried", "no_claim", "unreviewed", "sentences"]
    assert table[counts].to_numpy().tolist() == [[4, 1, 0, 5], [3, 1, 1, 5]]


def test_the_data_page_lists_sentences_without_a_claim_and_on_request_every_one(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = data_page(folders, monkeypatch)
    assert "2 sentences without a claim, most telling first; 1 of them not yet" in lines(app)
    table = app.dataframe[1].value
    assert table.to_numpy().tolist() == [
        ["Jo Smith 2020", "The Reds denied it.", "name, saying", "not yet judged"],
        [
            "herald-2021-strike 2021",
            "Between 2015 and 2017 the Blues lost ground.",
            "date, name",
            "repeated elsewhere, in herald-2021-strike-002: The same words without the years.",
        ],
    ]
    app.toggle(key="without_signs").set_value(True).run()
    assert app.dataframe[1].value["text"].tolist()[2:] == ["A headline"]


def test_the_data_page_describes_every_column_of_every_table(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = data_page(folders, monkeypatch)
    tables = [f"{table}.csv" for table in schema.MODELS]
    assert [heading.value for heading in app.subheader][: len(tables)] == tables
    for table in schema.MODELS:
        for column in schema.columns(table):
            assert f"<td>{column}</td>" in lines(app)


def test_the_data_page_shows_the_guide_or_says_that_there_is_none(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = data_page(folders, monkeypatch)
    assert "There is no README beside these tables." in lines(app)
    (folders[0] / "README.md").write_text("# Tables\n\n## Licence\n\n<b>MIT</b> <!-- x -->\n")
    app.run()
    assert "There is no README" not in lines(app)
    assert app.subheader[-1].value == "Licence"
    assert app.markdown[-1].value == "<b>MIT</b>"
    assert not app.markdown[-1].allow_html


def test_the_data_page_takes_no_markup_from_the_tables_and_articles(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    small.change(folders[0], "sources", "smith-2020", title=hostile, author=hostile, note=hostile)
    app = data_page(folders, monkeypatch)
    assert lines(app).count("&lt;img src=x onerror=alert(1)&gt;") == 3
    assert hostile not in lines(app)


def test_whoever_comes_back_from_the_data_page_finds_the_filters_as_they_were(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch, claim="smith-2020-003")
    app.multiselect(key="kind").select("denial").run()
    app.slider(key="years").set_value((2020, 2021)).run()
    before = dict(app.query_params)
    turn_to(app, "data")
    turn_to(app, "explore")
    assert app.multiselect(key="kind").value == ["denial"]
    assert app.slider(key="years").value == (2020, 2021)
    assert "Showing 1 of 8 claims" in lines(app)
    assert dict(app.query_params) == before


def test_whoever_comes_back_by_an_address_with_filters_finds_those(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch, kind="denial")
    turn_to(app, "data")
    app._page_hash = calc_hash("explore")
    app.query_params["group"] = "Blues"
    app.run()
    assert app.multiselect(key="kind").value == []
    assert app.multiselect(key="group").value == ["Blues"]
    assert dict(app.query_params) == {"group": "Blues"}


def test_filters_that_the_tables_no_longer_know_are_gone_when_a_reader_comes_back(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch, kind=["denial", "estimate"])
    turn_to(app, "data")
    small.change(folders[0], "claims", "smith-2020-003", kind="report")
    turn_to(app, "explore")
    assert app.multiselect(key="kind").value == ["estimate"]
    assert dict(app.query_params) == {"kind": "estimate"}


def test_a_click_on_a_sentence_opens_it_in_its_article_under_the_same_filters(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch, kind="denial", claim="smith-2020-003")
    drawn = st.dataframe

    def clicked(*args: Any, **settings: Any) -> Any:
        event = drawn(*args, **settings)
        first = SimpleNamespace(selection=SimpleNamespace(rows=[], cells=[(0, "text")]))
        return first if str(settings.get("key")).startswith("left_") else event

    monkeypatch.setattr(st, "dataframe", clicked)
    turn_to(app, "data")
    start = small.FIRST_ARTICLE.index("The Reds denied it.")
    assert app.session_state["hit"] == f"smith-2020:{start}:{start + len('The Reds denied it.')}"
    assert dict(app.query_params) == {"kind": "denial", "hit": app.session_state["hit"]}
    assert app.multiselect(key="kind").value == ["denial"]


def test_a_click_on_an_article_lists_only_its_own_sentences(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch)
    drawn = st.dataframe

    def clicked(*args: Any, **settings: Any) -> Any:
        event = drawn(*args, **settings)
        second = SimpleNamespace(selection=SimpleNamespace(rows=[1], cells=[]))
        return second if settings.get("key") == "coverage" else event

    monkeypatch.setattr(st, "dataframe", clicked)
    turn_to(app, "data")
    assert "1 sentence without a claim in Jo Smith 2020" in lines(app)
    assert app.dataframe[1].value["text"].tolist() == ["The Reds denied it."]


def test_problems_are_shown_instead_of_the_data_page_too(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    small.change(folders[0], "no_claim", "smith-2020-p001", reason="repeated elsewhere")
    monkeypatch.setenv("CASEBOOK_DATA", str(folders[0]))
    monkeypatch.setenv("CASEBOOK_SEEDS", str(folders[1]))
    app = turn_to(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60), "data")
    assert app.header[0].value == "The data have 1 problem"
    assert not app.tabs


# The pages Accounts and Sources


def open_at(
    page: str,
    folders: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    **params: str | list[str],
) -> AppTest:
    """A page by an address with filters, as a link from elsewhere opens it."""
    monkeypatch.setenv("CASEBOOK_DATA", str(folders[0]))
    monkeypatch.setenv("CASEBOOK_SEEDS", str(folders[1]))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app._page_hash = calc_hash(page)
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def drawn(app: AppTest) -> list[str]:
    """The kinds of elements on the page, in order."""
    return [element.type for element in app.main]


def test_the_page_of_accounts_lists_what_is_told_more_than_once_and_shows_every_account(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = turn_to(run(folders, monkeypatch), "accounts")
    table = app.dataframe[0].value
    assert table["title"].tolist() == ["Attack in Kabul"]
    counts = table[["claims", "articles", "outlets", "origins"]]
    assert counts.to_numpy().tolist() == [[4, 2, 1, 3]]
    assert "4 claims · 2 articles · 1 outlet · 3 origins" in lines(app)
    for claim in small.TABLES["claims"]:
        about_it = claim.get("incident_id") == "2020-05-05-kabul-attack"
        assert (claim["statement"] in lines(app)) == about_it
    assert "bidi_component" in drawn(app)
    assert len(app.multiselect) == len(NAMED)


def test_only_selected_claims_are_compared_and_the_others_counted(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_at("accounts", folders, monkeypatch, outlet="Daily Paper")
    assert "3 claims · 1 article · 1 outlet · 2 origins · 1 more left out" in lines(app)
    assert "The Herald wrote that the Reds killed five people." not in lines(app)


def test_where_nothing_is_told_twice_the_page_of_accounts_says_so_and_offers_the_way_back(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_at("accounts", folders, monkeypatch, topic="strength")
    assert "Among the selected claims there is nothing to compare." in lines(app)
    (back,) = app.main.button
    back.click().run()
    assert app.multiselect(key="topic").value == []
    assert app.dataframe[0].value["title"].tolist() == ["Attack in Kabul"]


def test_a_subject_of_which_one_account_is_selected_is_not_said_to_have_several(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_at("accounts", folders, monkeypatch, kind="denial")
    assert app.dataframe[0].value["claims"].tolist() == [1]
    assert "1 subject has more than one account" not in lines(app)


def test_the_page_of_sources_lists_every_article_with_its_selected_claims(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_at("sources", folders, monkeypatch, kind="report")
    assert "4 claims · 2 articles · 1 outlet · 2 origins" in lines(app)
    assert "Claims of kind report." in lines(app)
    table = app.dataframe[0].value
    assert table["title"].tolist() == [
        "Article by herald-2021-strike, no title printed",
        "A headline",
    ]
    assert table["outlet"].tolist() == ["(not stated)", "Daily Paper"]
    assert table["date"].tolist() == ["2021 (date inferred)", "6 May 2020"]
    counts = ["claims", "incidents", "disputed", "origins", "share"]
    assert table[counts].to_numpy().tolist() == [[2, 2, 0, 1, 80], [2, 1, 1, 1, 60]]


def test_the_page_of_sources_says_what_the_selection_rests_on(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_at("sources", folders, monkeypatch, origin="Government of Kabul")
    (words,) = [code.value for code in app.code]
    assert words.startswith("2 claims in 1 article from Daily Paper, about 2020. All of them go")
    for reading in CRITERIA:
        assert f"<td>{reading}</td>" in lines(app)
    assert "Without opinion: nothing changes." in lines(app)
    assert "0 claims that the articles make in their own voice" in lines(app)


def test_the_page_of_sources_has_no_picture_of_flows_where_nobody_speaks(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = "vega_lite_chart"
    assert picture in drawn(open_at("sources", folders, monkeypatch))
    own = open_at("sources", folders, monkeypatch, intermediaries="the article itself")
    assert picture not in drawn(own)
    assert own.code[0].value.startswith("3 claims in 2 articles")
    nothing = open_at("sources", folders, monkeypatch, kind="denial", group="Blues")
    assert picture not in drawn(nothing)
    assert nothing.code[0].value == "No claim is selected."


def test_an_article_is_read_in_full_whatever_the_filters_and_closed_again(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_at("sources", folders, monkeypatch, kind="denial", source="smith-2020")
    assert "Its 4 claims in reading order" in lines(app)
    assert "bidi_component" in drawn(app)
    names, claims = (element.value for element in app.dataframe[1:])
    assert names.to_numpy().tolist() == [["Reds", "Reds", 3]]
    assert claims.index.tolist() == [f"smith-2020-00{number}" for number in (1, 2, 3, 4)]
    assert not app.code
    (back,) = app.main.button
    back.click().run()
    assert dict(app.query_params) == {"kind": "denial"}
    assert len(app.dataframe) == 1


def test_the_pages_of_accounts_and_sources_take_no_markup_from_the_tables(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    told = "&lt;img src=x onerror=alert(1)&gt;"
    small.change(folders[0], "incidents", "2020-05-05-kabul-attack", title=hostile)
    small.change(folders[0], "claims", "smith-2020-001", statement=hostile)
    small.change(folders[0], "sources", "smith-2020", title=hostile, author=hostile, note=hostile)
    app = turn_to(run(folders, monkeypatch), "accounts")
    assert lines(app).count(told) >= 3
    assert hostile not in lines(app)
    app = open_at("sources", folders, monkeypatch, source="smith-2020", search=hostile)
    assert lines(app).count(told) >= 2
    assert hostile not in lines(app)


def test_who_turns_the_pages_finds_the_filters_and_what_is_open_on_each(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    params = {
        "origin": "Reds",
        "disputed": "only",
        "chart": "intermediaries",
        "claim": "smith-2020-003",
    }
    app = run(folders, monkeypatch, **params)
    app.multiselect(key="attribution").select("the group itself").run()
    before = dict(app.query_params)
    assert before == params | {"attribution": "the group itself"}
    for page in ("accounts", "sources", "data", "sources", "explore", "accounts", "explore"):
        turn_to(app, page)
        if page == "data":
            assert not app.multiselect
        else:
            assert app.multiselect(key="origin").value == ["Reds"]
            assert app.multiselect(key="attribution").value == ["the group itself"]
            assert app.toggle(key="disputed").value is True
            assert dict(app.query_params) == before
    assert "Showing 1 of 8 claims" in lines(app)


def test_a_filter_set_on_one_page_holds_on_the_next(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = turn_to(run(folders, monkeypatch), "sources")
    app.toggle(key="disputed").set_value(True).run()
    assert app.dataframe[0].value["claims"].tolist() == [1, 2]
    app.multiselect(key="intermediaries").select("one intermediary").run()
    assert app.dataframe[0].value["claims"].tolist() == [0, 1]
    turn_to(app, "explore")
    assert "Showing 1 of 8 claims" in lines(app)
    assert "Claims that passed through two hands that others dispute." in lines(app)
    assert dict(app.query_params) == {"intermediaries": "one intermediary", "disputed": "only"}


def test_an_article_and_a_subject_that_are_open_are_found_again_after_turning_the_page(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    params = {"about": "2020-05-05-kabul-attack", "source": "smith-2020"}
    app = open_at("sources", folders, monkeypatch, **params)
    turn_to(app, "accounts")
    turn_to(app, "sources")
    assert "Its 4 claims in reading order" in lines(app)
    assert dict(app.query_params) == params


def test_the_toggle_counts_disputed_claims_under_the_other_filters(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch)
    assert app.toggle(key="disputed").label == "Disputed only · 3"
    app.multiselect(key="outlet").select("Daily Paper").run()
    assert app.toggle(key="disputed").label == "Disputed only · 2"
    app.toggle(key="disputed").set_value(True).run()
    assert "Showing 2 of 8 claims" in lines(app)
    assert app.toggle(key="disputed").label == "Disputed only · 2"


def test_who_speaks_and_hands_are_options_in_their_own_order_and_origins_by_name(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch)
    assert app.multiselect(key="attribution").options == [
        "the group itself · 1",
        "government, unnamed · 2",
        "outlet · 1",
        "the article's own voice · 2",
        "not attributed · 2",
    ]
    assert app.multiselect(key="intermediaries").options == [
        "the article itself · 3",
        "one hand · 4",
        "two hands · 1",
    ]
    origins = app.multiselect(key="origin").options
    assert "the article “A headline” · 1" in origins
    assert origins[:2] == ["Government of Kabul · 2", "the article of herald-2021-strike · 2"]


def test_the_third_chart_counts_by_what_the_reader_chooses(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(folders, monkeypatch)
    app.button_group(key="chart").set_value("attribution").run()
    assert not app.exception
    assert dict(app.query_params) == {"chart": "attribution"}
    assert app.button_group(key="chart").value == "attribution"
    assert "Chart by attribution" in [element.value for element in app.markdown]


def test_reset_on_a_page_keeps_the_article_that_is_open(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_at("sources", folders, monkeypatch, kind="denial", source="smith-2020")
    reset = next(button for button in app.button if button.label == "Reset all filters")
    reset.click().run()
    assert app.multiselect(key="kind").value == []
    assert "Its 4 claims in reading order" in lines(app)
    assert dict(app.query_params) == {"source": "smith-2020"}
