"""Export: a query's records streamed into a file, which takes the place of an older one only when it is complete."""

from collections.abc import Collection, Generator, Sequence
from contextlib import ExitStack, closing, contextmanager
from itertools import compress
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from core.context import Context
from core.errors import TransferError
from core.fields import FieldFacts
from core.paths import FULL
from core.query.ast import Query
from core.services.reading import ReadService
from core.transfer.formats import EXPORTED, checked_suffix
from core.transfer.targets import Target, open_target


def export_file(
    context: Context,
    service: ReadService[Any],
    path: Path,
    query: Query,
    fields: Sequence[str] | None = None,
    only: Collection[UUID] | None = None,
) -> int:
    """Write the records of a query to a file of the kind its suffix says; returns how many. Never a secret.

    With `only`, the records of these ids alone, in the query's order.

    TransferError where the file cannot be written. Whatever goes wrong, a file that was there stays as it was.
    """
    suffix = checked_suffix(path, EXPORTED)
    with _told(path), _replacing(path) as partial:
        return _fill(partial, suffix, context, service, query, fields, only)


def fill_file(
    context: Context, service: ReadService[Any], path: Path, query: Query, fields: Sequence[str] | None = None
) -> int:
    """As `export_file` does, but straight into a new file, for whoever reads it while it grows."""
    with _told(path):
        return _fill(path, checked_suffix(path, EXPORTED), context, service, query, fields, None)


def _fill(
    path: Path,
    suffix: str,
    context: Context,
    service: ReadService[Any],
    query: Query,
    fields: Sequence[str] | None,
    only: Collection[UUID] | None,
) -> int:
    facts = _chosen(service, fields)
    total = service.count(context, query) if only is None else len(only)
    wanted = None if only is None else frozenset(only)
    target = open_target(path, suffix, [field.name for field in facts])
    with ExitStack() as unless_done:
        unless_done.callback(target.abandon)
        _check_rows(total, target)
        done = _write(context, _read(context, service, query, facts, wanted), facts, target, total)
        target.finish()
        unless_done.pop_all()
    return done


def _read(
    context: Context,
    service: ReadService[Any],
    query: Query,
    facts: Sequence[FieldFacts],
    wanted: frozenset[UUID] | None,
) -> Generator[Sequence[Sequence[Any]]]:
    """The records' fields by column, some thousands of records at a time; of all, or of those wanted."""
    names = [field.name for field in facts]
    with service.stream(context, query, names if wanted is None else [*names, "id"]) as blocks:
        for columns in blocks:
            context.cancel.raise_if_cancelled()
            if wanted is None:
                yield columns
                continue
            kept = [identity in wanted for identity in columns[-1]]
            if any(kept):
                yield [list(compress(column, kept)) for column in columns[:-1]]


def _write(
    context: Context,
    blocks: Generator[Sequence[Sequence[Any]]],
    facts: Sequence[FieldFacts],
    target: Target,
    total: int,
) -> int:
    puts = [target.put(field) for field in facts]
    done = 0
    with closing(blocks):
        for columns in blocks:
            values = [list(map(put, column)) for put, column in zip(puts, columns, strict=True)]
            done += len(values[0])
            _check_rows(done, target)
            target.write(zip(*values, strict=True))
            context.progress(done, total)
    return done


def _check_rows(count: int, target: Target) -> None:
    if target.most_rows is not None and count > target.most_rows:
        raise TransferError("transfer.sheet_rows", count=count, limit=target.most_rows)


def _chosen(service: ReadService[Any], names: Sequence[str] | None) -> list[FieldFacts]:
    """The fields to export: those named, or all that may be read."""
    readable = {facts.name: facts for facts in service.entity.readable}
    unknown = [name for name in names or () if name not in readable]
    if unknown:
        raise TransferError("transfer.fields", fields=", ".join(unknown), known=", ".join(readable), option="field")
    return [readable[name] for name in names or readable]


@contextmanager
def _replacing(path: Path) -> Generator[Path]:
    """A file beside the target that takes its place at the end, or is removed."""
    partial = path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")
    try:
        yield partial
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def _told(path: Path) -> Generator[None]:
    """Why the file cannot be written."""
    try:
        yield
    except OSError as error:
        full = error.errno in FULL
        raise TransferError("transfer.disk_full" if full else "transfer.unwritable", path=str(path)) from error
