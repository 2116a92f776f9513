"""What was typed as it is kept for another day, on which the window may speak another locale in another time zone."""

from datetime import UTC
from enum import Enum
from typing import Any

from core.desk.drafts import Exact
from core.fields import FieldFacts
from core.locale import PLAIN, reading
from core.transfer.texts import text_of
from gui.values import typed


def kept_text(value: Any) -> str:
    """A value in its exact form; a text, which may be one that could not be read, as it is."""
    if value is None:
        return ""
    is_text = isinstance(value, str) and not isinstance(value, Enum)
    return value if is_text else Exact(text_of(value))


def kept_value(text: str, facts: FieldFacts) -> Any:
    """The value that a kept text stands for, or the FieldProblem with it."""
    return reading.read(text, facts, PLAIN, UTC) if isinstance(text, Exact) else typed(text, facts)
