"""The tables: columns with their meaning and vocabulary, and the frozen values made of them.

The models are the one place where a column is described. Every cell of a table is text as it
stands in the file; an empty cell means "the article does not say" and is never read as zero.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandera.pandas as pa
from pandera.typing.pandas import Series

SEPARATOR = "; "


VIA_SEPARATOR = " > "


QUOTE_LIMIT = 300


CLAIM_KINDS = (
    "report",
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
    "other",
)


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


DATE_BASES = ("stated", "inferred")


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
    "the article's own voice",
    "not attributed",
)


INTERMEDIARIES = (
    "own voice",
    "cited directly",
    "one intermediary",
    "two or more intermediaries",
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
}


WHOLE_NUMBER = r"[1-9][0-9]{0,8}"


DECIMAL = r"-?[0-9]{1,15}(\.[0-9]{1,15})?"


_OR_NOTHING = ", or nothing"


_ACTOR = "a name in actors.csv"


_GROUPS = "names of armed groups in actors.csv, separated by '; '"


_CLAIMS = "claim ids, separated by '; '"


_DATE = "an EDTF date, such as 2021, 2021-08, 2021-08-26, 2015/2019 or 2021-08/.."


def _column(meaning: str, expects: str = "", **checks: Any) -> Any:
    """Describe a text column; `expects` is told in the codebook, and where a cell fails a check."""
    return pa.Field(description=meaning, metadata={"expects": expects}, **checks)


def _one_of(meaning: str, vocabulary: tuple[str, ...], *, optional: bool = False) -> Any:
    allowed = (*vocabulary, "") if optional else vocabulary
    return _column(meaning, f"one of: {', '.join(vocabulary)}", isin=allowed)


def _text(meaning: str, expects: str = "some text") -> Any:
    return _column(meaning, expects, str_length={"min_value": 1})


def _shaped(meaning: str, pattern: str, expects: str, *, unique: bool = False) -> Any:
    return _column(meaning, expects, str_matches=rf"^(?:{pattern})$", unique=unique)


def _quote(meaning: str) -> Any:
    length = {"min_value": 1, "max_value": QUOTE_LIMIT}
    return _column(meaning, f"1 to {QUOTE_LIMIT} characters", str_length=length)


def _occurrence() -> Any:
    return _shaped(
        "empty where the quote stands once in the article; else which one, counted from 1",
        rf"({WHOLE_NUMBER})?",
        "a whole number from 1",
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
    file: Series[str] = _text("the file's name in the folder of articles")
    first_line: Series[str] = _shaped(
        "first line of the article in its file, counted from 1",
        WHOLE_NUMBER,
        "a whole number from 1",
    )
    last_line: Series[str] = _shaped(
        "last line of the article in its file, inclusive", WHOLE_NUMBER, "a whole number from 1"
    )
    title: Series[str] = _column("title as printed; empty where none is printed")
    author: Series[str] = _column("author as printed; empty where the text names none")
    outlet: Series[str] = _column(
        "the actor that first published the article; empty where it can't be told", _ACTOR
    )
    outlet_basis: Series[str] = _one_of("how the outlet is known", SOURCE_BASES)
    republished_by: Series[str] = _column(
        "the actor whose copy this is, when it is not the outlet and can be told", _ACTOR
    )
    published: Series[str] = _column("date of first publication", _DATE)
    published_basis: Series[str] = _one_of("how the date of publication is known", SOURCE_BASES)
    note: Series[str] = _column("how outlet and date were told; public")


class Incidents(_Table):
    """One thing reported to have happened, or to have been foiled, a row."""

    incident_id: Series[str] = _shaped(
        "key, date first; undated-… where no year can be told",
        INCIDENT_KEY,
        "a date or 'undated', then words, such as 2021-08-26-kabul-airport",
        unique=True,
    )
    title: Series[str] = _text("short, neutral, with place")
    kind: Series[str] = _one_of("what sort of event", INCIDENT_KINDS)
    date: Series[str] = _column("when it happened; empty where it can't be told", _DATE)
    date_basis: Series[str] = _one_of("how the date is known", DATE_BASES, optional=True)
    country: Series[str] = _column(
        "where it happened; several where it spans borders",
        "ISO 3166-1 alpha-3 codes, such as AFG; PAK",
    )
    place: Series[str] = _column("the place as the articles name it")
    latitude: Series[str] = _shaped(
        "WGS84 degrees of the named place", rf"({DECIMAL})?", "decimal degrees, such as 34.5281"
    )
    longitude: Series[str] = _shaped(
        "WGS84 degrees of the named place", rf"({DECIMAL})?", "decimal degrees, such as 69.1723"
    )
    groups: Series[str] = _column("armed groups said to have acted in it", _GROUPS)
    note: Series[str] = _column("public")


class Claims(_Table):
    """One statement by one speaker in one article a row, with at most one figure."""

    claim_id: Series[str] = _shaped(
        "key: source_id and a three-digit number in reading order",
        CLAIM_KEY,
        "its source_id, a hyphen and three digits, such as joscelyn-2021-007",
        unique=True,
    )
    source_id: Series[str] = _text("the article", "a source_id")
    incident_id: Series[str] = _column("the incident it is about, if any", "an incident_id")
    kind: Series[str] = _one_of(
        "report: told as fact in the article's own voice, also that a party pledged, asked or "
        "refused something (that party is then the speaker); "
        "responsibility: a group says it did it; allegation: somebody says another did it; "
        "denial; estimate; assessment; warning: also a prediction; opinion",
        CLAIM_KINDS,
    )
    topic: Series[str] = _one_of("what it is about", TOPICS)
    date: Series[str] = _column(
        "when what is claimed happened or held (not when it was said)", _DATE
    )
    date_basis: Series[str] = _one_of("how the date is known", DATE_BASES, optional=True)
    groups: Series[str] = _column("armed groups it is about", _GROUPS)
    speaker: Series[str] = _column(
        "the deepest party that the article names as asserting it; "
        "empty where the article does in its own voice",
        _ACTOR,
    )
    via: Series[str] = _column(
        "those between the article and the speaker, nearest to the article first",
        "names in actors.csv, separated by ' > '",
    )
    statement: Series[str] = _text("one neutral sentence in the curator's words")
    quote: Series[str] = _quote("the shortest passage that carries the claim, verbatim")
    occurrence: Series[str] = _occurrence()
    figure: Series[str] = _column("the number as written: a part of the quote")
    unit: Series[str] = _one_of("what the figure counts", UNITS, optional=True)
    low: Series[str] = _shaped(
        "the figure's lower bound; empty where it is open",
        rf"({DECIMAL})?",
        "a plain number of at most 15 digits, such as 1500 or 2.5",
    )
    high: Series[str] = _shaped(
        "the figure's upper bound; empty where it is open",
        rf"({DECIMAL})?",
        "a plain number of at most 15 digits, such as 1500 or 2.5",
    )
    disputes: Series[str] = _column("the claims that this one disputes", _CLAIMS)
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
    affiliation: Series[str] = _column(
        "the actor that a person or unnamed source belongs to or speaks for", _ACTOR
    )
    aliases: Series[str] = _column(
        "other names, as the articles write them", "names, separated by '; '"
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
    source_id: Series[str] = _text("the article", "a source_id")
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
    repeated_in: Series[str] = _column(
        "the claims that carry what the sentence says; only where it is repeated elsewhere", _CLAIMS
    )
    note: Series[str] = _column("public")


MODELS: Mapping[str, type[pa.DataFrameModel]] = {
    "sources": Sources,
    "incidents": Incidents,
    "claims": Claims,
    "actors": Actors,
    "no_claim": NoClaim,
}


OPTIONAL = frozenset({"no_claim"})


@dataclass(frozen=True)
class Column:
    """What the codebook says of one column.

    `vocabulary` holds the words that it may hold, if these are fixed, `pattern` the regular
    expression that a cell that is not empty must match, `longest` the greatest length in
    characters, 0 for none.
    """

    column: str
    meaning: str
    expects: str
    required: bool
    unique: bool
    vocabulary: tuple[str, ...]
    pattern: str
    longest: int

    @property
    def holds(self) -> str:
        """What a cell may hold, in words."""
        return f"{self.expects or 'text'}{'' if self.required else _OR_NOTHING}"


@lru_cache(maxsize=256)
def described(table: str, column: str) -> Column:
    """A column as its model describes it."""
    field = MODELS[table].to_schema().columns[column]
    checks = {check.name: check.statistics for check in field.checks}
    allowed = checks.get("isin", {}).get("allowed_values", ())
    pattern = checks.get("str_matches", {}).get("pattern", "")
    length = checks.get("str_length", {})
    optional = "" in allowed or (pattern and re.match(pattern, "") is not None)
    return Column(
        column=column,
        meaning=field.description,
        expects=field.metadata["expects"],
        required=bool(checks) and not optional,
        unique=field.unique,
        vocabulary=tuple(word for word in allowed if word),
        pattern=pattern,
        longest=length.get("max_value") or 0,
    )


def meaning(table: str) -> str:
    """What a row of the table is, in one sentence."""
    return (MODELS[table].__doc__ or "").strip()


@lru_cache(maxsize=16)
def columns(table: str) -> tuple[str, ...]:
    """The column names of a table, in the order of the file."""
    return tuple(MODELS[table].to_schema().columns)


def key(table: str) -> str:
    """The key column of a table: always its first."""
    return columns(table)[0]


def split_values(cell: str, separator: str = SEPARATOR) -> list[str]:
    """The values of a cell that may hold several; an empty cell holds none."""
    return cell.split(separator) if cell else []
