"""The tables: columns with their meaning and vocabulary, and the frozen values made of them.

The models are the one place where a column is described. Every cell of a table is text as it
stands in the file; an empty cell means "the article does not say" and is never read as zero.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import pandera.pandas as pa
from pandera.typing.pandas import Series

SEPARATOR = "; "
VIA_SEPARATOR = " > "
QUOTE_LIMIT = 300
CELL_LIMIT, LIST_LIMIT = 2_000, 20_000
CLAIM_KINDS = (
    "report",
    "testimony",
    "pledge",
    "responsibility",
    "allegation",
    "denial",
    "estimate",
    "assessment",
    "warning",
    "opinion",
)


TOPICS = (
    "attacks",
    "plots",
    "strength",
    "leadership",
    "recruitment",
    "media",
    "relations",
    "counterterrorism",
    "detention",
    "designation",
    "politics",
    "other",
)


UNITS = (
    "killed",
    "injured",
    "casualties",
    "fighters",
    "attacks",
    "plots",
    "people held",
    "people freed",
    "people",
    "other",
)


INCIDENT_KINDS = (
    "attack",
    "foiled plot",
    "arrest",
    "killing",
    "escape",
    "military operation",
    "detention",
    "designation",
    "leadership change",
    "founding",
    "statement",
    "series",
    "context",
    "other",
)


PRECISIONS = ("place", "province", "region")
RELATIONS = ("disputes", "tension", "updates", "part of", "repeats", "not comparable")
DISPUTES, TENSION, UPDATES, PART_OF, REPEATS, NOT_COMPARABLE = RELATIONS
NEEDS_A_NOTE = (PART_OF, NOT_COMPARABLE)


ACTOR_KINDS = (
    "armed group",
    "government",
    "intergovernmental",
    "outlet",
    "research body",
    "organisation",
    "person",
    "unnamed",
)


DATE_BASES = ("stated", "inferred", "article")
BASIS_ARTICLE = "article"
SOURCE_BASES = ("stated", "inferred", "unknown")
REASONS = ("heading", "repeated elsewhere", "scene-setting", "rhetoric", "unreadable")
REPEATED_ELSEWHERE = "repeated elsewhere"
ATTRIBUTIONS = (
    "the group itself",
    "another armed group",
    "government, named",
    "government, unnamed",
    "intergovernmental",
    "research body or expert",
    "outlet",
    "witness or other person",
    "the author",
    "not attributed",
)


INTERMEDIARIES = (
    "no speaker named",
    "quoted directly",
    "via one party",
    "via several parties",
)


CAVEATS = (
    "claims of groups about themselves",
    "incidents with one original source",
    "inferred dates",
    "opinion",
)


# Not each apart from the others: a claim has every name that fits, see `corroboration.py`.
CORROBORATION = (
    "reported by one outlet alone",
    "one original source",
    "several outlets, one original source",
    "two or more original sources",
    "original source not known",
)


AFFILIATION_IS_ORIGIN = ("armed group", "government", "intergovernmental")
SOURCE_KEY = r"[a-z0-9]+(-[a-z0-9]+)*"
CLAIM_KEY = SOURCE_KEY + r"-[0-9]{3}"
INCIDENT_KEY = r"([0-9]{4}(-[0-9]{2}){0,2}|undated)-[a-z0-9]+(-[a-z0-9]+)*"
ACTOR_KEY = r"\S(.*\S)?"
PASSAGE_KEY = SOURCE_KEY + r"-p[0-9]{3}"
KEY_SHAPES = {
    "sources": SOURCE_KEY,
    "incidents": INCIDENT_KEY,
    "claims": CLAIM_KEY,
    "actors": ACTOR_KEY,
    "no_claim": PASSAGE_KEY,
    "relations": CLAIM_KEY,
}


WHOLE_NUMBER = r"[1-9][0-9]{0,8}"
DECIMAL = r"-?[0-9]{1,15}(\.[0-9]{1,15})?"
ARTICLES = "articles"
ARMED_GROUPS = "armed groups"
COUNTRIES = "countries"


Type = Literal["string", "integer", "number", "date"]


_OR_NOTHING = ", or nothing"
_ACTOR = "a name in actors.csv"


def _column(
    meaning: str,
    expects: str = "",
    *,
    holds: Type = "string",
    references: str = "",
    separator: str = "",
    basis: str = "",
    **checks: Any,
) -> Any:
    """Describe a column as `Column` does; `expects` stands in the codebook and in problems.

    Cells whose length nothing else bounds hold up to CELL_LIMIT characters, lists LIST_LIMIT.
    """
    if not {"isin", "str_matches"} & checks.keys():
        longest = {"max_value": LIST_LIMIT if separator else CELL_LIMIT}
        checks["str_length"] = longest | checks.get("str_length", {})
    metadata = {
        "expects": expects,
        "type": holds,
        "references": references,
        "separator": separator,
        "basis": basis,
    }
    return pa.Field(description=meaning, metadata=metadata, **checks)


def _one_of(meaning: str, vocabulary: tuple[str, ...], *, optional: bool = False) -> Any:
    allowed = (*vocabulary, "") if optional else vocabulary
    return _column(meaning, f"one of: {', '.join(vocabulary)}", isin=allowed)


def _text(meaning: str, expects: str = "some text", *, references: str = "") -> Any:
    return _column(meaning, expects, references=references, str_length={"min_value": 1})


def _shaped(meaning: str, pattern: str, expects: str, **description: Any) -> Any:
    return _column(meaning, expects, str_matches=rf"^(?:{pattern})$", **description)


def _line_number(meaning: str) -> Any:
    return _shaped(meaning, WHOLE_NUMBER, "a whole number from 1", holds="integer")


def _number(meaning: str, expects: str) -> Any:
    return _shaped(meaning, rf"({DECIMAL})?", expects, holds="number")


def _bound(meaning: str) -> Any:
    return _number(meaning, "a plain number of at most 15 digits, such as 1500 or 2.5")


def _date(meaning: str, basis: str) -> Any:
    expects = "an EDTF date, such as 2021, 2021-08, 2021-08-26, 2015/2019 or 2021-08/.."
    return _column(meaning, expects, holds="date", basis=basis)


def _actor(meaning: str, *, basis: str = "") -> Any:
    return _column(meaning, _ACTOR, references="actors", basis=basis)


def _groups(meaning: str) -> Any:
    expects = f"names of armed groups in actors.csv, separated by {SEPARATOR!r}"
    return _column(meaning, expects, references=ARMED_GROUPS, separator=SEPARATOR)


def _claims(meaning: str) -> Any:
    expects = f"claim ids, separated by {SEPARATOR!r}"
    return _column(meaning, expects, references="claims", separator=SEPARATOR)


def _quote(meaning: str) -> Any:
    length = {"min_value": 1, "max_value": QUOTE_LIMIT}
    return _column(meaning, f"1 to {QUOTE_LIMIT} characters", str_length=length)


def _occurrence() -> Any:
    return _shaped(
        "empty where the quote stands once in the article; else which one, counted from 1",
        rf"({WHOLE_NUMBER})?",
        "a whole number from 1",
        holds="integer",
    )


class _Table(pa.DataFrameModel):
    class Config:
        strict = True


class Sources(_Table):
    """One article a row."""

    source_id: Series[str] = _shaped(
        "key: author-year or outlet-year-word",
        SOURCE_KEY,
        "lower case letters, digits and hyphens, such as joscelyn-2021",
        unique=True,
    )
    file: Series[str] = _text("the file's name in the folder of articles", references=ARTICLES)
    first_line: Series[str] = _line_number("first line of the article in its file, counted from 1")
    last_line: Series[str] = _line_number("last line of the article in its file, inclusive")
    title: Series[str] = _column("title as printed; empty where none is printed")
    author: Series[str] = _column("author as printed; empty where the text names none")
    outlet: Series[str] = _actor(
        "the actor that first published the article; empty where it is not known",
        basis="outlet_basis",
    )
    outlet_basis: Series[str] = _one_of("how the outlet is known", SOURCE_BASES)
    republished_by: Series[str] = _actor(
        "the actor whose copy this is, when it is not the outlet and is known"
    )
    published: Series[str] = _date("date of first publication", basis="published_basis")
    published_basis: Series[str] = _one_of("how the date of publication is known", SOURCE_BASES)
    note: Series[str] = _column("how outlet and date are known; public")


class Incidents(_Table):
    """One thing reported to have happened, or to have been foiled, a row."""

    incident_id: Series[str] = _shaped(
        "key, date first; undated-… where no year is known",
        INCIDENT_KEY,
        "a date or 'undated', then words, such as 2021-08-26-kabul-airport",
        unique=True,
    )
    title: Series[str] = _text("short, neutral, with place")
    kind: Series[str] = _one_of(
        "what sort of event; series: several alike, told together without a number, with an "
        "interval as date; context: an event outside the subject that the articles only refer to",
        INCIDENT_KINDS,
    )
    date: Series[str] = _date("when it happened; empty where it is not known", basis="date_basis")
    date_basis: Series[str] = _one_of("how the date is known", DATE_BASES[:2], optional=True)
    country: Series[str] = _column(
        "where it happened; several where it spans borders",
        "ISO 3166-1 alpha-3 codes, such as AFG; PAK",
        references=COUNTRIES,
        separator=SEPARATOR,
    )
    place: Series[str] = _column("the place as the articles name it")
    place_precision: Series[str] = _one_of(
        "how narrow the place is that the coordinates stand for; given where they are",
        PRECISIONS,
        optional=True,
    )
    latitude: Series[str] = _number(
        "WGS84 degrees of the named place", "decimal degrees, such as 34.5281"
    )
    longitude: Series[str] = _number(
        "WGS84 degrees of the named place", "decimal degrees, such as 69.1723"
    )
    groups: Series[str] = _groups("armed groups said to have acted in it")
    targets: Series[str] = _groups("armed groups that it was directed at or is about")
    note: Series[str] = _column("public")


class Claims(_Table):
    """One statement by one speaker in one article a row, with at most one figure."""

    claim_id: Series[str] = _shaped(
        "key: source_id and a three-digit number in reading order",
        CLAIM_KEY,
        "its source_id, a hyphen and three digits, such as joscelyn-2021-007",
        unique=True,
    )
    source_id: Series[str] = _text("the article", "a source_id", references="sources")
    incident_id: Series[str] = _column(
        "the incident it is about, if any", "an incident_id", references="incidents"
    )
    kind: Series[str] = _one_of(
        "report: told as a plain fact, no judgement in it, by the article or by a speaker who was "
        "not there; testimony: told by who saw, lived or did it; pledge: a party promises, asks, "
        "demands or refuses something (it is then the speaker); responsibility: a group says it "
        "did it; allegation: somebody says another did it; denial; estimate: a number given as a "
        "judgement of size; assessment: a judgement of what is the case; warning: also a "
        "prediction; opinion: approval, blame, or what should be done",
        CLAIM_KINDS,
    )
    topic: Series[str] = _one_of("what it is about", TOPICS)
    date: Series[str] = _date(
        "when what is claimed happened or held (not when it was said)", basis="date_basis"
    )
    date_basis: Series[str] = _one_of("how the date is known", DATE_BASES, optional=True)
    groups: Series[str] = _groups("armed groups it is about")
    speaker: Series[str] = _actor(
        "the deepest party that the article names as asserting it; empty where the author says it"
    )
    via: Series[str] = _column(
        "those between the article and the speaker, nearest to the article first",
        f"names in actors.csv, separated by {VIA_SEPARATOR!r}",
        references="actors",
        separator=VIA_SEPARATOR,
    )
    statement: Series[str] = _text("one neutral sentence in the curator's words")
    quote: Series[str] = _quote("the shortest passage that carries the claim, verbatim")
    occurrence: Series[str] = _occurrence()
    figure: Series[str] = _column("the number as written: a part of the quote")
    unit: Series[str] = _one_of("what the figure counts", UNITS, optional=True)
    low: Series[str] = _bound("the figure's lower bound; empty where it is open")
    high: Series[str] = _bound("the figure's upper bound; empty where it is open")
    note: Series[str] = _column("public")


class Actors(_Table):
    """One named party a row."""

    actor: Series[str] = _column(
        "key: the one name used in all tables",
        "a name that stands in no other row",
        str_length={"min_value": 1},
        unique=True,
    )
    kind: Series[str] = _one_of("what sort of party", ACTOR_KINDS)
    affiliation: Series[str] = _actor(
        "the actor that a person or unnamed source belongs to or speaks for"
    )
    aliases: Series[str] = _column(
        "other names, as the articles write them",
        f"names, separated by {SEPARATOR!r}",
        separator=SEPARATOR,
    )
    note: Series[str] = _column("public")


class NoClaim(_Table):
    """One sentence a row that was read and holds no claim of its own, with the reason."""

    passage_id: Series[str] = _shaped(
        "key: source_id, the letter p and a three-digit number",
        PASSAGE_KEY,
        "its source_id, a hyphen, p and three digits, such as joscelyn-2021-p007",
        unique=True,
    )
    source_id: Series[str] = _text("the article", "a source_id", references="sources")
    quote: Series[str] = _quote(
        "words of the sentence, verbatim: enough of them to stand once in the article"
    )
    occurrence: Series[str] = _occurrence()
    reason: Series[str] = _one_of(
        "why it holds no claim: heading: also a byline or a question that the text then answers; "
        "repeated elsewhere: the claims of `repeated_in` carry what it says; scene-setting: "
        "general or unattributed background; rhetoric: address, mockery or turn of phrase "
        "that asserts nothing to be checked; unreadable: a scrap left by a machine",
        REASONS,
    )
    repeated_in: Series[str] = _claims(
        "the claims that carry what the sentence says; only where it is repeated elsewhere"
    )
    note: Series[str] = _column("public")


class Relations(_Table):
    """How one claim stands to another, a pair a row."""

    claim_id: Series[str] = _text("a claim", "a claim_id", references="claims")
    relation: Series[str] = _one_of(
        "disputes: both cannot be right; tension: they differ in degree, tone or scope, and both "
        "could be right; updates: gives a later figure of the same count; part of: counts a part "
        "of what the other counts; repeats: the same assertion from the same original source; "
        "not comparable: looks like a conflict and is none",
        RELATIONS,
    )
    other_id: Series[str] = _text("the other claim", "a claim_id", references="claims")
    note: Series[str] = _column("why they stand so; needed for part of and not comparable; public")


MODELS: Mapping[str, type[pa.DataFrameModel]] = {
    "sources": Sources,
    "incidents": Incidents,
    "claims": Claims,
    "actors": Actors,
    "no_claim": NoClaim,
    "relations": Relations,
}


OPTIONAL = frozenset({"no_claim", "relations"})
_KEYS_OF_PAIRS = {"relations": ("claim_id", "other_id")}


@dataclass(frozen=True)
class Column:
    """What the codebook says of one column.

    `type` is what a value stands for: every cell is text in the file. `references` says what a
    value names: a row of a table, by its key, or ARTICLES, ARMED_GROUPS or COUNTRIES; "" for
    nothing. `separator` stands between the values of a cell, "" where it holds one. `basis` is the
    column that says how this one is known. `vocabulary` holds the words that it may hold, if these
    are fixed, `pattern` the regular expression that a cell that is not empty must match, `longest`
    the greatest length in characters, 0 for none.
    """

    table: str
    column: str
    meaning: str
    expects: str
    type: Type
    references: str
    separator: str
    basis: str
    required: bool
    unique: bool
    vocabulary: tuple[str, ...]
    pattern: str
    longest: int

    @property
    def holds(self) -> str:
        """What a cell may hold, in words."""
        return f"{self.expects or 'text'}{'' if self.required else _OR_NOTHING}"

    @property
    def referred_table(self) -> str:
        """The table in which a value is looked up by its key; "" where that is no table."""
        table = "actors" if self.references == ARMED_GROUPS else self.references
        return table if table in MODELS else ""

    def values(self, cell: str) -> list[str]:
        """The values of a cell of this column; an empty cell holds none."""
        if not self.separator:
            return [cell] if cell else []
        return split_values(cell, self.separator)


@lru_cache(maxsize=8)
def _described(table: str) -> Mapping[str, Column]:
    return {
        str(name): _column_of(table, str(name), column)
        for name, column in MODELS[table].to_schema().columns.items()
    }


def _column_of(table: str, name: str, column: Any) -> Column:
    checks = {check.name: check.statistics for check in column.checks}
    allowed = checks.get("isin", {}).get("allowed_values", ())
    pattern = checks.get("str_matches", {}).get("pattern", "")
    length = checks.get("str_length", {})
    optional = "" in allowed or (pattern and re.match(pattern, "") is not None)
    return Column(
        table=table,
        column=name,
        meaning=column.description,
        required=bool(allowed or pattern or length.get("min_value")) and not optional,
        unique=column.unique,
        vocabulary=tuple(word for word in allowed if word),
        pattern=pattern,
        longest=length.get("max_value") or 0,
        **column.metadata,
    )


def described(table: str, column: str) -> Column:
    """A column as its model describes it."""
    return _described(table)[column]


def every_column() -> Iterator[Column]:
    """All columns of all tables, in the order of the tables and files."""
    for table in MODELS:
        yield from _described(table).values()


def meaning(table: str) -> str:
    """What a row of the table is, in one sentence."""
    return (MODELS[table].__doc__ or "").strip()


def columns(table: str) -> tuple[str, ...]:
    """The column names of a table, in the order of the file."""
    return tuple(_described(table))


def keys(table: str) -> tuple[str, ...]:
    """The columns that a row is known by: the first, of pairs of claims those of both."""
    return _KEYS_OF_PAIRS.get(table, columns(table)[:1])


def key(table: str) -> str:
    """The first of the columns that a row is known by, by which the table is sorted."""
    return keys(table)[0]


def split_values(cell: str, separator: str = SEPARATOR) -> list[str]:
    """The values of a cell that may hold several; an empty cell holds none."""
    return cell.split(separator) if cell else []
