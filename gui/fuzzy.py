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
FEWEST: Final = 4
"""Letters of a word in which one may be mistaken: in fewer, it would be any word."""


def score(typed: str, name: str, further: str = "", also: str = "", *, is_lenient: bool = False) -> int | None:
    """None where it does not fit; else the higher the better.

    Every typed word has to be found: its letters in this order in the name, the beginning of another word for the same,
    in `also`, or as they are in the `further` text, which counts little. Who is lenient takes a word with one letter
    too many, too few or another one, or with two that changed places, too.
    """
    name, further, also = name.casefold(), further.casefold(), also.casefold()
    total = 0
    for word in typed.casefold().split():
        points = _word_score(word, name)
        if f" {word}" in f" {also}":
            points = max(points or 0, FIRST * len(word))
        if points is None and word in further:
            points = len(word)
        if points is None and is_lenient:
            points = _mistaken_score(word, f"{name} {also}", further)
        if points is None:
            return None
        total += points
    return total


def _mistaken_score(word: str, names: str, further: str) -> int | None:
    if len(word) < FEWEST:
        return None
    if any(_is_nearly(word, each) for each in names.split()):
        return len(word)
    return 1 if any(_is_nearly(word, each) for each in further.split()) else None


def _is_nearly(typed: str, word: str) -> bool:
    """Whether one mistake makes all the difference to the beginning of a word."""
    same = next((place for place, letter in enumerate(typed) if word[place : place + 1] != letter), len(typed))
    left, meant = typed[same:], word[same:]
    mended = (meant[:1] + left[1:], left[1:], meant[:1] + left, left[1:2] + left[:1] + left[2:])
    return any(meant.startswith(each) for each in mended)


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
