"""Who may import what: downward only, Streamlit at the edge, Altair in one place."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = [ROOT / "app.py", *sorted((ROOT / "casebook").rglob("*.py"))]

BOTTOM = {"schema", "theme", "evidence", "dates"}
SHARED_VIEWS = {"views.reader", "views.filters", "views.table"}
MAY_IMPORT: dict[str, set[str]] = {
    **{name: set() for name in BOTTOM},
    "load": BOTTOM,
    "checks": BOTTOM,
    "selection": BOTTOM,
    "charts": BOTTOM,
    "wording": {"evidence"},
    "warnings": {"schema", "dates", "evidence", "wording"},
    "coverage": {"schema", "evidence", "wording"},
    "datapackage": {"schema"},
    "aggregate": BOTTOM | {"selection"},
    "statement": BOTTOM | {"selection", "aggregate"},
    "briefing": BOTTOM | {"selection", "aggregate", "charts"},
    "accounts": BOTTOM | {"selection", "aggregate", "briefing"},
}
LOGIC = set(MAY_IMPORT)


def module(path: Path) -> str:
    """The module of a file as it is called below the package, such as `views.reader`."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return name.removesuffix(".__init__").removeprefix("casebook.")


def imported(path: Path) -> set[str]:
    """Every module that a file imports, wherever it does, by its full name."""
    package = path.relative_to(ROOT).parent.parts
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*start, *([node.module] if node.module else [])])
            found |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return found


MODULES = {module(path) for path in SOURCES}


def own(path: Path) -> set[str]:
    """The modules of the package that a file imports; the package itself is none."""
    names = {name.removeprefix("casebook.") for name in imported(path)}
    return (names & MODULES) - {"casebook", "views", module(path)}


def ids(paths: list[Path]) -> list[str]:
    return [module(path) for path in paths]


def files(*names: str) -> list[Path]:
    return [path for path in SOURCES if module(path) in names]


VIEWS = [path for path in SOURCES if module(path).startswith("views.")]


def test_every_module_has_its_place_in_the_rules() -> None:
    known = LOGIC | {"app", "casebook", "__main__", "views"} | set(ids(VIEWS))
    assert known == MODULES


@pytest.mark.parametrize("path", files(*LOGIC), ids=module)
def test_a_module_imports_only_what_stands_below_it(path: Path) -> None:
    assert own(path) <= MAY_IMPORT[module(path)]


@pytest.mark.parametrize("path", VIEWS, ids=module)
def test_a_view_reads_no_files_and_imports_no_view_but_the_shared_ones(path: Path) -> None:
    below = (LOGIC - {"load", "checks"}) | SHARED_VIEWS
    assert own(path) <= (below - SHARED_VIEWS if module(path) in SHARED_VIEWS else below)


@pytest.mark.parametrize("path", files("casebook", "views"), ids=module)
def test_packages_import_nothing(path: Path) -> None:
    assert imported(path) == set()


def test_the_command_line_draws_nothing() -> None:
    (path,) = files("__main__")
    assert own(path) <= LOGIC


@pytest.mark.parametrize("path", [path for path in SOURCES if path not in VIEWS], ids=module)
def test_streamlit_is_imported_only_at_the_edge(path: Path) -> None:
    roots = {name.partition(".")[0] for name in imported(path)}
    assert "streamlit" not in roots or module(path) == "app"


@pytest.mark.parametrize("path", SOURCES, ids=module)
def test_altair_is_imported_only_for_charts(path: Path) -> None:
    roots = {name.partition(".")[0] for name in imported(path)}
    assert not roots & {"altair", "vl_convert"} or module(path) == "charts"


def test_imports_are_found_in_every_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_imports.ROOT", tmp_path)
    path = tmp_path / "casebook" / "views" / "page.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        "import casebook.load, altair as alt\n"
        "from casebook import checks as judge\n"
        "from casebook.views.explore import show\n"
        "from . import data\n"
        "from .. import charts\n"
        "from ..theme import ACCENT\n"
        "def later():\n    import streamlit.components\n",
        encoding="utf-8",
    )
    assert module(path) == "views.page"
    assert {
        "casebook.load",
        "altair",
        "casebook.checks",
        "casebook.views.explore",
        "casebook.views.data",
        "casebook.charts",
        "casebook.theme",
        "streamlit.components",
    } <= imported(path)
    assert own(path) == {"load", "checks", "views.explore", "views.data", "charts", "theme"}
