from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from casebook import words
from casebook.tables import dates, derive, evidence, read, schema
from casebook.tables.dataset import Dataset, Tables
from casebook.tables.dates import EARLIEST, LATEST, NO_DAY, OPEN_END, OPEN_START, UNDATED
from tests import generated, small

Folders = tuple[Path, Path]
Row = dict[str, str]
GENERATED = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])


def test_claims_stand_newest_first_then_in_reading_order_with_undated_last(
    dataset: Dataset,
) -> None:
    assert list(dataset.claims["claim_id"]) == [
        "herald-2021-strike-004",
        "smith-2020-001",
        "smith-2020-002",
        "smith-2020-003",
        "smith-2020-004",
        "herald-2021-strike-001",
        "herald-2021-strike-002",
        "herald-2021-strike-003",
    ]
    assert list(dataset.claims.index) == list(range(8))


def test_claims_of_one_day_stand_as_their_words_do_in_the_article_whatever_their_numbers(
    folders: Folders,
) -> None:
    denial = small.TABLES["claims"][6]
    small.add(
        folders[0],
        "claims",
        denial | {"claim_id": "smith-2020-101", "quote": "Officials said"},
        denial | {"claim_id": "smith-2020-102", "quote": "injured 40", "date": "2020-05-05"},
        denial | {"claim_id": "smith-2020-103", "quote": "A headline"},
    )
    found = small.loaded(folders).claims
    of_the_day = found[(found["date"] == "2020-05-05")]["claim_id"].tolist()
    assert of_the_day == [
        "smith-2020-103",
        "smith-2020-101",
        "smith-2020-001",
        "smith-2020-002",
        "smith-2020-102",
        "smith-2020-003",
    ]


def test_claims_of_one_day_stand_article_by_article(folders: Folders) -> None:
    for claim in ("smith-2020-001", "herald-2021-strike-001"):
        small.change(folders[0], "claims", claim, incident_id="", date="2019-01-01")
    found = small.loaded(folders).claims
    assert found[found["date"] == "2019-01-01"]["claim_id"].tolist() == [
        "herald-2021-strike-001",
        "smith-2020-001",
    ]


def test_a_claim_with_an_open_start_stands_where_it_ends(folders: Folders) -> None:
    small.change(folders[0], "claims", "smith-2020-004", date="../2016")
    claims = small.loaded(folders).claims
    assert list(claims["claim_id"])[-3:] == [
        "smith-2020-004",
        "herald-2021-strike-002",
        "herald-2021-strike-003",
    ]
    row = claims.set_index("claim_id").loc["smith-2020-004"]
    assert (row["first_year"], row["last_year"], row["year"]) == (OPEN_START, 2016, 2016)
    assert (row["first_day"], row["last_day"], row["day"]) == (EARLIEST, 17166, 17166)


def test_the_years_and_days_of_a_claim_are_its_first_its_last_and_those_it_is_counted_in(
    dataset: Dataset,
) -> None:
    columns = ["first_year", "last_year", "year", "first_day", "last_day", "day", "when"]
    claims = dataset.claims.set_index("claim_id")[columns]
    assert {claim: tuple(row) for claim, *row in claims.itertuples()} == {
        "smith-2020-001": (2020, 2020, 2020, 18387, 18387, 18387, "5 May 2020"),
        "smith-2020-002": (2020, 2020, 2020, 18387, 18387, 18387, "5 May 2020"),
        "smith-2020-003": (2020, 2020, 2020, 18387, 18387, 18387, "5 May 2020"),
        "smith-2020-004": (2020, 2020, 2020, 18383, 18413, 18383, "May 2020"),
        "herald-2021-strike-001": (2020, 2020, 2020, 18262, 18627, 18262, "2020"),
        "herald-2021-strike-002": (2015, 2017, 2015, 16436, 17531, 16436, "2015–2017"),
        "herald-2021-strike-003": (UNDATED, UNDATED, UNDATED, NO_DAY, NO_DAY, NO_DAY, ""),
        "herald-2021-strike-004": (2021, OPEN_END, 2021, 18628, LATEST, 18628, "from 2021"),
    }


def test_a_claim_carries_the_outlet_and_the_year_of_publication_of_its_source(
    folders: Folders,
) -> None:
    small.change(folders[0], "sources", "smith-2020", published="2020-12/2021-02")
    small.change(
        folders[0], "sources", "herald-2021-strike", published="", published_basis="unknown"
    )
    claims = small.loaded(folders).claims.set_index("claim_id")
    years = ["published_first_year", "published_last_year", "published_year"]
    assert list(claims.loc["smith-2020-001", years]) == [2020, 2021, 2020]
    assert list(claims.loc["herald-2021-strike-001", years]) == [UNDATED] * 3
    assert claims.loc["smith-2020-001", "outlet"] == "Daily Paper"
    assert claims.loc["herald-2021-strike-001", "outlet"] == ""


def test_the_origin_of_a_claim_is_the_party_it_goes_back_to(folders: Folders) -> None:
    parties = (
        ("Envoy", "person", "League"),
        ("League", "intergovernmental", ""),
        ("Press office", "organisation", "Reds"),
        ("Professor", "person", "Think Tank"),
        ("Reporter", "person", "Daily Paper"),
        ("Think Tank", "research body", "Government of Kabul"),
    )
    small.add(
        folders[0],
        "actors",
        *({"actor": name, "kind": kind, "affiliation": of} for name, kind, of in parties),
    )
    origins = {
        "Amin Gul": "Reds",
        "Kabul officials (unnamed)": "Government of Kabul",
        "Envoy": "League",
        "The Herald": "The Herald",
        "Reds": "Reds",
        "Government of Kabul": "Government of Kabul",
        "Experts (unnamed)": "Experts (unnamed)",
        "Reporter": "Reporter",
        "Professor": "Professor",
        "Think Tank": "Think Tank",
        "Press office": "Press office",
        "": "smith-2020",
    }
    with_speakers(folders, [{"speaker": speaker} for speaker in origins])
    claims = small.loaded(folders).claims.set_index("speaker")
    claims = claims[claims["claim_id"].str.contains("-1[0-9][0-9]$")]
    assert dict(claims["origin"]) == origins


def with_speakers(folders: Folders, claims: list[Row]) -> None:
    """More claims like the last one, numbered from 101, with these cells."""
    last = small.TABLES["claims"][-1]
    ids = [f"smith-2020-{number}" for number in range(101, 101 + len(claims))]
    rows = [last | cells | {"claim_id": key} for key, cells in zip(ids, claims, strict=True)]
    small.add(folders[0], "claims", *rows)


def names_of(dataset: Dataset, name: str) -> list[str]:
    """The one name of each claim numbered from 101, in the order of the numbers."""
    of = dataset.members[name]
    names = dict(zip(of.rows.tolist(), (of.names[code] for code in of.codes), strict=True))
    ids = dataset.claims["claim_id"]
    added = sorted(ids[ids.str.contains("-1[0-9][0-9]$")])
    return [names[dataset.row(claim_id)] for claim_id in added]


def members(dataset: Dataset, name: str) -> dict[str, list[str]]:
    """Names, each with the ids of its claims."""
    found: dict[str, list[str]] = {}
    of = dataset.members[name]
    for row, code in zip(of.rows, of.codes, strict=True):
        found.setdefault(of.names[code], []).append(dataset.claims["claim_id"][row])
    assert sorted(found) == list(of.names)
    return {key: sorted(ids) for key, ids in found.items()}


def test_a_claim_of_several_groups_is_a_member_of_each_and_one_of_none_is_not_stated(
    dataset: Dataset,
) -> None:
    assert members(dataset, "group") == {
        words.NOT_STATED: ["herald-2021-strike-004"],
        "Blues": ["herald-2021-strike-002"],
        "Reds": sorted(set(dataset.claims["claim_id"]) - {"herald-2021-strike-004"}),
    }


def test_claims_are_members_of_their_outlet_kind_and_topic(dataset: Dataset) -> None:
    of_smith = [f"smith-2020-00{number}" for number in range(1, 5)]
    of_herald = [f"herald-2021-strike-00{number}" for number in range(1, 5)]
    assert members(dataset, "outlet") == {
        words.NOT_STATED: of_herald,
        "Daily Paper": of_smith,
    }
    assert members(dataset, "kind")["denial"] == ["smith-2020-003"]
    assert members(dataset, "topic")["strength"] == ["herald-2021-strike-002", "smith-2020-004"]
    for name in ("outlet", "kind", "topic"):
        assert sorted(dataset.members[name].rows) == list(range(8))


def test_disputes_stand_under_both_claims_with_the_parties_on_the_other_side(
    dataset: Dataset,
) -> None:
    ids = dataset.claims["claim_id"]
    linked = {ids[row]: ids[dataset.disputes.of(row)].tolist() for row in range(len(ids))}
    assert {claim: others for claim, others in linked.items() if others} == {
        "herald-2021-strike-001": ["smith-2020-001", "smith-2020-003"],
        "smith-2020-001": ["herald-2021-strike-001", "smith-2020-003"],
        "smith-2020-003": ["herald-2021-strike-001", "smith-2020-001"],
    }
    assert dataset.disputed.tolist() == [bool(linked[claim]) for claim in ids]
    named = dict(zip(ids, dataset.disputed_by, strict=True))
    assert named["smith-2020-003"] == "The Herald; Kabul officials (unnamed)"
    assert named["smith-2020-004"] == ""


def test_every_span_points_at_the_quote_in_its_article(dataset: Dataset) -> None:
    for claim in dataset.claims.itertuples():
        text = dataset.articles[claim.source_id].text
        assert text[claim.start : claim.end] == claim.quote


def test_every_passage_without_a_claim_has_its_span_and_is_known_by_its_id(
    dataset: Dataset,
) -> None:
    passages = dataset.no_claim
    assert list(passages.index) == ["herald-2021-strike-p001", "smith-2020-p001"]
    for passage in passages.itertuples():
        text = dataset.articles[passage.source_id].text
        assert text[passage.start : passage.end] == passage.quote


def test_the_span_of_repeated_words_without_a_claim_is_at_the_occurrence_that_is_meant(
    folders: Folders,
) -> None:
    small.change(
        folders[0], "no_claim", "herald-2021-strike-p001", quote="lost ground", occurrence="2"
    )
    passages = small.loaded(folders).no_claim
    start = small.SECOND_ARTICLE.rindex("lost ground")
    assert passages.at["herald-2021-strike-p001", "start"] == start


def test_the_readme_beside_the_tables_is_kept_and_may_be_missing(folders: Folders) -> None:
    assert small.loaded(folders).guide == ""
    (folders[0] / "README.md").write_bytes("# Tables – “all”\n".encode() + b"\xff")
    tables, found = read.read(*folders)
    assert found == []
    assert tables.guide == derive.dataset(tables).guide == "# Tables – “all”\n\ufffd"


def test_the_span_of_a_repeated_quote_is_at_the_occurrence_that_is_meant(
    folders: Folders,
) -> None:
    small.change(
        folders[0], "claims", "herald-2021-strike-002", quote="lost ground", occurrence="2"
    )
    claims = small.loaded(folders).claims.set_index("claim_id")
    text = small.SECOND_ARTICLE
    assert claims.loc["herald-2021-strike-002", "start"] == text.rindex("lost ground")


def test_an_article_is_its_own_lines_of_the_file_and_no_others(dataset: Dataset) -> None:
    article = dataset.articles["smith-2020"]
    assert article.text == small.FIRST_ARTICLE.removesuffix("\nFollow the author")
    assert article.first_line == 1
    assert set(dataset.articles) == {"smith-2020", "herald-2021-strike"}


def test_two_articles_in_one_file_each_have_their_own_lines_and_spans(folders: Folders) -> None:
    small.change(folders[0], "sources", "herald-2021-strike", last_line="3")
    times = {"source_id": "times-2022"}
    lines = {"file": "second.txt", "first_line": "4", "last_line": "4"}
    small.add(folders[0], "sources", times | lines)
    small.add(
        folders[0], "claims", times | {"claim_id": "times-2022-001", "quote": "experts warned"}
    )
    path = folders[0] / "claims.csv"
    rows = [line for line in path.read_text().splitlines(keepends=True) if "strike-004" not in line]
    path.write_text("".join(rows))
    dataset = small.loaded(folders)
    article = dataset.articles["times-2022"]
    assert (article.text, article.first_line) == ("The Reds may strike again, experts warned.", 4)
    claim = dataset.claims.iloc[dataset.row("times-2022-001")]
    assert article.text[claim["start"] : claim["end"]] == "experts warned"


def test_figures_are_numbers_and_open_bounds_are_missing_not_zero(dataset: Dataset) -> None:
    claims = dataset.claims.set_index("claim_id")
    assert claims.loc["smith-2020-001", "low"] == 13
    assert pd.isna(claims.loc["smith-2020-001", "high"])
    assert list(claims.loc["smith-2020-004", ["low", "high"]]) == [1500, 2200]
    assert pd.isna(claims.loc["smith-2020-003", "low"])


def test_a_claim_points_at_the_row_of_its_incident_or_at_none(dataset: Dataset) -> None:
    incidents = [
        dataset.incidents.index[row] if row >= 0 else "" for row in dataset.claims["incident"]
    ]
    assert incidents == list(dataset.claims["incident_id"])
    assert incidents.count("") == 2


def test_incidents_have_coordinates_as_numbers_and_printed_dates(dataset: Dataset) -> None:
    attack = dataset.incidents.loc["2020-05-05-kabul-attack"]
    assert (attack["latitude"], attack["longitude"]) == (34.5281, 69.1723)
    assert (attack["when"], attack["year"]) == ("5 May 2020", 2020)
    founding = dataset.incidents.loc["undated-reds-founding"]
    assert pd.isna(founding["latitude"])
    assert (founding["when"], founding["year"]) == ("", UNDATED)


def test_claims_are_searched_in_statement_quote_and_speaker_as_plain_words(
    dataset: Dataset,
) -> None:
    row = dataset.claims.iloc[dataset.row("smith-2020-003")]
    assert row["searchable"] == (
        " amin gul of the reds denied that they were there \n we were not there \n amin gul "
    )


def test_a_casebook_without_incidents_is_loaded(folders: Folders) -> None:
    for claim in small.TABLES["claims"]:
        small.change(folders[0], "claims", claim["claim_id"], incident_id="")
    header = ",".join(schema.columns("incidents"))
    (folders[0] / "incidents.csv").write_text(f"{header}\n", encoding="utf-8")
    dataset = small.loaded(folders)
    assert dataset.incidents.empty
    assert set(dataset.claims["incident"]) == {-1}


def test_making_a_dataset_leaves_the_tables_as_they_were(folders: Folders) -> None:
    tables, _ = read.read(*folders)
    before = {name: frame.copy() for name, frame in tables.frames.items()}
    derive.dataset(tables)
    for name, frame in tables.frames.items():
        pd.testing.assert_frame_equal(frame, before[name])


# Who speaks, and through how many intermediaries


def with_parties(folders: Folders) -> None:
    parties = (
        ("Blue fighters (unnamed)", "unnamed", "Blues"),
        ("Clerk (unnamed)", "unnamed", "League"),
        ("Envoy", "person", "League"),
        ("League", "intergovernmental", ""),
        ("Mayor", "person", "Government of Kabul"),
        ("Professor", "person", "Think Tank"),
        ("Red fighters (unnamed)", "unnamed", "Reds"),
        ("Relief", "organisation", ""),
        ("Relief worker", "person", "Relief"),
        ("Reporter", "person", "Daily Paper"),
        ("Researchers (unnamed)", "unnamed", "Think Tank"),
        ("Reds of the North", "armed group", ""),
        ("Think Tank", "research body", ""),
        ("Witness", "person", ""),
    )
    small.add(
        folders[0],
        "actors",
        *({"actor": name, "kind": kind, "affiliation": of} for name, kind, of in parties),
    )


RUNGS: list[tuple[str, Row, str]] = [
    ("Reds", {"groups": "Reds"}, "the group itself"),
    ("Amin Gul", {"groups": "Reds"}, "the group itself"),
    ("Red fighters (unnamed)", {"groups": "Reds"}, "the group itself"),
    ("Reds", {"groups": "Blues; Reds"}, "the group itself"),
    ("Amin Gul", {"groups": "Reds; Reds of the North"}, "the group itself"),
    ("Blues", {"groups": "Reds"}, "another armed group"),
    ("Amin Gul", {"groups": "Blues"}, "another armed group"),
    ("Blue fighters (unnamed)", {"groups": "Reds"}, "another armed group"),
    ("Reds", {"groups": "Reds of the North"}, "another armed group"),
    ("Reds of the North", {"groups": "Reds"}, "another armed group"),
    ("Government of Kabul", {}, "government, named"),
    ("Mayor", {}, "government, named"),
    ("Kabul officials (unnamed)", {}, "government, unnamed"),
    ("League", {}, "intergovernmental"),
    ("Envoy", {}, "intergovernmental"),
    ("Clerk (unnamed)", {}, "intergovernmental"),
    ("Think Tank", {}, "research body or expert"),
    ("Professor", {}, "research body or expert"),
    ("Researchers (unnamed)", {}, "research body or expert"),
    ("The Herald", {}, "outlet"),
    ("Reporter", {}, "outlet"),
    ("Witness", {}, "witness or other person"),
    ("Relief", {}, "witness or other person"),
    ("Relief worker", {}, "witness or other person"),
    ("Experts (unnamed)", {}, "not attributed"),
    ("Witness", {"kind": "denial"}, "witness or other person"),
    *(
        ("", {"kind": kind}, "the author")
        for kind in ("report", "allegation", "assessment", "warning", "opinion")
    ),
    *(("", {"kind": kind}, "not attributed") for kind in ("estimate", "denial", "responsibility")),
]


def test_a_claim_stands_on_the_rung_of_the_party_that_speaks(folders: Folders) -> None:
    with_parties(folders)
    allegation = {"kind": "allegation", "groups": ""}
    with_speakers(folders, [allegation | cells | {"speaker": name} for name, cells, _ in RUNGS])
    found = names_of(small.loaded(folders), "attribution")
    wrong = [(*case, rung) for case, rung in zip(RUNGS, found, strict=True) if case[2] != rung]
    assert wrong == []


def test_rungs_stand_in_the_order_of_the_ladder_without_those_that_nobody_stands_on(
    dataset: Dataset,
) -> None:
    of = dataset.members["attribution"]
    held = [
        "the group itself",
        "government, unnamed",
        "outlet",
        "the author",
        "not attributed",
    ]
    assert list(of.names) == [rung for rung in schema.ATTRIBUTIONS if rung in held] == held
    assert of.rows.tolist() == list(range(len(dataset.claims)))


def test_a_claim_has_passed_through_its_speaker_and_everyone_between(folders: Folders) -> None:
    cells = [
        {"speaker": "", "via": ""},
        {"speaker": "Reds", "via": ""},
        {"speaker": "Reds", "via": "The Herald"},
        {"speaker": "Reds", "via": "Daily Paper > The Herald"},
        {"speaker": "Reds", "via": "Daily Paper > The Herald > Blues"},
    ]
    with_speakers(folders, cells)
    dataset = small.loaded(folders)
    assert names_of(dataset, "intermediaries") == [
        "no speaker named",
        "quoted directly",
        "via one party",
        "via several parties",
        "via several parties",
    ]
    assert dataset.members["intermediaries"].names == schema.INTERMEDIARIES
    chain = dataset.claims.set_index("claim_id")["chain"]
    assert [chain[f"smith-2020-{number}"] for number in range(101, 106)] == [0, 1, 2, 3, 4]


def test_claims_are_found_by_the_origin_that_they_go_back_to(dataset: Dataset) -> None:
    of = dataset.members["origin"]
    assert of.names == (
        "Experts (unnamed)",
        "Government of Kabul",
        "Reds",
        "The Herald",
        "herald-2021-strike",
        "smith-2020",
    )
    assert of.rows.tolist() == list(range(len(dataset.claims)))
    assert [of.names[code] for code in of.codes] == dataset.claims["origin"].tolist()


@pytest.mark.filterwarnings("error")
def test_claims_of_which_none_disputes_another_are_loaded_without_a_warning(
    folders: Folders,
) -> None:
    small.unrelated(folders[0])
    dataset = small.loaded(folders)
    assert dataset.disputed_by.tolist() == [""] * len(dataset.claims)
    assert not dataset.disputed.any()


def test_a_claim_is_found_by_its_id_and_what_is_none_is_not(dataset: Dataset) -> None:
    ids = dataset.claims["claim_id"]
    assert [dataset.row(claim_id) for claim_id in ids] == list(range(len(ids)))
    assert [dataset.row(claim_id) for claim_id in ("", "a", "smith-2020-0015", "z")] == [None] * 4


def test_no_array_of_a_dataset_can_be_written_to(dataset: Dataset) -> None:
    arrays = [dataset.by_id, dataset.disputed, dataset.reading_order, dataset.codes("kind")]
    of = [array for members in dataset.members.values() for array in (members.rows, members.codes)]
    assert not any(array.flags.writeable for array in (*arrays, *of, dataset.disputes.others))


# Held against slow and obvious ways, on made-up tables


def rows_of(tables: Tables) -> dict[str, Row]:
    """The claims of the file by their ids."""
    return {row["claim_id"]: row for row in tables.frames["claims"].to_dict("records")}


@GENERATED
@given(generated.tables())
def test_claims_stand_in_the_order_of_listings_and_of_reading(tables: Tables) -> None:
    dataset = derive.dataset(tables)
    claims = dataset.claims.to_dict("records")

    def day(claim: dict[str, Any]) -> str:
        first, last = dates.bounds(claim["date"]) if claim["date"] else ("", "")
        return last if first == dates.OPEN_START_DAY else first

    def reading(claim: dict[str, Any]) -> tuple[str, int, str]:
        return claim["source_id"], claim["start"], claim["claim_id"]

    assert claims == sorted(sorted(claims, key=reading), key=day, reverse=True)
    assert [claims[row] for row in dataset.reading_order] == sorted(claims, key=reading)
    assert [dataset.reading_rank[row] for row in dataset.reading_order] == list(range(len(claims)))
    assert [claims[row]["claim_id"] for row in dataset.by_id] == list(rows_of(tables))


@GENERATED
@given(generated.tables())
def test_every_cell_stays_and_every_quote_is_where_it_is_found(tables: Tables) -> None:
    dataset, rows = derive.dataset(tables), rows_of(tables)
    for claim in dataset.claims.to_dict("records"):
        row = rows[claim["claim_id"]]
        text = {*schema.columns("claims")} - {"low", "high"}
        assert {column: claim[column] for column in text} == {col: row[col] for col in text}
        nth = int(row["occurrence"]) if row["occurrence"] else None
        span = evidence.find(dataset.articles[row["source_id"]].text, row["quote"], nth)
        assert (claim["start"], claim["end"]) == (span.start, span.end)
        for bound in ("low", "high"):
            assert claim[bound] == float(row[bound]) if row[bound] else pd.isna(claim[bound])
        ids = [*dataset.incidents.index, ""]
        assert ids[claim["incident"]] == row["incident_id"]
        assert claim["outlet"] == dataset.sources.at[row["source_id"], "outlet"]


def rung(row: Row, actors: dict[str, Row]) -> str:
    """The rung of attribution, by the words of the codebook."""
    of_groups = {"armed group": "another armed group", "government": "government, named"}
    rungs = of_groups | {
        "intergovernmental": "intergovernmental",
        "research body": "research body or expert",
        "outlet": "outlet",
    }
    if not row["speaker"]:
        nobody = row["kind"] in {"estimate", "denial", "responsibility"}
        return "not attributed" if nobody else "the author"
    speaker = actors[row["speaker"]]
    affiliated = speaker["kind"] in {"person", "unnamed"}
    party = speaker.get("affiliation", "") if affiliated else row["speaker"]
    if speaker["kind"] == "unnamed" and not party:
        return "not attributed"
    if party in schema.split_values(row["groups"]):
        return "the group itself"
    kind = actors[party]["kind"] if party else ""
    if kind == "government" and speaker["kind"] == "unnamed":
        return "government, unnamed"
    return rungs.get(kind, "witness or other person")


@GENERATED
@given(generated.tables())
def test_members_are_those_that_each_row_names(tables: Tables) -> None:
    dataset, rows = derive.dataset(tables), rows_of(tables)
    actors = {row["actor"]: row for row in small.TABLES["actors"]}
    sources = dataset.sources
    named = {
        "group": lambda row: schema.split_values(row["groups"]),
        "kind": lambda row: [row["kind"]],
        "outlet": lambda row: [sources.at[row["source_id"], "outlet"]],
        "attribution": lambda row: [rung(row, actors)],
    }
    for name, names in named.items():
        of = dataset.members[name]
        ids = dataset.claims["claim_id"]
        found = [(ids[row], of.names[code]) for row, code in zip(of.rows, of.codes, strict=True)]
        expected = [
            (claim_id, value or words.NOT_STATED)
            for claim_id in ids
            for value in (names(rows[claim_id]) or [""])
        ]
        assert found == expected
        assert set(of.names) == {value for _, value in expected}
    for name in ("group", "kind", "outlet"):
        assert list(dataset.members[name].names) == sorted(dataset.members[name].names)


@GENERATED
@given(generated.tables())
def test_claims_are_linked_whichever_of_the_two_names_the_other(tables: Tables) -> None:
    dataset, rows = derive.dataset(tables), rows_of(tables)
    claims = dataset.claims["claim_id"].tolist()
    said = tables.frames["relations"].to_dict("records")
    for position, claim in enumerate(claims):
        mine = [row for row in said if claim in (row["claim_id"], row["other_id"])]
        of = {row["claim_id"] if row["other_id"] == claim else row["other_id"]: row for row in mine}
        assert [claims[row] for row in dataset.related.of(position)] == sorted(of)
        assert dataset.related.places_of(position).tolist() == [
            said.index(of[other]) for other in sorted(of)
        ]
        others = sorted(other for other in of if of[other]["relation"] == "disputes")
        assert [claims[row] for row in dataset.disputes.of(position)] == others
        speakers = [
            rows[other]["speaker"] or dataset.sources["own_voice"][rows[other]["source_id"]]
            for other in others
        ]
        assert dataset.disputed_by[position] == schema.SEPARATOR.join(dict.fromkeys(speakers))
