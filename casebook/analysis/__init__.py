"""Selected rows to small frames and sentences: selection, search, counts, listings."""
