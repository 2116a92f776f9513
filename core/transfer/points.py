"""Which columns of a file have their points before decimal places, as the rest of the file shows."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final, Unpack

from core.context import Context
from core.entities import Entity
from core.locale import PLAIN
from core.locale.numbers import is_plain
from core.locale.reading import NUMBERS
from core.transfer.formats import Manner, open_source

_AT_ONCE: Final = 1000
"""Rows looked at together."""
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
"""As programs write it, not people: they write numbers free of any locale as well."""


def plain_fields(
    context: Context, entity: Entity, path: Path, places: Mapping[str, int], **manner: Unpack[Manner]
) -> Collection[str]:
    """The fields of numbers that are free of the locale, for others or moments are, and nothing speaks against it."""
    locale = manner.get("locale", PLAIN)
    numbers = [(entity.fields[name], place) for name, place in places.items() if entity.fields[name].kind in NUMBERS]
    found, has_moments = defaultdict[str, set[bool | None]](set), False
    with open_source(path, **manner) as source:
        for batch in source.batches(_AT_ONCE):
            context.cancel.raise_if_cancelled()
            for facts, place in numbers:
                texts = {row[place] for row in batch.rows if place < len(row)}
                found[facts.name] |= {is_plain(text, locale, facts.unit or "") for text in texts if type(text) is str}
            has_moments = has_moments or any(
                type(cell) is str and _MOMENT.fullmatch(cell) for row in batch.rows for cell in row
            )
    if any(False in kinds for kinds in found.values()):
        return ()
    plain = {name for name, kinds in found.items() if True in kinds}
    return [facts.name for facts, _ in numbers if has_moments or plain - {facts.name}]
