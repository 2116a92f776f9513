"""Which column of a file goes into which field: by name, by a shorter name, by label, or as the caller says."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from core.entities import Entity
from core.errors import TransferError
from core.fields import FieldFacts
from core.transfer.sources import MAX_NAMED

REASON: Final = "import_problem"
"""The column of a file of bad rows that says what is wrong with them; it goes into no field by itself."""


def importable(entity: Entity) -> dict[str, FieldFacts]:
    """The fields that a file can fill, by name."""
    return {name: facts for name, facts in entity.fields.items() if facts.creatable}


def guessed(entity: Entity, headers: Sequence[str]) -> dict[str, str]:
    """The columns named like fields, whatever their case: field names first, then aliases, then labels."""
    columns: dict[str, str] = {}
    for header in headers:
        if header != REASON:
            columns.setdefault(_plain(header), header)
    fields, mapping = importable(entity), dict[str, str]()
    for names in (_name, _aliases, _labels):
        for field, facts in fields.items():
            column = next((columns[name] for name in map(_plain, names(facts)) if name in columns), None)
            if field not in mapping and column is not None and column not in mapping.values():
                mapping[field] = column
    return mapping


def matched(entity: Entity, headers: Sequence[str], given: Mapping[str, str], update_by: str | None) -> dict[str, int]:
    """The position of each field's column: those given, the rest guessed; a field given as "" is left out.

    TransferError lists the columns and fields that there are where one given or needed is not among them; `option`
    is what the caller gave that names it, `labels` what people call the fields that need a column.
    """
    possible = {**importable(entity), **({update_by: _key(entity, update_by)} if update_by else {})}
    _require(given, possible, "transfer.fields", "fields", option="map")
    _require([column for column in given.values() if column], headers, "transfer.columns", "columns", option="map")
    taken = set(given.values())
    mapping = {field: column for field, column in guessed(entity, headers).items() if column not in taken}
    if update_by and update_by in headers:
        mapping.setdefault(update_by, update_by)
    mapping = {field: column for field, column in {**mapping, **given}.items() if column}
    needed = [update_by] if update_by else [name for name, facts in possible.items() if facts.required]
    named = {"option": "update_by"} if update_by else {}
    named["labels"] = ", ".join(possible[name].label for name in needed if name not in mapping)
    _require(needed, mapping, "transfer.columns", "columns", headers, **named)
    if not mapping:
        _require(possible, (), "transfer.columns", "columns", headers)
    return {field: headers.index(column) for field, column in mapping.items()}


def _key(entity: Entity, name: str) -> FieldFacts:
    facts = entity.fields.get(name)
    if facts is None or not facts.readable:
        keys = [facts.name for facts in entity.readable]
        raise TransferError("transfer.fields", fields=name, known=", ".join(keys), option="update_by")
    return facts


def _require(
    wanted: Iterable[str],
    there: Iterable[str],
    code: str,
    parameter: str,
    known: Sequence[str] | None = None,
    **more: str,
) -> None:
    names = list(there)
    missing = [name for name in wanted if name not in names]
    if missing:
        listed = ", ".join(name for name in (names if known is None else known)[:MAX_NAMED] if name)
        raise TransferError(code, **{parameter: ", ".join(missing[:MAX_NAMED]), "known": listed}, **more)


def _name(facts: FieldFacts) -> tuple[str, ...]:
    return (facts.name,)


def _aliases(facts: FieldFacts) -> tuple[str, ...]:
    return facts.aliases


def _labels(facts: FieldFacts) -> tuple[str, ...]:
    return (facts.label,)


def _plain(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")
