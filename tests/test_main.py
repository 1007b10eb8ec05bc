import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casebook import __main__ as command_line
from casebook import load
from tests import small

ROOT = Path(__file__).resolve().parents[1]
Folders = tuple[Path, Path]


def check(folders: Folders) -> int:
    return command_line.main(["check", "--data", str(folders[0]), "--seeds", str(folders[1])])


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
    version = load.read(*folders)[0].version
    assert shown.out == (
        f"No problems: 2 sources, 3 incidents, 8 claims, 8 actors; data version {version}\n"
    )
    assert shown.err == ""


def test_one_problem_is_one_line_and_counted(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    line = small.change(folders[0], "claims", "smith-2020-004", figure="1500")
    assert check(folders) == 1
    shown = capsys.readouterr()
    assert shown.out == (
        f"claims.csv:{line}: figure: '1500' is not in the quote: copy it as it is written there\n"
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


def test_files_that_cannot_be_read_are_told_and_the_cells_of_others_wait(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    small.change(folders[0], "claims", "smith-2020-004", figure="1500")
    (folders[0] / "actors.csv").write_bytes(b"")
    shutil.rmtree(folders[1])
    assert check(folders) == 1
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
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


def test_help_names_the_command_and_ends_with_nought(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command_line.main(["--help"])
    assert ended.value.code == 0
    assert "name every problem in the tables and articles" in capsys.readouterr().out


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


def test_the_command_runs_as_a_module_with_its_exit_codes(folders: Folders) -> None:
    data, seeds = map(str, folders)
    sound = run("check", CASEBOOK_DATA=data, CASEBOOK_SEEDS=seeds)
    assert (sound.returncode, sound.stderr) == (0, "")
    assert sound.stdout.startswith("No problems: 2 sources")
    (folders[0] / "claims.csv").unlink()
    missing = run("check", "--data", data, "--seeds", seeds)
    assert (missing.returncode, missing.stderr) == (1, "1 problem\n")
    assert missing.stdout.startswith("claims.csv: the file is missing")
    wrong = run("chekc")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "invalid choice: 'chekc'" in wrong.stderr


def test_a_console_that_lacks_a_letter_gets_the_message_all_the_same(folders: Folders) -> None:
    line = small.change(folders[0], "claims", "smith-2020-003", speaker="Амин")
    found = run(
        "check", "--data", str(folders[0]), "--seeds", str(folders[1]), PYTHONIOENCODING="ascii"
    )
    assert found.returncode == 1
    assert found.stderr == "1 problem\n"
    assert found.stdout == (
        f"claims.csv:{line}: speaker: '\\u0410\\u043c\\u0438\\u043d' is not in actors.csv: "
        "correct it, or add it there\n"
    )
