"""What holds for any casebook; the fast way is held to the slow one."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.analysis.comparison import (
    chart_frames,
    explanation,
    figures,
    linked_pairs,
    sides,
    subjects,
    verdict,
)
from casebook.analysis.comparison.subjects import DISPUTE
from casebook.analysis.comparison.verdict import CONFLICT
from tests.analysis.comparison.casebooks import of, rows_of_claims
from tests.analysis.comparison.made import (
    Row,
    all_rows,
    claim,
    copied,
    count,
    disputed_ids,
    every_subject,
    made,
    names,
    state,
    tuples,
    unrelated,
)
from tests.analysis.comparison.slow import Slow

some = settings(max_examples=8)
COUNTS = ["pairs", "claims", "articles", "outlets", "origins"]
IN_ALL = ["claims", "articles", "outlets", "origins"]


@settings(max_examples=25)
@given(rows_of_claims(), st.data())
def test_subjects_states_pairs_and_counts_are_those_of_the_slow_way(
    rows: list[Row], data: st.DataObject
) -> None:
    dataset = of(rows)
    slow = Slow(dataset)
    found = every_subject(dataset)
    expected = slow.subjects()
    assert [[*subject.rows] for subject in found] == expected
    chosen = data.draw(st.sets(st.sampled_from(all_rows(dataset))), label="selected rows")
    for selected in ({*all_rows(dataset)}, chosen):
        overview = verdict.overview(dataset, np.array(sorted(selected), dtype=np.int64))
        by_subject = overview.set_index("position")
        kept = [[row for row in those if row in selected] for those in expected]
        assert {*by_subject.index} == {place for place, those in enumerate(kept) if those}
        for place, those in enumerate(kept):
            if those:
                assert by_subject.loc[place, COUNTS].to_dict() == slow.counts(those)
                assert by_subject.at[place, "state"] == slow.state(those)
                every = by_subject.loc[place, [f"all_{name}" for name in IN_ALL]].tolist()
                assert every == [slow.counts(expected[place])[name] for name in IN_ALL]


@settings(max_examples=12)
@given(rows_of_claims(), st.integers(1, 9))
def test_the_state_of_any_claims_is_that_of_the_slow_way(rows: list[Row], step: int) -> None:
    dataset = of(rows)
    slow = Slow(dataset)
    those = all_rows(dataset)[::step]
    found = verdict.state(dataset, those)
    assert (found.name, {*tuples(found.pairs)}) == (slow.state(those), slow.pairs(those))
    assert {*tuples(found.overlapping)} == slow.compared(those)["overlapping"]
    revised = slow.compared(those)["revised"] | slow.within(those, "updates")
    assert {*tuples(found.revised)} == revised
    assert {*tuples(found.tense)} == slow.within(those, "tension")
    assert explanation.why(dataset, found).endswith(".")


@some
@given(rows_of_claims(most=6))
def test_few_pairs_at_a_time_are_the_same_pairs(rows: list[Row]) -> None:
    dataset = of(rows)
    every = subjects.subjects(dataset).groups
    whole = figures.compare(dataset, every)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures, "CHUNK", 2)
        parts = figures.compare(dataset, every)
    for name in ("apart", "revised", "together"):
        one, other = getattr(whole, name), getattr(parts, name)
        assert all((a == b).all() for a, b in zip(one.columns, other.columns, strict=True))


def test_the_pairs_of_a_long_series_are_not_all_made_to_be_thrown_away() -> None:
    rows = [
        count(f"a-{month:03d}", "Greens" if month % 2 else "Ministry", month, month, date=date)
        for month, date in enumerate(
            (f"{year}-{month:02d}" for year in range(1980, 2020) for month in (1, 5, 9)), start=1
        )
    ]
    dataset = made(*rows)
    groups = subjects.subjects(dataset).groups
    enumerated = sum(
        len(one) for _, one, _ in figures._of_one_time(figures.traits(dataset), groups)
    )
    assert len(groups.rows) == 120
    assert enumerated == 0


@some
@given(rows_of_claims())
def test_a_copy_of_an_article_adds_an_article_and_no_origin_of_what_is_attributed(
    rows: list[Row],
) -> None:
    copies = [copied(row, "copy") for row in rows if row["source_id"] == "a"]
    frames = []
    for dataset in (of(rows), of([*rows, *copies])):
        attributed = np.flatnonzero(dataset.claims["speaker"] != "")
        frames.append(verdict.overview(dataset, attributed).set_index("key"))
    before, after = frames
    for key, subject in before[before["kind"] != DISPUTE].iterrows():
        assert after.at[key, "origins"] == subject["origins"]
        more = after.at[key, "articles"] - subject["articles"]
        assert more in (0, 1)
        assert (after.at[key, "claims"] > subject["claims"]) == bool(more)
        assert (after.at[key, "state"] == CONFLICT) == (subject["state"] == CONFLICT)


@some
@given(rows_of_claims(), rows_of_claims(articles="z"))
def test_a_further_claim_that_disputes_nothing_removes_no_conflict_and_breaks_no_link(
    rows: list[Row], more: list[Row]
) -> None:
    before, after = of(rows), of([*rows, unrelated(more[0])])
    for subject in every_subject(before):
        if subject.kind != DISPUTE:
            assert subject.key in subjects.subjects(after)
    found = state(before)
    if found.name == CONFLICT:
        assert disputed_ids(before, found.pairs) <= disputed_ids(after, state(after).pairs)


@some
@given(rows_of_claims(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows: list[Row], random: object) -> None:
    dataset = of(rows)
    ordered = all_rows(dataset)
    shuffled = [*ordered, *ordered[:2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found, again = verdict.state(dataset, ordered), verdict.state(dataset, iter(shuffled))
    assert found.name == again.name
    assert tuples(found.pairs) == tuples(again.pairs)
    assert explanation.why(dataset, found) == explanation.why(dataset, again)
    for frame in (chart_frames.figures, chart_frames.times):
        pd.testing.assert_frame_equal(
            frame(dataset, np.array(shuffled)), frame(dataset, np.array(ordered))
        )
    pd.testing.assert_frame_equal(
        verdict.overview(dataset, np.array(shuffled)), verdict.overview(dataset, np.array(ordered))
    )


@some
@given(rows_of_claims())
def test_no_claim_stands_twice_or_on_a_side_with_another_origin_that_disputes_it(
    rows: list[Row],
) -> None:
    dataset = of(rows)
    origin = dataset.claims["origin"]
    pairs = state(dataset).pairs
    found = sides.sides(dataset, pairs)
    placed = [row for dispute in found for side in dispute.sides for row in side]
    assert len(placed) == len(set(placed))
    assert set(placed) == {row for pair in tuples(pairs) for row in pair}
    for first, second in tuples(pairs):
        if origin.iat[first] == origin.iat[second]:
            continue
        (dispute,) = [one for one in found if first in sum(one.sides, ())]
        (side,) = [side for side in dispute.sides if first in side]
        assert second not in side
        assert second in sum(dispute.sides, ())


@some
@given(rows_of_claims())
def test_every_pair_that_is_disputed_or_in_tension_lies_in_a_subject(rows: list[Row]) -> None:
    dataset = of(rows)
    groups = subjects.subjects(dataset).groups
    for relation in ("disputes", "tension"):
        within = linked_pairs.within(dataset, groups, relation)
        assert {*tuples(within)} == Slow(dataset).said[relation]


@some
@given(rows_of_claims())
def test_every_subject_has_a_key_of_its_own_by_which_it_is_found_and_several_claims(
    rows: list[Row],
) -> None:
    dataset = of(rows)
    found = every_subject(dataset)
    assert len({subject.key for subject in found}) == len(found)
    assert all(len(subject.rows) == len(set(subject.rows)) > 1 for subject in found)
    assert [subjects.subject(dataset, subject.key) for subject in found] == found
    for row, claim_id in enumerate(names(dataset, all_rows(dataset))):
        mine = subjects.subjects_of(dataset, row)
        assert [*mine] == [subject for subject in found if row in subject.rows], claim_id


def test_nothing_is_changed_in_the_dataset() -> None:
    dataset = made(
        count("a-001", "Greens", 10, 20),
        count("b-001", "Ministry", 50, 60),
        claim("a-002", "Greens", topic="media"),
        claim("b-002", "Ministry", disputes="a-002"),
    )
    tables = ("sources", "incidents", "claims", "actors", "no_claim")
    before = {name: getattr(dataset, name).copy(deep=True) for name in tables}
    rows = np.arange(len(dataset.claims))
    for subject in every_subject(dataset):
        sides.sides(dataset, verdict.state(dataset, subject.rows).pairs)
    for frame in (chart_frames.figures(dataset, rows), chart_frames.times(dataset, rows)):
        frame.loc[:, "claim_id"] = ""
    listing = verdict.overview(dataset, rows)
    listing.loc[:, ["pairs", "title"]] = [0, ""]
    for name, table in before.items():
        pd.testing.assert_frame_equal(getattr(dataset, name), table)
    again = verdict.overview(dataset, rows)
    assert again["pairs"].all()
    assert (again["title"] != "").all()
