import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest

from casebook import cli as command_line
from casebook.analysis import source_statement
from casebook.analysis.counting import Counts, counts_of
from casebook.analysis.selection import Selection
from casebook.briefing import draft
from casebook.briefing.contents import said
from casebook.briefing.draft import Draft, Item
from casebook.export import datapackage
from casebook.tables import derive, read
from tests import small

ROOT = Path(__file__).resolve().parents[1]
Folders = tuple[Path, Path]


def command(name: str, folders: Folders, *arguments: str) -> int:
    return command_line.main(
        [name, "--data", str(folders[0]), "--seeds", str(folders[1]), *arguments]
    )


def check(folders: Folders) -> int:
    return command("check", folders)


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "casebook", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_sound_casebook_is_one_line_with_its_counts_and_data_version(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(folders) == 0
    shown = capsys.readouterr()
    version = read.read(*folders)[0].version
    assert shown.out == (
        "No problems: 2 sources, 3 incidents, 8 claims, 8 actors, 2 no claim, 3 relations; "
        f"data version {version}\n"
        "1 sentence to review: python -m casebook coverage\n"
    )
    assert shown.err == ""


def test_unreviewed_sentences_are_counted_and_fail_nothing(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    (folders[0] / "no_claim.csv").unlink()
    assert check(folders) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "3 sentences to review: python -m casebook coverage"
    ]


def review_the_rest(folders: Folders) -> None:
    """Give the one unreviewed sentence of the small casebook a reason."""
    with (folders[0] / "no_claim.csv").open("a", encoding="utf-8") as file:
        file.write("smith-2020-p002,smith-2020,The Reds denied it.,,rhetoric,,\n")


def test_where_no_sentence_is_unreviewed_nothing_is_said_of_any(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    review_the_rest(folders)
    assert check(folders) == 0
    (summary,) = capsys.readouterr().out.splitlines()
    assert summary.startswith("No problems: 2 sources, ")


def test_a_table_that_may_be_missing_is_not_counted_where_it_is(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    (folders[0] / "no_claim.csv").unlink()
    (folders[0] / "relations.csv").unlink()
    assert check(folders) == 0
    assert "8 claims, 8 actors; data version" in capsys.readouterr().out


def test_a_doubt_is_a_warning_that_fails_nothing(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    line = small.change(folders[0], "claims", "herald-2021-strike-002", groups="Reds")
    assert check(folders) == 0
    shown = capsys.readouterr()
    warning, summary, unreviewed = shown.out.splitlines()
    assert warning == (
        f"warning: claims.csv:{line}: groups: 'Blues' is named in the quote: "
        "add Blues to the groups, or say in the note why not"
    )
    assert summary.startswith("No problems, 1 warning: 2 sources, ")
    assert unreviewed.startswith("1 sentence to review")
    assert shown.err == ""


def test_every_warning_is_a_line_and_counted(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    small.change(folders[0], "claims", "herald-2021-strike-002", groups="Reds")
    small.change(folders[0], "claims", "smith-2020-004", figure="", unit="", low="", high="")
    assert check(folders) == 0
    *warnings, summary, _ = capsys.readouterr().out.splitlines()
    assert [warning.split(": ")[2] for warning in warnings] == ["groups", "figure", "figure"]
    assert summary.startswith("No problems, 3 warnings: ")


def test_nothing_is_doubted_while_there_are_problems(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    small.change(folders[0], "claims", "herald-2021-strike-002", groups="Reds")
    small.change(folders[0], "claims", "smith-2020-004", kind="x")
    assert check(folders) == 1
    assert "warning:" not in capsys.readouterr().out


def test_one_problem_is_one_line_and_counted(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    line = small.change(folders[0], "claims", "smith-2020-004", figure="1500")
    assert check(folders) == 1
    shown = capsys.readouterr()
    assert shown.out == (
        f"claims.csv:{line}: figure: '1500' is not in the quote, which has '1,500': "
        "did a spreadsheet change it? Copy it as it is written there\n"
    )
    assert shown.err == "1 problem\n"


def test_every_problem_is_a_line_of_its_own(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    small.change(
        folders[0], "claims", "smith-2020-004", figure="1500", kind="x\ny", topic="z" * 999
    )
    small.change(folders[0], "actors", "Reds", kind="x")
    assert check(folders) == 1
    shown = capsys.readouterr()
    places = [line.split(": ")[:2] for line in shown.out.splitlines()]
    assert places == [
        ["claims.csv:9", "figure"],
        ["claims.csv:9", "kind"],
        ["claims.csv:9", "topic"],
        ["actors.csv:8", "kind"],
    ]
    assert shown.err == "4 problems\n"


@pytest.mark.parametrize("name", ["coverage", "document"])
def test_no_command_works_on_tables_with_problems(
    folders: Folders, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = small.change(folders[0], "claims", "smith-2020-004", figure="1500")
    assert command(name, folders) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith(f"claims.csv:{line}: figure: '1500' is not in the quote")
    assert shown.err == "1 problem\n"
    assert not (folders[0] / "datapackage.json").exists()


def test_files_that_cannot_be_read_are_told_and_the_cells_of_others_wait(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    small.change(folders[0], "claims", "smith-2020-004", figure="1500")
    (folders[0] / "actors.csv").write_bytes(b"")
    shutil.rmtree(folders[1])
    assert check(folders) == 1
    shown = capsys.readouterr()
    assert sorted(shown.out.splitlines(), reverse=True) == [
        "actors.csv: the file is empty: its first line must be actor,kind,affiliation,aliases,note",
        f"{folders[1]}: the folder of articles is missing: name another in CASEBOOK_SEEDS, "
        "or with --seeds",
    ]
    assert shown.err == "2 problems\n"


@pytest.mark.parametrize(
    "arguments",
    [[], ["chekc"], ["check", "--dta", "x"], ["check", "claims.csv"], ["check", "--data"]],
)
def test_wrong_usage_ends_with_two_and_says_how_to_use_it(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command_line.main(arguments)
    assert ended.value.code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("usage: python -m casebook")


def test_help_names_the_commands_and_ends_with_nought(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command_line.main(["--help"])
    assert ended.value.code == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "check name every problem in the tables and articles" in shown
    assert "coverage the share of sentences with a claim" in shown
    assert "document write the data package" in shown


def test_the_folders_come_from_the_environment_unless_they_are_given(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CASEBOOK_DATA", str(folders[0]))
    monkeypatch.setenv("CASEBOOK_SEEDS", str(folders[1]))
    assert command_line.main(["check"]) == 0
    assert command_line.main(["check", "--data", str(folders[0] / "none")]) == 1
    monkeypatch.setenv("CASEBOOK_SEEDS", str(folders[1] / "none"))
    assert command_line.main(["check"]) == 1
    assert command_line.main(["check", "--seeds", str(folders[1])]) == 0
    assert capsys.readouterr().out.count("No problems: 2 sources") == 2


def test_coverage_gives_the_share_of_each_article_and_the_sentences_to_look_at(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("coverage", folders) == 0
    shown = capsys.readouterr()
    assert [" ".join(line.split()) for line in shown.out.splitlines()[:4]] == [
        "Sentences with a claim",
        "herald-2021-strike 4 of 5 80% 1 no claim recorded 0 to review",
        "smith-2020 3 of 5 60% 1 no claim recorded 1 to review",
        "all 7 of 10 70% 2 no claim recorded 1 to review",
    ]
    assert shown.out.splitlines()[4:] == [
        "",
        "1 sentence to review, most signs of a claim first",
        "first.txt:4: smith-2020: name, saying: The Reds denied it.",
        "2 sentences with a reason for no claim: list with --all",
    ]
    assert shown.err == ""


def test_coverage_of_all_lists_what_was_passed_over_with_the_reason(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    review_the_rest(folders)
    assert command("coverage", folders, "--all") == 0
    listed = capsys.readouterr().out.splitlines()[5:]
    assert listed == [
        "0 sentences to review, most signs of a claim first",
        "second.txt:2: herald-2021-strike: date, name: "
        "[repeated elsewhere herald-2021-strike-002] Between 2015 and 2017 the Blues lost ground.",
        "first.txt:4: smith-2020: name, saying: [rhetoric] The Reds denied it.",
        "first.txt:1: smith-2020: no sign: [heading] A headline",
    ]


def test_coverage_lists_an_unreviewed_sentence_that_shows_no_sign(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    small.change(folders[0], "no_claim", "smith-2020-p001", quote="The Reds denied it.")
    assert command("coverage", folders) == 0
    assert capsys.readouterr().out.splitlines()[5:] == [
        "1 sentence to review, most signs of a claim first",
        "first.txt:1: smith-2020: no sign: A headline",
        "2 sentences with a reason for no claim: list with --all",
    ]


def test_coverage_of_one_article_leaves_the_others_out(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("coverage", folders, "--article", "smith-2020") == 0
    shown = capsys.readouterr().out
    assert "herald" not in shown
    assert shown.splitlines()[1].split()[:4] == ["smith-2020", "3", "of", "5"]
    assert shown.splitlines()[2].split()[:4] == ["all", "3", "of", "5"]
    assert shown.splitlines()[-2:] == [
        "first.txt:4: smith-2020: name, saying: The Reds denied it.",
        "1 sentence with a reason for no claim: list with --all",
    ]


def test_coverage_of_an_unknown_article_is_wrong_usage_with_the_nearest_name(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("coverage", folders, "--article", "smith-2002") == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == ("'smith-2002' is no article in sources.csv: did you mean 'smith-2020'?\n")


def test_coverage_of_an_article_whose_every_sentence_carries_a_claim_has_nothing_to_look_at(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    quote = "Between 2015 and 2017 the Blues lost ground. The Blues lost ground."
    small.change(folders[0], "claims", "herald-2021-strike-002", quote=quote)
    assert command("coverage", folders, "--article", "herald-2021-strike") == 0
    assert (
        capsys.readouterr().out.splitlines()[-1]
        == "0 sentences to review, most signs of a claim first"
    )


def test_coverage_of_an_article_without_a_sentence_is_no_error(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folders[0] / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("times-2022,first.txt,6,6,,,,unknown,,,unknown,\n")
    path = folders[1] / "first.txt"
    path.write_text(path.read_text("utf-8").replace("Follow the author", "* * *"), "utf-8")
    small.write_checksums(folders[1])
    assert command("coverage", folders) == 0
    assert command("coverage", folders, "--article", "times-2022") == 0
    assert "0 sentences to review" in capsys.readouterr().out


def test_document_writes_what_has_changed_and_nothing_else(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    readme, package = folders[0] / "README.md", folders[0] / "datapackage.json"
    marks = "<!-- articles: made by `python -m casebook document` -->{}<!-- end of articles -->"
    readme.write_bytes(f"# Tables\n\n{marks.format('old')}\n\nLast “words”.\n".encode())
    assert command("document", folders) == 0
    assert capsys.readouterr().out == "datapackage.json: written\nREADME.md: written\n"
    made = datapackage.documents(read.read(*folders)[0])
    for path, content in made.items():
        assert path.read_bytes() == content
    assert "- `smith-2020`: Daily Paper" in readme.read_text("utf-8")
    before = {path: path.stat().st_mtime_ns for path in (readme, package)}
    assert command("document", folders) == 0
    assert capsys.readouterr().out == "datapackage.json: unchanged\nREADME.md: unchanged\n"
    assert {path: path.stat().st_mtime_ns for path in before} == before
    small.change(folders[0], "sources", "smith-2020", outlet_basis="inferred")
    assert command("document", folders) == 0
    assert capsys.readouterr().out == "datapackage.json: unchanged\nREADME.md: written\n"


def test_document_leaves_a_readme_without_marks_as_it_is(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = folders[0] / "README.md"
    readme.write_bytes(b"# Tables\r\n\r\nOwn words.")
    assert command("document", folders) == 0
    assert capsys.readouterr().out == "datapackage.json: written\nREADME.md: unchanged\n"
    assert readme.read_bytes() == b"# Tables\r\n\r\nOwn words."


def test_document_leaves_a_readme_that_is_no_utf8_alone(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = folders[0] / "README.md"
    content = (
        b"\xe9 <!-- articles: made by `python -m casebook document` --><!-- end of articles -->"
    )
    readme.write_bytes(content)
    assert command("document", folders) == 0
    assert capsys.readouterr().out == "datapackage.json: written\n"
    assert readme.read_bytes() == content


def test_document_changes_no_line_end_outside_the_marks(folders: Folders) -> None:
    marks = "<!-- articles: made by `python -m casebook document` -->\n<!-- end of articles -->"
    readme = folders[0] / "README.md"
    readme.write_bytes(f"# Tables\r\n\r\n{marks}\r\nOwn words.\r\n".encode())
    assert command("document", folders) == 0
    content = readme.read_bytes()
    assert content.startswith(b"# Tables\r\n\r\n<!--")
    assert content.endswith(b"-->\r\nOwn words.\r\n")


def test_the_command_runs_as_a_module_with_its_exit_codes(folders: Folders) -> None:
    data, seeds = map(str, folders)
    sound = run("check", CASEBOOK_DATA=data, CASEBOOK_SEEDS=seeds)
    assert (sound.returncode, sound.stderr) == (0, "")
    assert sound.stdout.startswith("No problems: 2 sources")
    # A console that lacks a letter gets the message all the same.
    line = small.change(folders[0], "claims", "smith-2020-003", speaker="Амин")
    found = run("check", "--data", data, "--seeds", seeds, PYTHONIOENCODING="ascii")
    assert (found.returncode, found.stderr) == (1, "1 problem\n")
    assert found.stdout == (
        f"claims.csv:{line}: speaker: '\\u0410\\u043c\\u0438\\u043d' is not in actors.csv: "
        "correct it, or add it there\n"
    )
    wrong = run("chekc")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "invalid choice: 'chekc'" in wrong.stderr


def test_a_reader_that_stops_early_ends_the_command_without_a_traceback(
    folders: Folders,
) -> None:
    data, seeds = map(str, folders)
    command = [sys.executable, "-m", "casebook", "coverage", "--data", data, "--seeds", seeds]
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, encoding="utf-8", check=False
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, "")


# The summary of a selection


def summary(folders: Folders, *arguments: str) -> int:
    return command("summary", folders, *arguments)


def test_a_summary_says_the_selection_its_counts_and_what_it_rests_on(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    assert summary(folders, "--group", "Reds", "--kind", "report", "--topic", "attacks") == 0
    shown = capsys.readouterr()
    dataset = derive.dataset(read.read(*folders)[0])
    chosen = Selection(group=("Reds",), kind=("report",), topic=("attacks",))
    rows = chosen.apply(dataset)
    assert shown.err == ""
    assert shown.out.splitlines() == [
        f"{chosen.describe(dataset)}; data version {dataset.version}",
        "claims                 2",
        "incidents              1",
        "articles               1",
        "outlets                1",
        "original sources       1",
        "disputed               1",
        "undated                0",
        "",
        source_statement.source_statement(dataset, rows),
    ]


def summed(folders: Folders, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert summary(folders, "--json", *arguments) == 0
    return json.loads(capsys.readouterr().out)


def test_a_summary_for_other_programs_holds_the_same(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    tables, _ = read.read(*folders)
    dataset = derive.dataset(tables)
    rows = Selection().apply(dataset)
    assert summed(folders, capsys) == {
        "selection": "all claims",
        **asdict(counts_of(dataset, rows)),
        "statement": source_statement.source_statement(dataset, rows),
        "data_version": tables.version,
    }


def test_a_summary_is_of_the_selection_that_its_options_name(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset = derive.dataset(read.read(*folders)[0])
    cases = [
        (["--group", "Reds", "--group", "Blues"], {"group": ("Reds", "Blues")}, 7),
        (["--outlet", "(not stated)"], {"outlet": ("(not stated)",)}, 4),
        (["--intermediaries", "via one party"], {"intermediaries": ("via one party",)}, 1),
        (
            ["--corroboration", "one original source"],
            {"corroboration": ("one original source",)},
            3,
        ),
        (["--origin", "smith-2020"], {"origin": ("smith-2020",)}, 1),
        (["--disputed", "only"], {"disputed": "only"}, 3),
        (["--search", "red  movement"], {"search": "red movement"}, 7),
        (["--years", "2018-2021"], {"years": (2018, 2021), "undated": "without"}, 6),
        (["--years", "2020", "--undated", "with"], {"years": (2020, 2020)}, 6),
        (["--undated", "only"], {"undated": "only"}, 1),
        (["--year-of", "publication"], {"year_of": "publication"}, 8),
    ]
    for arguments, chosen, claims in cases:
        found = summed(folders, capsys, *arguments)
        expected = Selection(**chosen).describe(dataset)
        assert (found["selection"], found["claims"]) == (expected, claims), arguments


def test_a_summary_of_nothing_counts_nothing(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    found = summed(folders, capsys, "--kind", "denial", "--group", "Blues")
    assert found["statement"] == "No claim is selected."
    assert {found[field.name] for field in fields(Counts)} == {0}


def test_names_and_years_that_no_selection_can_hold_are_told_all_at_once(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--group", "Redz", "--group", "Blues", "--kind", "rumour", "--years", "2021-2019"]
    assert summary(folders, *options) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    told = shown.err.splitlines()
    assert len(told) == 3
    assert told[0].startswith("--group: 'Redz' is not in the tables")
    assert "did you mean 'Reds'?" in told[0]
    assert told[1].startswith("--kind: 'rumour' is not in the tables")
    assert told[2] == "--years: '2021-2019' is no year and no range such as 2019-2021"


def test_a_choice_that_a_summary_does_not_know_is_wrong_usage(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    for options in (["--disputed", "maybe"], ["--undated", "never"], ["--year-of", "birth"]):
        with pytest.raises(SystemExit) as left:
            summary(folders, *options)
        assert left.value.code == 2
        assert "invalid choice" in capsys.readouterr().err


def test_tables_with_problems_are_not_summed_up(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    small.change(folders[0], "claims", "smith-2020-001", speaker="Nobody")
    assert summary(folders) == 1
    shown = capsys.readouterr()
    assert "'Nobody' is not in actors.csv" in shown.out
    assert "claims in" not in shown.out


# A briefing of a selection


def brief(folders: Folders, *arguments: str) -> int:
    return command("brief", folders, *arguments)


def test_a_briefing_is_written_in_the_form_that_its_file_ends_with(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "on-the-reds.md"
    options = ["--group", "Reds", "--disputed", "only", "--by", "article", "--title", "On the Reds"]
    assert brief(folders, *options, "--out", str(path), "--address", "https://casebook.test/") == 0
    dataset = derive.dataset(read.read(*folders)[0])
    assert capsys.readouterr().out == (f"{path}: 3 statements, data version {dataset.version}\n")
    text = path.read_text(encoding="utf-8")
    assert "title: On the Reds" in text
    assert text.count("[^1]") == 2
    assert "(https://casebook.test/?" in text
    assert "“killed at least 13 people”" in text


def test_a_file_of_another_form_and_an_unknown_name_are_wrong_usage(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert brief(folders, "--out", str(tmp_path / "on-the-reds.odt")) == 2
    told = capsys.readouterr().err
    assert told == "--out: 'on-the-reds.odt' must end with .docx, .md, .html, .pdf or .zip\n"
    assert brief(folders, "--group", "Redz", "--out", str(tmp_path / "a.md")) == 2
    assert "did you mean 'Reds'?" in capsys.readouterr().err
    assert [*tmp_path.glob("*.md")] == []


def test_a_briefing_that_can_not_be_written_says_why(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "missing" / "a.md"
    assert brief(folders, "--out", str(path)) == 1
    assert capsys.readouterr().err.startswith(f"{path}: [Errno 2] No such file or directory")


def test_a_document_is_verified_footnote_by_footnote(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.docx"
    assert brief(folders, "--kind", "estimate", "--out", str(path)) == 0
    before = derive.dataset(read.read(*folders)[0]).version
    assert brief(folders, "--verify", str(path)) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == f"1 of 1 footnote unchanged; made from data version {before}, now {before}"
    small.change(folders[0], "claims", "smith-2020-004", statement="About 2,000 fighters.")
    assert brief(folders, "--verify", str(path)) == 2
    now = derive.dataset(read.read(*folders)[0]).version
    assert capsys.readouterr().out.splitlines() == [
        "note 1: smith-2020-004: reworded: About 2,000 fighters.",
        f"0 of 1 footnote unchanged; made from data version {before}, now {now}",
    ]


def test_what_can_not_be_verified_says_why(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.docx").write_text("no document")
    (tmp_path / "a.md").write_text("Words.")
    for name, code, told in (
        ("a.pdf", 2, "--verify: 'a.pdf' must end with .docx, .md, .html or .json"),
        ("a.docx", 1, "pandoc could not read the document: "),
        ("a.md", 2, "no footnote of it leads to a claim"),
        ("none.md", 1, "[Errno 2] No such file or directory"),
    ):
        assert brief(folders, "--verify", str(tmp_path / name)) == code
        assert told in capsys.readouterr().err
    with pytest.raises(SystemExit) as left:
        brief(folders)
    assert left.value.code == 2


def test_a_briefing_has_the_paper_and_the_citation_style_that_are_asked_for(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, style = tmp_path / "a.docx", Path(__file__).parent / "briefing" / "note.csl"
    options = ["--kind", "estimate", "--paper", "letter", "--style", str(style)]
    assert brief(folders, *options, "--out", str(path)) == 0
    with zipfile.ZipFile(path) as parts:
        assert 'w:w="12240"' in parts.read("word/document.xml").decode()
        assert "May 6, 2020" in parts.read("word/footnotes.xml").decode()
    capsys.readouterr()
    assert brief(folders, "--style", str(path), "--out", str(tmp_path / "b.md")) == 2
    assert capsys.readouterr().err.startswith("--style: a.docx is no citation style: ")
    assert not (tmp_path / "b.md").exists()


# A briefing of a draft


def drafted(path: Path, *items: Item) -> str:
    path.write_text(
        draft.to_json(Draft("On the Reds", items=items, query="group=Reds", version="before")),
        encoding="utf-8",
    )
    return str(path)


def test_a_draft_is_written_as_a_document_without_what_is_withdrawn(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = drafted(
        tmp_path / "a.casebook.json",
        Item("heading", "Of May"),
        Item("claim", "smith-2020-004"),
        Item("claim", "smith-2020-099"),
    )
    path = tmp_path / "a.md"
    assert brief(folders, "--draft", name, "--out", str(path)) == 0
    told = capsys.readouterr()
    assert told.out.startswith(f"{path}: 1 statement, data version ")
    assert told.err == "smith-2020-099: left out, for it is withdrawn\n"
    text = path.read_text(encoding="utf-8")
    assert "title: On the Reds" in text
    assert "## Of May" in text
    assert "group=Reds" in text
    assert brief(folders, "--draft", name, "--title", "Another", "--out", str(path)) == 0
    assert "title: Another" in path.read_text(encoding="utf-8")


def test_a_file_that_holds_no_draft_is_told(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.json").write_text("[]")
    out = str(tmp_path / "a.md")
    for name, why in (("a.json", "lacks “casebook_briefing: 1”"), ("none.json", "[Errno 2]")):
        assert brief(folders, "--draft", str(tmp_path / name), "--out", out) == 1
        assert why in capsys.readouterr().err
        assert brief(folders, "--verify", str(tmp_path / name)) == 1
        assert why in capsys.readouterr().err
    assert not Path(out).exists()


def test_a_draft_is_verified_claim_by_claim(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset = small.loaded(folders)
    ids = ["smith-2020-002", "smith-2020-004", "herald-2021-strike-002"]
    saved = [Item("claim", one, said=said(dataset, dataset.row(one) or 0)) for one in ids]
    name = drafted(tmp_path / "a.casebook.json", *saved)
    assert brief(folders, "--verify", name) == 0
    assert "3 of 3 claims unchanged, as far as can be told; saved with data version before" in (
        capsys.readouterr().out
    )
    small.change(folders[0], "claims", "smith-2020-004", statement="About 2,000 fighters.")
    small.relate(folders[0], "smith-2020-002", "disputes", "herald-2021-strike-002")
    assert brief(folders, "--verify", name) == 2
    assert capsys.readouterr().out.splitlines()[:-1] == [
        "smith-2020-002: newly disputed: by herald-2021-strike-002",
        "smith-2020-004: reworded: About 2,000 fighters.",
        "herald-2021-strike-002: newly disputed: by smith-2020-002",
    ]
