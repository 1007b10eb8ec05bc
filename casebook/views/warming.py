"""What the first visitor would wait for, made while the server starts."""

import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from casebook import last_good
from casebook.analysis import nearest, search_names
from casebook.analysis.selection import Selection
from casebook.tables import read
from casebook.views import explore, view_state

_WITHOUT_SESSION = "streamlit.runtime.scriptrunner_utils.script_run_context"


@asynccontextmanager
async def warmed(_server: Any) -> AsyncIterator[dict[str, Any]]:
    """The lifespan of the server: it answers at once, and reads the tables meanwhile."""
    threading.Thread(target=warm, name="warming", daemon=True).start()
    yield {}


def warm() -> None:
    """Fill the caches with the page as it opens, then with what searches and checks of drafts need.

    Problems are shown to whoever visits.
    """
    logging.getLogger(_WITHOUT_SESSION).addFilter(_of_other_threads)
    dataset = last_good.looking_at(*read.folders()).edition().dataset
    if dataset is not None:
        explore.prepare(dataset, view_state.ViewState(Selection()))
        search_names.vocabulary(dataset)
        nearest.index(dataset)


def _of_other_threads(record: logging.LogRecord) -> bool:
    """Streamlit warns of work outside a visitor's session; here that is meant."""
    return record.threadName != "warming"
