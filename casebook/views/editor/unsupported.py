"""Which numbers of a draft no claim has that is cited beside them, as the editor shows it."""

from casebook.briefing.draft import Draft
from casebook.briefing.draft_check import LONGEST_DRAFT, CheckError
from casebook.tables.dataset import Dataset
from casebook.views import cached

Pieces = list[tuple[str, str]]


def told(dataset: Dataset, written: Draft) -> list[Pieces]:
    """The key judgement and paragraphs that have such numbers, each in pieces with a why or none.

    The pieces of a text are the text. Of a draft of more than LONGEST_DRAFT characters the first
    so many are looked through.
    """
    texts = [written.judgement, *(one.text for one in written.items if one.kind == "paragraph")]
    found, room = [], LONGEST_DRAFT
    for text in dict.fromkeys(texts):
        room -= len(text)
        if room < 0:
            break
        try:
            places = cached.unsupported_numbers(dataset, text) if text else ()
        except CheckError:
            continue
        if places:
            found.append(_pieces(text, places))
    return found


def _pieces(text: str, places: tuple[tuple[int, int, str], ...]) -> Pieces:
    pieces, at = [], 0
    for start, end, why in places:
        if start >= at:
            pieces += [(text[at:start], ""), (text[start:end], why)]
            at = end
    return [(words, why) for words, why in [*pieces, (text[at:], "")] if words]
