"""A search as terms side by side, some of them about one column alone: taken apart and put together as text.

What stands in a column's box is the same grammar without the column's name: `>5` for `price:>5`, `a or b` for
`(title:a or title:b)`. So the boxes and the search are one text, and say the same.
"""

import re
from dataclasses import dataclass
from typing import Final

from core.query.names import FieldNames

_TOKEN: Final = re.compile(r'\s+|(-*)\(|\)|(?:"(?:[^"\\]|\\.)*"|[^\s()])+', re.DOTALL)
_NAMED: Final = re.compile(r"(-*)(\w+):(.*)", re.DOTALL)
_OPERATOR: Final = re.compile(r"-*(?:<=|>=|[<>=])")
_WORD: Final = re.compile(r"(-*)(.*)", re.DOTALL)
_KEYWORDS: Final = frozenset({"or", "and"})


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a search that stands beside the others, and where; `field` is set if it is about one column alone."""

    start: int
    stop: int
    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """A search, and where in it the terms of the column that was changed stand."""

    text: str
    start: int
    stop: int


def terms_of(text: str, names: FieldNames) -> list[Term]:
    """The terms of a search; one where it is made of alternatives, or cannot be taken apart."""
    spans, depth, start = list[tuple[int, int]](), 0, 0
    for token in _TOKEN.finditer(text):
        piece = token[0]
        if depth == 0 and piece.lower() == "or":
            return [_term(text, 0, len(text), names, whole=True)]
        if depth == 0 and not piece.isspace():
            start = token.start()
        depth += (piece.endswith("(") and token[1] is not None) - (piece == ")")
        if depth < 0:
            break
        if depth == 0 and not piece.isspace() and piece.lower() != "and":
            spans.append((start, token.end()))
    if depth:
        return [Term(0, len(text), text)]
    return [_term(text, start, stop, names) for start, stop in spans]


def boxes(text: str, names: FieldNames) -> dict[str, str]:
    """What stands in the boxes of columns, by field."""
    found = dict[str, list[Term]]()
    for term in terms_of(text, names):
        if term.field is not None:
            found.setdefault(term.field, []).append(term)
    return {field: _boxed(terms) for field, terms in found.items()}


def with_box(text: str, field: str, box: str, names: FieldNames) -> Composed:
    """The search with something else in a column's box."""
    return with_terms(text, field, _prefixed(box, names.short(field)), names)


def with_terms(text: str, field: str, new: str, names: FieldNames) -> Composed:
    """The search with these terms in place of a column's."""
    terms = terms_of(text, names)
    others = [term.text for term in terms if term.field != field]
    if len(terms) == 1 and others and _is_loose(others[0]):
        others = [f"({others[0].strip()})"]
    place = next((at for at, term in enumerate(terms) if term.field == field), len(others))
    before, after = others[:place], others[place:]
    start = len(" ".join(before)) + bool(before and new)
    parts = [*before, *([new] if new else []), *after]
    return Composed(" ".join(parts), start, start + len(new))


def _term(text: str, start: int, stop: int, names: FieldNames, *, whole: bool = False) -> Term:
    piece = text[start:stop]
    fields = {_field_of(word, names) for word in _words(piece)}
    is_one = len(fields) == 1 and not (whole and text.count("(") != text.count(")"))
    return Term(start, stop, piece, fields.pop() if is_one else None)


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


def _boxed(terms: list[Term]) -> str:
    texts = ["".join(_unnamed(token) for token in _TOKEN.finditer(term.text)) for term in terms]
    if len(texts) == 1 and texts[0].startswith("(") and texts[0].endswith(")") and texts[0].count("(") == 1:
        return texts[0][1:-1]
    return " ".join(texts)


def _unnamed(token: re.Match[str]) -> str:
    found = _NAMED.fullmatch(token[0])
    return token[0] if found is None else found[1] + found[3]


def _prefixed(box: str, name: str) -> str:
    found, held = list[str](), ""
    for token in _TOKEN.finditer(box.strip()):
        piece = token[0]
        if held and piece.isspace():
            continue
        if piece.isspace() or token[1] is not None or piece == ")" or piece.lower() in _KEYWORDS:
            found.append(piece)
        elif _OPERATOR.fullmatch(piece) and not held:
            held = piece
        else:
            word = _WORD.fullmatch(held + piece)
            assert word is not None
            found.append(f"{word[1]}{name}:{word[2]}")
            held = ""
    text = "".join(found) + (f"{name}:{held}" if held else "")
    return f"({text})" if _is_loose(text) else text
