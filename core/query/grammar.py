"""The text grammar of search, filter and sort: typed words to a syntax tree, with exact places of mistakes.

query    = all ("or" all)*
all      = term (["and"] term)*
term     = ["-"] ( "(" query ")" | condition | word | '"' text '"' )
condition = field ":" ( "is:null" | [operator] value | [value] ".." [value] )    or    "is:null" for any field
"""

import re
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Final, cast

from core.errors import QueryError
from core.fields import FieldFacts
from core.locale.facts import PLAIN, Locale
from core.query.ast import ALL, And, IsNull, Node, Not, Operator, Or, Search, Sort, every
from core.query.literals import localized, plain, quoted
from core.query.names import FieldNames
from core.query.periods import Standpoint
from core.query.values import UNORDERED_KINDS, Operand, between, condition
from core.query.writer import to_text as to_text

if TYPE_CHECKING:
    from core.entities import Entity

MAX_DEPTH: Final = 20
"""Parentheses and negations inside one another; Python nests no deeper than some 40 of them compiled to SQL."""
MAX_CONDITIONS: Final = 500
"""Each is a condition for every text field; nobody types as many, and a database takes long over them."""
MAX_VALUE: Final = 4_000
"""Characters of one value; SQLite refuses patterns over 50,000 bytes."""

_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
_SPACE: Final = re.compile(r"\s*")
_KEYWORD: Final = re.compile(r"(or|and)(?=[\s()]|\Z)", re.IGNORECASE)
_MINUS: Final = re.compile(r"-+(?=[^\s()-]|\()")
_FIELD: Final = re.compile(r"(\w+):")
_NULL: Final = re.compile(r"is:null(?=[\s()]|\Z)", re.IGNORECASE)
_IS: Final = re.compile(r"is:[^\s()]*", re.IGNORECASE)
_OPERATOR: Final = re.compile(r"<=|>=|[<>=]")
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPE: Final = re.compile(r'\\(["\\])')
_WORD: Final = re.compile(r"[^\s()]+")
_BEFORE_RANGE: Final = re.compile(r"(?:[^\s().]|\.(?!\.)|\.{3,})+")
_RANGE: Final = re.compile(r"\.\.(?!\.)")


def parse(
    text: str, entity: "Entity", time_zone: tzinfo, now: datetime | None = None, *, locale: Locale = PLAIN
) -> Node:
    """What the text asks for, `ALL` where it is blank. QueryError says what is wrong and where.

    Numbers, dates, times, yes and no are read as cells read them under the locale, choices by what they are called in
    the language that is spoken; ISO's form and what is stored are read under all.
    """
    _refuse_unstorable(text)
    return _Parser(text, FieldNames(entity), Standpoint(time_zone, now or datetime.now(UTC), locale)).query()


def translated(text: str, entity: "Entity", old: Locale, new: Locale) -> str:
    """The same filter with its values as people write them under another locale; as it is where it makes no sense."""
    parser = _Parser(text, FieldNames(entity), Standpoint(UTC, datetime.now(UTC), old))
    try:
        parser.query()
    except QueryError:
        return text
    for facts, operand in reversed(parser.literals):
        literal = localized(plain(operand.text, facts, old), facts.kind, new)
        if literal != operand.text:
            stop = operand.position + operand.length
            text = text[: operand.position] + quoted(literal) + text[stop:]
    return text


def parse_sort(text: str, entity: "Entity") -> tuple[Sort, ...]:
    """`title,-created` as an order. QueryError says what is wrong and where."""
    _refuse_unstorable(text)
    names, found, start = FieldNames(entity), dict[str, Sort](), 0
    for part in text.split(",") if text.strip() else ():
        name = part.strip()
        position = start + part.find(name)
        word = Operand(name.removeprefix("-"), position + name.startswith("-"), len(name.removeprefix("-")))
        if not word.text:
            raise QueryError("query.sort_empty", min(position, len(text) - 1), 1, known=names.known)
        facts = names.find(word.text)
        if facts is None:
            raise _unknown_field(word, names)
        if facts.name in found:
            raise word.error("query.sort_twice", label=facts.label)
        found[facts.name] = Sort(facts.name, name.startswith("-"))
        start += len(part) + 1
    return tuple(found.values())


def _refuse_unstorable(text: str) -> None:
    if found := _UNSTORABLE.search(text):
        raise QueryError("query.character", found.start(), 1)


def _unknown_field(word: Operand, names: FieldNames) -> QueryError:
    other = names.find_other(word.text)
    if other is not None:
        return word.error("query.field_closed", label=other.label, known=names.known)
    return word.error("query.field", field=word.text[:40], known=names.known)


class _Parser:
    """Recursive descent over the text; `_at` is the place reached."""

    def __init__(self, text: str, names: FieldNames, standpoint: Standpoint) -> None:
        self._text, self._names, self._standpoint = text, names, standpoint
        self._at = 0
        self._conditions = 0
        self.literals: list[tuple[FieldFacts, Operand]] = []
        """What fields were compared with so far."""

    def query(self) -> Node:
        self._skip_space()
        if self._ended():
            return ALL
        node = self._any_of(0)
        if not self._ended():
            raise QueryError("query.parenthesis_unopened", self._at, 1)
        return node

    def _any_of(self, depth: int) -> Node:
        parts = [self._all_of(depth, None)]
        while keyword := self._keyword("or"):
            parts.append(self._all_of(depth, keyword))
        flat = [inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))]
        return flat[0] if len(flat) == 1 else Or(tuple(flat))

    def _all_of(self, depth: int, keyword: Operand | None) -> Node:
        parts: list[Node] = []
        while not self._at_boundary():
            parts.append(self._term(depth))
            keyword = self._keyword("and")
        if keyword:
            raise keyword.error("query.after", keyword=keyword.text)
        if not parts:
            raise self._nothing_before()
        return every(*parts)

    def _at_boundary(self) -> bool:
        """Whether no term can begin here."""
        self._skip_space()
        return self._ended() or self._next_is(")") or _KEYWORD.match(self._text, self._at) is not None

    def _nothing_before(self) -> QueryError:
        word = self._take(_KEYWORD)
        if word:
            return word.error("query.before", keyword=word.text)
        return QueryError("query.parenthesis_unopened", self._at, 1)

    def _term(self, depth: int) -> Node:
        if depth >= MAX_DEPTH and (self._next_is("(") or _MINUS.match(self._text, self._at)):
            raise QueryError("query.depth", self._at, 1, limit=MAX_DEPTH)
        minus = self._take(_MINUS)
        node = self._group(depth + 1) if self._next_is("(") else self._counted_leaf()
        if minus is None or minus.length % 2 == 0:
            return node
        return node.part if isinstance(node, Not) else Not(node)

    def _group(self, depth: int) -> Node:
        start = self._at
        self._at += 1
        self._skip_space()
        if self._next_is(")"):
            raise QueryError("query.group_empty", start, self._at + 1 - start)
        if self._ended():
            raise QueryError("query.parenthesis_unclosed", start, 1)
        node = self._any_of(depth)
        if not self._next_is(")"):
            raise QueryError("query.parenthesis_unclosed", start, 1)
        self._at += 1
        return node

    def _counted_leaf(self) -> Node:
        start = self._at
        node = self._leaf()
        self._conditions += len(node.parts) if isinstance(node, And) else 1
        if self._conditions > MAX_CONDITIONS:
            raise QueryError("query.conditions", start, self._at - start, limit=MAX_CONDITIONS)
        return node

    def _leaf(self) -> Node:
        if self._take(_NULL):
            return IsNull()
        if (found := _FIELD.match(self._text, self._at)) and (facts := self._field(found)):
            start, self._at = self._at, found.end()
            return self._condition(facts, start)
        start = self._at
        word = self._operand(_WORD)
        if word is None or not word.text:
            raise QueryError("query.empty", start, self._at - start)
        return Search(word.text)

    def _field(self, found: re.Match[str]) -> FieldFacts | None:
        """The field before a colon; None where the word could not be one, as in `10:30`."""
        name = found[1]
        facts = self._names.find(name)
        if facts is None and name.lower() == "is":
            raise self._only_null()
        if facts is None and name.isidentifier():
            raise _unknown_field(Operand(name, found.start(), len(name)), self._names)
        return facts

    def _condition(self, facts: FieldFacts, start: int) -> Node:
        if self._take(_NULL):
            return IsNull(facts.name)
        if _IS.match(self._text, self._at):
            raise self._only_null()
        if operator := self._take(_OPERATOR):
            self._refuse_unordered(facts, operator)
            if value := self._literal(facts, _WORD):
                return condition(facts, cast("Operator", operator.text), value, self._standpoint)
            raise self._missing_value(facts, start)
        lower = self._literal(facts, _BEFORE_RANGE)
        if dots := self._take(_RANGE):
            self._refuse_unordered(facts, dots)
            upper = self._literal(facts, _WORD)
            if lower or upper:
                return between(facts, lower, upper, self._standpoint)
        elif lower:
            return condition(facts, None, lower, self._standpoint)
        raise self._missing_value(facts, start)

    def _refuse_unordered(self, facts: FieldFacts, operator: Operand) -> None:
        if facts.kind in UNORDERED_KINDS and operator.text != "=":
            raise operator.error("query.operator", label=facts.label, operator=operator.text)

    def _missing_value(self, facts: FieldFacts, start: int) -> QueryError:
        return QueryError("query.value_missing", start, self._at - start, field=self._names.short(facts.name))

    def _only_null(self) -> QueryError:
        word = self._take(_IS)
        assert word is not None
        return word.error("query.is")

    def _literal(self, facts: FieldFacts, bare: re.Pattern[str]) -> Operand | None:
        operand = self._operand(bare)
        self.literals += [(facts, operand)] if operand else []
        return operand

    def _operand(self, bare: re.Pattern[str]) -> Operand | None:
        """A quoted text without its quotes, or a bare word."""
        if not self._next_is('"'):
            operand = self._take(bare)
        elif quoted := self._take(_QUOTED):
            operand = Operand(_ESCAPE.sub(r"\1", quoted.text[1:-1]), quoted.position, quoted.length)
        else:
            raise QueryError("query.quote_unclosed", self._at, len(self._text) - self._at)
        if operand and len(operand.text) > MAX_VALUE:
            raise operand.error("query.too_long", limit=MAX_VALUE)
        return operand

    def _keyword(self, word: str) -> Operand | None:
        self._skip_space()
        found = _KEYWORD.match(self._text, self._at)
        return self._take(_KEYWORD) if found and found[1].lower() == word else None

    def _take(self, pattern: re.Pattern[str]) -> Operand | None:
        found = pattern.match(self._text, self._at)
        if found is None:
            return None
        self._at = found.end()
        return Operand(found[0], found.start(), len(found[0]))

    def _next_is(self, character: str) -> bool:
        return self._text.startswith(character, self._at)

    def _ended(self) -> bool:
        return self._at == len(self._text)

    def _skip_space(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
