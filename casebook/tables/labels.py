"""Articles and original sources as readers know them."""

from casebook.tables import dates
from casebook.tables.dataset import Dataset


def source_name(dataset: Dataset, source_id: str) -> str:
    """The article in a few words: its author, else its outlet, with the year it was published.

    Of three authors or more only the first is named.
    """
    source = dataset.sources.loc[source_id]
    first, *others = source["author"].split(", ")
    author = f"{first} and others" if len(others) > 1 else source["author"]
    name = author or source["outlet"] or source_id
    year = source["published_year"]
    return f"{name} {year}" if year != dates.UNDATED else name


def source_label(dataset: Dataset, source_id: str) -> str:
    """The article in a few words that no other shares: with its title, or key, where need be."""
    name = source_name(dataset, source_id)
    same = [other for other in dataset.sources.index if source_name(dataset, other) == name]
    if len(same) == 1:
        return name
    titles = [source_title(dataset, other) for other in same]
    title = source_title(dataset, source_id)
    return f"{name}: {title if titles.count(title) == 1 else source_id}"


def source_title(dataset: Dataset, source_id: str) -> str:
    """The title as printed, or whose article it is and that no title is printed."""
    source = dataset.sources.loc[source_id]
    whose = source["author"] or source["outlet"] or source_id
    return str(source["title"] or f"Article by {whose}, no title printed")


def source_lines(dataset: Dataset, source_id: str) -> list[str]:
    """Lines to stand below the title: outlet, author and date, saying which are inferred."""
    source = dataset.sources.loc[source_id]
    parts = [
        _with_basis(source["outlet"], source["outlet_basis"], "outlet"),
        source["author"] or "author not stated",
        published(dataset, source_id),
    ]
    if source["republished_by"]:
        parts.append(f"in the copy of {source['republished_by']}")
    return [" · ".join(parts)]


def published(dataset: Dataset, source_id: str) -> str:
    """When the article was first published, saying where that is inferred."""
    source = dataset.sources.loc[source_id]
    return _with_basis(dates.printed(source["published"]), source["published_basis"], "date")


def _with_basis(value: str, basis: str, what: str) -> str:
    if not value:
        return f"{what} not stated"
    return f"{value} ({what} inferred)" if basis == "inferred" else value


def origin_name(dataset: Dataset, origin: str) -> str:
    """An origin as readers know it: a party by its name, an article as itself."""
    if origin not in dataset.sources.index:
        return origin
    source = dataset.sources.loc[origin]
    if source["title"]:
        return f"the article “{source['title']}”"
    return f"the article of {source['author'] or source['outlet'] or origin}"
