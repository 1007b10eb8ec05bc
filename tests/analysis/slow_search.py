"""What a search finds, worked out slowly and plainly: word by word, cell by cell."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

import pandas as pd

from casebook.tables import schema
from casebook.tables.dataset import Dataset


def words(text: str) -> list[str]:
    """The words of a text; one that follows on a hyphen or is an apostrophe’s s begins with it."""
    text = re.sub("[’‘]", "'", unicodedata.normalize("NFKD", text))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub(r"(?<=\d)[,'](?=\d{3}(?!\w))", "", text)
    text = re.sub(r"(?<![^\W_])([A-Za-z])\.(?=[A-Za-z](?![^\W_]))", r"\1", text)
    text = re.sub(r"(?<=[^\W_])'(?=[^\W_])(?!s(?![^\W_]))", "", text, flags=re.IGNORECASE)
    found = re.findall(r"(?:(?<=[^\W_])[-'])?[^\W_]+(?:(?<=\d)\.(?=\d)\d[^\W_]*)*", text)
    return [
        word
        if len(bare(word)) in (2, 3) and bare(word).isupper() and bare(word).isalpha()
        else word.lower()
        for word in found
    ]


def bare(word: str) -> str:
    return word.lstrip("-'")


def holds(dataset: Dataset, typed: str, cells: Sequence[str]) -> bool:
    """Whether every thing typed stands in one of the cells."""
    asked = list(things(dataset, typed))
    return bool(asked) and all(any(stands(dataset, one, cell) for cell in cells) for one in asked)


def holds_any(dataset: Dataset, typed: str, text: str) -> bool:
    """Whether any thing typed stands in a text."""
    return any(stands(dataset, one, text) for one in things(dataset, typed))


def things(dataset: Dataset, typed: str) -> Iterator[tuple[str, bool]]:
    """The things typed, and of each whether it is a phrase in quotation marks; names as a whole."""
    typed = re.sub("[“”]", '"', typed)
    for phrase, loose in re.findall(r'"([^"]*)"|([^"]+)', typed):
        if words(phrase):
            yield phrase, True
        runs = [run for run in loose.split() if words(run)]
        while runs:
            length = next(
                size
                for size in range(len(runs), 0, -1)
                if size == 1 or bearers(dataset, " ".join(runs[:size]))
            )
            yield " ".join(runs[:length]), False
            runs = runs[length:]


def names(dataset: Dataset) -> dict[str, list[str]]:
    return {
        str(actor): [str(actor), *schema.split_values(aliases)]
        for actor, aliases in dataset.actors["aliases"].items()
    }


def joined(parts: Sequence[str]) -> str:
    return "".join(map(bare, parts))


def bearers(dataset: Dataset, name: str) -> list[str]:
    parts = words(name)
    wanted = joined(parts[:-1] if parts[-1:] == ["'s"] else parts).lower()
    return [
        actor
        for actor, own in names(dataset).items()
        if any(joined(words(one)).lower() == wanted for one in own)
    ]


def stands(dataset: Dataset, thing: tuple[str, bool], text: str) -> bool:
    typed, quoted = thing
    parts = words(typed)
    known = [] if quoted else bearers(dataset, typed)
    capitals = len(parts) == 1 and parts[0].isupper() and len(parts[0]) > 1
    exact = capitals and (bool(known) or parts[0] in vocabulary(dataset))
    whole = quoted or capitals or (len(parts) > 1 and (bool(known) or len(bare(parts[-1])) <= 2))
    if occurs(parts, words(text), whole=whole, exact=exact, alone=False):
        return True
    others = [words(name) for actor in known for name in names(dataset)[actor]]
    return any(occurs(other, words(text), whole=True, exact=True, alone=True) for other in others)


def vocabulary(dataset: Dataset) -> set[str]:
    cells = dataset.claims[["statement", "quote", "speaker"]].to_numpy().ravel()
    return {bare(word) for cell in cells for word in words(cell)}


def occurs(wanted: list[str], text: list[str], *, whole: bool, exact: bool, alone: bool) -> bool:
    """Whether the wanted words stand one after another, together or apart."""
    for first in range(len(text)):
        if text[first].startswith("'") or (alone and text[first].startswith("-")):
            continue
        for size in range(1, len(wanted) + 1):
            window = text[first : first + size]
            after = text[first + size] if first + size < len(text) else ""
            if alone and after.startswith("-"):
                continue
            if len(window) == size and same(wanted, window, whole=whole, exact=exact):
                return True
    return False


def same(wanted: list[str], window: list[str], *, whole: bool, exact: bool) -> bool:
    """Whether words are those wanted, of which some may be written together."""
    if not window:
        return not wanted
    for size in range(1, len(wanted) - len(window) + 2):
        last = len(window) == 1
        if last and size < len(wanted):
            continue
        if not last and wanted[size].startswith("'") != window[1].startswith("'"):
            continue
        if one(
            joined(wanted[:size]), bare(window[0]), beginning=last and not whole, exact=exact
        ) and (last or same(wanted[size:], window[1:], whole=whole, exact=exact)):
            return True
    return False


def one(wanted: str, word: str, *, beginning: bool, exact: bool) -> bool:
    if exact and wanted.isupper() and len(wanted) in (2, 3):
        return word == wanted
    wanted, word = wanted.lower(), word.lower()
    if not beginning:
        return word == wanted
    rest = word.removeprefix(wanted)
    return word.startswith(wanted) and not (
        wanted[-1].isdigit() and rest[:1] in tuple("0123456789.")
    )


def stretches(text: str, source_id: str, quotes: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """The stretches of a text in one line and in no quote."""
    taken = {
        place
        for source, start, end in quotes.itertuples(index=False)
        if source == source_id
        for place in range(start, end)
    } | {place for place, letter in enumerate(text) if letter == "\n"}
    free = [place for place in range(len(text)) if place not in taken]
    for place in free:
        if place - 1 not in free:
            end = place
            while end in free:
                end += 1
            yield place, end
