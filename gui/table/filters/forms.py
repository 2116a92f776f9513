"""What the grammar of filters knows of a column besides its values: words for days, comparisons, yes and no, empty."""

from datetime import datetime, tzinfo
from typing import Final

from PySide6.QtCore import QCoreApplication

from core.entities import Entity
from core.fields import FieldFacts, Kind
from core.query.ast import Compare
from core.query.grammar import to_text
from core.query.literals import localized
from gui.actions import marked
from gui.locale import local
from gui.values import CLOCKED, NUMBERS, choice_label

Form = tuple[str, str]
"""A text as the grammar has it, and what it means."""

_DAYS: Final = (
    ("today", marked("FilterForms", "today")),
    ("yesterday", marked("FilterForms", "yesterday")),
    ("tomorrow", marked("FilterForms", "tomorrow")),
    ("%Y-%m", marked("FilterForms", "this month")),
    ("%Y", marked("FilterForms", "this year")),
)
_AMOUNTS: Final = (
    (">", marked("FilterForms", "more than")),
    (">=", marked("FilterForms", "at least")),
    ("<", marked("FilterForms", "less than")),
    ("<=", marked("FilterForms", "at most")),
)
_TIMES: Final = ((">", marked("FilterForms", "later than")), ("<", marked("FilterForms", "earlier than")))
_TRUTHS: Final = (("yes", marked("FilterForms", "yes")), ("no", marked("FilterForms", "no")))
_NULL: Final = ("is:null", marked("FilterForms", "empty"))


def values_of(facts: FieldFacts, entity: Entity, time_zone: tzinfo) -> list[Form]:
    """The values that a column can have, as far as the grammar has words for them."""
    if facts.kind is Kind.BOOLEAN:
        return [(localized(text, facts.kind, local()), word) for text, word in _translated(*_TRUTHS)]
    if facts.choices is not None:
        conditions = (to_text(Compare(facts.name, "=", member), entity, time_zone) for member in facts.choices)
        literals = (condition.partition(":")[2] for condition in conditions)
        return list(zip(literals, map(choice_label, facts.choices), strict=True))
    if facts.kind in {Kind.DATE, Kind.MOMENT}:
        now = datetime.now(time_zone)
        return _translated(*((now.strftime(text) if "%" in text else text, word) for text, word in _DAYS))
    return []


def conditions_of(facts: FieldFacts) -> list[Form]:
    """What else can be asked of a column: comparisons, which a value follows, and whether there is one at all."""
    compared = _AMOUNTS if facts.kind in NUMBERS else _TIMES if facts.kind in CLOCKED else ()
    return _translated(*compared, *([_NULL] if facts.nullable else []))


def is_begun(form: Form, typed: str) -> bool:
    """Whether this is the beginning of it, as it is written or as it is called."""
    return any(part.lstrip('"').casefold().startswith(typed.casefold()) for part in form)


def meaning(form: Form) -> str:
    """What it means, where it does not say so itself."""
    text, word = form
    return "" if text.strip('"').casefold() == word.casefold() else word


def _translated(*forms: Form) -> list[Form]:
    return [(text, QCoreApplication.translate("FilterForms", word)) for text, word in forms]
