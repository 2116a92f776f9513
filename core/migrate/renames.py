"""Columns that go where another of their kind comes: renamed, so that what is in them stays."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from alembic.autogenerate import produce_migrations, renderers
from alembic.operations.ops import AddColumnOp, DropColumnOp, MigrateOperation, ModifyTableOps, UpgradeOps
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Connection, MetaData
from typing_extensions import override

from core.migrate.compare import KEY_TYPE, type_source
from core.record import KEY_SUFFIX


@dataclass(frozen=True, slots=True)
class Rename:
    """One column under another name; `is_key` where it is the stored key of a renamed text."""

    table: str
    old: str
    new: str
    is_key: bool = False

    def apply(self, connection: Connection) -> None:
        """Do it in a database."""
        from alembic.operations import Operations

        Operations(MigrationContext.configure(connection)).alter_column(self.table, self.old, new_column_name=self.new)


class RenameOp(MigrateOperation):
    """A rename as a step of a migration."""

    def __init__(self, rename: Rename) -> None:
        self.rename = rename

    @override
    def reverse(self) -> "RenameOp":
        return RenameOp(Rename(self.rename.table, self.rename.new, self.rename.old, self.rename.is_key))


@renderers.dispatch_for(RenameOp)
def _render_rename(_context: Any, step: RenameOp) -> str:
    rename = step.rename
    return f"op.alter_column({rename.table!r}, {rename.old!r}, new_column_name={rename.new!r})"


def renames(connection: Connection, metadata: MetaData, options: dict[str, Any]) -> list[Rename]:
    """What the models rename: in one table, the only column of its kind that goes and the only one that comes."""
    context = MigrationContext.configure(connection, opts={**options, "target_metadata": metadata})
    changes = cast("UpgradeOps", produce_migrations(context, metadata).upgrade_ops)
    tables = [step for step in changes.ops if isinstance(step, ModifyTableOps)]
    return [rename for table in tables for rename in _in_table(str(table.table_name), table.ops)]


def _in_table(table: str, steps: Sequence[Any]) -> list[Rename]:
    gone = _by_kind([step.to_column() for step in steps if isinstance(step, DropColumnOp)])
    come = _by_kind([step.column for step in steps if isinstance(step, AddColumnOp)])
    keys_gone, keys_come = gone.pop(KEY_TYPE, []), come.pop(KEY_TYPE, [])
    found: list[Rename] = []
    for kind, olds in gone.items():
        news = come.get(kind, [])
        if len(olds) == len(news) == 1:
            old, new = olds[0], news[0]
            found.append(Rename(table, old, new))
            if old + KEY_SUFFIX in keys_gone and new + KEY_SUFFIX in keys_come:
                found.append(Rename(table, old + KEY_SUFFIX, new + KEY_SUFFIX, is_key=True))
    return found


def _by_kind(columns: Sequence[Column[Any]]) -> dict[str, list[str]]:
    """The names of columns whose values are alike: lengths and digits may differ, what they refer to may not."""
    found = defaultdict[str, list[str]](list)
    for column in columns:
        source = type_source(column.type)
        kind = source if source == KEY_TYPE else source.partition("(")[0]
        targets = sorted({key.target_fullname for key in column.foreign_keys})
        found[" ".join([kind, *targets])].append(column.name)
    return dict(found)
