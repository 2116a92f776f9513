"""Values as people read them and type them, by the kind of their field, in the locale of this window."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from core.context import local_time_zone
from core.fields import FieldFacts, Kind
from core.locale import reading, writing
from core.messages import worded
from gui.locale import local

if TYPE_CHECKING:
    from core.backup import BackupInfo

NULL: Final = "–"
YES: Final = "✓"
NO: Final = "✗"
NUMBERS: Final = reading.NUMBERS
TEXTS: Final = reading.TEXTS
CLOCKED: Final = frozenset({Kind.DATE, Kind.TIME, Kind.MOMENT})
_LINE_END: Final = re.compile(r"\r\n|\n|\r")


def shown(value: Any, facts: FieldFacts, labels: Mapping[UUID, str]) -> str:
    """A value in a cell: one line, moments in local time, references by name, a dash for nothing."""
    match value:
        case None:
            return NULL
        case bool():
            return YES if value else NO
        case UUID() if facts.reference is not None:
            return labels.get(value) or QCoreApplication.translate("Values", "(not visible)")
        case bytes():
            return worded(QCoreApplication.translate("Values", "{count:byte|bytes}"), count=len(value))
        case str() if not isinstance(value, Enum):
            return _LINE_END.sub(" ", value) if "\n" in value or "\r" in value else value
        case _:
            return writing.shown(value, local(), time_zone())


def editable(value: Any) -> str:
    """A value as the text that a person changes and `typed` understands: nothing of it is lost."""
    return writing.exact(value, local(), time_zone())


def typed(text: str, facts: FieldFacts) -> Any:
    """What a typed text stands for, or the FieldProblem with it; the rules of the model are the model's to check."""
    return reading.read(text, facts, local(), time_zone())


def placeholder(facts: FieldFacts) -> str:
    """An example of what can be typed, where the form of it is not plain."""
    return writing.example(facts.kind, local()) if facts.kind in CLOCKED else ""


def counted(number: int) -> str:
    """How many of something, as people read it here."""
    return writing.counted(number, local())


def choice_label(member: Enum) -> str:
    """A choice as people read it."""
    return writing.choice_label(member)


@lru_cache(maxsize=1)
def time_zone() -> tzinfo:
    """Where this window stands: moments are shown and typed in its time."""
    return local_time_zone()


def backup_line(info: "BackupInfo") -> str:
    """When a backup was made, how large it is, what it is called."""
    locale = QLocale()
    when = QDateTime.fromSecsSinceEpoch(int(info.when.timestamp()))
    shown = locale.toString(when, QLocale.FormatType.ShortFormat)
    return f"{shown} · {locale.formattedDataSize(info.size)} · {info.path.name}"


def now_as(facts: FieldFacts, now: datetime, kind: Kind) -> Any:
    """The part of a moment that a field holds; None where it holds no time. Of moments, today is its beginning."""
    match facts.kind:
        case Kind.DATE:
            return now.date()
        case Kind.TIME:
            return now.time().replace(second=0, microsecond=0)
        case Kind.MOMENT:
            midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
            return (midnight if kind is Kind.DATE else now.replace(microsecond=0)).astimezone(UTC)
        case _:
            return None
