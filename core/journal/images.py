"""Before-images: some columns of a row as one JSON text, packed and unpacked by the database itself, set-wise."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Float, LargeBinary, Text, case, cast, func, literal, type_coerce
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine


def packed(columns: Sequence[Column[Any]], dialect: Dialect) -> ColumnElement[str]:
    """A JSON object of the columns' stored values."""
    arguments: list[Any] = []
    for column in columns:
        arguments += [literal(column.name, literal_execute=True), _stored(column, dialect)]
    if dialect.name == "sqlite":
        return func.json_object(*arguments)
    return cast(func.json_build_object(*arguments), Text())


def unpacked(image: ColumnElement[Any], column: Column[Any], dialect: Dialect) -> ColumnElement[Any]:
    """One column's value out of a before-image, of the column's own type."""
    if dialect.name == "sqlite":
        value: ColumnElement[Any] = func.json_extract(image, literal(f'$."{column.name}"', literal_execute=True))
        if _is_binary(column, dialect):
            value = func.unhex(value)
        elif isinstance(column.type, Float):
            value = cast(value, Float())
        return type_coerce(value, column.type)
    text = image.op("::json->>", is_comparison=False)(literal(column.name, literal_execute=True))
    if _is_binary(column, dialect):
        return type_coerce(func.decode(text, "hex"), column.type)
    return cast(text, column.type)


def _stored(column: Column[Any], dialect: Dialect) -> ColumnElement[Any]:
    if dialect.name == "sqlite":
        if _is_binary(column, dialect):
            return _unless_null(column, func.hex(column))
        if isinstance(column.type, Float):
            return _unless_null(column, func.printf("%!.17g", column))
        return type_coerce(column, Text())
    if _is_binary(column, dialect):
        return func.encode(column, "hex")
    return cast(column, Text())


def _unless_null(column: Column[Any], text: ColumnElement[Any]) -> ColumnElement[Any]:
    """SQLite's hex() and printf() make a text of null."""
    return case((column.is_(None), None), else_=text) if column.nullable else text


def _is_binary(column: Column[Any], dialect: Dialect) -> bool:
    kind: TypeEngine[Any] = column.type
    return isinstance(kind.load_dialect_impl(dialect) if isinstance(kind, TypeDecorator) else kind, LargeBinary)
