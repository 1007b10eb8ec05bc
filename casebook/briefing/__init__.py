"""From a selection to a document in which every statement has its footnote."""
