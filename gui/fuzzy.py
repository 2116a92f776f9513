"""How well a few typed letters fit a name, as in a command palette."""

from typing import Final

FIRST: Final = 12
"""For a letter at the beginning of a word."""
LEAD: Final = 6
"""For the first letter of the name besides."""
NEXT: Final = 8
"""For a letter right after the one before."""
ANY: Final = 1
GAP: Final = 3
"""The most that is taken off for the letters left out before one."""


def score(typed: str, name: str, further: str = "") -> int | None:
    """None where it does not fit; else the higher the better.

    Every typed word has to be found: its letters in this order in the name, or as they are in the `further` text, which
    counts little.
    """
    total = 0
    for word in typed.casefold().split():
        points = _word_score(word, name.casefold())
        if points is None:
            if word not in further.casefold():
                return None
            points = len(word)
        total += points
    return total


def _word_score(word: str, name: str) -> int | None:
    """The best way to find a word's letters in a name, trying each place of its first letter."""
    starts = [place for place, letter in enumerate(name) if word and letter == word[0]]
    scores = [points for start in starts if (points := _score_from(start, word, name)) is not None]
    return max(scores, default=None)


def _score_from(start: int, word: str, name: str) -> int | None:
    total, place, before = 0 if start else LEAD, start, start - 1
    if name.startswith(word, start):
        # More than letters scattered over any words are worth, and the more the nearer to the beginning of its word.
        total += LEAD + FIRST * len(word) - min(GAP, start - name.rfind(" ", 0, start) - 1)
    for letter in word:
        place = name.find(letter, before + 1)
        if place < 0:
            return None
        starts_word = place == 0 or not name[place - 1].isalnum()
        total += FIRST if starts_word else NEXT if place == before + 1 else ANY - min(GAP, place - before - 1)
        before = place
    return total
