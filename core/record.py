"""The bases of every model family: record, base, create, update, public and page."""

import re
from collections.abc import Mapping
from copy import copy
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, cast
from uuid import UUID

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema
from sqlalchemy import BigInteger, Column, Double, String, Table
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import TypeEngine
from sqlmodel import AutoString, Field, SQLModel
from sqlmodel.main import SQLModelMetaclass
from typing_extensions import override

from core.binary import in_base64, is_in_base64
from core.digits import in_plain_digits, is_in_plain_digits
from core.fields import constraints, ui_of, unwrap
from core.types import (
    DEFAULT_DIGITS,
    DEFAULT_PLACES,
    EARLIEST,
    LATEST,
    MAX_INTEGER,
    Choice,
    ExactDecimal,
    RecordId,
    UtcDateTime,
    key_type,
    new_id,
    utc_now,
)

NO_NUL = r"^[^\x00]*$"
KEY_SUFFIX = "_key"
RENEWED_WITH = "renewed_with"
"""`Column.info` of a number that gets a value it never had as soon as one of these columns has another one."""
JOURNAL_LINE = "engine"
"""`Table.info["line"]` of Rowdesk's own tables; the application's have none."""
ONLY_ON = "only_on"
"""`Constraint.info` of one that only this kind of database has, besides its `ddl_if`."""

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def _tighten(schema: Any) -> None:
    """Give every text, number, time and moment in a core schema the bounds that any database can hold."""
    if isinstance(schema, list):
        for part in cast("list[Any]", schema):
            _tighten(part)
    if not isinstance(schema, dict):
        return
    node = cast("dict[str, Any]", schema)
    if is_in_base64(node) or is_in_plain_digits(node):
        return
    match node.get("type"):
        case "str":
            node.setdefault("pattern", NO_NUL)
        case "int" | "float" | "decimal":
            _tighten_number(node)
            return
        case "bytes":
            in_base64(node)
            return
        case "datetime":
            node.setdefault("tz_constraint", "aware")
            if node.keys().isdisjoint({"le", "lt"}):
                node["le"] = LATEST
            if node.keys().isdisjoint({"ge", "gt"}):
                node["ge"] = EARLIEST
        case "time":
            node.setdefault("tz_constraint", "naive")
            # The format "time" of JSON Schema would have a zone.
            node["metadata"] = {**node.get("metadata", {}), "pydantic_js_updates": {"format": "partial-time"}}
        case _:
            pass
    for key, value in node.items():
        if key not in {"metadata", "default", "expected"}:
            _tighten(value)


def _tighten_number(node: dict[str, Any]) -> None:
    kind = node["type"]
    if kind == "int":
        if node.keys().isdisjoint({"le", "lt"}):
            node["le"] = MAX_INTEGER
        if node.keys().isdisjoint({"ge", "gt"}):
            node["ge"] = -MAX_INTEGER - 1
    elif kind == "decimal" and "max_digits" in node and "decimal_places" not in node:
        # Given both, Pydantic would take the places off the digits: each bound stands in a step of its own.
        bounds = {"type": "decimal", "max_digits": DEFAULT_DIGITS, "decimal_places": DEFAULT_PLACES}
        steps = [dict(node), bounds]
        node.clear()
        node.update({"type": "chain", "steps": steps})
    elif kind == "decimal":
        node.setdefault("max_digits", DEFAULT_DIGITS)
        node.setdefault("decimal_places", DEFAULT_PLACES)
    in_plain_digits(node, kind)


class Base(SQLModel):
    """The base of `<Name>Base`: fields written once, shared by the whole family.

    Validates like a plain Pydantic model (SQLModel's own constructor takes sixteen times as long), and refuses what
    no database can hold: NUL in text, integers over 64 bits, decimals over their digits, moments without a zone.
    """

    model_config = ConfigDict(allow_inf_nan=False)  # pyright: ignore[reportAssignmentType]

    def __new__(cls, *_args: Any, **_values: Any) -> Self:
        return object.__new__(cls)

    def __init__(self, **values: Any) -> None:
        self.__pydantic_validator__.validate_python(values, self_instance=self)

    __init__.__pydantic_base_init__ = True  # pyright: ignore[reportFunctionMemberAccess]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        _tighten(schema)
        return schema


class Update(Base, init=False):
    """The base of `<Name>Update`: every field may be left out. Unset is not null; null is refused if the column is."""

    if TYPE_CHECKING:  # checkers would otherwise demand the fields of the next base

        def __init__(self, **values: Any) -> None: ...

    @classmethod
    @override
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        for name, field in cls.__pydantic_fields__.items():
            optional = copy(field)
            optional.default, optional.default_factory = None, None
            cls.__pydantic_fields__[name] = optional
        return super().__get_pydantic_core_schema__(source, handler)

    def changes(self) -> dict[str, Any]:
        """Only what was set, by field name."""
        return {name: getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set}


class Public(Base):
    """The base of `<Name>Public`: what anyone who may see the record may read of it. Secret fields are left out."""

    id: UUID
    created_at: datetime
    updated_at: datetime
    version: int

    @classmethod
    @override
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        for name in [name for name, field in cls.__pydantic_fields__.items() if ui_of(field).secret]:
            del cls.__pydantic_fields__[name]
        return super().__get_pydantic_core_schema__(source, handler)


PublicT = TypeVar("PublicT", bound=Public)


class Page(BaseModel, Generic[PublicT]):
    """Some records and how many there are in all."""

    data: list[PublicT]
    count: int


class RecordMeta(SQLModelMetaclass):
    """Gives the columns of a table their portable types, and text its stored keys, before the table is mapped."""

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any) -> Any:
        record = super().__new__(cls, name, bases, namespace, **options)
        if options.get("table"):
            for field_name, field in record.__pydantic_fields__.items():
                column = cast("Column[Any]", getattr(record, field_name))
                column.type = _column_type(field, column)
                if isinstance(column.type, String) and _has_key(field_name, field):
                    column.info["key"] = field_name + KEY_SUFFIX
                    setattr(record, field_name + KEY_SUFFIX, Column(key_type(), nullable=True, info={"of": field_name}))
        return record


def _has_key(name: str, field: FieldInfo) -> bool:
    ui = ui_of(field)
    return name != "hashed_password" and ui.searchable and not ui.secret


def _column_type(field: FieldInfo, column: Column[Any]) -> TypeEngine[Any]:
    """The type in which a field's values survive every database."""
    kind, bounds = unwrap(field.annotation), constraints(field)
    if not isinstance(kind, type) or issubclass(kind, bool):
        return column.type
    if issubclass(kind, Enum):
        return Choice(kind)
    if issubclass(kind, Decimal):
        digits, places = bounds.get("max_digits", DEFAULT_DIGITS), bounds.get("decimal_places")
        if places is None:  # so many digits on either side of the point
            return ExactDecimal(min(digits + DEFAULT_PLACES, DEFAULT_DIGITS), DEFAULT_PLACES, fixed=False)
        return ExactDecimal(digits, places, fixed=True)
    if isinstance(column.type, AutoString):
        return String(bounds.get("max_length"))
    for base, stored in _STORED.items():
        if issubclass(kind, base):
            return stored()
    return column.type


_STORED: Mapping[type, type[TypeEngine[Any]]] = {UUID: RecordId, datetime: UtcDateTime, int: BigInteger, float: Double}


class Record(Base, metaclass=RecordMeta):
    """The base of every table: `class Product(Record, ProductBase, table=True)`.

    Rows are read and written set-wise through `__table__`; an instance is only needed by scripts of your own.
    """

    id: UUID = Field(default_factory=new_id, primary_key=True)
    created_at: datetime = Field(default_factory=utc_now)
    updated_at: datetime = Field(default_factory=utc_now)
    version: int = 1

    __table__: ClassVar[Table]

    def __new__(cls, *_args: Any, **_values: Any) -> Self:
        return SQLModel.__new__(cls)

    def __init__(self, **values: Any) -> None:
        SQLModel.__init__(self, **values)

    @declared_attr  # pyright: ignore[reportArgumentType]
    def __tablename__(cls) -> str:  # noqa: N805  # pyright: ignore[reportIncompatibleVariableOverride]
        return snake_case(cls.__name__)


class Owned(Record):
    """A record that belongs to a user, who then decides over it: see `core.access`."""

    owner_id: UUID = Field(foreign_key="user.id", index=True)


class OwnedPublic(Public):
    """The base of `<Name>Public` for an owned record."""

    owner_id: UUID


def snake_case(name: str) -> str:
    """`OrderLine` as `order_line`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
