"""What a person may call the fields of a collection in a search, filter or sort."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.fields import FieldFacts

if TYPE_CHECKING:
    from core.entities import Entity

RESERVED = frozenset({"is"})


class FieldNames:
    """Names and aliases to fields, in any case; a full name goes before another field's alias.

    Fields that may not be read do not exist here.
    """

    def __init__(self, entity: "Entity") -> None:
        fields = [facts for facts in entity.readable if facts.sortable]
        self._fields = _by_names(fields)
        self._others = _by_names([facts for facts in entity.readable if not facts.sortable])
        self.known = ", ".join(self.short(facts.name) for facts in fields)

    def find(self, name: str) -> FieldFacts | None:
        """The field of this name or alias."""
        return self._fields.get(name) or self._fields.get(name.lower())

    def find_other(self, name: str) -> FieldFacts | None:
        """The field of this name or alias that nothing can be compared with."""
        return self._others.get(name) or self._others.get(name.lower())

    def short(self, name: str) -> str:
        """The shortest word that means this field."""
        facts = self._fields[name]
        return next(alias for alias in (*facts.aliases, name) if self._fields.get(alias) is facts)


def _by_names(fields: Sequence[FieldFacts]) -> dict[str, FieldFacts]:
    found = {facts.name: facts for facts in fields}
    for facts in fields:
        for alias in facts.aliases:
            if alias and alias not in RESERVED:
                found.setdefault(alias, facts)
    for name, facts in list(found.items()):
        found.setdefault(name.lower(), facts)
    return found
