"""Text as the search compares it."""

LOOKALIKES = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\xa0": " "}
)


def folded(text: str) -> str:
    """Text as the search compares it: lower case, with plain quotation marks, dashes and spaces.

    As long as the text, character for character, so that places in one are places in the other.
    """
    plain = text.translate(LOOKALIKES)
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in plain)
