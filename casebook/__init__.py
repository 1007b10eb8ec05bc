"""Casebook: incidents and claims from curated articles, each beside the sentence that says it."""
