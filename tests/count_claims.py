"""Claims per article and year, kept beside the tests so that a change of data shows in them.

`python -m tests.count_claims` writes the file anew from the tables.
"""

import sys
from pathlib import Path

import pandas as pd

from casebook.tables import derive, read
from casebook.tables.dataset import Dataset
from casebook.tables.dates import UNDATED

ROOT = Path(__file__).resolve().parents[1]
COUNTS = Path(__file__).with_name("curated_counts.csv")


def counted(dataset: Dataset) -> pd.DataFrame:
    """A row for each article and each year that any of its claims is counted in, in their order.

    Columns source_id, year (as text, `undated` last) and claims.
    """
    claims = dataset.claims
    years = claims["year"].astype("str").mask(claims["year"] == UNDATED, "undated")
    pairs = pd.DataFrame({"source_id": claims["source_id"].astype("str"), "year": years})
    return pairs.groupby(["source_id", "year"]).size().reset_index(name="claims")


def csv_text(frame: pd.DataFrame) -> str:
    """The counts as the file holds them."""
    return frame.to_csv(index=False, lineterminator="\n")


def main() -> int:
    tables, problems = read.read(ROOT / "data", ROOT / "seeds")
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        return 1
    text = csv_text(counted(derive.dataset(tables)))
    changed = not COUNTS.exists() or COUNTS.read_text(encoding="utf-8") != text
    COUNTS.write_text(text, encoding="utf-8", newline="\n")
    print(f"{COUNTS.name}: {'written' if changed else 'unchanged'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
