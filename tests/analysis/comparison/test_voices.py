"""Who speaks, and how it is said."""

from casebook.analysis.comparison import voices
from casebook.charts import theme
from casebook.tables import schema
from tests.analysis.comparison.made import (
    OFFICIALS,
    SPOKESMAN,
    at,
    claim,
    count,
    incident,
    made,
    why,
)


def test_an_author_speaks_under_a_name_of_their_own() -> None:
    dataset = made(claim("a-001"), claim("a-002", SPOKESMAN), claim("b-001"))
    a, spokesman, b = at(dataset, "a-001", "a-002", "b-001")
    assert voices.voice(dataset, a) == "A Writer (author)"
    assert voices.voice(dataset, b) == "B Writer (author)"
    assert voices.voice(dataset, spokesman) == SPOKESMAN


def test_an_author_is_named_in_a_few_words() -> None:
    several = {"author": "Jo, Mo, Bo"}
    unsigned = {"author": "", "title": "The raid"}
    dataset = made(
        claim("a-001"),
        claim("a-002", "Greens"),
        claim("b-001"),
        claim("c-001"),
        b=several,
        c=unsigned,
    )
    assert [voices.author(dataset, source_id) for source_id in "abc"] == [
        "A Writer (author)",
        "Jo and others (authors)",
        "an unsigned article of Weekly",
    ]


def test_two_articles_of_one_name_keep_voices_of_their_own() -> None:
    same = {"author": "Jo", "title": ""}
    dataset = made(claim("a-001"), claim("b-001"), a=same, b=same)
    found = [voices.voice(dataset, row) for row in at(dataset, "a-001", "b-001")]
    assert found == ["Jo (author of a)", "Jo (author of b)"]
    assert why(dataset, "a-001") == "Only Jo 2021: a reports this."


def test_a_figure_is_said_as_written_with_its_unit() -> None:
    dataset = made(
        count("a-001", "Greens", 10, 20, figure="ten to twenty"),
        count("a-002", "Greens", 10, 20, unit="other"),
        claim("a-003", "Greens", statement="All is well."),
    )
    assert [voices.said(dataset, row) for row in at(dataset, "a-001", "a-002", "a-003")] == [
        "“ten to twenty” fighters",
        "“10 to 20”",
        "All is well",
    ]


def test_a_person_is_of_the_sort_of_party_for_which_they_speak() -> None:
    expected = {
        "": "the author",
        "Greens": "armed group",
        SPOKESMAN: "armed group",
        OFFICIALS: "government",
        "Institute": "research body",
        "A Fellow": "research body",
        "A Witness": "person",
        "Somebody (unnamed)": "unnamed",
        "Weekly": "outlet",
        "Green Radio": "outlet",
    }
    ids = {speaker: f"a-{number:03d}" for number, speaker in enumerate(expected)}
    dataset = made(*(claim(claim_id, speaker) for speaker, claim_id in ids.items()))
    assert {
        speaker: voices.party(dataset, *at(dataset, claim_id)) for speaker, claim_id in ids.items()
    } == expected


def test_every_sort_of_party_has_a_colour() -> None:
    assert set(theme.PARTIES) == {*schema.ACTOR_KINDS, voices.AUTHOR}
    assert len(set(theme.PARTIES.values())) == len(theme.PARTIES)


def test_a_claim_was_said_by_the_day_of_its_article_or_of_the_statement() -> None:
    cases = [
        ("2021-04-01", None, "2021-04-01"),
        ("2021-04", None, "2021-04-30"),
        ("2021", None, "2021-12-31"),
        ("2021-04/2021-06", None, "2021-06-30"),
        ("2021/..", None, ""),
        ("", None, ""),
        ("2021-04-01", {"kind": "statement", "date": "2021-03-05"}, "2021-03-05"),
        ("2021-04-01", {"kind": "statement", "date": "2021"}, "2021-04-01"),
        ("", {"kind": "statement", "date": "2021-03"}, "2021-03-31"),
        ("2021-04-01", {"kind": "statement", "date": "2021/.."}, "2021-04-01"),
        ("", {"kind": "statement", "date": ""}, ""),
        ("2021-04-01", {"kind": "attack", "date": "2021-03-05"}, "2021-04-01"),
        ("", {"kind": "attack", "date": "2021-03-05"}, ""),
    ]
    sources, incidents, rows = {}, [], []
    for number, (published, about, _) in enumerate(cases):
        source_id = f"{chr(ord('a') + number)}"
        basis = "stated" if published else "unknown"
        sources[source_id] = {"published": published, "published_basis": basis}
        if about:
            basis = "stated" if about["date"] else ""
            incidents.append(incident(f"undated-{source_id}", **about, date_basis=basis))
        incident_id = f"undated-{source_id}" if about else ""
        rows.append(claim(f"{source_id}-001", "Greens", incident_id=incident_id))
    dataset = made(*rows, incidents=tuple(incidents), **sources)
    found = [voices.said_on(dataset, *at(dataset, row["claim_id"])) for row in rows]
    assert found == [said for _, _, said in cases]
