"""Charts as files."""

import re
import struct
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from casebook.analysis import bar_counts
from casebook.analysis.selection import Selection
from casebook.charts import bars, picture
from casebook.tables.dataset import Dataset
from tests.charts.hostile import lines, squeezed
from tests.charts.test_bars import every_frame, names

SUBTITLE = ["Showing 8 of 8 claims.", "Claims about Reds. Casebook, data version 84dd401c4e9a"]


@pytest.fixture(scope="module")
def chart(dataset: Dataset) -> Any:
    chosen = Selection(kind=("report",))
    rows = chosen.apply(dataset)
    frame = bar_counts.name_bars(dataset, chosen, rows, "group", 9)
    return bars.chart_by_name(frame, "claims", "group")


def test_a_picture_says_what_is_counted_and_from_what_data_and_links_to_nothing(
    chart: Any,
) -> None:
    svg = picture.picture(chart, "svg", SUBTITLE).decode()
    for text in ("Claims by group", *SUBTITLE, "Reds", "Blues", "4 of 7"):
        assert text in lines(ElementTree.fromstring(svg))
    addresses = set(re.findall(r"\w+://[^\"'\s<]+", svg))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "href" not in svg
    assert "url(" not in svg


@pytest.mark.usefixtures("no_process")
def test_a_picture_in_pixels_is_twice_as_wide_as_the_drawing(chart: Any) -> None:
    png = picture.picture(chart, "png", SUBTITLE)
    svg = ElementTree.fromstring(picture.picture(chart, "svg", SUBTITLE))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert width == pytest.approx(2 * float(svg.attrib["width"]), abs=2)
    assert height == pytest.approx(2 * float(svg.attrib["height"]), abs=2)
    assert width > 1440


@pytest.mark.usefixtures("no_process")
def test_a_picture_is_as_wide_as_asked_for_whatever_its_subtitle_or_names(chart: Any) -> None:
    words = "claims about one group or another " * 20
    long = bars.chart_by_name(names(("x" * 5000, 2, 1, True)), "claims", "group")
    for made, subtitle in ((chart, []), (chart, [words]), (long, [])):
        root = ElementTree.fromstring(picture.picture(made, "svg", subtitle, width=300))
        assert 300 < float(root.attrib["width"]) < 360
    assert "…" in "".join(root.itertext())
    root = ElementTree.fromstring(picture.picture(chart, "svg", [words]))
    assert squeezed(words) in squeezed(*lines(root))


def test_a_search_for_what_no_picture_can_hold_is_told_with_a_mark(chart: Any) -> None:
    searched = [f"{name} “a{name}b”" for name in ("\x00", "\x0b", "\ud800", "\uffff")]
    root = ElementTree.fromstring(picture.picture(chart, "svg", searched))
    assert "".join(root.itertext()).count("\ufffd “a\ufffdb”") == len(searched)


@pytest.mark.usefixtures("no_process")
def test_a_name_that_no_picture_can_hold_is_told_with_a_mark() -> None:
    for letter in ("\ufffe", "\uffff", "\U0001ffff"):
        made = bars.chart_by_name(names((f"Re{letter}ds", 2, 1, True)), "claims", "group")
        root = ElementTree.fromstring(picture.picture(made, "svg", []))
        assert ("Re\ufffdds" in lines(root)) == (letter != "\U0001ffff")


def test_the_end_of_the_renderer_is_a_sentence_and_not_the_end_of_the_server(
    chart: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "cleaned", lambda spec: spec)
    with pytest.raises(picture.NotDrawnError, match=r"The picture could not be drawn: .+"):
        picture.picture(chart, "png", ["a\uffffb"])
    monkeypatch.undo()
    monkeypatch.setattr(picture, "LONGEST", 0.01)
    with pytest.raises(picture.NotDrawnError, match="took more than"):
        picture.picture(chart, "svg", SUBTITLE)
    monkeypatch.undo()
    assert picture.picture(chart, "svg", SUBTITLE)


@pytest.mark.usefixtures("no_process")
def test_a_picture_leaves_its_chart_as_it_was(chart: Any) -> None:
    before = chart.to_dict()["title"], chart.to_dict().get("width")
    picture.picture(chart, "svg", SUBTITLE, width=300)
    assert (chart.to_dict()["title"], chart.to_dict().get("width")) == before


@pytest.mark.usefixtures("no_process")
@every_frame
def test_a_picture_of_any_frame_can_be_drawn(by_year: pd.DataFrame, by_name: pd.DataFrame) -> None:
    for made in (
        bars.chart_by_year(by_year, "claims", "year of event"),
        bars.chart_by_name(by_name, "claims", "group"),
    ):
        root = ElementTree.fromstring(picture.picture(made, "svg", SUBTITLE))
        assert str(made.title) in "".join(root.itertext())
