import io
import sys
from pathlib import Path

import pytest

from casebook import cli as command_line
from casebook.analysis.stated_dates import dates
from casebook.analysis.stated_numbers import numbers
from casebook.briefing import draft_check, draft_matches, draft_report
from casebook.briefing.draft_check import CheckError, Sentence, checked, unsupported_numbers
from casebook.briefing.draft_check import with_footnote as noted
from casebook.briefing.draft_matches import AGAINST, DATE, FIGURE, NAME, SAME, Match
from casebook.tables.dataset import Dataset
from tests import small
from tests.briefing.draft_sentences import ABSENT, CHANGED, FRESH, FRESH_ABSENT, PARAPHRASES

Folders = tuple[Path, Path]


def the(dataset: Dataset, text: str) -> Sentence:
    (sentence,) = checked(dataset, text)
    assert sentence.text == text
    return sentence


def ids(dataset: Dataset, sentence: Sentence) -> list[str]:
    return [str(dataset.cell("claim_id", match.row)) for match in sentence.matches]


def match(dataset: Dataset, sentence: Sentence, claim_id: str) -> Match:
    return sentence.matches[ids(dataset, sentence).index(claim_id)]


# The evaluation: sentences of the real casebook, every second of them held out.


@pytest.mark.parametrize("held_out", [False, True])
def test_paraphrases_lead_to_their_claims_and_no_number_of_them_is_doubted(
    real: Dataset, *, held_out: bool
) -> None:
    half = PARAPHRASES[held_out::2]
    found = [(wanted, the(real, text)) for text, wanted in half]
    assert sum(bool(wanted & {*ids(real, one)}) for wanted, one in found) == 15
    first = sum(ids(real, one)[0] in wanted for wanted, one in found)
    assert first == 14
    assert sum(bool(one.verdict) for _, one in found) == 0


@pytest.mark.parametrize("held_out", [False, True])
def test_a_changed_figure_or_date_is_said_with_the_claims_own(
    real: Dataset, *, held_out: bool
) -> None:
    half = CHANGED[held_out::2]
    for text, claim_id, words in half:
        sentence = the(real, text)
        found = match(real, sentence, claim_id)
        assert found.state in (FIGURE, DATE), text
        assert f"the sentence says {words}, the claim " in found.how
        assert words in sentence.loose
    assert len(half) == (7 if held_out else 8)


@pytest.mark.parametrize("held_out", [False, True])
def test_what_no_claim_says_has_no_near_claim_mostly(real: Dataset, *, held_out: bool) -> None:
    half = [the(real, text) for text in ABSENT[held_out::2]]
    # Of the held out, three are near in words alone to a claim about something else.
    assert (sum(not one.matches for one in half), len(half)) == ((9, 12) if held_out else (13, 13))
    assert all(one.verdict == draft_check.NOTHING for one in half if not one.matches)


def test_sentences_written_after_all_was_chosen_are_told_apart(real: Dataset) -> None:
    found = [(wanted, {*ids(real, the(real, text))}) for text, wanted in FRESH]
    assert (sum(bool(wanted & given) for wanted, given in found), len(found)) == (11, 12)
    absent = [the(real, text) for text in FRESH_ABSENT]
    assert (sum(not one.matches for one in absent), len(absent)) == (10, 12)


def test_every_claims_own_statement_is_nearest_to_itself(real: Dataset) -> None:
    rows = range(0, len(real.claims), 10)
    first = 0
    for row in rows:
        sentences = checked(real, str(real.cell("statement", row)))
        first += any(row in [match.row for match in one.matches] for one in sentences)
    assert (first, len(rows)) == (67, 67)


# What is said of a match


def test_a_match_says_why_in_words(real: Dataset) -> None:
    text = "Daesh has fifteen hundred to 2,200 men in Afghanistan, a United Nations report says."
    found = match(real, the(real, text), "modern-diplomacy-2021-khorasan-072")
    assert (found.state, found.lacks) == (AGAINST, ())
    assert found.how.startswith("disputed by modern-diplomacy-2021-khorasan-045")
    assert found.why == (
        "same incident: UN estimate of the strength of ISIS-K in Afghanistan",
        "same figure: 1500 to 2200 fighters",
        "names United Nations and ISIS-K",
        "same wording: men, Afghanistan",
    )


def test_a_figure_that_differs_is_said_on_both_sides(dataset: Dataset) -> None:
    sentence = the(dataset, "The Red Movement has 2,000 fighters, observers say.")
    found = match(dataset, sentence, "smith-2020-004")
    assert (found.state, found.how) == (
        FIGURE,
        "the sentence says 2,000, the claim says 1,500 to 2,200 fighters",
    )
    assert sentence.verdict == "No claim near to this says 2,000."


def test_what_a_number_counts_is_heeded(dataset: Dataset) -> None:
    text = "Officials said the R-Group killed at least thirteen people, and injured 50 in Kabul."
    sentence = the(dataset, text)
    killed = match(dataset, sentence, "smith-2020-001")
    assert "same figure: at least 13 killed" in killed.why
    injured = match(dataset, sentence, "smith-2020-002")
    assert injured.how == "the sentence says 50, the claim says 40 injured"
    assert sentence.loose == ("50",)


def test_claims_that_dispute_each_other_are_named(dataset: Dataset) -> None:
    sentence = the(dataset, "Officials said that the Reds killed at least 13 people in Kabul.")
    found = match(dataset, sentence, "smith-2020-001")
    assert found.state == AGAINST
    assert found.against
    assert found.how == "disputed by " + " and ".join(found.against)
    assert {*found.against} == {"herald-2021-strike-001", "smith-2020-003"}


def test_a_bound_that_is_dropped_differs(dataset: Dataset) -> None:
    sentence = the(dataset, "Officials said that the Reds killed 13 people in Kabul.")
    found = match(dataset, sentence, "smith-2020-001")
    assert found.how == "the sentence says 13, the claim says at least 13 killed"


def test_a_year_is_a_date_and_no_figure(dataset: Dataset) -> None:
    told = the(dataset, "The Blues lost ground in 2016.")
    assert match(dataset, told, "herald-2021-strike-002").state == SAME
    other = the(dataset, "The Blues lost ground in 2019.")
    found = match(dataset, other, "herald-2021-strike-002")
    assert (found.state, other.loose) == (DATE, ("2019",))
    assert found.how == "the sentence says 2019, the claim is dated 2015–2017"


def test_a_name_that_the_claim_lacks_is_said(real: Dataset) -> None:
    sentence = the(real, "Russia removed the Taliban from its list of terrorist organizations.")
    found = sentence.matches[0]
    assert found.state == NAME
    assert found.how == "the claim does not name Government of Russia or Taliban"
    assert not any(why.startswith("same incident") for why in found.why)


def test_nothing_is_ever_said_to_be_true(real: Dataset) -> None:
    text = " ".join(text for text, *_ in (*PARAPHRASES, *CHANGED))
    told = [line for one in checked(real, text) for match in one.matches for line in match.why]
    told += [match.how for one in checked(real, text) for match in one.matches]
    words = {word.strip(".,:;").lower() for line in told for word in line.split()}
    assert not words & {"true", "confirmed", "confirms", "agree", "agrees", "proven"}


# Places in the text


def test_citations_and_wrapped_lines_are_no_part_of_the_sentences(dataset: Dataset) -> None:
    text = "The Blues\nlost ground.[@herald-2021-strike-002] Observers saw 40\ninjured in Kabul."
    first, second = checked(dataset, text)
    assert (first.text, second.text) == (
        "The Blues\nlost ground.",
        "Observers saw 40\ninjured in Kabul.",
    )
    assert text[first.start : first.end] == first.text
    assert "002" not in "".join(first.loose)


def test_a_footnote_stands_behind_the_full_stop_and_only_once(dataset: Dataset) -> None:
    text = "He said: “We were not there.” The Blues lost ground"
    first, second = checked(dataset, text)
    once = noted(text, first.start, first.end, "smith-2020-003")
    assert once == "He said: “We were not there.”[@smith-2020-003] The Blues lost ground"
    assert noted(once, first.start, first.end, "smith-2020-003") == once
    twice = noted(once, first.start, first.end, "a-001")
    assert twice.startswith("He said: “We were not there.”[@smith-2020-003][@a-001] The")
    assert noted(text, second.start, second.end, "a-001") == f"{text}[@a-001]"
    inside = "The Blues lost ground [@a-001]. More."
    (sentence, _) = checked(dataset, inside)
    assert noted(inside, sentence.start, sentence.end, "a-001") == inside


def test_a_footnote_before_a_sentence_is_not_its_own() -> None:
    text = "One.[@a-001] Two."
    assert noted(text, 13, 17, "a-001") == "One.[@a-001] Two.[@a-001]"
    assert noted("One. Two.", 0, 3, "a-001") == "One.[@a-001] Two."


# Numbers that no cited claim has


def places(dataset: Dataset, text: str) -> list[tuple[str, str]]:
    return [(text[start:end], why) for start, end, why in unsupported_numbers(dataset, text)]


def test_numbers_that_no_cited_claim_has_are_found(dataset: Dataset) -> None:
    text = "The Reds killed thirteen and injured 50 in 2020, and in 1999.[@smith-2020-001]"
    assert places(dataset, text) == [
        ("50", "no claim cited here says 50"),
        ("1999", "no claim cited here is dated 1999"),
    ]
    assert places(dataset, text + "[@smith-2020-002] It was 40.")[0][0] == "50"


@pytest.mark.parametrize(
    "text",
    [
        "Between 1,500 and 2,200 fighters[@smith-2020-004]",
        "From fifteen hundred to two thousand two hundred fighters.[@smith-2020-004]",
        "Up to 2,200 fighters in May 2020.[@smith-2020-004]",
        "Some forty were injured on 5 May.[@smith-2020-002]",
        "More than a dozen hurt? 40, dozens.[@smith-2020-002][@smith-2020-001] ".replace(
            "More than a dozen", "Many"
        ),
        "The Blues retreated in 2016.[@herald-2021-strike-002]",
        "No numbers here.",
        "",
    ],
)
def test_numbers_that_a_cited_claim_has_are_none(dataset: Dataset, text: str) -> None:
    assert places(dataset, text) == []


def test_a_paragraph_that_cites_nothing_supports_no_number(dataset: Dataset) -> None:
    for text in ("40 were hurt in 2020.", "40 were hurt in 2020.[@gone-001]"):
        assert places(dataset, text) == [
            ("40", draft_check.NOTHING_CITED),
            ("2020", draft_check.NOTHING_CITED),
        ]


# Reading numbers


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1,500–2,200 fighters", 1500, 2200),
        ("1500-2200 fighters", 1500, 2200),
        ("between 1,500 and 2,200", 1500, 2200),
        ("two to three hundred men", 200, 300),
        ("15 or 16 plots", 15, 16),
        ("at least thirteen", 13, None),
        ("no fewer than 13", 13, None),
        ("thirteen or more", 13, None),
        ("more than three dozen", 36, None),
        ("up to ninety", None, 90),
        ("half a dozen", 6, 6),
        ("a dozen", 12, 12),
        ("one hundred and seventy", 170, 170),
        ("a thousand", 1000, 1000),
        ("7.5 million", 7.5e6, 7.5e6),
        ("40%", 40, 40),
        ("$3,000", 3000, 3000),
    ],
)
def test_a_number_is_read_as_a_range(text: str, low: float | None, high: float | None) -> None:
    (number,) = numbers(text)
    assert (number.low, number.high) == (low, high)


def test_what_is_no_number_is_not_read() -> None:
    for text in ("9/11", "F-16", "COVID-19", "the 1990s", "on 26 August 2021", "one of them"):
        assert numbers(text) == [], text
    assert numbers("1. First\n2) Second (3) third") == []


def test_vague_numbers_take_in_what_they_can_mean() -> None:
    (dozens,), (three_dozen,), (five,) = (numbers(text) for text in ("dozens", "36", "five"))
    assert dozens.is_that(three_dozen)
    assert not dozens.is_that(five)
    (percent,), (forty,) = numbers("40 percent"), numbers("40 men")
    assert not percent.is_that(forty)


def test_dates_are_read_with_and_without_a_year() -> None:
    text = (
        "On 26 August 2021, August 26, 2021, 2021-08-26, in March 2024, on 5 May; 2015-17, 1990s."
    )
    assert [one.words for one in dates(text)] == [
        *("26 August 2021", "August 26, 2021", "2021-08-26", "March 2024"),
        *("5 May", "2015-17", "1990s"),
    ]
    assert dates("31 February 2021")[0].words == "2021"


# Hostile texts


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "A. " * 33_333,
        "9" * 100_000,
        "“" * 100_000,
        "[@" * 50_000,
        "1 and 2 to " * 9_000,
        "e" + "\u0301" * 99_999,
        "\n" * 100_000,
        "ISIS-K\0 killed \ud800 13\0 people \u202e.",
        "",
    ],
)
def test_no_text_is_too_much(dataset: Dataset, text: str) -> None:
    for one in checked(dataset, text):
        assert text[one.start : one.end] == one.text
    for start, end, _ in unsupported_numbers(dataset, text):
        assert 0 <= start < end <= len(text)


def test_a_text_beyond_the_limits_is_refused_with_both_numbers(dataset: Dataset) -> None:
    with pytest.raises(CheckError, match="has 100,001 characters; at most 100,000"):
        checked(dataset, "a" * 100_001)
    with pytest.raises(CheckError, match="has 1,001 sentences; at most 1,000"):
        checked(dataset, "They left. " * 1_001)


# The command


def check(folders: Folders, name: str) -> int:
    options = ["--data", str(folders[0]), "--seeds", str(folders[1]), "--check", name]
    return command_line.main(["brief", *options])


def test_the_command_tells_of_each_sentence(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("The Blues lost ground.\n\nBoats sank off Peru.\x1b[31m", encoding="utf-8")
    assert check(folders, str(path)) == 2
    shown = capsys.readouterr().out.splitlines()
    assert shown[:4] == [
        "line 1: The Blues lost ground.",
        "  herald-2021-strike-002: same",
        "    The Blues lost ground from 2015 to 2017.",
        "    names Blues; same wording: lost, ground",
    ]
    assert shown[4:6] == ["line 3: Boats sank off Peru.", "  Nothing here supports this."]
    assert "\x1b" not in "".join(shown)
    version = small.loaded(folders).version
    assert shown[-1].endswith(f"; data version {version}")
    path.write_bytes(b"\xef\xbb\xbfThe Blues lost ground.\r\n")
    assert check(folders, str(path)) == 0
    path.write_text("Observers put the Reds at 9,000 fighters.", encoding="utf-8")
    assert check(folders, str(path)) == 2
    assert "figure differs: the sentence says 9,000" in capsys.readouterr().out


def test_the_command_reads_the_standard_input(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The Blues lost ground.")))
    assert check(folders, draft_report.STANDARD_INPUT) == 0


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b" \r\n\n", "is empty"),
        (b"PK\x03\x04\0\0", "is no text: save the draft as plain text, in UTF-8"),
        ("é".encode("latin-1"), "is no text in UTF-8"),
        (b"a" * 100_001, "has 100,001 characters; at most 100,000 are checked at once"),
        (b"a" * 400_001, "has more than 100,000 characters"),
        (b"Go. " * 1_001, "has 1,001 sentences; at most 1,000"),
    ],
)
def test_a_file_that_can_not_be_checked_says_why(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, why: str
) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(content)
    assert check(folders, str(path)) == 1
    assert capsys.readouterr().err.startswith(f"{path}: {why}")


def test_a_file_that_is_not_there_says_so(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(folders, str(tmp_path / "none.txt")) == 1
    assert "No such file" in capsys.readouterr().err
    assert check(folders, str(tmp_path)) == 1


def test_at_most_five_matches_stand_by_a_sentence(real: Dataset) -> None:
    found = the(real, "ISIS-K fights the Taliban in Afghanistan.").matches
    assert 0 < len(found) <= draft_matches.MATCHES
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(draft_matches.NEAR <= score <= 1 for score in scores)
