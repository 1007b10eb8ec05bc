"""What is wrong with the tables: a list instead of charts, or a line above them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from casebook.checks.problems import total
from casebook.last_good import Edition
from casebook.tables.dataset import Problem
from casebook.views import lines
from casebook.words import agreeing, number


def show(problems: Sequence[Problem]) -> None:
    """List every problem with its place and the way out; nothing else is drawn."""
    _listed(
        "The data have",
        "Nothing else is shown until they are corrected, so that no count is wrong. Correct these "
        "rows; the page follows by itself.",
        problems,
    )


def newer(problems: Sequence[Problem]) -> None:
    """List the problems of files that are newer than what the pages show."""
    _listed(
        "The files have",
        "They have changed since the tables were read. Correct these rows; until then the pages "
        "show the tables as they were, after that they follow by themselves.",
        problems,
    )


def notice(edition: Edition) -> None:
    """Above a page: since when newer files have problems, if they have any, and where to look."""
    with st.container(key="notice"):
        if edition.since and edition.read_at:
            lines.show((in_words(edition, _zone(), datetime.now(UTC)), "notice"))


def in_words(edition: Edition, zone: ZoneInfo, now: datetime) -> str:
    """The notice, with times as clocks show them in that zone."""
    assert edition.since
    assert edition.read_at
    since, read_at = (_clock(time, zone, now) for time in (edition.since, edition.read_at))
    count = total(edition.problems)
    return (
        f"Since {since} the files have {number(count, 'problem')}: "
        f"{agreeing(count, 'it is', 'they are')} listed on the page Data. Until "
        f"{agreeing(count, 'it is', 'they are')} corrected, every page shows the data that were "
        f"read at {read_at}."
    )


def _clock(time: datetime, zone: ZoneInfo, now: datetime) -> str:
    local = time.astimezone(zone)
    if local.date() == now.astimezone(zone).date():
        return f"{local:%H:%M}"
    return f"{local:%H:%M} on {local.day} {local:%B}"


def _zone() -> ZoneInfo:
    """The reader's time zone, as the browser tells it."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (LookupError, ValueError, OSError):
        return ZoneInfo("UTC")


def _listed(whose: str, what_follows: str, problems: Sequence[Problem]) -> None:
    st.header(f"{whose} {number(total(problems), 'problem')}", anchor=False)
    st.write(f"{what_follows} `python -m casebook check` prints the same list.")
    st.dataframe(
        pd.DataFrame(
            {
                "File": [problem.file for problem in problems],
                "Line": [problem.line or None for problem in problems],
                "Column": [problem.column for problem in problems],
                "What to do": [problem.what_to_do for problem in problems],
            }
        ),
        hide_index=True,
        height="content" if len(problems) < 15 else 560,
        row_height=56,
        column_config={
            "File": st.column_config.TextColumn(width=130),
            "Line": st.column_config.NumberColumn(width=60),
            "Column": st.column_config.TextColumn(width=120),
            "What to do": st.column_config.TextColumn(width="large"),
        },
        placeholder="",
        alt="Problems in the data",
    )
