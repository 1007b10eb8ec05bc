"""The page as Streamlit draws it; charts, tables and reader are opaque here."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

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
