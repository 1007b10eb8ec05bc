from pathlib import Path

from casebook.checks import coverage, problems, review
from casebook.tables import derive, read, schema
from casebook.tables.dataset import Problem, Tables
from tests import small

Folders = tuple[Path, Path]
SMITH, HERALD = "smith-2020", "herald-2021-strike"
ATTACK, RETREAT = "2020-05-05-kabul-attack", "2015-blues-retreat"
NO_FIGURE = {"figure": "", "unit": "", "low": "", "high": ""}


def found(folders: Folders) -> list[Problem]:
    tables, unreadable = read.read(*folders)
    assert [str(problem) for problem in unreadable or problems.problems(tables)] == []
    return warnings_of(tables)


def warnings_of(tables: Tables) -> list[Problem]:
    dataset = derive.dataset(tables)
    return review.warnings(tables, dataset, coverage.sentences(dataset))


def told(folders: Folders) -> list[tuple[str, str]]:
    """Column and words in warning of every warning, the whole message where no words are."""
    shown = [(warning.column, warning.message.split("'")) for warning in found(folders)]
    return [(column, parts[1] if len(parts) > 1 else parts[0]) for column, parts in shown]


def rewrite(folders: Folders, old: str, new: str) -> None:
    """Change the words of an article, checksum and all."""
    for path in folders[1].glob("*.txt"):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    small.write_checksums(folders[1])


def change(folders: Folders, claim_id: str, **cells: str) -> int:
    """Change a claim so that only what is looked at can be doubtful."""
    return small.change(folders[0], "claims", claim_id, **cells)


def add(folders: Folders, table: str, **cells: str) -> int:
    """Add a row at the end; returns its line."""
    path = folders[0] / f"{table}.csv"
    row = ",".join(cells.get(column, "") for column in schema.columns(table))
    path.write_text(f"{path.read_text(encoding='utf-8')}{row}\n", encoding="utf-8")
    return len(path.read_text(encoding="utf-8").splitlines())


def test_rows_that_hold_what_their_quotes_say_raise_no_doubt(folders: Folders) -> None:
    assert found(folders) == []


# Years


YEARS = {"quote": "Between 2015 and 2017 the Blues lost ground."}


def quote_years(folders: Folders, **cells: str) -> int:
    """Let the claim on the Blues stand on the sentence with the years, passing over the other."""
    passage = f"{HERALD}-p001"
    small.change(folders[0], "no_claim", passage, quote="The Blues lost ground.")
    return change(folders, f"{HERALD}-002", **YEARS, **cells)


def test_a_year_in_the_quote_that_the_date_does_not_reach_is_doubtful(folders: Folders) -> None:
    small.change(folders[0], "incidents", RETREAT, date="", date_basis="")
    change(folders, f"{HERALD}-003", incident_id=RETREAT)
    change(folders, f"{HERALD}-001", incident_id="undated-reds-founding")
    for date, words in (
        ("2016-03-04", ["2015", "2017"]),
        ("2016/..", ["2015"]),
        ("../2016", ["2017"]),
        ("", ["2015", "2017"]),
        ("2015/2017", []),
        ("../2017", []),
        ("201X", []),
    ):
        basis = "stated" if date else ""
        quote_years(folders, date=date, date_basis=basis, incident_id="")
        assert told(folders) == [("date", word) for word in words], date


def test_a_doubtful_year_says_what_the_date_is_and_what_to_do(folders: Folders) -> None:
    line = quote_years(folders, date="2015/2016")
    assert [str(warning) for warning in found(folders)] == [
        f"claims.csv:{line}: date: '2017' is in the quote and the date is 2015/2016: "
        "correct the date, or say in the note why not"
    ]


def test_a_doubtful_year_says_that_the_date_is_empty(folders: Folders) -> None:
    rewrite(folders, "No one knows", "In 2019 no one knew")
    quote = "In 2019 no one knew when the Reds were founded."
    change(folders, f"{HERALD}-003", quote=quote)
    (warning,) = found(folders)
    assert "'2019' is in the quote and the date is empty: correct the date" in warning.message


# Numbers


def test_a_number_in_the_quote_and_in_no_figure_is_doubtful(folders: Folders) -> None:
    line = change(
        folders, f"{SMITH}-001", figure="", unit="", low="", quote="killed at least 13 people"
    )
    assert [str(warning) for warning in found(folders)] == [
        f"claims.csv:{line}: figure: '13' is in the quote and in no claim's figure: "
        "add it, or a claim with it, or say in the note why not"
    ]


def test_a_number_that_another_claim_on_the_same_words_carries_is_not_doubtful(
    folders: Folders,
) -> None:
    change(folders, f"{SMITH}-001", quote="killed at least 13 people and injured 40 in Kabul")
    assert found(folders) == []
    change(folders, f"{SMITH}-002", **NO_FIGURE)
    assert told(folders) == [("figure", "40"), ("figure", "40")]


def test_a_number_that_a_claim_on_other_words_carries_is_doubtful(folders: Folders) -> None:
    rewrite(folders, "in Kabul on 5 May", "in Kabul and 40 near it on 5 May")
    change(folders, f"{SMITH}-001", quote="killed at least 13 people")
    change(folders, f"{SMITH}-003", quote="and 40 near it")
    assert told(folders) == [("figure", "40")]


def test_a_figure_at_the_same_place_of_another_article_answers_nothing(folders: Folders) -> None:
    rewrite(folders, "Officials said the Reds", "Men say the Reds")
    five, thirteen = small.SECOND_ARTICLE.index("five"), small.FIRST_ARTICLE.index("13")
    assert five < thirteen - len("Officials said") + len("Men say") < five + len("five")
    change(folders, f"{SMITH}-001", **NO_FIGURE)
    assert told(folders) == [("figure", "13")]


def test_a_figure_is_no_part_of_a_longer_number_that_stands_before_it(folders: Folders) -> None:
    rewrite(folders, "at least 13 people and injured 40", "at least 113 people and injured 13")
    change(folders, f"{SMITH}-002", quote="in Kabul", **NO_FIGURE)
    quote = "killed at least 113 people and injured 13"
    change(folders, f"{SMITH}-001", quote=quote, figure="13", unit="injured", high="13")
    assert told(folders) == [("figure", "113")]


def test_a_number_that_stands_twice_in_a_quote_is_told_once(folders: Folders) -> None:
    rewrite(folders, "The Blues lost ground.", "The Blues lost nine men, then nine more.")
    change(folders, f"{HERALD}-002", quote="The Blues lost nine men, then nine more.")
    assert told(folders) == [("figure", "nine")]


def test_a_number_that_stands_twice_in_a_quote_is_carried_in_both_places_by_a_figure(
    folders: Folders,
) -> None:
    rewrite(folders, "The Blues lost ground.", "The Blues lost nine men, then nine more.")
    figure = {"figure": "nine", "unit": "killed", "low": "9", "high": "9"}
    change(folders, f"{HERALD}-002", quote="The Blues lost nine men, then nine more.", **figure)
    assert found(folders) == []
    change(folders, f"{HERALD}-002", quote="then nine more.", **figure)
    change(folders, f"{HERALD}-003", quote="The Blues lost nine men")
    assert told(folders) == [("figure", "nine"), ("groups", "Blues")]


def test_a_number_of_which_a_figure_holds_a_part_is_not_doubtful(folders: Folders) -> None:
    rewrite(folders, "five killed", "two dozen killed")
    cells = {"quote": "two dozen killed", "figure": "dozen", "low": "12", "high": "12"}
    change(folders, f"{HERALD}-001", **cells)
    assert found(folders) == []


# Bounds


def test_bounds_that_the_figure_does_not_state_are_doubtful(folders: Folders) -> None:
    written = "five"
    for figure, low, high, column, reads in (
        ("six", "6", "7", "high", "low 6 and high 6"),
        ("at least 13", "13", "13", "high", "low 13 and high nothing"),
        ("300 to 500", "300", "", "high", "low 300 and high 500"),
        ("7.5 million", "7.5", "7.5", "low", "low 7500000 and high 7500000"),
        ("40", "", "40", "low", "low 40 and high 40"),
    ):
        rewrite(folders, f"{written} killed", f"{figure} killed")
        bounds = {"figure": figure, "low": low, "high": high, "note": "Not looked at."}
        line = change(folders, f"{HERALD}-001", quote=f"{figure} killed", **bounds)
        assert [str(warning) for warning in found(folders)] == [
            f"claims.csv:{line}: {column}: {figure!r} reads as {reads}: correct low or high, "
            "or say in the note why not"
        ]
        written = figure
    change(folders, f"{HERALD}-001", note=f"The article means of {written} something else.")
    assert found(folders) == []


def test_bounds_that_the_figure_states_or_leaves_open_are_not_doubtful(folders: Folders) -> None:
    written = "five"
    for figure, low, high in (
        ("up to 90", "", "90"),
        ("two dozen", "24", "24"),
        ("about 500", "500.0", "500"),
        ("hundreds", "200", "900"),
        ("at least 5 or up to 90", "5", "90"),
    ):
        rewrite(folders, f"{written} killed", f"{figure} killed")
        bounds = {"figure": figure, "low": low, "high": high}
        change(folders, f"{HERALD}-001", quote=f"{figure} killed", **bounds)
        assert found(folders) == [], figure
        written = figure


def test_a_figure_cut_out_of_a_longer_word_is_doubtful(folders: Folders) -> None:
    rewrite(folders, "five killed", "the thirteenth killed")
    cells = {"figure": "thirteen", "low": "13", "high": "13"}
    line = change(folders, f"{HERALD}-001", quote="the thirteenth killed", **cells)
    assert [str(warning) for warning in found(folders)] == [
        f"claims.csv:{line}: figure: 'thirteen' is cut out of a longer word of the quote: "
        "copy it whole, or say in the note why not"
    ]
    change(folders, f"{HERALD}-001", note="He was the last of thirteen.")
    assert found(folders) == []


def test_a_figure_that_stands_in_a_longer_word_and_alone_is_not_cut_out(folders: Folders) -> None:
    rewrite(folders, "five killed", "of 2015 fighters 15 were killed")
    cells = {"quote": "fighters 15 were killed", "figure": "15", "low": "15", "high": "15"}
    change(folders, f"{HERALD}-001", **cells)
    assert found(folders) == []


# Armed groups


def test_an_armed_group_that_the_quote_names_and_the_row_does_not_is_doubtful(
    folders: Folders,
) -> None:
    line = change(folders, f"{HERALD}-002", groups="Reds")
    assert [str(warning) for warning in found(folders)] == [
        f"claims.csv:{line}: groups: 'Blues' is named in the quote: add Blues to the groups, "
        "or say in the note why not"
    ]


def test_an_armed_group_is_known_by_its_other_names(folders: Folders) -> None:
    change(folders, f"{HERALD}-001", groups="", quote="The R-Group struck again, the Herald wrote")
    change(folders, f"{HERALD}-001", **NO_FIGURE)
    (warning,) = found(folders)
    assert warning.message.startswith("'R-Group' is named in the quote: add Reds to the groups")


def test_a_group_that_is_named_twice_is_told_once(folders: Folders) -> None:
    rewrite(folders, "The Blues lost ground.", "The Blues lost what the Blues had.")
    change(folders, f"{HERALD}-002", groups="", quote="The Blues lost what the Blues had.")
    assert told(folders) == [("groups", "Blues")]


def test_a_group_that_speaks_or_for_which_somebody_speaks_is_not_doubtful(
    folders: Folders,
) -> None:
    quote = {"quote": "The Reds denied it.", "groups": ""} | NO_FIGURE
    for hands in (
        {"speaker": "Reds", "via": ""},
        {"speaker": "Amin Gul", "via": ""},
        {"speaker": "The Herald", "via": "Reds"},
        {"speaker": "The Herald", "via": "Daily Paper > Amin Gul"},
    ):
        change(folders, f"{SMITH}-002", **quote, **hands)
        assert found(folders) == []
    change(folders, f"{SMITH}-002", **quote, speaker="The Herald", via="Daily Paper")
    assert told(folders) == [("groups", "Reds")]


def test_a_party_that_is_no_armed_group_is_not_asked_for(folders: Folders) -> None:
    change(folders, f"{HERALD}-001", quote="the Herald wrote: five killed")
    small.change(folders[0], "actors", "The Herald", aliases="the Herald")
    assert found(folders) == []


def test_a_name_that_several_groups_bear_asks_for_one_of_them(folders: Folders) -> None:
    small.change(folders[0], "actors", "Blues", aliases="Red Movement")
    rewrite(folders, "The Blues lost", "The Red Movement lost")
    quote = {"quote": "The Red Movement lost ground."}
    change(folders, f"{HERALD}-002", **quote, groups="")
    warning, of_the_alias = found(folders)
    assert "add Blues or Reds to the groups" in warning.message
    change(folders, f"{HERALD}-002", **quote, groups="Blues")
    assert found(folders) == [of_the_alias]


def test_a_longer_name_is_not_the_shorter_one_within_it(folders: Folders) -> None:
    small.change(folders[0], "actors", "Blues", aliases="Reds-K; Reds of the North")
    rewrite(folders, "The Blues lost", "The Reds-K lost")
    quote = "The Reds-K lost ground."
    change(folders, f"{HERALD}-002", quote=quote, groups="Blues")
    assert found(folders) == []
    change(folders, f"{HERALD}-002", quote=quote, groups="Reds")
    assert told(folders) == [("groups", "Reds-K")]


# Saying


DENIED = {"quote": "The Reds denied it."} | NO_FIGURE
UNSAID = DENIED | {"speaker": ""}


def test_a_verb_of_saying_beside_a_name_and_no_speaker_is_doubtful(folders: Folders) -> None:
    line = change(folders, f"{SMITH}-002", **UNSAID)
    assert [str(warning) for warning in found(folders)] == [
        f"claims.csv:{line}: speaker: 'Reds' is next to 'denied' in the quote, "
        "and no speaker is given: give one, or say in the note why not"
    ]


def test_a_name_without_saying_or_saying_without_a_name_is_not_doubtful(folders: Folders) -> None:
    before = "The Reds denied it."
    for words in ("Nobody denied it.", "The Reds fled."):
        rewrite(folders, before, words)
        change(folders, f"{SMITH}-002", **(UNSAID | {"quote": words}))
        assert found(folders) == []
        before = words


def test_saying_with_a_speaker_is_not_doubtful(folders: Folders) -> None:
    change(folders, f"{SMITH}-002", **DENIED)
    assert found(folders) == []


# Answers


DOUBTFUL = {
    "date": (f"{HERALD}-002", YEARS | {"date": "2015/2016"}, "2017"),
    "figure": (f"{SMITH}-001", NO_FIGURE, "13"),
    "low": (f"{HERALD}-001", {"low": "4"}, "five"),
    "high": (f"{SMITH}-001", {"high": "20"}, "at least 13"),
    "groups": (f"{HERALD}-002", {"groups": "Reds"}, "Blues"),
    "speaker": (f"{SMITH}-002", UNSAID, "Reds"),
}
LATER = (f"{HERALD}-003", {"date": "2022-03", "date_basis": "stated"}, "2022-03")


def test_a_warning_is_answered_by_a_note_that_names_its_very_words_and_by_no_other(
    tmp_path: Path,
) -> None:
    for position, (column, (claim_id, cells, words)) in enumerate(
        [*DOUBTFUL.items(), ("date", LATER)]
    ):
        folder = tmp_path / str(position)
        folder.mkdir()
        folders = small.write(folder)
        if "quote" in cells and claim_id.startswith(HERALD):
            quote_years(folders)
        change(folders, claim_id, **cells, note=f"x{words}")
        assert told(folders) == [(column, words)]
        change(folders, claim_id, note=f"Not so (“{words}”).")
        assert found(folders) == []


def test_a_quote_that_opens_with_a_pronoun_or_breaks_off_is_doubtful(folders: Folders) -> None:
    claim_id = f"{SMITH}-002"
    rewrite(folders, "The Reds denied it.", "Their “Reds” denied it and Herald of the Reds.")
    cases = {
        "Their “Reds” denied it": ["Their"],
        "“Reds” denied it": [],
        "denied it and": ["and"],
        "it and Herald of the": ["it", "the"],
        "Herald of the Reds": [],
    }
    for quote, words in cases.items():
        change(folders, claim_id, quote=quote, speaker="Reds", groups="Reds", note="", **NO_FIGURE)
        assert told(folders) == [("quote", word) for word in words], quote
        change(folders, claim_id, note=" ".join(f"“{word}” is meant." for word in words))
        assert found(folders) == [], quote


def test_words_in_a_note_are_whole_words(folders: Folders) -> None:
    claim_id, cells, words = DOUBTFUL["groups"]
    change(folders, claim_id, **cells)
    for note, answered in (("{}", True), ("Looked at.", False), ("{}x", False), ("_{}", False)):
        change(folders, claim_id, note=note.format(words))
        assert (found(folders) == []) == answered, note


def test_a_note_answers_the_doubts_that_it_names_and_no_others(folders: Folders) -> None:
    quote_years(folders, date="2016", groups="", note="2015 is the start.")
    assert told(folders) == [("date", "2017"), ("groups", "Blues")]


def test_a_note_answers_for_its_own_row_only(folders: Folders) -> None:
    change(folders, f"{SMITH}-001", **NO_FIGURE)
    change(folders, f"{SMITH}-002", note="13 is in another row.")
    assert told(folders) == [("figure", "13")]


def test_doubts_stand_in_the_order_of_the_claims_and_of_their_words(folders: Folders) -> None:
    change(folders, f"{SMITH}-001", **NO_FIGURE)
    quote_years(folders, date="2016", groups="")
    assert [(warning.line, warning.column) for warning in found(folders)] == [
        (3, "date"),
        (3, "date"),
        (3, "groups"),
        (6, "figure"),
    ]


def test_doubting_leaves_the_tables_as_they_were(folders: Folders) -> None:
    tables, _ = read.read(*folders)
    before = {name: frame.copy() for name, frame in tables.frames.items()}
    warnings_of(tables)
    assert all(tables.frames[name].equals(frame) for name, frame in before.items())


# Dates


SILENT = "is empty and the date is inferred: say how it was worked out"


def test_a_claim_with_an_inferred_date_and_no_note_is_doubtful(folders: Folders) -> None:
    line = change(folders, f"{HERALD}-001", note="")
    assert [str(warning) for warning in found(folders)] == [f"claims.csv:{line}: note: {SILENT}"]
    change(folders, f"{HERALD}-001", date_basis="stated")
    assert found(folders) == []


def test_an_incident_with_an_inferred_date_and_no_note_is_doubtful(folders: Folders) -> None:
    line = small.change(folders[0], "incidents", ATTACK, date_basis="inferred")
    assert [str(warning) for warning in found(folders)] == [f"incidents.csv:{line}: note: {SILENT}"]
    small.change(folders[0], "incidents", ATTACK, note="The day follows from “yesterday”.")
    assert found(folders) == []


def test_a_report_in_the_own_voice_of_an_earlier_article_is_doubtful(folders: Folders) -> None:
    for date in ("2022-01-01", "2022/.."):
        line = change(folders, f"{HERALD}-003", date=date, date_basis="stated")
        assert [str(warning) for warning in found(folders)] == [
            f"claims.csv:{line}: date: {date!r} is later than the article: "
            "correct the date, or the kind, or say in the note why not"
        ]


def test_a_report_of_what_began_by_the_last_day_of_the_article_is_not_doubtful(
    folders: Folders,
) -> None:
    for date in ("2021-12-31", "2020/2022", "../2023"):
        change(folders, f"{HERALD}-003", date=date, date_basis="stated")
        assert found(folders) == [], date


def test_what_is_no_report_or_has_a_speaker_may_be_of_a_later_date(folders: Folders) -> None:
    for cells in ({"kind": "warning"}, {"kind": "report", "speaker": "Experts (unnamed)"}):
        change(folders, f"{HERALD}-003", date="2022", date_basis="stated", **cells)
        assert found(folders) == [], cells


def test_no_report_is_later_than_an_article_without_a_date(folders: Folders) -> None:
    change(folders, f"{HERALD}-003", date="2022", date_basis="stated")
    undated = {"published": "", "published_basis": "unknown"}
    small.change(folders[0], "sources", HERALD, **undated)
    assert found(folders) == []


# Articles


def test_an_article_file_that_no_row_uses_is_doubtful(folders: Folders) -> None:
    (folders[1] / "third.txt").write_text("A third article.", encoding="utf-8")
    small.write_checksums(folders[1])
    assert [str(warning) for warning in found(folders)] == [
        "third.txt: no row of sources.csv uses it: add the article's row"
    ]


def test_an_article_without_claims_is_doubtful(folders: Folders) -> None:
    cells = {"file": "first.txt", "first_line": "6", "last_line": "6"}
    bases = {"outlet_basis": "unknown", "published_basis": "unknown"}
    line = add(folders, "sources", source_id="times-2022", **cells, **bases)
    assert [str(warning) for warning in found(folders)] == [
        f"sources.csv:{line}: source_id: no claim is taken from this article yet: add its claims"
    ]


def test_an_outlet_that_publishes_nothing_is_doubtful(folders: Folders) -> None:
    for kind in ("person", "armed group", "research body"):
        small.change(folders[0], "actors", "Daily Paper", kind=kind)
        message = f"'Daily Paper' is of kind {kind!r} in actors.csv: correct one"
        expected = [] if kind == "research body" else [("sources.csv", 3, "outlet", message)]
        warnings = found(folders)
        assert [(each.file, each.line, each.column, each.message) for each in warnings] == expected


# Incidents


def test_coordinates_without_a_country_are_doubtful(folders: Folders) -> None:
    line = small.change(folders[0], "incidents", ATTACK, country="", note="The country is plain.")
    assert [str(warning) for warning in found(folders)] == [
        f"incidents.csv:{line}: country: is empty where coordinates are given: name the country"
    ]
    small.change(folders[0], "incidents", ATTACK, place_precision="", latitude="", longitude="")
    assert found(folders) == []


# Actors


def test_an_actor_that_stands_in_no_other_cell_is_doubtful(folders: Folders) -> None:
    line = add(folders, "actors", actor="Zealots", kind="armed group", note="Zealots")
    assert [str(warning) for warning in found(folders)] == [
        f"actors.csv:{line}: actor: 'Zealots' is in no other cell: remove the row, or use the name"
    ]


def test_an_actor_that_any_cell_names_is_not_doubtful(tmp_path: Path) -> None:
    for position, (table, key, cells) in enumerate(
        (
            ("sources", SMITH, {"republished_by": "Zealots"}),
            ("claims", f"{HERALD}-003", {"groups": "Reds; Zealots"}),
            ("claims", f"{SMITH}-003", {"via": "The Herald > Zealots"}),
            ("actors", "Amin Gul", {"affiliation": "Zealots"}),
        )
    ):
        folder = tmp_path / str(position)
        folder.mkdir()
        folders = small.write(folder)
        add(folders, "actors", actor="Zealots", kind="armed group")
        small.change(folders[0], table, key, **cells)
        assert ("actor", "Zealots") not in told(folders)


def test_actors_that_differ_only_in_capitals_are_doubtful(folders: Folders) -> None:
    add(folders, "actors", actor="The herald", kind="outlet")
    change(folders, f"{SMITH}-003", via="The herald")
    assert [str(warning) for warning in found(folders)] == [
        "actors.csv:9: actor: 'The Herald' differs from 'The herald' only in capitals: keep one"
    ]


def test_an_alias_that_is_a_name_of_another_actor_is_doubtful(folders: Folders) -> None:
    for actor, aliases, words in (
        ("Blues", "the herald", "'the herald' is a name of 'The Herald' too"),
        ("Blues", "RED MOVEMENT", "'Red Movement' is a name of 'Blues' too"),
    ):
        small.change(folders[0], "actors", actor, aliases=aliases)
        (warning,) = found(folders)
        assert (warning.file, warning.column) == ("actors.csv", "aliases")
        assert warning.message == f"{words}: keep it with one of them"


def test_an_alias_with_a_comma_is_doubtful_until_the_note_names_it(folders: Folders) -> None:
    line = small.change(folders[0], "actors", "Blues", aliases="Azure, the Navy")
    assert [str(warning) for warning in found(folders)] == [
        f"actors.csv:{line}: aliases: 'Azure, the Navy' has a comma: write '; ' between two names, "
        "or name it in the note if it is one"
    ]
    small.change(folders[0], "actors", "Blues", note="Called “Azure, the Navy”.")
    assert found(folders) == []


def test_an_alias_may_be_the_actors_own_name_in_other_capitals(folders: Folders) -> None:
    small.change(folders[0], "actors", "The Herald", aliases="the herald; THE HERALD")
    assert found(folders) == []


# Sentences without a claim


def test_a_sentence_passed_over_that_carries_a_claim_is_doubtful(folders: Folders) -> None:
    passage = f"{HERALD}-p001"
    line = small.change(folders[0], "no_claim", passage, quote="The Blues lost")
    assert [str(warning) for warning in found(folders)] == [
        f"no_claim.csv:{line}: quote: the sentence carries a claim: remove the row"
    ]


def test_the_sentence_is_that_of_the_occurrence_that_is_meant(folders: Folders) -> None:
    passage = {"quote": "Blues lost ground.", "reason": "heading", "repeated_in": ""}
    for occurrence, expected in (("1", []), ("2", ["quote"])):
        cells = passage | {"occurrence": occurrence}
        small.change(folders[0], "no_claim", f"{HERALD}-p001", **cells)
        assert [warning.column for warning in found(folders)] == expected


def test_words_passed_over_that_reach_into_a_sentence_with_a_claim_are_not_doubtful(
    folders: Folders,
) -> None:
    passage, quote = f"{HERALD}-p001", "2017 the Blues lost ground. The Blues"
    small.change(folders[0], "no_claim", passage, quote=quote)
    assert found(folders) == []


def test_a_claim_at_the_same_place_of_another_article_carries_no_sentence(
    folders: Folders,
) -> None:
    change(
        folders, f"{HERALD}-001", quote="The R-Group struck again, the Herald wrote: five killed"
    )
    assert found(folders) == []


# All of them


def test_doubts_stand_in_the_order_of_the_tables_and_files_come_last(folders: Folders) -> None:
    (folders[1] / "a-third.txt").write_text("A third article.", encoding="utf-8")
    small.write_checksums(folders[1])
    small.change(folders[0], "sources", SMITH, outlet="Amin Gul")
    small.change(folders[0], "incidents", ATTACK, country="")
    change(folders, f"{SMITH}-001", high="20")
    change(folders, f"{HERALD}-001", note="")
    small.change(folders[0], "no_claim", f"{SMITH}-p001", quote="Observers put")
    assert [(warning.file, warning.line) for warning in found(folders)] == [
        ("sources.csv", 3),
        ("incidents.csv", 3),
        ("claims.csv", 2),
        ("claims.csv", 6),
        ("actors.csv", 4),
        ("no_claim.csv", 3),
        ("a-third.txt", 0),
    ]


def test_no_doubt_is_told_twice(folders: Folders) -> None:
    quote_years(folders, date="2016")
    rewrite(folders, "and 2017 the Blues", "and again in 2015 the Blues")
    change(folders, f"{HERALD}-002", quote="Between 2015 and again in 2015 the Blues lost ground.")
    assert told(folders) == [("date", "2015")]
