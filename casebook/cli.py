"""The command line: `python -m casebook check`, `coverage`, `document`, `summary` or `brief`."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from casebook import brief, loading
from casebook.analysis import source_statement
from casebook.analysis.counting import counts_of
from casebook.analysis.filters import NAMED, SWITCHES
from casebook.analysis.selection import SWITCH_CHOICES, UNDATED_CHOICES, YEAR_OF, Selection
from casebook.briefing import contents, documents
from casebook.checks import coverage, problems, review
from casebook.checks.suggestions import did_you_mean
from casebook.export import datapackage
from casebook.tables import derive, read, schema
from casebook.tables.dataset import Dataset, Problem, Tables
from casebook.words import number

_LABELS = {"origins": "original sources"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the tables have problems, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m casebook", description=__doc__)
    folders = argparse.ArgumentParser(add_help=False)
    folders.add_argument("--data", metavar="DIR", help="folder of the tables")
    folders.add_argument("--seeds", metavar="DIR", help="folder of the articles")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser(
        "check", parents=[folders], help="name every problem in the tables and articles"
    )
    cover = commands.add_parser(
        "coverage",
        parents=[folders],
        help="the share of sentences with a claim, and those that are to review",
    )
    cover.add_argument("--article", metavar="SOURCE_ID", help="only this article")
    cover.add_argument(
        "--all", action="store_true", help="list sentences with a reason for no claim too"
    )
    commands.add_parser(
        "document",
        parents=[folders],
        help="write the data package and the columns in the README of the tables anew",
    )
    selection = _selection_options()
    summary = commands.add_parser(
        "summary",
        parents=[folders, selection],
        help="the counts and the source statement of a selection",
    )
    _brief_options(
        commands.add_parser(
            "brief",
            parents=[folders, selection],
            help="a document of a selection or of a draft, each statement with its footnote",
        )
    )
    summary.add_argument("--json", action="store_true", help="for other programs")
    options = parser.parse_args(arguments)
    data, seeds = read.folders(options.data, options.seeds)
    if options.command in ("coverage", "summary", "brief"):
        dataset, reasons = loading.loaded(data, seeds)
        if dataset is None:
            return _print_problems(reasons)
        if options.command == "summary":
            return run_summary(dataset, options)
        if options.command == "brief":
            return run_brief(dataset, options)
        return run_coverage(dataset, options.article, no_claim=options.all)
    tables, unreadable = read.read(data, seeds)
    reasons = unreadable or problems.problems(tables)
    if reasons:
        return _print_problems(reasons)
    return run_check(tables) if options.command == "check" else run_document(tables)


def _print_problems(reasons: Sequence[Problem]) -> int:
    for problem in reasons:
        print(problem)
    print(number(problems.total(reasons), "problem"), file=sys.stderr)
    return 1


def run_check(tables: Tables) -> int:
    """Print a line for each warning, then one with the counts and the data version.

    Warnings fail nothing: a reader judges them, and answers one that is wrong in the row's note.
    """
    dataset = derive.dataset(tables)
    sentences = coverage.sentences(dataset)
    warnings = review.warnings(tables, dataset, sentences)
    for warning in warnings:
        print(f"warning: {warning}")
    counts = ", ".join(
        f"{len(frame)} {name.replace('_', ' ')}"
        for name, frame in tables.frames.items()
        if len(frame) or name not in schema.OPTIONAL
    )
    counted = f", {number(len(warnings), 'warning')}" if warnings else ""
    print(f"No problems{counted}: {counts}; data version {tables.version}")
    unreviewed = int((sentences["state"] == coverage.UNREVIEWED).sum())
    if unreviewed:
        print(f"{number(unreviewed, 'sentence')} to review: python -m casebook coverage")
    return 0


def run_coverage(dataset: Dataset, article: str | None = None, *, no_claim: bool = False) -> int:
    """Print the coverage of each article, then its sentences to review, most signs first."""
    if article and article not in dataset.sources.index:
        hint = did_you_mean(article, map(str, dataset.sources.index))
        print(f"{article!r} is no article in sources.csv{hint}", file=sys.stderr)
        return 2
    frame = coverage.sentences(dataset)
    frame = frame[frame["source_id"] == article] if article else frame
    named = [article] if article else map(str, dataset.sources.index)
    _print_shares(coverage.shares(frame, named))
    left = coverage.without_claim(frame, every=no_claim)
    unreviewed = left["state"] == coverage.UNREVIEWED
    listed = left if no_claim else left[unreviewed]
    print(f"\n{number(int(unreviewed.sum()), 'sentence')} to review, most signs of a claim first")
    for _, row in listed.iterrows():
        why = (
            ""
            if row["state"] == coverage.UNREVIEWED
            else f" [{row['state']} {row['repeated_in']}".rstrip() + "]"
        )
        place = f"{dataset.sources.at[row['source_id'], 'file']}:{row['line']}"
        print(f"{place}: {row['source_id']}: {coverage.signs_in_words(row)}:{why} {row['text']}")
    rest = int((frame["state"] != coverage.CARRIED).sum() - unreviewed.sum())
    if rest and not no_claim:
        print(f"{number(rest, 'sentence')} with a reason for no claim: list with --all")
    return 0


def _print_shares(shares: pd.DataFrame) -> None:
    width = max(map(len, shares.index))
    print("Sentences with a claim")
    together = shares.sum()
    together["share"] = together["carried"] / max(together["sentences"], 1)
    for name, row in [*shares.iterrows(), ("all", together)]:
        print(
            f"{name!s:<{width}}  {row['carried']:>4,.0f} of {row['sentences']:>4,.0f}"
            f"  {row['share']:>4.0%}"
            f"   {row['no_claim']:>4,.0f} no claim recorded   {row['unreviewed']:>4,.0f} to review"
        )


def _brief_options(options: argparse.ArgumentParser) -> None:
    what = options.add_mutually_exclusive_group(required=True)
    endings = ", ".join(f".{form}" for form in brief.FORMS)
    what.add_argument("--out", metavar="FILE", help=f"the file to write; ends with {endings}")
    what.add_argument(
        "--verify",
        metavar="FILE",
        help="say of each footnote of a document, or each claim of a draft, whether it still holds",
    )
    what.add_argument(
        "--check",
        metavar="FILE",
        help="name the claims nearest to each sentence of a text in UTF-8, and its numbers and "
        "dates that none of them has; - reads the standard input. 0 if every sentence has a near "
        "claim with its numbers, 2 if not, 1 if the file can't be read; filters are not used",
    )
    options.add_argument(
        "--draft",
        metavar="FILE",
        help="a draft saved on the page Briefing, instead of a selection",
    )
    options.add_argument("--by", choices=contents.GROUPINGS, default=contents.GROUPINGS[0])
    options.add_argument(
        "--title", metavar="TEXT", default="", help="else that of the draft, or the selection"
    )
    options.add_argument(
        "--address",
        metavar="URL",
        default="http://localhost:8501/",
        help="where the app is, to which footnotes lead back; %(default)s if not given",
    )
    options.add_argument(
        "--paper",
        choices=documents.PAPERS,
        default="a4",
        help="of a Word document or PDF; %(default)s if not given",
    )
    options.add_argument(
        "--style", metavar="FILE", help="a citation style (.csl) for the footnotes; else our own"
    )


def _selection_options() -> argparse.ArgumentParser:
    selection = argparse.ArgumentParser(add_help=False)
    for name in NAMED:
        option = f"--{name.replace('_', '-')}"
        selection.add_argument(option, metavar="NAME", action="append", default=[])
    selection.add_argument("--years", metavar="FIRST-LAST", help="a year, or two with a hyphen")
    selection.add_argument("--year-of", choices=YEAR_OF, default=YEAR_OF[0])
    selection.add_argument(
        "--undated", choices=UNDATED_CHOICES, help="without, when years are given"
    )
    for name, (_, phrase, _) in SWITCHES.items():
        selection.add_argument(
            f"--{name}", choices=SWITCH_CHOICES, default=SWITCH_CHOICES[0], help=f"only: {phrase}"
        )
    selection.add_argument(
        "--area",
        metavar="W,S,E,N",
        default="",
        help="a box in degrees, as the map writes it: --area=60,30,75,38.5",
    )
    selection.add_argument("--search", metavar="TEXT", default="")
    return selection


def _selection(dataset: Dataset, options: argparse.Namespace) -> Selection | None:
    """The selection that the options name; None, and why, where they name something unknown."""
    given = {name: getattr(options, name) for name in NAMED}
    wrong = [
        f"--{name.replace('_', '-')}: {value!r} is not in the tables"
        + did_you_mean(value, dataset.members[name].names)
        for name, values in given.items()
        for value in values
        if value not in dataset.members[name].names
    ]
    options.undated = options.undated or ("without" if options.years else "with")
    rest = ("years", "year_of", "undated", *SWITCHES, "area", "search")
    params = {name: [getattr(options, name)] for name in rest if getattr(options, name)}
    chosen = Selection.from_params({**params, **given})
    if options.years and not chosen.years:
        wrong.append(f"--years: {options.years!r} is no year and no range such as 2019-2021")
    if options.area and not chosen.area:
        wrong.append(f"--area: {options.area!r} is no box such as 60,30,75,38.5")
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return None
    return chosen


def run_brief(dataset: Dataset, options: argparse.Namespace) -> int:
    """Write a document of the selection or draft, or say whether one still holds."""
    if options.check is not None:
        return brief.check(dataset, options.check)
    if options.verify:
        return brief.verify(dataset, Path(options.verify))
    path = Path(options.out)
    if not brief.can_write(path):
        return 2
    if options.draft:
        written = brief.draft_of(Path(options.draft))
        if written is None:
            return 1
        briefing = brief.drafted(dataset, written, options.title)
    else:
        chosen = _selection(dataset, options)
        if chosen is None:
            return 2
        briefing = contents.of_selection(dataset, chosen, title=options.title, by=options.by)
    return brief.write(
        dataset, briefing, path, options.address, paper=options.paper, style=options.style
    )


def run_summary(dataset: Dataset, options: argparse.Namespace) -> int:
    """Print the counts and the source statement of the selection that the options name."""
    chosen = _selection(dataset, options)
    if chosen is None:
        return 2
    rows = chosen.apply(dataset)
    counts = asdict(counts_of(dataset, rows))
    rests_on = source_statement.source_statement(dataset, rows)
    if options.json:
        summary = {"selection": chosen.describe(dataset), **counts, "statement": rests_on}
        summary["data_version"] = dataset.version
        print(json.dumps(summary, ensure_ascii=False, indent=2))
        return 0
    print(f"{chosen.describe(dataset)}; data version {dataset.version}")
    for name, count in counts.items():
        print(f"{_LABELS.get(name, name):<17}{count:>7,}")
    print(f"\n{rests_on}")
    return 0


def run_document(tables: Tables) -> int:
    """Write what is made from the schema: the data package, and the README's generated parts."""
    for path, content in datapackage.documents(tables).items():
        changed = not path.exists() or path.read_bytes() != content
        if changed:
            path.write_bytes(content)
        print(f"{path.name}: {'written' if changed else 'unchanged'}")
    return 0
