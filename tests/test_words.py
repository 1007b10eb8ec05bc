from casebook import words


def test_words_are_listed_with_commas_and_one_and() -> None:
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b"]) == "a and b"
    assert words.listed(iter("abc"), "or") == "a, b or c"


def test_a_number_of_things_is_one_or_several() -> None:
    counts = [words.number(count, "claim") for count in (0, 1, 2, 2000)]
    assert counts == ["0 claims", "1 claim", "2 claims", "2,000 claims"]


def test_a_verb_agrees_with_its_count() -> None:
    assert [words.agreeing(count, "is", "are") for count in (0, 1, 2)] == ["are", "is", "are"]
