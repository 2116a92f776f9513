"""What a file to import looks like, and what would be stored of its first rows, before anything is read for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final, Unpack
from uuid import UUID

from core.context import Context
from core.entities import Entity
from core.errors import FieldProblem, InvalidError
from core.fields import FieldFacts
from core.locale import PLAIN
from core.services.checking import LEFT_OUT
from core.services.crud import CrudService
from core.transfer.delimited import guessed_encoding
from core.transfer.formats import DELIMITED, IMPORTED, Manner, checked_suffix, open_source
from core.transfer.importing import transposed
from core.transfer.matching import guessed, matched
from core.transfer.points import plain_fields
from core.transfer.sources import Cell, checked_size
from core.transfer.values import CellReader

LOOKED_AT: Final = 20
"""Rows that are shown of a file."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A file's columns and first rows, how it was read, and the column that each field seems to be in."""

    headers: Sequence[str]
    encoding: str | None
    delimiter: str | None
    rows: Sequence[Sequence[Cell]]
    mapping: Mapping[str, str]
    sheets: Sequence[str] = ()
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class SampledRow:
    """One row as it would be stored: values by field, and what is wrong with it."""

    line: int
    values: Mapping[str, Any]
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """The first rows as they would be stored, and the names of the records that they refer to."""

    fields: Sequence[FieldFacts]
    rows: Sequence[SampledRow]
    labels: Mapping[UUID, str]


def preview(path: Path, entity: Entity, *, limit: int = LOOKED_AT, **manner: Unpack[Manner]) -> Preview:
    """Look into a file, in the encoding that it seems to be in. TransferError says why it cannot be read."""
    if checked_suffix(path, IMPORTED) in DELIMITED and not manner.get("encoding"):
        checked_size(path)
        manner["encoding"] = guessed_encoding(path)
    with open_source(path, **manner) as source:
        rows = [row for _, row in islice(source.rows(), limit)]
        mapping = guessed(entity, source.headers)
        found = source.encoding, source.delimiter, rows, mapping, source.sheets, source.sheet
        return Preview(source.headers, *found)


def sample(
    context: Context,
    service: CrudService[Any, Any, Any],
    path: Path,
    *,
    mapping: Mapping[str, str],
    update_by: str | None = None,
    limit: int = LOOKED_AT,
    **manner: Unpack[Manner],
) -> Sample:
    """Read the first rows as an import would. What only the database can refuse is found by a dry run alone.

    TransferError where the file or the mapping cannot be used.
    """
    entity, problems = service.entity, list[FieldProblem]()
    with open_source(path, **manner) as source:
        places = matched(entity, source.headers, mapping, update_by)
        numbered = list(islice(source.rows(), limit))
        cells = transposed([row for _, row in numbered], source, problems)
        plain = partial(plain_fields, context, entity, path, places, **manner)
        reader = CellReader(service, context, source.plain, manner.get("locale", PLAIN), plain_fields=plain)
        columns = {name: reader.column(entity.fields[name], cells[place], problems) for name, place in places.items()}
    rows: list[SampledRow] = []
    for position, (line, _) in enumerate(numbered):
        given = {name: values[position] for name, values in columns.items() if values[position] is not LEFT_OUT}
        known = tuple(problem for problem in problems if problem.row == position)
        rows.append(_row(entity, line, given, known, is_change=update_by is not None))
    return Sample([entity.fields[name] for name in places], rows, _labels(context, service, columns))


def _row(
    entity: Entity, line: int, given: Mapping[str, Any], known: tuple[FieldProblem, ...], *, is_change: bool
) -> SampledRow:
    """The row as the model has it; where it refuses it, as it was read."""
    told = {problem.field for problem in known}
    try:
        model = entity.change(_known(entity, given)) if is_change else entity.new(given)
    except InvalidError as error:
        more = tuple(problem for problem in error.problems if problem.field not in told)
        return SampledRow(line, given, (*known, *more))
    stored: dict[str, Any] = model.changes() if is_change else dict(model)
    return SampledRow(line, {**given, **stored}, known)


def _known(entity: Entity, given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name in entity.update.model_fields}


def _labels(
    context: Context, service: CrudService[Any, Any, Any], columns: Mapping[str, Sequence[Any]]
) -> dict[UUID, str]:
    labels: dict[UUID, str] = {}
    for name, values in columns.items():
        resource = service.entity.fields[name].reference
        if resource is not None:
            ids = {value for value in values if isinstance(value, UUID)}
            labels |= service.parent(resource).labels(context, ids)
    return labels
