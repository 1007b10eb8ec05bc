import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.tables import text_folding

LETTERS = "İIıßΣς’“—\xa0ŉéE\u0301가"
ANY_TEXT = st.text() | st.text(st.characters(exclude_categories=[])) | st.text(LETTERS)


@settings(max_examples=100)
@given(ANY_TEXT)
def test_folded_text_is_as_long_as_the_text_and_folds_letter_for_letter(text: str) -> None:
    folded = text_folding.folded(text)
    assert len(folded) == len(text)
    assert folded == "".join(map(text_folding.folded, text))
    assert text_folding.folded(folded) == folded


@settings(max_examples=100)
@given(ANY_TEXT)
def test_a_letter_folds_as_its_accent_and_capital_are_taken_away(text: str) -> None:
    for letter, folded in zip(text, text_folding.folded(text), strict=True):
        base, *marks = unicodedata.normalize("NFD", letter)
        plain = base if all(map(unicodedata.combining, marks)) else letter
        plain = plain.translate(text_folding.LOOKALIKES)
        assert folded == (plain.lower() if len(plain.lower()) == 1 else plain)


def test_folded_text_is_lower_case_with_plain_marks_dashes_and_spaces() -> None:
    assert text_folding.folded("‘A’ “B” C–D—E‑F\xa0G") == "'a' \"b\" c-d-e-f g"


def test_accents_fold_away_but_letters_of_their_own_stay() -> None:
    assert text_folding.folded("Rosselló İSTANBUL Çay Ṩ Ñandú") == "rossello istanbul cay s nandu"
    assert text_folding.folded("한국 Straße Łódź") == "한국 straße łodz"


def test_a_letter_and_its_accent_apart_are_found_by_the_letter_that_unicode_has_for_both() -> None:
    apart = unicodedata.normalize("NFD", "Rosselló")
    assert text_folding.folded(text_folding.composed(apart)) == "rossello"
