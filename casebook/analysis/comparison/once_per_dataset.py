"""What depends on a dataset alone: made when first asked for, kept while the dataset lives."""

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import TypeVar
from weakref import WeakKeyDictionary

from casebook.tables.dataset import Dataset

Value = TypeVar("Value")


def once(make: Callable[[Dataset], Value]) -> Callable[[Dataset], Value]:
    """Make the value once for each dataset, however many threads ask for it at the same time.

    The value must not hold the dataset, or neither would ever be let go.
    """
    kept: WeakKeyDictionary[Dataset, Value] = WeakKeyDictionary()
    lock = RLock()

    @wraps(make)
    def made(dataset: Dataset) -> Value:
        with lock:
            if dataset not in kept:
                kept[dataset] = make(dataset)
            return kept[dataset]

    return made
