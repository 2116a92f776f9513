"""A search as terms side by side, some of them about one column alone: taken apart and put together as text.

What stands in a column's box is the same grammar without the column's name: `>5` for `price:>5`, `a or b` for
`(title:a or title:b)`. So the boxes and the search are one text, and say the same.

Where the search makes no sense from some place on, what stands from there is one term, and the boxes' terms go before.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from core.query.names import FieldNames

_QUOTED: Final = r'"(?:[^"\\]|\\.)*"'
_WORDS: Final = rf'(?:{_QUOTED}|(?!")[^\s()]+)?'
_CONDITION: Final = (
    rf'(?:(?:[<>]=?|=){_WORDS}|(?:{_QUOTED}|(?!")(?:[^\s().]|\.(?!\.)|\.{{3,}})+)?(?:\.\.(?!\.){_WORDS})?)'
)
"""What follows a column's name; a quote within a word is a part of it, as it is to the grammar."""
_AROUND: Final = r'\s+|(-*)\(|\)|(-*"(?:[^"\\]|\\.)*\\?\Z)'
"""Besides words: space, parentheses, and a quote that is not closed, with all that follows."""
_TOKEN: Final = re.compile(rf"{_AROUND}|-*[^\W\d]\w*:{_CONDITION}|-*{_QUOTED}|[^\s()]+", re.DOTALL)
_BOX_TOKEN: Final = re.compile(rf"{_AROUND}|(?=[^\s()])-*{_CONDITION}", re.DOTALL)
_NAMED: Final = re.compile(r"(-*)(\w+):(.*)", re.DOTALL)
_OPERATOR: Final = re.compile(r"-*(?:<=|>=|[<>=])")
_KEYWORDS: Final = frozenset({"or", "and"})

_Sourced = tuple[str, int | None]
"""A character, and where in a box it stands, if it comes from there."""


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a search that stands beside the others, and where; `field` is set if it is about one column alone."""

    start: int
    stop: int
    text: str
    field: str | None = None
    is_open: bool = False
    """Whether something in it is not closed, or closed that was never opened."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A search, and where in it the terms of the column that was changed begin."""

    text: str
    start: int
    places: Mapping[int, int] = field(default_factory=dict[int, int])
    """Where the characters of the column's box stand, by their places in the box."""

    def in_box(self, position: int, length: int) -> tuple[int, int]:
        """Which characters of the box are in a part of the search: the first and how many; all where none is."""
        found = [place for place, at in self.places.items() if position <= at < position + length]
        found = found or list(self.places) or [0]
        return min(found), max(found) + 1 - min(found)


def terms_of(text: str, names: FieldNames) -> list[Term]:
    """The terms of a search; one where it is made of alternatives."""
    spans, depth, start = list[tuple[int, int]](), 0, 0
    for token in _TOKEN.finditer(text):
        piece = token[0]
        if depth == 0 and piece.lower() == "or":
            return [_term(text, 0, len(text), names, is_open=_is_open(text))]
        if depth == 0 and not piece.isspace():
            start = token.start()
        depth += (token[1] is not None) - (piece == ")")
        if depth < 0 or token[2] is not None:
            depth = 1
            break
        if depth == 0 and not piece.isspace() and piece.lower() != "and":
            spans.append((start, token.end()))
    rest = [Term(start, len(text), text[start:], is_open=True)] if depth else []
    return [_term(text, *span, names) for span in spans] + rest


def boxes(text: str, names: FieldNames) -> dict[str, str]:
    """What stands in the boxes of columns, by field."""
    found = dict[str, list[Term]]()
    for term in terms_of(text, names):
        if term.field is not None:
            found.setdefault(term.field, []).append(term)
    return {field: _boxed(terms) for field, terms in found.items()}


def with_box(text: str, field: str, box: str, names: FieldNames) -> Composed:
    """The search with something else in a column's box."""
    prefixed = _prefixed(box, names.short(field))
    composed = with_terms(text, field, "".join(character for character, _ in prefixed), names)
    places = {place: composed.start + at for at, (_, place) in enumerate(prefixed) if place is not None}
    return replace(composed, places=places)


def with_terms(text: str, field: str, new: str, names: FieldNames) -> Composed:
    """The search with these terms in place of a column's."""
    terms = terms_of(text, names)
    others = [term.text for term in terms if term.field != field]
    is_open = bool(terms) and terms[-1].is_open
    if len(terms) == 1 and others and _is_loose(others[0]):
        others = [f"({others[0].strip()})"]
    place = next((at for at, term in enumerate(terms) if term.field == field), len(others) - is_open)
    before, after = others[:place], others[place:]
    start = len(" ".join(before)) + bool(before and new)
    parts = [*before, *([new] if new else []), *after]
    return Composed(" ".join(parts), start)


def _term(text: str, start: int, stop: int, names: FieldNames, *, is_open: bool = False) -> Term:
    piece = text[start:stop]
    fields = {_field_of(word, names) for word in _words(piece)}
    is_one = len(fields) == 1 and not is_open
    return Term(start, stop, piece, fields.pop() if is_one else None, is_open)


def _words(text: str) -> list[str]:
    pieces = [token[0] for token in _TOKEN.finditer(text) if token[1] is None]
    return [piece for piece in pieces if not piece.isspace() and piece != ")" and piece.lower() not in _KEYWORDS]


def _field_of(word: str, names: FieldNames) -> str | None:
    found = _NAMED.fullmatch(word)
    facts = names.find(found[2]) if found else None
    return None if facts is None else facts.name


def _is_loose(text: str) -> bool:
    """Whether a text would fall apart beside others."""
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += (token[1] is not None) - (token[0] == ")")
        if depth == 0 and token[0].lower() == "or":
            return True
    return False


def _is_open(text: str) -> bool:
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += (token[1] is not None) - (token[0] == ")")
        if depth < 0 or token[2] is not None:
            return True
    return depth > 0


def _boxed(terms: list[Term]) -> str:
    texts = ["".join(_unnamed(token) for token in _TOKEN.finditer(term.text)) for term in terms]
    if len(texts) == 1 and texts[0].startswith("(") and texts[0].endswith(")") and texts[0].count("(") == 1:
        return texts[0][1:-1]
    return " ".join(texts)


def _unnamed(token: re.Match[str]) -> str:
    found = _NAMED.fullmatch(token[0])
    return token[0] if found is None else found[1] + found[3]


def _prefixed(box: str, name: str) -> list[_Sourced]:
    """The box's text with the column's name before each value."""
    found, held = list[_Sourced](), list[_Sourced]()
    stop = len(box.rstrip())
    for token in _BOX_TOKEN.finditer(box, stop - len(box.strip()), stop):
        piece, characters = token[0], _sourced(token[0], token.start())
        if held and piece.isspace():
            continue
        if piece.isspace() or token[1] is not None or token[2] is not None or piece == ")" or _is_keyword(piece):
            found += _named(held, name) + characters
            held = []
        elif _OPERATOR.fullmatch(piece) and not held:
            held = characters
        else:
            found += _named(held + characters, name)
            held = []
    found += _named(held, name)
    is_loose = _is_loose("".join(character for character, _ in found))
    return [*_sourced("("), *found, *_sourced(")")] if is_loose else found


def _named(word: list[_Sourced], name: str) -> list[_Sourced]:
    minuses = next((at for at, (character, _) in enumerate(word) if character != "-"), len(word))
    return word[:minuses] + _sourced(f"{name}:") + word[minuses:] if word else []


def _sourced(text: str, place: int | None = None) -> list[_Sourced]:
    return [(character, None if place is None else place + at) for at, character in enumerate(text)]


def _is_keyword(piece: str) -> bool:
    return piece.lower() in _KEYWORDS
