"""The optional declaration of how a collection presents itself and who may do what with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from core.access import Access
from core.record import Record


class Ascending:
    """Sort by this attribute, smallest first."""

    def __init__(self, attribute: Any) -> None:
        self.name, self.descending = attribute_name(attribute), False


class Descending(Ascending):
    """Sort by this attribute, greatest first."""

    def __init__(self, attribute: Any) -> None:
        super().__init__(attribute)
        self.descending = True


def attribute_name(attribute: Any) -> str:
    """The name behind `Item.title`; anything else is a mistake in the declaration."""
    if not isinstance(attribute, InstrumentedAttribute):
        raise TypeError(f"a Resource takes attributes such as Item.title, not {attribute!r}")
    return attribute.key


@dataclass(frozen=True, slots=True)
class Resource:
    """In the model's file: `resource = Resource(Item, columns=(Item.title,))`; all but the record may be left out.

    `columns` are shown, in this order; `sort` is the default order, newest first where empty; `row_label` names a
    record wherever another refers to it.
    """

    record: type[Record]
    columns: Sequence[Any] = ()
    sort: Sequence[Ascending] = ()
    row_label: Any = None
    label: str | None = None
    singular: str | None = None
    icon: str | None = None
    access: Access | None = None

    def __post_init__(self) -> None:
        for attribute in (*self.columns, *([self.row_label] if self.row_label is not None else [])):
            name = attribute_name(attribute)
            if name not in self.record.model_fields:
                raise TypeError(f"{self.record.__name__} has no field {name!r} for its Resource")
