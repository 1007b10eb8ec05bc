"""What everybody reads: the last tables without problems, while somebody edits the files."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Condition, Event, Lock, Thread

from casebook import loading
from casebook.tables import read
from casebook.tables.dataset import Dataset, Problem

LOOK_EVERY = 1.0  # seconds, also how long files must have been quiet before they are read
_log = logging.getLogger(__name__)

_looking: dict[tuple[Path, Path], "LastGood"] = {}
_lock = Lock()
Loader = Callable[[Path, Path], tuple[Dataset | None, list[Problem]]]


@dataclass(frozen=True, eq=False)
class Edition:
    """What is shown: the last good dataset, and the problems of the files as they are now.

    `dataset` is None only where the files have had problems since the server started. `since` is
    when the problems were found first, None where there are none; `read_at` when the dataset was.
    `name` differs between any two editions that look different.
    """

    dataset: Dataset | None
    problems: tuple[Problem, ...] = ()
    read_at: datetime | None = None
    since: datetime | None = None
    name: str = field(init=False)

    def __post_init__(self) -> None:
        version = self.dataset.version if self.dataset else ""
        guide = self.dataset.guide if self.dataset else ""
        shown = repr((version, guide, self.problems)).encode(errors="backslashreplace")
        object.__setattr__(self, "name", hashlib.sha256(shown).hexdigest()[:16])


class LastGood:
    """Looks at the files once in LOOK_EVERY seconds, and reads them when they have changed.

    A change is read once the files have been quiet from one look to the next, so that a file is
    not taken half written; what is read while they change again is thrown away.
    """

    def __init__(self, data_dir: Path, seeds_dir: Path, load: Loader = loading.loaded) -> None:
        self._folders = data_dir, seeds_dir
        self._load = load
        self._edition: Edition | None = None
        self._read, self._seen = "", ""
        self._first = Condition()
        self._looking = Lock()
        self._stopped = Event()

    def start(self) -> None:
        """Look from now on, in a thread of its own; the first time at once."""
        Thread(target=self._run, name="reading", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()

    def edition(self) -> Edition:
        """What is to be shown now; waits while the files are read for the first time."""
        with self._first:
            self._first.wait_for(lambda: self._edition is not None)
        assert self._edition
        return self._edition

    @property
    def name(self) -> str:
        """The name of the edition, without waiting: "" where there is none yet."""
        return self._edition.name if self._edition else ""

    def look(self) -> None:
        """Look at the files once, and read them if they have changed and are quiet."""
        with self._looking:
            stamp = read.stamp(*self._folders)
            quiet = stamp == self._seen or self._edition is None
            self._seen = stamp
            if quiet and stamp != self._read:
                made = self._made()
                if self._edition is None or read.stamp(*self._folders) == stamp:
                    self._read = stamp
                    self._show(*made)

    def _run(self) -> None:
        while not self._stopped.is_set():
            self.look()
            self._stopped.wait(LOOK_EVERY)

    def _made(self) -> tuple[Dataset | None, list[Problem]]:
        try:
            return self._load(*self._folders)
        except Exception:
            # Whatever it is, it must not take the tables from those who read; it is told to all.
            _log.exception("the tables and articles could not be read")
            reason = "can't be read, for a reason that the server's log tells: is it too large?"
            return None, [Problem(str(self._folders[0]), 0, "", reason)]

    def _show(self, dataset: Dataset | None, problems: list[Problem]) -> None:
        now, before = datetime.now(UTC), self._edition
        if dataset is not None:
            edition = Edition(dataset, read_at=now)
        else:
            kept = before or Edition(None)
            edition = Edition(kept.dataset, tuple(problems), kept.read_at, kept.since or now)
        with self._first:
            self._edition = edition
            self._first.notify_all()


def looking_at(data_dir: Path, seeds_dir: Path) -> LastGood:
    """The one that looks at these folders for everybody in this process; those before it stop."""
    with _lock:
        kept = _looking.get((data_dir, seeds_dir))
        if kept is None:
            for other in _looking.values():
                other.stop()
            _looking.clear()
            kept = _looking[data_dir, seeds_dir] = LastGood(data_dir, seeds_dir)
            kept.start()
        return kept
