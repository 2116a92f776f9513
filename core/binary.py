"""Binary data as text: base64 wherever it leaves or enters as such, for not all bytes are text of some encoding."""

import base64
import binascii
from typing import Any

from pydantic_core import PydanticKnownError, core_schema

_FORMAT = {"pydantic_js_updates": {"format": "byte"}}


def text_of_bytes(value: bytes) -> str:
    """The bytes in base64."""
    return base64.b64encode(value).decode("ascii")


def bytes_of_text(text: str) -> bytes:
    """The bytes that a text in base64 stands for. ValueError where it is none."""
    try:
        return base64.b64decode(text.strip(), validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error


def in_base64(schema: dict[str, Any]) -> None:
    """Let a core schema of bytes read text as base64, and write JSON in it."""
    inner = {**schema, "metadata": {**schema.get("metadata", {}), **_FORMAT}}
    serialization = core_schema.plain_serializer_function_ser_schema(
        text_of_bytes, return_schema=core_schema.str_schema(metadata=_FORMAT), when_used="json-unless-none"
    )
    schema.clear()
    schema.update(core_schema.no_info_before_validator_function(_read, inner, serialization=serialization))  # pyright: ignore[reportArgumentType]


def is_in_base64(schema: dict[str, Any]) -> bool:
    """Whether this was done before: a schema may be part of several."""
    return schema.get("type") == "function-before" and schema["function"]["function"] is _read


def _read(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return bytes_of_text(value)
    except ValueError:
        raise PydanticKnownError(
            "bytes_invalid_encoding", {"encoding": "base64", "encoding_error": "no base64"}
        ) from None
