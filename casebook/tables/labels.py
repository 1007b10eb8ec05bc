"""Articles and original sources as readers know them."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, cast

import pandas as pd
import pycountry

from casebook.tables import dates
from casebook.tables.dataset import Dataset


def labelled(sources: pd.DataFrame) -> pd.DataFrame:
    """The typed table of articles with what each is called; indexed by source_id.

    Columns `name`: its author, else its outlet, else its key, with the year it was published;
    `label`: the name, with the title or key where other articles have the same; `heading`: its
    title, or whose untitled article it is; and `own_voice`: who says what no speaker is named for,
    `Jo Smith (author)` or, where no author is named, `Daily Paper (article)`; no two have the same.
    """
    keys = sources.index.to_series()
    authors = sources["author"].str.split(", ", regex=False)
    many = authors.str.len() > 2
    author = sources["author"].mask(many, authors.str[0] + " and others")
    name = _first_stated(author, sources["outlet"], keys)
    year = sources["published_year"]
    name = name.where(year == dates.UNDATED, name + " " + year.astype("str"))
    untitled = sources["title"] == ""
    owner = _first_stated(sources["author"], sources["outlet"], keys)
    heading = sources["title"].mask(untitled, owner + ", untitled article")
    named = pd.DataFrame({"name": name, "heading": heading})
    addition = heading.mask(named.duplicated(keep=False), keys)
    return sources.assign(
        name=name,
        label=name.mask(name.duplicated(keep=False), name + ": " + addition),
        heading=heading,
        own_voice=_own_voices(sources, keys),
    )


def _own_voices(sources: pd.DataFrame, keys: pd.Series) -> pd.Series:
    """Who speaks for each article: author or outlet, with title or key where need be."""
    authors = sources["author"].str.split(", ", regex=False)
    both = authors.str.len() == 2
    named = sources["author"].mask(both, authors.str[0] + " and " + authors.str[-1])
    named = named.mask(authors.str.len() > 2, authors.str[0] + " and others")
    owner = _first_stated(named, sources["outlet"], keys)
    writer = pd.Series("author", index=sources.index).mask(authors.str.len() > 1, "authors")
    role = writer.mask(sources["author"] == "", "article")
    titled = "“" + sources["title"] + "”"
    which = titled.mask(sources["title"] == "", keys)
    several = owner.duplicated(keep=False)
    which = which.mask(pd.DataFrame({"owner": owner, "which": which}).duplicated(keep=False), keys)
    of = role.mask(role != "article", role + " of")
    return owner + " (" + role.mask(several, of + " " + which) + ")"


def _first_stated(first: pd.Series, *others: pd.Series) -> pd.Series:
    """The first of the cells of each row that is not empty."""
    for other in others:
        first = first.mask(first == "", other)
    return first


def source_name(dataset: Dataset, source_id: str) -> str:
    """The article in a few words: its author, else its outlet, with the year it was published.

    Of three authors or more only the first is named.
    """
    return dataset.article_labels["name"][source_id]


def source_label(dataset: Dataset, source_id: str) -> str:
    """The article in a few words that no other shares: with its title, or key, where need be."""
    return dataset.article_labels["label"][source_id]


def source_title(dataset: Dataset, source_id: str) -> str:
    """The title as printed, or whose untitled article it is."""
    return dataset.article_labels["heading"][source_id]


def source_lines(dataset: Dataset, source_id: str) -> list[str]:
    """Lines to stand below the title: outlet, author and date, saying which are inferred."""
    return [" · ".join(source_parts(dataset, source_id))]


def source_parts(dataset: Dataset, source_id: str) -> list[str]:
    """Outlet, author, date, and who republished it if anybody did, saying which are inferred."""
    source = _article(dataset, source_id)
    parts = [
        _with_basis(source["outlet"], source["outlet_basis"], "outlet"),
        source["author"] or "author not stated",
        _published(source),
    ]
    if source["republished_by"]:
        parts.append(f"republished by {source['republished_by']}")
    return parts


def published(dataset: Dataset, source_id: str) -> str:
    """When the article was first published, saying where that is inferred."""
    return _published(_article(dataset, source_id))


def _article(dataset: Dataset, source_id: str) -> dict[str, Any]:
    return dataset.record("sources", cast(int, dataset.sources.index.get_loc(source_id)))


def _published(source: dict[str, Any]) -> str:
    return _with_basis(dates.printed(source["published"]), source["published_basis"], "date")


def _with_basis(value: str, basis: str, what: str) -> str:
    if not value:
        return f"{what} not stated"
    return f"{value} ({what} inferred)" if basis == "inferred" else value


def origin_name(dataset: Dataset, origin: str) -> str:
    """An original source as readers know it: a party by its name, an article by its author's."""
    return dataset.article_labels["own_voice"].get(origin, origin)


def who_and_where(dataset: Dataset, speaker: str, source_id: str) -> tuple[str, str]:
    """Who says so, and the outlet or article where; that is "" where it is who says so already."""
    known = dataset.article_labels
    if not speaker and not known["author"][source_id]:
        return own_voice(dataset, source_id), ""
    where = known["outlet"][source_id] or source_name(dataset, source_id)
    return speaker or own_voice(dataset, source_id), where


def own_voice(dataset: Dataset, source_id: str) -> str:
    """Who says what the article says without naming a speaker: `Jo Smith (author)`."""
    return dataset.article_labels["own_voice"][source_id]


@lru_cache(maxsize=512)
def country_name(code: str) -> str:
    """A country by its name in ISO 3166, the common one where there is one; what is no code stays.

    `code` is one of three letters.
    """
    country = pycountry.countries.get(alpha_3=code)
    return str(getattr(country, "common_name", country.name)) if country else code


def naming(dataset: Dataset, name: str) -> Callable[[str], str]:
    """How the options of a filter are called on the page: most are their own names."""
    if name == "origin":
        return partial(origin_name, dataset)
    return country_name if name == "country" else str
