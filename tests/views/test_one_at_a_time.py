"""Pages that are drawn one after another."""

import threading

import pytest

from casebook.views import one_at_a_time


def outcome(
    wait: float, monkeypatch: pytest.MonkeyPatch, *, patience: float = 0.3
) -> tuple[bool, bool]:
    """Whether a second page is drawn while the first still is, and once the first is done."""
    monkeypatch.setattr(one_at_a_time, "LONGEST_WAIT", wait)
    second = threading.Event()

    @one_at_a_time.in_turn()
    def draw() -> None:
        second.set()

    thread = threading.Thread(target=draw)
    with one_at_a_time.in_turn():
        thread.start()
        beside = second.wait(patience)
    thread.join()
    return beside, second.is_set()


def test_a_page_waits_until_the_one_before_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    assert outcome(60, monkeypatch) == (False, True)


def test_a_page_does_not_wait_for_ever_for_a_slow_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert outcome(0.01, monkeypatch, patience=20) == (True, True)


def test_a_page_that_fails_lets_the_next_be_drawn_and_a_part_of_a_page_is_in_its_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(ZeroDivisionError), one_at_a_time.in_turn(), one_at_a_time.in_turn():
        raise ZeroDivisionError
    monkeypatch.setattr(one_at_a_time, "LONGEST_WAIT", 60)
    done = threading.Event()

    @one_at_a_time.in_turn()
    def draw() -> None:
        done.set()

    thread = threading.Thread(target=draw, daemon=True)
    thread.start()
    assert done.wait(10)


def test_a_page_lets_others_be_drawn_while_another_program_works_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(one_at_a_time, "LONGEST_WAIT", 60)
    begun, order = threading.Event(), []

    @one_at_a_time.in_turn()
    def draw() -> None:
        order.append("other")
        begun.set()

    thread = threading.Thread(target=draw)
    with one_at_a_time.in_turn():
        thread.start()
        with one_at_a_time.out_of_turn():
            assert begun.wait(10)
        order.append("own")
    thread.join()
    assert order == ["other", "own"]
    with one_at_a_time.out_of_turn():
        pass
    assert outcome(60, monkeypatch) == (False, True)
