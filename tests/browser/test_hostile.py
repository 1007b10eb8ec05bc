"""Articles and tables that try to run something, look like Markdown, or are broken."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests import small
from tests.browser.conftest import Reader

HOSTILE = (
    "<script>window.ran = 1</script> <img src=x onerror='window.ran = 2'> $x$ and $y$ "
    "~a~ ~~b~~ :smile: :material/home: [a](javascript:window.ran=3) **bold** `code` "
    "&lt;b&gt; {{1+1}} ${1} \\n</textarea> حركة طالبان הארץ 😀 end"
)
SEARCH = "<img src=x onerror='window.ran = 1'> $x$ .* :smile:"


def hostile_casebook(folder: Path) -> tuple[Path, Path]:
    data, seeds = small.write(folder)
    article = seeds / "first.txt"
    lines = article.read_text(encoding="utf-8").split("\n")
    lines[1] = HOSTILE
    article.write_text("\n".join(lines), encoding="utf-8")
    small.write_checksums(seeds)
    small.change(
        data,
        "claims",
        "smith-2020-004",
        quote=HOSTILE,
        figure="",
        unit="",
        low="",
        high="",
        statement=f"Statement {HOSTILE[:150]}",
        note=f"Note {HOSTILE[:150]}",
    )
    small.change(data, "sources", "smith-2020", title=HOSTILE[:120], author="<b>Jo</b> $Smith$")
    return data, seeds


def test_hostile_text_and_searches_appear_verbatim_and_run_nothing(
    tmp_path: Path, serve: Callable[[Path, Path], str], visit: Callable[..., Reader]
) -> None:
    reader = visit(serve(*hostile_casebook(tmp_path)), "?claim=smith-2020-004")
    expect(reader.page.locator("mark.open").first).to_be_visible()
    assert reader.page.locator(".text").evaluate(
        "(element, text) => element.textContent.includes(text)", HOSTILE
    )
    assert (
        reader.page.locator("mark.open").evaluate_all(
            "marks => marks.map(mark => mark.textContent).join('')"
        )
        == HOSTILE
    )
    assert HOSTILE[:150] in reader.page.locator(".statement").inner_text()
    assert HOSTILE[:120] in reader.page.locator("h2").last.inner_text()
    assert reader.page.locator(".reader script, .reader img, .reader b").count() == 0
    box = reader.page.get_by_role("searchbox", name="Search")
    box.fill(SEARCH)
    box.press("Enter")
    reader.says("None of 8 claims is selected.")
    expect(reader.page.locator("p.about").first).to_have_text(f"Claims that mention “{SEARCH}”.")
    assert reader.page.evaluate("window.ran") is None


def test_broken_tables_are_listed_instead_of_charts_until_they_are_repaired(
    tmp_path: Path, serve: Callable[[Path, Path], str], visit: Callable[..., Reader]
) -> None:
    data, seeds = small.write(tmp_path)
    line = small.change(data, "claims", "smith-2020-004", figure="1,600", kind="estimat")
    reader = visit(serve(data, seeds), "?group=Reds", settle=False)
    expect(reader.page.get_by_role("heading", name="The data have 2 problems")).to_be_visible()
    table = reader.page.locator("[data-testid=stDataFrame] table")
    expect(table).to_contain_text("did you mean 'estimate'?")
    expect(table).to_contain_text(str(line))
    assert reader.page.locator("[data-testid=stVegaLiteChart]").count() == 0
    small.change(data, "claims", "smith-2020-004", figure="1,500 to 2,200", kind="estimate")
    reader.says("Showing 7 of 8 claims")
