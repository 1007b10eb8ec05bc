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
    title, or that none is printed; and `as_origin`: what a claim goes back to that it makes itself.
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
    heading = sources["title"].mask(untitled, "Article by " + owner + ", no title printed")
    named = pd.DataFrame({"name": name, "heading": heading})
    addition = heading.mask(named.duplicated(keep=False), keys)
    return sources.assign(
        name=name,
        label=name.mask(name.duplicated(keep=False), name + ": " + addition),
        heading=heading,
        as_origin=("the article “" + sources["title"] + "”").mask(
            untitled, "the article of " + owner
        ),
    )


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
    """The title as printed, or whose article it is and that no title is printed."""
    return dataset.article_labels["heading"][source_id]


def source_lines(dataset: Dataset, source_id: str) -> list[str]:
    """Lines to stand below the title: outlet, author and date, saying which are inferred."""
    source = _article(dataset, source_id)
    parts = [
        _with_basis(source["outlet"], source["outlet_basis"], "outlet"),
        source["author"] or "author not stated",
        _published(source),
    ]
    if source["republished_by"]:
        parts.append(f"republished by {source['republished_by']}")
    return [" · ".join(parts)]


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
    """An origin as readers know it: a party by its name, an article as itself."""
    return dataset.article_labels["as_origin"].get(origin, origin)


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
