"""Numbers as text: of digits alone, and not as in Python, which reads over underscores between them."""

from functools import partial
from typing import Any, Final

from pydantic_core import PydanticKnownError, core_schema


def in_plain_digits(schema: dict[str, Any], kind: str) -> None:
    """Let a core schema of numbers of a kind (int, float, decimal) refuse text that is none elsewhere."""
    inner = dict(schema)
    schema.clear()
    schema.update(core_schema.no_info_before_validator_function(_READERS[kind], inner))  # pyright: ignore[reportArgumentType]


def is_in_plain_digits(schema: dict[str, Any]) -> bool:
    """Whether this was done before: a schema may be part of several."""
    return schema.get("type") == "function-before" and schema["function"]["function"] in _READERS.values()


def _read(code: Any, value: Any) -> Any:
    if isinstance(value, str) and "_" in value:
        raise PydanticKnownError(code)
    return value


read_integer: Final = partial(_read, "int_parsing")
_READERS: Final = {
    "int": read_integer,
    "float": partial(_read, "float_parsing"),
    "decimal": partial(_read, "decimal_parsing"),
}
