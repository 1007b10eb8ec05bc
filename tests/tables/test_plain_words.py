import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.tables import plain_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", " "),
        ("The Reds’ men — 1,500 of them.", " the reds men 1500 of them "),
        ("1,234,567; 1,23; 12,3456; 1.5; 2020.", " 1234567 1 23 12 3456 1.5 2020 "),
        ("1\u202f500, 1\u2009500, 1\xa0500, 1’500, 20 500", " 1500 1500 1500 1500 20 500 "),
        ("U.S.-led, e.g. A.B.C. and a.bc", " US led eg ABC and a bc "),
        ("coalition’s O’Brien 'quoted'", " coalition's obrien quoted "),
        ("ISIS-K, IS-K - and -IS", " isis-k IS-k and IS "),
        ("IS is Is UN's UNO WITH G7", " IS is is UN's UNO with g7 "),
        ("Łódź İstanbul Da‘esh داعِش ١٢", " lodz istanbul daesh داعش 12 "),
        ("two\nlines\x1ehere", " two lines here "),
        ("\ud800 co\xadoperation", " cooperation "),
    ],
)
def test_a_text_becomes_plain_words(text: str, expected: str) -> None:
    assert plain_words.plain(text).text == expected


@given(st.lists(st.text(), min_size=1, max_size=9), st.integers(1, 3))
def test_many_texts_become_what_each_becomes_alone(texts: list[str], columns: int) -> None:
    rows = plain_words.searchable([texts] * columns)
    alone = [plain_words.plain(unicodedata.normalize("NFC", text)).text for text in texts]
    assert rows == ["\n".join([one] * columns) for one in alone]
    for together, text in zip(plain_words.plains(texts), texts, strict=True):
        by_itself = plain_words.plain(text)
        assert together.text == by_itself.text
        assert together.places.tolist() == by_itself.places.tolist()


@given(st.text())
def test_each_character_is_known_by_where_it_stands_in_the_text(text: str) -> None:
    plain = plain_words.plain(text)
    assert len(plain.places) == len(plain.text)
    assert (plain.places[1:] > plain.places[:-1]).all()
    for place, letter in enumerate(plain.text):
        if letter.isascii() and letter.isalnum():
            start, end = plain.span(place, place + 1)
            own = unicodedata.normalize("NFKD", text[start:end])
            assert letter.lower() in own.lower() or not own.isascii()
