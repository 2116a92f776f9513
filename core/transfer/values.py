"""Reads the text of cells as values for a model, by the facts of the field; never by what the file looks like."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from typing import Any, Final
from uuid import UUID

from core.binary import bytes_of_text
from core.context import Context
from core.errors import FieldProblem
from core.fields import FieldFacts, Kind
from core.locale import PLAIN, Locale, UnreadableError
from core.locale.numbers import Point, other_point, point_in
from core.locale.reading import NUMBERS, params_of, reader
from core.services.checking import LEFT_OUT
from core.services.naming import Naming
from core.services.reading import ReadService
from core.transfer.formulas import unprotected_all
from core.transfer.records import Unquoted
from core.transfer.sources import NOT_GIVEN, Cell

TEXTS: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT})
_LOCAL: Final = NUMBERS | {Kind.BOOLEAN, Kind.DATE, Kind.TIME, Kind.MOMENT}
"""What is written in one way here and in another there."""
_ISO_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_REMEMBERED: Final = 100_000
"""Names of referred records kept, so that each is looked up once."""


@dataclass
class CellReader:
    """Turns columns of cells into what the model checks. What a model can read from text itself is left to it.

    How numbers, dates and times are written is decided by the locale where one is given, else here and in `_READERS`
    alone.
    """

    service: ReadService[Any]
    context: Context
    plain: bool
    locale: Locale = PLAIN
    known: dict[tuple[str, str], UUID | str] = field(default_factory=dict[tuple[str, str], "UUID | str"])
    points: dict[str, Point] = field(default_factory=dict[str, Point])
    """What points in numbers were taken for, by field, in the rows so far."""
    plain_fields: Callable[[], Collection[str]] = tuple
    """The fields whose points stand before decimal places, as the whole file shows; asked where a point is doubtful."""

    def column(self, facts: FieldFacts, cells: Sequence[Cell], problems: list[FieldProblem]) -> Sequence[Any]:
        """The values of one column; LEFT_OUT for none, and for those that are added to the problems."""
        texts: Sequence[Any] = self._unmarked(facts, cells)
        if "" in texts or None in texts:
            empty = _empty(facts)
            texts = [empty if text is None or (self.plain and text == "") else text for text in texts]
            texts = [LEFT_OUT if text is NOT_GIVEN else text for text in texts]
        if facts.kind is Kind.REFERENCE:
            return self._references(facts, texts, problems)
        if facts.kind in TEXTS and Unquoted in set(map(type, texts)):
            return self._each(facts, texts, _text, problems)
        if self.locale is not PLAIN and facts.kind in _LOCAL:
            texts = self._local(facts, texts, problems)
        read = _READERS.get(facts.kind)
        return texts if read is None else self._each(facts, texts, read, problems)

    def _local(self, facts: FieldFacts, texts: Sequence[Any], problems: list[FieldProblem]) -> Sequence[Any]:
        """What the locale makes of texts; what is no text in its file is left for those who read ISO's form."""
        locale = self._locale(facts, texts)
        read, empty, values = reader(facts, locale, self.context.time_zone), _empty(facts), list[Any]()
        for position, text in enumerate(texts):
            value = text
            if type(text) is str:
                try:
                    value = read(text) if text.strip() else empty
                except UnreadableError as error:
                    params = params_of(error, facts, locale)
                    problems.append(FieldProblem(facts.name, error.code, params, row=position))
                    value = LEFT_OUT
            values.append(value)
        if facts.kind in NUMBERS and locale is self.locale:
            self._refuse_other_points(facts, texts, values, problems)
        return values

    def _locale(self, facts: FieldFacts, texts: Sequence[Any]) -> Locale:
        """Whose signs a column's numbers have: a doubtful point is what the rest of the file shows."""
        if facts.kind in NUMBERS and Point.EITHER in self._points(facts, texts) and facts.name in self._plain_fields:
            return replace(self.locale, decimal=".", group="")
        return self.locale

    @cached_property
    def _plain_fields(self) -> Collection[str]:
        return self.plain_fields()

    def _points(self, facts: FieldFacts, texts: Sequence[Any]) -> list[Point | None]:
        unit = facts.unit or ""
        return [point_in(text, self.locale, unit) if type(text) is str else None for text in texts]

    def _refuse_other_points(
        self, facts: FieldFacts, texts: Sequence[Any], values: list[Any], problems: list[FieldProblem]
    ) -> None:
        """In one column a point means one thing: what could mean another than the rest of the column is a problem."""
        points = self._points(facts, texts)
        present = [point for point in (Point.DECIMAL, Point.EITHER) if point in points]
        if not present:
            return
        taken = self.points.setdefault(facts.name, present[0])
        for position, (text, point) in enumerate(zip(texts, points, strict=True)):
            if point not in {None, taken} and values[position] is not LEFT_OUT:
                error = other_point(text, self.locale, facts.unit or "")
                problems.append(
                    FieldProblem(facts.name, error.code, params_of(error, facts, self.locale), row=position)
                )
                values[position] = LEFT_OUT

    def _unmarked(self, facts: FieldFacts, cells: Sequence[Any]) -> Sequence[Any]:
        marked = self.plain and facts.kind in {*TEXTS, Kind.CHOICE}
        return unprotected_all(cells) if marked else cells

    def _each(
        self, facts: FieldFacts, texts: Sequence[Any], read: "_Reader", problems: list[FieldProblem]
    ) -> Sequence[Any]:
        values: list[Any] = []
        for position, text in enumerate(texts):
            try:
                values.append(read(text, facts, self.context) if isinstance(text, str) else text)
            except ValueError:
                problems.append(FieldProblem(facts.name, _code(facts, text), row=position))
                values.append(LEFT_OUT)
        return values

    def _references(self, facts: FieldFacts, texts: Sequence[Any], problems: list[FieldProblem]) -> Sequence[Any]:
        """Records by id or by name; those named by a text that is looked up for the first time, all at once."""
        resource = facts.reference or ""
        parent = self.service.parent(resource)
        fresh = {text for text in texts if isinstance(text, str) and (resource, text) not in self.known}
        if len(self.known) > _REMEMBERED:
            self.known.clear()
            fresh = {text for text in texts if isinstance(text, str)}
        self.known |= {(resource, text): found for text, found in _found(parent, self.context, fresh).items()}
        values: list[Any] = []
        for position, text in enumerate(texts):
            value = self.known[resource, text] if isinstance(text, str) else text
            if isinstance(value, str):
                problems.append(FieldProblem(facts.name, value, row=position))
                value = LEFT_OUT
            values.append(value)
        return values


def _empty(facts: FieldFacts) -> Any:
    """What an empty cell means: null where that is allowed, else the default, else an empty text for the model."""
    if facts.nullable:
        return None
    return "" if facts.kind in TEXTS and facts.required else LEFT_OUT


def _found(parent: ReadService[Any], context: Context, texts: set[str]) -> dict[str, UUID | str]:
    """The id of the record that each text is the id or the name of, or the code of the problem with it."""
    ids = {text: identity for text in texts if (identity := _uuid(text)) is not None}
    there = parent.having(context, "id", ids.values()) if ids else {}
    found: dict[str, UUID | str] = {text: identity for text, identity in ids.items() if identity in there}
    names = texts - found.keys()
    named = Naming(parent, context).called(names)
    for name in names:
        records = named.get(name, ())
        found[name] = records[0] if len(records) == 1 else "reference.ambiguous" if records else "reference.missing"
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _code(facts: FieldFacts, text: str) -> str:
    """What is wrong with a text that could not be read; of a day in ISO's form, that there is none."""
    if facts.kind in {Kind.DATE, Kind.MOMENT} and _ISO_DAY.match(text):
        try:
            date.fromisoformat(text[:10])
        except ValueError:
            return "typed.date.none"
    return _CODES[facts.kind]


def _text(text: str, _facts: FieldFacts, _context: Context) -> str:
    """Text is no guess: a number that was meant as one would lose its zeros without a word."""
    if isinstance(text, Unquoted):
        raise ValueError(text)
    return text


def _date(text: str, _facts: FieldFacts, _context: Context) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        moment = datetime.fromisoformat(text)
    if moment.time() != time() or moment.tzinfo is not None:
        raise ValueError(text)
    return moment.date()


def _time(text: str, _facts: FieldFacts, _context: Context) -> time:
    return time.fromisoformat(text)


def _moment(text: str, _facts: FieldFacts, context: Context) -> datetime:
    """Without an offset, a moment of the asker's time zone."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=context.time_zone) if moment.tzinfo is None else moment


def _bytes(text: str, _facts: FieldFacts, _context: Context) -> bytes:
    return bytes_of_text(text)


def _choice(text: str, facts: FieldFacts, _context: Context) -> Any:
    """By value as written, by value in any case, by name; the model says what is wrong with another text."""
    exact, loose = _choices(facts)
    return exact.get(text) or loose.get(text.casefold(), text)


@lru_cache(maxsize=256)
def _choices_of(choices: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    names = {member.name.casefold(): member for member in choices}
    values = {str(member.value).casefold(): member for member in choices}
    return {str(member.value): member for member in choices}, {**names, **values}


def _choices(facts: FieldFacts) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    return _choices_of(facts.choices)


_Reader = Callable[[str, FieldFacts, Context], Any]
_READERS: Final[Mapping[Kind, _Reader]] = {
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.MOMENT: _moment,
    Kind.BYTES: _bytes,
    Kind.CHOICE: _choice,
}
_CODES: Final[Mapping[Kind, str]] = {
    Kind.TEXT: "pydantic:string_type",
    Kind.LONG_TEXT: "pydantic:string_type",
    Kind.DATE: "pydantic:date_parsing",
    Kind.TIME: "pydantic:time_parsing",
    Kind.MOMENT: "pydantic:datetime_parsing",
    Kind.BYTES: "bytes",
}
