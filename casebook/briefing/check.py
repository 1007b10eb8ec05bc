"""Check a proof pack: `python check.py` in its folder. Needs nothing but Python.

Every file must have the checksum that SHA256SUMS gives, and every quote of footnotes.csv must stand
in its article at the place that is given. Prints what does not, and is 1 then.
"""

import csv
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path


def faults(folder: Path) -> Iterator[str]:
    """What is wrong with the pack in this folder."""
    listed = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    for line in listed:
        digest, _, name = line.partition("  ")
        path = folder / name
        if not path.is_file():
            yield f"{name}: is missing"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield f"{name}: was changed"
    with (folder / "footnotes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = (folder / row["article"]).read_bytes().decode("utf-8")
            if text[int(row["start"]) : int(row["end"])] != row["quote"]:
                yield f"footnote {row['number']}: the quote is not in {row['article']}"


def main() -> int:
    """Check the pack beside this script."""
    folder = Path(__file__).resolve().parent
    found = list(faults(folder))
    with (folder / "footnotes.csv").open(encoding="utf-8", newline="") as file:
        count = sum(1 for _ in csv.DictReader(file))
    print("\n".join(found) if found else f"All {count} quotes stand in their articles.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
