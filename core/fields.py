"""Facts about the fields of a model, read once from its annotations, that every screen, file and command works from."""

import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin
from uuid import UUID

from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from pydantic import GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticUndefined
from sqlalchemy import Column

from core.words import named

LONG_TEXT = 500
"""Text that may be longer than this, in characters, gets a large editor and no sorting key of its own width."""


class Kind(StrEnum):
    """What a field holds; decides its editor, its alignment, its filter and how a file's text is read."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"
    CHOICE = "choice"
    ID = "id"
    REFERENCE = "reference"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ui:
    """How a field presents itself: `Annotated[Decimal, Ui(label="Price", unit="EUR")]`. Reaches OpenAPI as `x-ui`."""

    label: str | None = None
    help: str | None = None
    unit: str | None = None
    widget: str | None = None
    order: int = 0
    """Where it stands in a form: by this number, then as declared."""
    searchable: bool = True
    secret: bool = False

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        json_schema = handler(schema)
        hints = {"label": self.label, "help": self.help, "unit": self.unit, "widget": self.widget}
        if shown := {name: value for name, value in hints.items() if value is not None}:
            json_schema["x-ui"] = shown
        return json_schema


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFacts:
    """Everything the edges need to know about one field of one collection."""

    name: str
    label: str
    kind: Kind
    help: str | None = None
    unit: str | None = None
    widget: str | None = None
    order: int = 0
    nullable: bool
    required: bool
    """Must be given on create: not nullable and without a default."""
    default: Any = None
    creatable: bool
    updatable: bool
    readable: bool
    secret: bool
    searchable: bool
    sortable: bool
    choices: type[Enum] | None = None
    reference: str | None = None
    """The resource that a reference points to, such as `users`."""
    min_length: int | None = None
    max_length: int | None = None
    minimum: Any = None
    maximum: Any = None
    decimal_places: int | None = None

    @property
    def aliases(self) -> tuple[str, ...]:
        """The names a person may type: `created` for `created_at`, `owner` for `owner_id`, `active` for `is_active`."""
        return (self.name.removeprefix("is_").removesuffix("_at").removesuffix("_id"), self.name)


_MarkerT = TypeVar("_MarkerT")


def markers(field: FieldInfo, kind: type[_MarkerT]) -> list[_MarkerT]:
    """The field's `Annotated` markers of one kind."""
    return [marker for marker in field.metadata if isinstance(marker, kind)]


def ui_of(field: FieldInfo) -> Ui:
    """The field's presentation, the default one where it declares none."""
    found = markers(field, Ui)
    return found[-1] if found else Ui()


def unwrap(annotation: Any) -> Any:
    """The type inside `X | None` and `Annotated[X, ...]`."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return unwrap(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        inner = [part for part in get_args(annotation) if part is not types.NoneType]
        return unwrap(inner[0]) if len(inner) == 1 else annotation
    return annotation


def is_nullable(annotation: Any) -> bool:
    """Whether null is one of the values."""
    if get_origin(annotation) is Annotated:
        return is_nullable(get_args(annotation)[0])
    return get_origin(annotation) in {Union, types.UnionType} and types.NoneType in get_args(annotation)


def constraints(field: FieldInfo) -> dict[str, Any]:
    """The field's bounds by name: `min_length`, `max_length`, `minimum`, `maximum`, `max_digits`, `decimal_places`."""
    found: dict[str, Any] = {}
    for marker in field.metadata:
        match marker:
            case MaxLen(length):
                found["max_length"] = length
            case MinLen(length):
                found["min_length"] = length
            case Ge(bound) | Gt(bound):
                found["minimum"] = bound
            case Le(bound) | Lt(bound):
                found["maximum"] = bound
            case _:
                for name in ("max_length", "min_length", "max_digits", "decimal_places"):
                    value = getattr(marker, name, None)
                    if isinstance(value, int):
                        found[name] = value
    return found


_KINDS: Mapping[type, Kind] = {
    bool: Kind.BOOLEAN,
    int: Kind.INTEGER,
    Decimal: Kind.DECIMAL,
    float: Kind.FLOAT,
    datetime: Kind.MOMENT,
    date: Kind.DATE,
    time: Kind.TIME,
    UUID: Kind.ID,
    bytes: Kind.BYTES,
}


def kind_of(annotation: Any, bounds: Mapping[str, Any], *, reference: bool, widget: str | None) -> Kind:
    """The kind of a field from its annotation."""
    if reference:
        return Kind.REFERENCE
    kind = unwrap(annotation)
    if isinstance(kind, type):
        if issubclass(kind, Enum):
            return Kind.CHOICE
        for base, found in _KINDS.items():
            if issubclass(kind, base):
                return found
    long = bounds.get("max_length") is None or bounds["max_length"] > LONG_TEXT
    return Kind.LONG_TEXT if widget == "long_text" or (long and widget is None) else Kind.TEXT


def _label(name: str) -> str:
    words = name.removesuffix("_id").removeprefix("is_").replace("_at", "").replace("_", " ")
    return words[:1].upper() + words[1:]


def field_facts(
    name: str,
    *,
    public: FieldInfo | None,
    create: FieldInfo | None,
    update: FieldInfo | None,
    column: Column[Any] | None,
    reference: str | None,
) -> FieldFacts:
    """Gather the facts of one field from the family's models and its column."""
    field = cast("FieldInfo", create or public or update)
    ui, bounds, annotation = ui_of(field), constraints(field), field.annotation
    kind = kind_of(annotation, bounds, reference=reference is not None, widget=ui.widget)
    inner = unwrap(annotation)
    nullable = is_nullable(annotation)
    default = None if create is None or create.default is PydanticUndefined else create.default
    return FieldFacts(
        name=name,
        label=named(ui.label or _label(name)),
        kind=kind,
        help=named(ui.help or field.description or "") or None,
        unit=ui.unit,
        widget=ui.widget,
        order=ui.order,
        nullable=nullable,
        required=create is not None and create.is_required(),
        default=default,
        creatable=create is not None,
        updatable=update is not None,
        readable=public is not None and not ui.secret,
        secret=ui.secret or (public is None and column is None),
        searchable=public is not None and column is not None and "key" in column.info,
        sortable=public is not None and column is not None and kind is not Kind.BYTES,
        choices=inner if kind is Kind.CHOICE else None,
        reference=reference,
        min_length=bounds.get("min_length"),
        max_length=bounds.get("max_length"),
        minimum=bounds.get("minimum"),
        maximum=bounds.get("maximum"),
        decimal_places=bounds.get("decimal_places"),
    )
