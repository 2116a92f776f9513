"""The value that rows get in a column that may not be empty: the model's default, or the least that the field takes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Column

from core.entities import Entities, Entity
from core.errors import DatabaseError, InvalidError
from core.fields import FieldFacts
from core.types import Choice, ExactDecimal, RecordId, UtcDateTime, new_id, utc_now

_DAY: Final = timedelta(days=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def first_value(column: Column[Any], families: Entities) -> Any:
    """The value for every row, or a function that makes one for each. DatabaseError where the field needs a default."""
    default: Any = column.default
    if default is not None and default.is_scalar:
        return default.arg
    if default is not None and default.is_callable:
        made = default.arg(None)
        made_by = getattr(default.arg, "__wrapped__", None)
        return new_id if isinstance(made, UUID) else utc_now if made_by is utc_now else made
    if isinstance(column.type, RecordId):
        return new_id
    field = _Field(column, families)
    for value in field.candidates():
        if field.takes(value):
            return value
    detail = f"{column.table.name}.{column.name} needs a default in the model, to give to the rows that there are"
    raise DatabaseError("database.migration", detail=detail)


def first_number(column: Column[Any], families: Entities) -> tuple[int, int]:
    """Where to begin numbering rows whose values must differ, and how many digits a text needs at least."""
    field = _Field(column, families)
    if isinstance(column.type, sa.String):
        if field.takes("1".zfill(field.shortest)):
            return 1, field.shortest
    else:
        for value in (1, *field.candidates()):
            if field.takes(value):
                return int(value), 0
    detail = (
        f"{column.table.name}.{column.name} must differ in each of the rows that there are, and the model takes no "
        "plain numbers: declare it `| None`, give each row its value, and take that away in a later revision"
    )
    raise DatabaseError("database.migration", detail=detail)


class _Field:
    """A column as its model declares it, where it is a field of one."""

    def __init__(self, column: Column[Any], families: Entities) -> None:
        self._column, self._kind = column, column.type
        self._family: Entity | None = families.of_table(column.table.name)
        self._facts: FieldFacts | None = self._family.fields.get(column.name) if self._family else None
        self.shortest: int = (self._facts and self._facts.min_length) or 0

    def takes(self, value: Any) -> bool:
        """Whether the model accepts the value for this field, whatever it says of others."""
        facts, family = self._facts, self._family
        if facts is None or family is None or not (facts.creatable or facts.updatable):
            return True
        check = family.new if facts.creatable else family.change
        try:
            check({facts.name: value})
        except InvalidError as error:
            return all(problem.field != facts.name for problem in error.problems)
        return True

    def candidates(self) -> Iterator[Any]:
        """Values that may do, the plainest first."""
        match self._kind:
            case Choice():
                yield from self._kind.choices or ()
            case sa.String():
                yield from ("", "-", "-" * self.shortest, "0" * self.shortest)
            case sa.Boolean():
                yield from (False, True)
            case sa.Integer() | ExactDecimal() | sa.Numeric() | sa.Float():
                yield from self._numbers()
            case sa.LargeBinary():
                yield from (b"", b"-" * self.shortest)
            case UtcDateTime():
                yield from (_EPOCH, *self._near(_DAY))
            case sa.Date():
                yield from (_EPOCH.date(), *self._near(_DAY))
            case sa.Time():
                yield from (time(), *self._near(None))
            case sa.JSON():
                yield from ({}, [])
            case _:
                pass

    def _numbers(self) -> Iterator[Any]:
        places = self._kind.places if isinstance(self._kind, ExactDecimal) else 0
        convert: Any = Decimal if isinstance(self._kind, ExactDecimal | sa.Numeric) else int
        if isinstance(self._kind, sa.Float):
            convert = float
        yield convert(0)
        least, most = (None if bound is None else Decimal(str(bound)) for bound in self._bounds())
        for number in _numbers_between(least, most, Decimal(1).scaleb(-places), self._multiple()):
            yield convert(number)

    def _multiple(self) -> Decimal | None:
        """What the number has to be a multiple of."""
        field = None if self._family is None else self._family.record.model_fields.get(self._column.name)
        found = [getattr(marker, "multiple_of", None) for marker in field.metadata] if field else []
        return next((Decimal(str(multiple)) for multiple in found if multiple is not None), None)

    def _bounds(self) -> tuple[Any, Any]:
        return (self._facts.minimum, self._facts.maximum) if self._facts else (None, None)

    def _near(self, step: timedelta | None) -> Iterator[date | datetime | time]:
        least, most = self._bounds()
        for bound, direction in ((least, 1), (most, -1)):
            if bound is not None:
                yield bound
                if step is not None:
                    yield bound + direction * step


def _numbers_between(
    least: Decimal | None, most: Decimal | None, step: Decimal, multiple: Decimal | None
) -> Iterator[Decimal]:
    if least is not None:
        yield from (least, least + step)
        if multiple is not None:
            first = (least / multiple).to_integral_value(ROUND_CEILING) * multiple
            yield from (first, first + multiple)
    if most is not None:
        yield from (most, most - step)
    if least is not None and most is not None:
        yield (least + most) / 2
