"""A casebook that passes every check and tries to break pages, run code or leave the machine.

It is the small casebook with hostile text in every column that takes free text, in the names of
actors and files, in an article and in the guide. Whatever asks the host INTRUDER got out.
"""

from itertools import cycle
from pathlib import Path

from tests import small

INTRUDER = "intruder.test"
_IMAGE = f"http://{INTRUDER}/i.png"
HOSTILE = (
    "<script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 2'> <svg onload=window.ran=3>",
    f"![i]({_IMAGE}) <img src={_IMAGE}>",
    f"[a](javascript:window.ran=4) <a href='javascript:window.ran=5'>b</a> <{_IMAGE}>",
    "$x$ and $\\href{javascript:window.ran=6}{y}$ $$\\frac{1}{2}$$",
    ":smile: :material/home: :red[red] :blue-background[b] ~~no~~ **bold** `code` _i_ # h",
    f'=HYPERLINK("http://{INTRUDER}","x") +1 @SUM(1)',
    "datum.x = window.ran = 7 {signal: 'window.ran'} ${window.ran=8} {{1+1}}",
    "\u202eright to left\u202c حركة طالبان הארץ",
    "zero\u200bwidth\u200dand\ufeffmore",
    "</style><style>*{display:none}</style> --> ]]> </textarea>",
    "constructor",
    "__proto__",
    "😀" * 50,
    "\"double\" 'single' “curly” \\n \\u0041 C:\\new",
    "&lt;b&gt; &amp; %3Cscript%3E %s {0}",
)
FILE = f"![i](http:{INTRUDER}) $x$ <img src=x onerror=window.ran=9>.txt"
GUIDE = "# Tables\n\n" + "".join(f"## {text}\n\n{text}\n\n- {text}\n\n" for text in HOSTILE)
ARTICLE = " ".join(HOSTILE)
_FREE = {
    "sources": ("title", "author", "note"),
    "incidents": ("title", "place", "note"),
    "claims": ("statement", "note"),
    "actors": ("note",),
    "no_claim": ("note",),
    "relations": ("note",),
}
_NAMING = (
    "outlet",
    "republished_by",
    "groups",
    "targets",
    "speaker",
    "via",
    "actor",
    "affiliation",
)


def write(folder: Path) -> tuple[Path, Path]:
    """Write it below the folder; returns the folder of its tables and that of its articles."""
    actors = [row["actor"] for row in small.TABLES["actors"]]
    named = {old: f"{new} {old}" for old, new in zip(actors, HOSTILE, strict=False)}
    named |= {"Reds": "constructor", "Blues": "__proto__", "Daily Paper": HOSTILE[2]}
    texts = cycle(HOSTILE)
    tables = {
        table: [
            {
                column: _named(cell, named) if column in _NAMING else cell
                for column, cell in row.items()
            }
            | {column: next(texts) for column in _FREE[table]}
            for row in rows
        ]
        for table, rows in small.TABLES.items()
    }
    for row in tables["sources"]:
        row["file"] = FILE if row["file"] == "first.txt" else row["file"]
    aliases = (text for text in HOSTILE[3:] if ";" not in text)
    for row, alias in zip(tables["actors"], aliases, strict=False):
        row["aliases"] = f"alias {alias}"
    (claim,) = [row for row in tables["claims"] if row["claim_id"] == "smith-2020-004"]
    claim |= {"quote": ARTICLE[:300].strip(), "figure": "", "unit": "", "low": "", "high": ""}
    tables["actors"].sort(key=lambda row: row["actor"])
    data, seeds = small.write(folder, tables)
    lines = small.FIRST_ARTICLE.split("\n")
    lines[1] = f"{ARTICLE} {'x' * 100_000}"
    (seeds / "first.txt").unlink()
    (seeds / FILE).write_text("\n".join(lines), encoding="utf-8", newline="\n")
    small.write_checksums(seeds)
    (data / "README.md").write_text(GUIDE, encoding="utf-8")
    return data, seeds


def _named(cell: str, named: dict[str, str]) -> str:
    for separator in ("; ", " > "):
        cell = separator.join(named.get(name, name) for name in cell.split(separator))
    return cell
