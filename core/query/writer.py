"""The syntax tree as the text that a person could have typed for it."""

import re
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Final

from core.fields import Kind
from core.locale.facts import PLAIN, Locale
from core.query.ast import And, Compare, In, IsNull, Match, Node, Not, Or, Scalar, Search
from core.query.literals import localized, quoted
from core.query.names import FieldNames
from core.query.periods import Standpoint, moment_span, time_span

if TYPE_CHECKING:
    from core.entities import Entity

_PLAIN: Final = re.compile(r"[\w*](?:[\w*'+,;!?&@#%/=-]|\.(?!\.))*")
_KEYWORDS: Final = frozenset({"or", "and"})


def to_text(node: Node, entity: "Entity", time_zone: tzinfo, locale: Locale = PLAIN) -> str:
    """A text that `parse` turns into this node again; moments are told in the time zone, values as the locale has them.

    What the grammar has no words for is said with others of the same meaning (`In` as alternatives). ValueError for
    nodes without parts inside others, KeyError for fields that nobody may name.
    """
    return "" if node == And() else _Writer(FieldNames(entity), time_zone, locale).write(node)


class _Writer:
    def __init__(self, names: FieldNames, time_zone: tzinfo, locale: Locale) -> None:
        self._names, self._standpoint, self._locale = names, Standpoint(time_zone, datetime.now(UTC)), locale

    def write(self, node: Node) -> str:
        match node:
            case And(parts) | Or(parts) if not parts:
                raise ValueError(f"{node} cannot be said in a filter")
            case And(parts):
                return " ".join(self._enclosed(part, Or) for part in parts)
            case Or(parts):
                return " or ".join(self.write(part) for part in parts)
            case Not(part):
                return "-" + self._enclosed(part, And, Or)
            case Search(text):
                return _quoted(text)
            case IsNull(field):
                return "is:null" if field is None else f"{self._names.short(field)}:is:null"
            case Match(field, pattern):
                return f"{self._names.short(field)}:{_quoted(pattern)}"
            case In(field, values):
                return self.write(Or(tuple(Compare(field, "=", value) for value in values)))
            case Compare(field, operator, value):
                contains = isinstance(value, str) and not isinstance(value, Enum)
                sign = "" if operator == "=" and not contains else operator
                return f"{self._names.short(field)}:{sign}{self._literal(operator, value)}"

    def _enclosed(self, node: Node, *loose: type[Node]) -> str:
        """In parentheses where the node would fall apart without."""
        text = self.write(node)
        alternatives = isinstance(node, In) and len(node.values) > 1
        return f"({text})" if isinstance(node, loose) or alternatives else text

    def _literal(self, operator: str, value: Scalar) -> str:
        match value:
            case Enum():
                return _quoted(str(value.value))
            case str():
                return _quoted(value)
            case bool():
                return self._local("true" if value else "false", Kind.BOOLEAN)
            case int():
                return self._local(str(value), Kind.INTEGER)
            case float():
                return self._local(repr(value), Kind.FLOAT)
            case Decimal():
                return self._local(format(value, "f"), Kind.DECIMAL)
            case datetime():
                return self._local(self._moment(operator, value), Kind.MOMENT)
            case time():
                return self._local(_time(operator, value), Kind.TIME)
            case date():
                return self._local(value.isoformat(), Kind.DATE)
            case _:
                return str(value)

    def _local(self, literal: str, kind: Kind) -> str:
        return quoted(localized(literal, kind, self._locale))

    def _moment(self, operator: str, value: datetime) -> str:
        """As short as can be: a local day, minute or second; in UTC where the local time is not unique."""
        shapes = [value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"]
        try:
            local = value.astimezone(self._standpoint.time_zone).replace(tzinfo=None)
        except (OverflowError, ValueError):
            return shapes[0]
        shapes.insert(0, local.isoformat(timespec="microseconds"))
        if operator in {">=", "<"}:
            days = [local.date().isoformat(), *(local.isoformat(timespec=spec) for spec in ("minutes", "seconds"))]
            shapes = [*days, *shapes]
        return next(shape for shape in shapes if moment_span(shape, self._standpoint).first == value)


def _time(operator: str, value: time) -> str:
    exact = value.isoformat(timespec="microseconds")
    shapes = [value.isoformat(timespec="minutes"), value.isoformat(timespec="seconds"), exact]
    if operator in {">=", "<"}:
        return next(shape for shape in shapes if time_span(shape).first == value)
    if operator in {">", "<="}:
        return next(shape for shape in shapes if time_span(shape).last == value)
    return exact


def _quoted(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _KEYWORDS:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
