"""Who says what about the same thing, and how the statements stand together."""
