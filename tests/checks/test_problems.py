import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebook.checks import dating, keys, problems
from casebook.tables import dates, derive, read, schema
from casebook.tables.dataset import Problem, Tables
from tests import small

Folders = tuple[Path, Path]
SMITH, HERALD = "smith-2020", "herald-2021-strike"
PASSAGE, HEADING = "herald-2021-strike-p001", "smith-2020-p001"
ATTACK, RETREAT = "2020-05-05-kabul-attack", "2015-blues-retreat"
CLAIM = "smith-2020-004"


# A change of cells in a row, and what is told of it, with left-out words shown as an ellipsis.
BAD_CELLS = {
    ("sources", SMITH): [
        ({"source_id": "Smith 2020"}, "source_id: 'Smith 2020' is not lower case letters, digits"),
        (
            {"source_id": ""},
            "source_id: is empty: it must be lower case letters, digits and hyphens",
        ),
        ({"file": ""}, "file: is empty: it must be some text"),
        ({"file": "frist.txt"}, "file: 'frist.txt' is not in … did you mean 'first.txt'?"),
        ({"first_line": "one"}, "first_line: 'one' is not a whole number from 1"),
        ({"last_line": "9" * 5000}, f"last_line: '{'9' * 80}…' is not a whole number from 1"),
        ({"last_line": "7"}, "last_line: 7 is past the file's end at line 6: correct it"),
        ({"first_line": "4", "last_line": "2"}, "last_line: 2 is before … 4: correct"),
        ({"outlet": "Daily Papre"}, "outlet: 'Daily Papre' is not in … mean 'Daily Paper'?"),
        ({"outlet": ""}, "outlet_basis: must be 'unknown' where 'outlet' is empty"),
        ({"outlet_basis": "unknown"}, "outlet_basis: is 'unknown': say how 'outlet' is known"),
        ({"outlet_basis": "statd"}, "outlet_basis: 'statd' is not one of: stated … mean 'stated'?"),
        ({"outlet_basis": ""}, "outlet_basis: is empty: it must be one of: stated, inferred"),
        ({"republished_by": "the herald"}, "is not in actors.csv: did you mean 'The Herald'?"),
        ({"published": "6 May 2020"}, "published: '6 May 2020' is no EDTF date: write 2021"),
        ({"published": ""}, "published_basis: must be 'unknown' where 'published' is empty"),
        ({"published_basis": "unknown"}, "published_basis: is 'unknown': say how … is known"),
    ],
    ("incidents", ATTACK): [
        ({"incident_id": "kabul"}, "incident_id: 'kabul' is not a date or 'undated', then words"),
        ({"title": ""}, "title: is empty: it must be some text"),
        ({"kind": "Atack"}, "kind: 'Atack' is not one of: attack, foiled plot … mean 'attack'?"),
        ({"date": "2020-05-32"}, "date: '2020-05-32' is no EDTF date: write 2021, 2021-08"),
        ({"date": ""}, "date_basis: must be empty where 'date' is empty"),
        (
            {"date": "2019"},
            "date: 2019 does not overlap the date of any claim about it: correct it",
        ),
        ({"date_basis": ""}, "date_basis: is empty: say how 'date' is known"),
        ({"date_basis": "infered"}, "date_basis: 'infered' is not one … mean 'inferred'?"),
        ({"country": "AFGH"}, "country: 'AFGH' is not an ISO 3166-1 alpha-3 code … mean 'AFG'?"),
        ({"country": "Pakistan"}, "country: 'Pakistan' is not … it is a name of 'PAK', write that"),
        ({"country": "AFG; AFG"}, "country: 'AFG' is in the cell twice: keep one"),
        ({"country": "AFG;PAK"}, "country: 'AFG;PAK' holds several values: write 'AFG; PAK'"),
        ({"place_precision": ""}, "place_precision: is empty where coordinates are given: say how"),
        ({"place_precision": "town"}, "place_precision: 'town' is not one of: place, province"),
        ({"latitude": "", "longitude": ""}, "place_precision: is given without coordinates"),
        ({"targets": "Redz"}, "targets: 'Redz' is not an armed group in … did you mean 'Reds'?"),
        ({"date_basis": "article"}, "date_basis: 'article' is not one of: stated, inferred"),
        ({"latitude": "34,5"}, "latitude: '34,5' is not decimal degrees, such as 34.5281"),
        ({"latitude": "90.1"}, "latitude: 90.1 lies outside -90 to 90 degrees"),
        ({"latitude": ""}, "latitude: is empty where 'longitude' is given"),
        ({"longitude": "-180.5"}, "longitude: -180.5 lies outside -180 to 180 degrees"),
        ({"longitude": ""}, "longitude: is empty where 'latitude' is given"),
        ({"groups": "Redz"}, "groups: 'Redz' is not an armed group in … did you mean 'Reds'?"),
        (
            {"groups": "The Herald"},
            "groups: 'The Herald' is of kind 'outlet' in actors.csv: name an armed group",
        ),
        ({"groups": "R-Group"}, "groups: 'R-Group' is not an … it is a name of 'Reds', write that"),
        ({"groups": "Reds; Reds"}, "groups: 'Reds' is in the cell twice: keep one"),
        (
            {"groups": "Blues,Reds"},
            "groups: 'Blues,Reds' holds several values: write 'Blues; Reds'",
        ),
        ({"groups": "Reds;"}, "groups: ';' has no value before or after it: remove it"),
        ({"groups": "Blues ; Redz"}, "groups: … holds several values: write 'Blues; Redz'"),
        ({"groups": "Blues; ; Reds"}, "groups: ';' has no value before or after it: remove it"),
    ],
    ("claims", CLAIM): [
        (
            {"claim_id": "smith-2020-4"},
            "claim_id: … is not its source_id, a hyphen and three digits",
        ),
        (
            {"claim_id": "smith-2020-003"},
            "claim_id: … is the key of line 8 too: a key is used once",
        ),
        ({"claim_id": "smith-2020-000"}, "claim_id: … comes after 'smith-2020-003': sort the"),
        ({"claim_id": "smyth-2020-004"}, "does not begin with 'smith-2020': correct one of them"),
        (
            {"source_id": HERALD},
            "claim_id: 'smith-2020-004' does not begin with 'herald-2021-strike'",
        ),
        ({"source_id": ""}, "source_id: is empty: it must be a source_id"),
        ({"source_id": "smith-2021"}, "source_id: … is not in … did you mean 'smith-2020'?"),
        (
            {"incident_id": "1999-x"},
            "incident_id: '1999-x' is not in incidents.csv: correct it, or add",
        ),
        ({"kind": "opnion"}, "kind: 'opnion' is not one of: report … did you mean 'opinion'?"),
        ({"topic": "strenght"}, "topic: 'strenght' is not one of: attacks … mean 'strength'?"),
        ({"date": "2021-02-29"}, "date: '2021-02-29' is no EDTF date: write 2021, 2021-08"),
        ({"date": "2020/2019"}, "date: '2020/2019' ends before it starts: put the earlier"),
        ({"date": "../.."}, "date: '../..' has neither start nor end: leave the cell empty"),
        ({"date": ""}, "date_basis: must be empty where 'date' is empty"),
        ({"date_basis": ""}, "date_basis: is empty: say how 'date' is known"),
        ({"groups": "Greens; Reds"}, "groups: 'Greens' is not an armed group in actors.csv"),
        ({"groups": " Reds"}, "groups: has a space or line break at … remove it"),
        ({"speaker": "Amin Gull"}, "speaker: 'Amin Gull' is not in … did you mean 'Amin Gul'?"),
        ({"speaker": "Red Movement"}, "is not in actors.csv: it is a name of 'Reds', write that"),
        ({"speaker": "Pakistan"}, "speaker: … is not in actors.csv: correct it, or add it there"),
        ({"via": "The Herald > Redz"}, "via: 'Redz' is not in actors.csv: did you mean 'Reds'?"),
        ({"via": "Reds>The Herald"}, "via: … holds several values: write 'Reds > The Herald'"),
        (
            {"via": "Reds; The Herald"},
            "via: 'Reds; The Herald' holds several values: write 'Reds > The Herald'",
        ),
        ({"statement": ""}, "statement: is empty: it must be some text"),
        ({"note": "x" * 100_000}, "note: is 100,000 characters long, and at most 2,000 fit"),
        ({"quote": ""}, "quote: is empty: it must be 1 to 300 characters"),
        ({"quote": "x" * 301}, "quote: is 301 characters long, and at most 300 fit: shorten it"),
        ({"quote": "1,500 to 2,300"}, "quote: is not in the article: copy … up to '1,500 to 2,'"),
        ({"quote": "fighters "}, "quote: has a space or line break at … remove it"),
        ({"occurrence": "two"}, "occurrence: 'two' is not a whole number from 1, or nothing"),
        ({"occurrence": "1"}, "occurrence: must be empty: the quote is in the article once"),
        ({"occurrence": "2"}, "occurrence: occurrence 2 is asked for, but … once"),
        (
            {"figure": "1500"},
            "figure: '1500' is not in the quote, which has '1,500': did a spreadsheet",
        ),
        ({"figure": "2,2"}, "figure: '2,2' is only a part of '2,200' in … did a spreadsheet"),
        ({"figure": "1.5"}, "figure: '1.5' is not in the quote, which has '1,500': did a spread"),
        ({"figure": "1,400"}, "figure: '1,400' is not in the quote: copy it as it is written"),
        (
            {"figure": "1,500", "low": "1", "high": "1500"},
            "low: 1 is not the number of the figure, '1,500': write 1500 (did a spreadsheet read",
        ),
        (
            {"figure": "2,200", "low": "", "high": "2300"},
            "high: 2300 is not the number of the figure, '2,200': write 2200",
        ),
        ({"figure": ""}, "figure: is empty where unit and low and high is given: copy it"),
        ({"unit": ""}, "unit: is empty: say what the figure counts"),
        ({"unit": "figthers"}, "unit: 'figthers' is not one of: … did you mean 'fighters'?"),
        ({"low": "1,500"}, "low: '1,500' is not a plain number of at most 15 digits, such as 1500"),
        ({"low": "3000"}, "low: 3000 is greater than high, 2200: correct one of them"),
        ({"date_basis": "article"}, "date: 2020-05 is not the date of the article, 2020-05-06"),
        ({"note": "wide space\u3000"}, "note: has a space or line break at its beginning or end"),
        ({"note": "a\tb"}, "note: has a tab, line break or control character inside: put a"),
        ({"note": "a\u2028b"}, "note: has a tab, line break or control character inside"),
    ],
    ("claims", "smith-2020-002"): [
        ({"claim_id": "smyth-2020-002"}, "claim_id: … does not begin with 'smith-2020'"),
        ({"date": "2019"}, f"date: 2019 does not overlap the date of '{ATTACK}', 2020-05-05"),
    ],
    ("claims", "smith-2020-003"): [
        ({"quote": '"We were not there,"'}, "copy it as it stands there: '“We were not there,”'"),
        ({"unit": "killed"}, "figure: is empty where unit is given: copy it from the quote"),
        ({"low": "0"}, "figure: is empty where low is given: copy it from the quote"),
    ],
    ("claims", f"{HERALD}-002"): [
        ({"incident_id": f"{RETREAT}s"}, f"is not in incidents.csv: did you mean '{RETREAT}'?"),
        ({"date": "2018/.."}, f"date: 2018/.. does not overlap … '{RETREAT}', 2015/2017: correct"),
        ({"quote": "lost ground"}, "quote: stands 2 times in the article: lengthen it"),
        ({"quote": "lost ground", "occurrence": "3"}, "occurrence 3 is asked … 2 times"),
    ],
    ("relations", f"{SMITH}-001"): [
        ({"other_id": f"{SMITH}-03"}, "other_id: … is not in … did you mean 'smith-2020-003'?"),
        ({"other_id": f"{SMITH}-001"}, "other_id: is the claim itself: name another claim, or"),
        ({"other_id": ""}, "other_id: is empty: it must be a claim_id"),
        ({"relation": "dispute"}, "relation: 'dispute' is not one … did you mean 'disputes'?"),
        (
            {"relation": "not comparable"},
            "note: is empty: say why the relation is 'not comparable'",
        ),
        ({"relation": "part of"}, "note: is empty: say why the relation is 'part of'"),
        (
            {"relation": "updates"},
            "other_id: smith-2020-003 has no figure, and only figures are updated: choose another",
        ),
        (
            {"other_id": f"{HERALD}-001"},
            "claim_id: … are the pair of line 2 too: a pair has one row, in either order",
        ),
    ],
    ("actors", "Reds"): [
        ({"actor": ""}, "actor: is empty: it must be a name that stands in no other row"),
        ({"actor": "Reds "}, "actor: has a space or line break at its beginning or end: remove it"),
        ({"aliases": "R-Group; ; Zz"}, "aliases: ';' has no value before or after it: remove it"),
        ({"aliases": "R-Group;"}, "aliases: ';' has no value before or after it: remove it"),
        ({"aliases": "R-Group;Zz"}, "aliases: … holds several values: write 'R-Group; Zz'"),
        ({"aliases": "Blues, The Herald"}, "aliases: … several values: write 'Blues; The Herald'"),
        ({"aliases": "Zz; R-Group; Zz"}, "aliases: 'Zz' is in the cell twice: keep one"),
        ({"aliases": "R-Group; Reds"}, "aliases: 'Reds' is the actor's own name: remove it"),
        ({"kind": "armd group"}, "kind: 'armd group' is not one … did you mean 'armed group'?"),
    ],
    ("actors", "Amin Gul"): [
        ({"affiliation": "Redz"}, "affiliation: 'Redz' is not in actors.csv: did you mean 'Reds'?"),
        ({"affiliation": "R-Group"}, "is not in actors.csv: it is a name of 'Reds', write that"),
    ],
    ("no_claim", PASSAGE): [
        ({"passage_id": ""}, "passage_id: is empty: it must be its source_id, a hyphen, p and"),
        ({"passage_id": "herald-2021-strike-001"}, "passage_id: … is not its source_id, a hyphen"),
        ({"passage_id": "herald-p001"}, f"does not begin with '{HERALD}': correct one of them"),
        ({"source_id": SMITH}, f"passage_id: '{PASSAGE}' does not begin with '{SMITH}'"),
        ({"source_id": ""}, "source_id: is empty: it must be a source_id"),
        ({"source_id": "herald-2021"}, f"source_id: … is not in … did you mean '{HERALD}'?"),
        ({"quote": ""}, "quote: is empty: it must be 1 to 300 characters"),
        ({"quote": "x" * 301}, "quote: is 301 characters long, and at most 300 fit: shorten it"),
        ({"quote": "Between 2015 to"}, "quote: is not in the article: … matches up to"),
        ({"quote": "between 2015"}, "quote: differs from the article only in … 'Between 2015'"),
        ({"quote": "lost ground"}, "quote: stands 2 times in the article: lengthen it"),
        ({"occurrence": "1"}, "occurrence: must be empty: the quote is in the article once"),
        ({"occurrence": "2"}, "occurrence: occurrence 2 is asked for, but … once"),
        ({"occurrence": "two"}, "occurrence: 'two' is not a whole number from 1, or nothing"),
        ({"reason": ""}, "reason: is empty: it must be one of: heading, repeated elsewhere"),
        ({"reason": "told elsewere"}, "reason: … is not one of: … mean 'repeated elsewhere'?"),
        (
            {"reason": "rhetoric"},
            "repeated_in: must be empty where the reason is not 'repeated elsewhere'",
        ),
        (
            {"repeated_in": ""},
            "repeated_in: is empty: name the claims that carry what the sentence says",
        ),
        (
            {"repeated_in": f"{HERALD}-02"},
            f"repeated_in: … is not in … did you mean '{HERALD}-002'?",
        ),
        (
            {"repeated_in": f"{HERALD}-009"},
            "repeated_in: … is not in claims.csv: was it removed? Name a",
        ),
        (
            {"repeated_in": f"{HERALD}-002; {HERALD}-002"},
            "repeated_in: … is in the cell twice: keep one",
        ),
        ({"note": "a\tb"}, "note: has a tab, line break or control character inside"),
    ],
    ("no_claim", HEADING): [
        ({"passage_id": PASSAGE}, "passage_id: … is the key of line 2 too: a key is used once"),
        (
            {"repeated_in": f"{SMITH}-001"},
            "repeated_in: must be empty where the reason is not 'repeated else",
        ),
        ({"passage_id": f"{HERALD}-p000", "source_id": HERALD, "quote": "No one"}, "sort the"),
    ],
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The small casebook as read; shared, so never changed."""
    return read.read(*small.write(tmp_path_factory.mktemp("small")))[0]


def problems_of(folders: Folders) -> list[Problem]:
    tables, unreadable = read.read(*folders)
    assert unreadable == []
    return problems.problems(tables)


def add(folders: Folders, table: str, **cells: str) -> int:
    """Add a row at the end; returns its line."""
    path = folders[0] / f"{table}.csv"
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, schema.columns(table), restval="", lineterminator="\n").writerow(cells)
    return path.read_text(encoding="utf-8").count("\n")


def test_the_small_casebook_has_no_problem(folders: Folders) -> None:
    assert problems_of(folders) == []


GOOD_CELLS = [
    ("sources", SMITH, {"outlet": "", "outlet_basis": "unknown"}),
    ("sources", SMITH, {"published": "", "published_basis": "unknown"}),
    ("sources", SMITH, {"last_line": "6"}),
    ("incidents", ATTACK, {"latitude": "-90", "longitude": "180"}),
    ("incidents", ATTACK, {"latitude": "", "longitude": "", "place_precision": ""}),
    ("incidents", ATTACK, {"targets": "Blues", "place_precision": "region"}),
    ("relations", f"{SMITH}-001", {"relation": "part of", "note": "Of the same attack."}),
    ("relations", f"{SMITH}-001", {"relation": "updates", "other_id": f"{SMITH}-002"}),
    ("claims", CLAIM, {"date": "2020-05-06", "date_basis": "article"}),
    ("incidents", ATTACK, {"date": "", "date_basis": ""}),
    ("incidents", ATTACK, {"date": "2020-05/.."}),
    ("incidents", ATTACK, {"country": "AFG; PAK", "groups": "Blues; Reds"}),
    ("claims", CLAIM, {"via": "The Herald > Reds"}),
    ("claims", CLAIM, {"speaker": "Experts (unnamed)"}),
    ("claims", CLAIM, {"low": "", "high": ""}),
    ("claims", CLAIM, {"figure": "", "unit": "", "low": "", "high": ""}),
    ("claims", CLAIM, {"low": "2200"}),
    ("claims", CLAIM, {"note": "NA"}),
    ("claims", f"{HERALD}-002", {"quote": "lost ground", "occurrence": "2"}),
    ("claims", f"{HERALD}-002", {"date": "2017-12-31"}),
    ("claims", "smith-2020-002", {"date": "", "date_basis": ""}),
    ("actors", "Amin Gul", {"affiliation": "Kabul officials (unnamed)"}),
    ("no_claim", PASSAGE, {"repeated_in": f"{HERALD}-002; {SMITH}-001"}),
    ("no_claim", PASSAGE, {"quote": "lost ground", "occurrence": "2"}),
    ("no_claim", PASSAGE, {"reason": "scene-setting", "repeated_in": ""}),
    ("no_claim", HEADING, {"quote": "killed at least 13 people", "reason": "rhetoric"}),
    ("actors", "Blues", {"aliases": "Azure, of the North; Azure"}),
    ("claims", CLAIM, {"quote": "1,500 to 2,200 fighters", "figure": "1,500", "high": "1500.0"}),
]


def changed(tables: Tables, table: str, key: str, **cells: str) -> tuple[int, Tables]:
    """The line of the row with this key, and the tables with its cells changed."""
    frame = tables.frames[table].copy()
    (line,) = frame.index[frame[schema.key(table)] == key]
    for column, cell in cells.items():
        frame.loc[line, column] = cell
    return int(line), replace(tables, frames={**tables.frames, table: frame})


@pytest.mark.parametrize("table", schema.MODELS)
def test_one_bad_cell_is_one_problem_with_its_place_and_the_way_out(
    tables: Tables, table: str
) -> None:
    wrong = []
    for (of_table, key), cases in BAD_CELLS.items():
        for cells, words in cases if of_table == table else []:
            line, bad = changed(tables, table, key, **cells)
            found = [str(problem) for problem in problems.problems(bad)]
            place = f"{table}.csv:{line}: "
            if not (
                len(found) == 1
                and found[0].startswith(place)
                and all(part in found[0].removeprefix(place) for part in words.split(" … "))
            ):
                wrong.append((cells, words, found))
    assert wrong == []


def test_a_row_that_keeps_the_rules_is_no_problem(tables: Tables) -> None:
    found = [
        (cells, str(problem))
        for table, key, cells in GOOD_CELLS
        for problem in problems.problems(changed(tables, table, key, **cells)[1])
    ]
    assert found == []


def test_all_problems_are_told_at_once_sorted_by_file_line_and_column(folders: Folders) -> None:
    data = folders[0]
    expected = [
        ("sources.csv", small.change(data, "sources", SMITH, outlet="Zz"), "outlet"),
        ("incidents.csv", small.change(data, "incidents", RETREAT, kind="x"), "kind"),
        ("claims.csv", small.change(data, "claims", f"{HERALD}-001", topic="x"), "topic"),
        ("claims.csv", small.change(data, "claims", f"{HERALD}-002", quote="zz"), "quote"),
        ("claims.csv", small.change(data, "claims", CLAIM, kind="x", low="x"), "kind"),
        ("claims.csv", small.change(data, "claims", CLAIM, kind="x", low="x"), "low"),
        ("actors.csv", small.change(data, "actors", "Blues", kind="x"), "kind"),
        ("no_claim.csv", small.change(data, "no_claim", HEADING, reason="x"), "reason"),
    ]
    (folders[1] / "third.txt").write_bytes(b"")
    found = [(problem.file, problem.line, problem.column) for problem in problems_of(folders)]
    assert found == [*expected, ("third.txt", 0, "")]


def test_two_unknown_names_in_one_cell_are_both_told(folders: Folders) -> None:
    small.change(folders[0], "claims", CLAIM, groups="Redz; Bluez")
    hints = [problem.message.rpartition(": ")[2] for problem in problems_of(folders)]
    assert hints == ["did you mean 'Blues'?", "did you mean 'Reds'?"]


def test_dates_of_claims_are_compared_with_those_of_incidents_as_one_by_one(
    tables: Tables,
) -> None:
    days = ["", "2014", "2015/2016", "2017-03", "../2014", "2018/.."]
    for of_incident in days:
        for first in days:
            of_claims = {f"{HERALD}-001": first, f"{HERALD}-003": "2015"}
            changed_tables = changed(tables, "incidents", RETREAT, date=of_incident)[1]
            lines = {}
            for claim, date in of_claims.items():
                cells = {"date": date, "incident_id": RETREAT}
                lines[claim], changed_tables = changed(changed_tables, "claims", claim, **cells)
            of_claims[f"{HERALD}-002"] = "2015/2017"
            lines[f"{HERALD}-002"] = 3
            dated = {claim: date for claim, date in of_claims.items() if date and of_incident}
            apart = {claim for claim, date in dated.items() if not overlap(date, of_incident)}
            expected = {("claims.csv", lines[claim]) for claim in apart}
            if len(apart) == len(dated) > 1:
                expected = {("incidents.csv", 2)}
            sound, spans = keys.sound(changed_tables), dating.spans(changed_tables)
            found = dating.apart(changed_tables, sound, spans)
            told = {(each.file, each.line) for each in found}
            assert told == expected, (of_incident, first)


def overlap(one: str, other: str) -> bool:
    (first, last), (other_first, other_last) = dates.bounds(one), dates.bounds(other)
    return first <= other_last and other_first <= last


def test_a_row_out_of_order_is_told_at_the_row_after_which_the_order_breaks(
    folders: Folders,
) -> None:
    line = small.change(folders[0], "claims", "smith-2020-002", claim_id="smith-2020-009")
    (found,) = problems_of(folders)
    assert str(found) == (
        f"claims.csv:{line + 1}: claim_id: 'smith-2020-003' comes after 'smith-2020-009': "
        "sort the table by claim_id"
    )


def test_an_actor_that_stands_twice_is_told_once_with_the_line_of_the_first(
    folders: Folders,
) -> None:
    line = add(folders, "actors", actor="The Herald", kind="outlet")
    (found,) = problems_of(folders)
    assert str(found) == (
        f"actors.csv:{line}: actor: 'The Herald' is the key of line {line - 1} too: "
        "a key is used once"
    )


def test_articles_with_lines_in_common_are_told(folders: Folders) -> None:
    line = add(
        folders,
        "sources",
        source_id="times-2022",
        file="first.txt",
        first_line="5",
        last_line="6",
        outlet_basis="unknown",
        published_basis="unknown",
    )
    (found,) = problems_of(folders)
    assert str(found) == (
        f"sources.csv:{line}: first_line: the lines overlap with those of 'smith-2020': "
        "correct one of them"
    )


def test_articles_that_share_a_file_but_no_line_are_no_problem(folders: Folders) -> None:
    add(
        folders,
        "sources",
        source_id="times-2022",
        file="first.txt",
        first_line="6",
        last_line="6",
        outlet_basis="unknown",
        published_basis="unknown",
    )
    assert problems_of(folders) == []


def test_an_incident_that_no_claim_is_about_is_told(folders: Folders) -> None:
    line = small.change(folders[0], "claims", f"{HERALD}-003", incident_id="") - 1
    (found,) = problems_of(folders)
    assert line == 3
    assert str(found) == (
        "incidents.csv:4: incident_id: no claim is about 'undated-reds-founding': "
        "add a claim about it, or remove the row"
    )


def test_a_quote_outside_the_lines_of_its_article_is_told(folders: Folders) -> None:
    line = small.change(folders[0], "claims", "smith-2020-003", quote="Follow the author")
    (found,) = problems_of(folders)
    assert (found.line, found.column) == (line, "quote")
    assert found.message == (
        "is on line 6 of the file, and the article on lines 1 to 5: "
        "correct these in sources.csv, or the quote"
    )


def test_a_row_of_nothing_but_commas_is_told_once(folders: Folders) -> None:
    path = folders[0] / "claims.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("," * (len(schema.columns("claims")) - 1) + "\n")
    (found,) = problems_of(folders)
    assert str(found) == "claims.csv:10: is an empty row: delete it"


def test_every_empty_row_of_every_table_is_told_and_others_are_told_beside_it(
    folders: Folders,
) -> None:
    expected = [
        f"{table}.csv:{line}: is an empty row: delete it"
        for table in schema.MODELS
        for line in (add(folders, table), add(folders, table))
    ]
    line = small.change(folders[0], "actors", "Reds", kind="")
    found = [str(problem) for problem in problems_of(folders)]
    of_reds = [problem for problem in found if problem.startswith(f"actors.csv:{line}: kind: is")]
    assert len(of_reds) == 1
    assert [problem for problem in found if problem not in of_reds] == expected


def test_a_last_line_break_ends_the_last_line_and_begins_no_other(folders: Folders) -> None:
    path = folders[1] / "first.txt"
    path.write_bytes(path.read_bytes() + b"\n")
    small.write_checksums(folders[1])
    small.change(folders[0], "sources", SMITH, last_line="6")
    assert problems_of(folders) == []
    small.change(folders[0], "sources", SMITH, last_line="7")
    (found,) = problems_of(folders)
    assert found.message == "7 is past the file's end at line 6: correct it"


def test_words_passed_over_outside_the_lines_of_their_article_are_told(folders: Folders) -> None:
    line = small.change(folders[0], "no_claim", HEADING, quote="Follow the")
    (found,) = problems_of(folders)
    assert (found.file, found.line, found.column) == ("no_claim.csv", line, "quote")
    assert found.message.startswith("is on line 6 of the file, and the article on lines 1 to 5")


def test_a_country_of_two_letters_is_translated_and_never_guessed(folders: Folders) -> None:
    small.change(folders[0], "incidents", "2020-05-05-kabul-attack", country="AF")
    (found,) = problems_of(folders)
    assert found.message.endswith("such as AFG: it is a name of 'AFG', write that")
    small.change(folders[0], "incidents", "2020-05-05-kabul-attack", country="AFX")
    (found,) = problems_of(folders)
    assert "did you mean" not in found.message


def test_for_a_claim_that_is_gone_no_other_is_guessed(folders: Folders) -> None:
    first = f"{HERALD}-001"
    small.change(folders[0], "relations", first, other_id="smith-2020-009")
    (found,) = problems_of(folders)
    assert found.message.endswith("was it removed? Name a claim that says the same, or take it out")
    small.change(folders[0], "relations", first, other_id="smth-2020-001")
    (found,) = problems_of(folders)
    assert found.message.endswith("did you mean 'smith-2020-001'?")


def test_a_table_sorted_as_a_spreadsheet_does_is_told_about_capitals(folders: Folders) -> None:
    small.change(folders[0], "actors", "Blues", actor="amir")
    small.change(folders[0], "incidents", "2015-blues-retreat", groups="Reds")
    small.change(folders[0], "claims", "herald-2021-strike-002", groups="Reds")
    (found,) = problems_of(folders)
    assert found.message.endswith("sort the table by actor, capital letters before small ones")


def test_a_very_long_cell_is_not_repeated_in_full(folders: Folders) -> None:
    small.change(folders[0], "claims", CLAIM, speaker="x" * 100_000, topic="y" * 100_000)
    found = problems_of(folders)
    assert [problem.column for problem in found] == ["speaker", "topic"]
    assert all(len(problem.message) < 400 for problem in found)


@pytest.mark.parametrize("table", ["sources", "incidents", "claims", "actors"])
def test_a_table_without_rows_is_told_once_where_rows_are_looked_for(
    folders: Folders, table: str
) -> None:
    path = folders[0] / f"{table}.csv"
    path.write_text(",".join(schema.columns(table)) + "\n")
    (found,) = problems_of(folders)
    assert str(found) == (
        f"{table}.csv:1: has no row below its header: add rows, or take the file from git again"
    )


def test_a_casebook_may_have_passed_nothing_over(folders: Folders) -> None:
    path = folders[0] / "no_claim.csv"
    path.write_text(",".join(schema.columns("no_claim")) + "\n")
    assert problems_of(folders) == []
    path.unlink()
    assert problems_of(folders) == []


def test_a_wrong_claim_id_is_told_once_though_a_passage_is_told_there(folders: Folders) -> None:
    line = small.change(folders[0], "claims", f"{HERALD}-002", claim_id=f"{HERALD}-2")
    (found,) = problems_of(folders)
    assert (found.file, found.line, found.column) == ("claims.csv", line, "claim_id")


def test_a_casebook_may_have_no_incidents(folders: Folders) -> None:
    for claim in small.TABLES["claims"]:
        small.change(folders[0], "claims", claim["claim_id"], incident_id="")
    (folders[0] / "incidents.csv").write_text(",".join(schema.columns("incidents")) + "\n")
    assert problems_of(folders) == []


def test_an_article_that_was_changed_is_told_once_and_its_quotes_are_left_alone(
    folders: Folders,
) -> None:
    path = folders[1] / "first.txt"
    path.write_text(path.read_text().replace("injured 40", "injured forty"))
    (found,) = problems_of(folders)
    assert str(found) == (
        "first.txt: differs from its checksum in SHA256SUMS: articles are never edited, "
        "take it from git again"
    )


def test_an_article_that_is_not_listed_is_told(folders: Folders) -> None:
    (folders[1] / "third.txt").write_bytes(b"new")
    (found,) = problems_of(folders)
    assert str(found) == (
        "third.txt: is not listed in SHA256SUMS: add it with sha256sum, or move it away"
    )


def test_an_article_that_is_listed_but_missing_is_told_with_the_line_that_lists_it(
    folders: Folders,
) -> None:
    (folders[1] / "second.txt").unlink()
    (found,) = problems_of(folders)
    assert str(found) == (
        "SHA256SUMS:2: lists second.txt, which is missing: put it back, or remove the line"
    )


def test_an_article_that_was_renamed_is_told_once_with_both_names(folders: Folders) -> None:
    (folders[1] / "second.txt").rename(folders[1] / "2nd.txt")
    (found,) = problems_of(folders)
    assert str(found) == (
        "2nd.txt: is listed in SHA256SUMS as 'second.txt': one of the two names is wrong"
    )


def test_a_problem_below_a_cell_with_a_line_break_has_the_line_of_the_file(
    folders: Folders,
) -> None:
    small.change(folders[0], "claims", "smith-2020-001", note="one\ntwo\nthree")
    line = small.change(folders[0], "claims", CLAIM, kind="x")
    assert [(problem.line, problem.column) for problem in problems_of(folders)] == [
        (6, "note"),
        (line + 2, "kind"),
    ]


HOSTILE = st.text(
    st.sampled_from("a1-;>/ .,~X'\"\\é“\u2028\u200b\x1b\n0२"), max_size=6
) | st.sampled_from(
    ["nan", "1e999", "9" * 5000, "=1+1", "<script>", "2020-05-XX/2020-05-30", "Reds; Reds", "../.."]
)


@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from([*schema.MODELS]), st.data())
def test_any_cell_may_hold_anything_and_is_either_told_or_loaded(
    folders: Folders, table: str, data: st.DataObject
) -> None:
    row = data.draw(st.sampled_from(small.TABLES[table]))
    column = data.draw(st.sampled_from(schema.columns(table)))
    path = folders[0] / f"{table}.csv"
    before = path.read_bytes()
    small.change(folders[0], table, row[schema.key(table)], **{column: data.draw(HOSTILE)})
    try:
        tables, unreadable = read.read(*folders)
        if not unreadable and not problems.problems(tables):
            assert len(derive.dataset(tables).claims) == len(small.TABLES["claims"])
    finally:
        path.write_bytes(before)


def test_of_many_problems_of_one_kind_the_first_are_listed_and_all_are_counted(
    folders: Folders,
) -> None:
    claim = small.TABLES["claims"][-1] | {"quote": "Observers"}
    rows = [claim | {"claim_id": f"{SMITH}-{number:03}", "kind": "x"} for number in range(100, 350)]
    small.add(folders[0], "claims", *rows)
    found = problems.problems(read.read(*folders)[0])
    of_kind = [problem for problem in found if problem.column == "kind"]
    assert len(of_kind) == problems.LISTED == 100
    assert [problem.further for problem in of_kind] == [0] * 99 + [150]
    assert "(and 150 more)" in str(of_kind[-1])
    assert problems.total(of_kind) == 250
    assert [problem.line for problem in of_kind] == sorted(problem.line for problem in of_kind)


def test_a_name_that_the_page_uses_or_that_is_an_article_is_none_of_an_actor(
    folders: Folders,
) -> None:
    rows = [{"actor": name, "kind": "person"} for name in ("(Not stated)", "(others)", HERALD)]
    small.add(folders[0], "actors", *rows)
    small.change(folders[0], "actors", "Reds", aliases="R-Group; Red Movement; Undated")
    found = problems.problems(read.read(*folders)[0])
    assert [(problem.column, problem.message[:48]) for problem in found] == [
        ("actor", "'(Not stated)' is what the page calls something "),
        ("actor", "'(others)' is what the page calls something else"),
        ("aliases", "'Undated' is what the page calls something else:"),
        ("actor", f"'{HERALD}' is the key of an article: w"[:48]),
    ]
