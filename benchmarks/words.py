"""The words of made-up casebooks: names, dates in English, figures with their bounds.

Nothing here is random: every function gives the same words for the same numbers.
"""

from functools import lru_cache

_SYLLABLES = (
    *("ba", "dor", "gul", "har", "jan", "kar", "lo", "mir"),
    *("nur", "pash", "qa", "ras", "sher", "tan", "wa", "zam"),
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SPACE_OF_NAMES = len(_SYLLABLES) ** 3

DEEDS = (
    "attacked a convoy on the road to",
    "sent fighters and money to",
    "kept a foothold in the hills above",
    "lost ground around",
    "found most of its recruits in",
    "held a camp that trained newcomers near",
    "had its leaders meet in",
    "printed the leaflets that were found in",
    "kept apart from the fighting at",
    "was driven out of the villages near",
    "had a cell broken up in",
    "raised taxes on the market of",
)
BACKGROUND = (
    ("The road to", "is long, and it’s seldom taken in winter."),
    ("Nobody who lives in", "likes to speak of those years."),
    ("What happened next in", "is a matter for historians."),
    ("The mood around", "has changed with the seasons."),
    ("Then as now", "lived from its orchards and its weavers."),
)


def made_up(number: int) -> str:
    """A name of three syllables; another for each number below SPACE_OF_NAMES."""
    first, rest = divmod(number, len(_SYLLABLES) ** 2)
    second, third = divmod(rest, len(_SYLLABLES))
    return (_SYLLABLES[first] + _SYLLABLES[second] + _SYLLABLES[third]).capitalize()


def place(number: int) -> str:
    """A village; no other name of the casebook stands in its name as a word."""
    return f"{made_up(number)}abad"


@lru_cache(maxsize=65536)
def when(date: str) -> str:
    """An EDTF date as an article writes it, with the space before it; nothing for no date."""
    start, slash, end = date.partition("/")
    if not date:
        return ""
    if end == "..":
        return f" since {_day(start)}"
    if start == "..":
        return f" until {_day(end)}"
    if slash:
        return f" between {_day(start)} and {_day(end)}"
    return f" {'on' if start.count('-') == 2 else 'in'} {_day(start)}"


def _day(point: str) -> str:
    year, *rest = point.split("-")
    month = [_MONTHS[int(number) - 1] for number in rest[:1]]
    return " ".join([*(str(int(day)) for day in rest[1:]), *month, year])


def figure(form: int, number: int) -> tuple[str, str, str]:
    """A figure as written, with its lower and upper bound as the tables write them."""
    written, bound = f"{number:,}", str(number)
    further = number + max(number // 2, 1)
    forms = (
        (written, bound, bound),
        (f"at least {written}", bound, ""),
        (f"up to {written}", "", bound),
        (f"{written} to {further:,}", bound, str(further)),
        (f"more than {written}", bound, ""),
    )
    return forms[form % len(forms)]


def listed(names: list[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
