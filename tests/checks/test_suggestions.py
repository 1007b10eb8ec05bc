import difflib

from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.checks import suggestions


def test_a_near_miss_is_answered_with_the_nearest_name_as_it_is_written() -> None:
    for name, hint in (
        ("Talliban", ": did you mean 'Taliban'?"),
        ("taliban", ": did you mean 'Taliban'?"),
        ("Zebra", ""),
        ("", ""),
    ):
        assert suggestions.did_you_mean(name, ["Taliban", "ISIS-K", "SDF", ""]) == hint


@settings(max_examples=25)
@given(st.lists(st.text("abc-", min_size=1, max_size=5), unique=True), st.text("abc-", max_size=5))
def test_of_few_names_every_one_is_compared(names: list[str], name: str) -> None:
    expected = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    assert suggestions.finder(names)(name) == (expected[0] if expected else None)


def test_of_many_names_those_next_in_the_alphabet_are_compared() -> None:
    nearest = suggestions.finder(f"person-{number:06}" for number in range(50_000))
    assert nearest("person-042000x") == "person-042000"
    assert nearest("Zebra") is None
