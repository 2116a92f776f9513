"""Values as they are stored: exact decimals, UTC times, ids, choices, and the folded text that search and sort use."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final, cast
from uuid import UUID

import uuid_utils
from sqlalchemy import BigInteger, DateTime, Dialect, LargeBinary, Numeric, String, Text, Uuid
from sqlalchemy.types import TEXT, TypeDecorator, TypeEngine
from typing_extensions import override

DEFAULT_DIGITS: Final = 18
DEFAULT_PLACES: Final = 6
MAX_INTEGER: Final = 2**63 - 1
EARLIEST: Final = datetime.min.replace(tzinfo=UTC)
LATEST: Final = datetime.max.replace(tzinfo=UTC)
"""The calendar's last moment: at its edges there are moments of other zones that are none in UTC."""


def new_id_bytes() -> bytes:
    """A UUID v7 as 16 bytes, greater than every one made before it in this process (RFC 9562)."""
    return uuid_utils.uuid7().bytes


def new_ids(count: int) -> list[bytes]:
    """Consecutive UUIDs v7 as bytes, greater than every one made before them: a quarter of the cost of single ones."""
    first = int.from_bytes(new_id_bytes())
    return [number.to_bytes(16) for number in range(first, first + count)]


def new_id() -> UUID:
    """A UUID v7, greater than every one made before it in this process (RFC 9562)."""
    return UUID(bytes=new_id_bytes())


def utc_now() -> datetime:
    """The current time, aware, in UTC."""
    return datetime.now(UTC)


_COMBINING: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")


def fold(text: str) -> str:
    """The key a text is found and sorted by, without case and accents: `müller` equals `MÜLLER`, Ä sorts beside A."""
    if text.isascii():
        return text.lower()
    return _COMBINING.sub("", unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()))


def fold_many(texts: Sequence[str | None]) -> list[str | None]:
    """`fold` of many texts: of all as one, where replacing a few letters makes it ASCII, else of each."""
    if None in texts:
        folded = iter(fold_many([text for text in texts if text is not None]))
        return [None if text is None else next(folded) for text in texts]
    given = cast("Sequence[str]", texts)
    joined = _with_plain_letters(_BETWEEN.join(given))
    parts = joined.lower().split(_BETWEEN) if joined.isascii() else []
    return list[str | None](parts) if len(parts) == len(given) else [fold(text) for text in given]


_BETWEEN: Final = "\0"
"""Stands between texts; no text to be stored contains it."""
_BEYOND_ASCII: Final = re.compile(r"[^\0-\x7f]")
_MOST_REPLACED: Final = 50
"""Each letter is a pass over the text."""


def _with_plain_letters(text: str) -> str:
    """The text with each letter replaced whose key is ASCII, up to the first one whose key is not."""
    for _ in range(_MOST_REPLACED):
        found = _BEYOND_ASCII.search(text)
        key = fold(found[0]) if found else ""
        if found is None or not key or not key.isascii():
            return text
        text = text.replace(found[0], key)
    return text


Processor = Callable[..., Any]
"""Makes a value of what the driver gave. Overridden whole: for each value of each row, a table waits for it."""


def _id_of(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)


def _moment_of(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text + "+00:00")


def _in_utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)


class RecordId(TypeDecorator[UUID]):
    """A UUID: 16 bytes on SQLite, `uuid` on PostgreSQL."""

    impl = LargeBinary(16)
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(LargeBinary(16) if dialect.name == "sqlite" else Uuid())

    @override
    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        return value if value is None or dialect.name != "sqlite" else value.bytes

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Processor | None:
        return _id_of if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: ISO text in UTC on SQLite, `timestamptz` on PostgreSQL; always aware and UTC in Python."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else DateTime(timezone=True))

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None).isoformat(" ", "microseconds") if dialect.name == "sqlite" else moment

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Processor | None:
        return _moment_of if dialect.name == "sqlite" else _in_utc


class ExactDecimal(TypeDecorator[Decimal]):
    """An exact decimal: a scaled integer on SQLite, `numeric` on PostgreSQL. Never rounds: more places are refused."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, digits: int = DEFAULT_DIGITS, places: int = DEFAULT_PLACES, *, fixed: bool = True) -> None:
        super().__init__()
        self.digits, self.places, self.fixed = digits, places, fixed

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else Numeric(self.digits, self.places))

    @override
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if dialect.name != "sqlite":
            return value
        scaled = value.scaleb(self.places)
        if scaled != int(scaled):
            raise ValueError(f"{value} has more than {self.places} decimal places")
        return int(scaled)

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Processor | None:
        scale = -self.places if dialect.name == "sqlite" else 0
        fixed = self.fixed

        def decimal_of(value: Any) -> Decimal | None:
            if value is None:
                return None
            exact = Decimal(value).scaleb(scale) if scale else Decimal(value)
            return exact if fixed else strip_zeros(exact)

        return decimal_of


def strip_zeros(value: Decimal) -> Decimal:
    """The same number without trailing decimal zeros and never in exponent form."""
    return Decimal(format(value.normalize(), "f"))


class Choice(TypeDecorator[Enum]):
    """An enumeration stored as its value, so that a new member needs no migration."""

    impl = String
    cache_ok = True

    def __init__(self, choices: type[Enum] | None = None) -> None:
        super().__init__(64)
        self.choices = choices

    @override
    def process_bind_param(self, value: Enum | None, dialect: Dialect) -> Any:
        return value.value if isinstance(value, Enum) else value

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Processor | None:
        choices = self.choices
        if choices is None:
            return None
        known: dict[Any, Any] = {None: None, **{member.value: member for member in choices}}

        def choice_of(value: Any) -> Any:
            return known[value] if value in known else choices(value)

        return choice_of


def key_type() -> TypeEngine[str]:
    """The type of a stored text key: compared byte by byte on every database."""
    return Text().with_variant(TEXT(collation="C"), "postgresql")


def bind_processor(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """What turns a Python value into the driver's for this column type, or None where it is passed as it is."""
    return kind.dialect_impl(dialect).bind_processor(dialect)


def bound(values: Iterable[Any], kind: TypeEngine[Any], dialect: Dialect) -> list[Any]:
    """The values of one column as the driver takes them."""
    process = bind_processor(kind, dialect)
    return list(values) if process is None else [process(value) for value in values]
