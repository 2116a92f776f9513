"""Writes a new migration from what the models declare and the migrations so far do not make."""

import importlib.util
import re
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, cast

from alembic import command
from alembic.operations.ops import (
    CreateTableOp,
    DowngradeOps,
    DropColumnOp,
    DropTableOp,
    MigrationScript,
    ModifyTableOps,
    UpgradeOps,
)
from sqlalchemy import Connection

from core.migrate import compare
from core.migrate.expand import expanded, in_dependency_order
from core.migrate.renames import Rename, RenameOp, renames
from core.migrate.runner import configured
from core.migrate.scratch import scratch_database
from core.revisions import Line, known_in, known_revisions, line_folder

SLUG_LENGTH: Final = 40


RENAMED: Final = (
    "{table}.{old} is renamed to {new}, and keeps what is in it. If {new} is another field, take {old} out of the "
    "model first, and add {new} in a revision of its own."
)
DROPPED: Final = (
    "{column} goes, and what is in it. If the field is renamed, delete this revision and write one for each field: "
    "it keeps its values where one field of its type goes and one comes."
)


def write_revision(message: str, line: Line, tell: Callable[[str], object]) -> Path | None:
    """Write the next migration of a line and return its file, or None where nothing changed.

    `tell` gets a line for each thing that the developer should know of what it does to rows.
    """
    with scratch_database() as connection:
        writer = _Writer(line, tell)
        writer.rename(connection)
        config = configured(connection, **writer.options)
        first = not known_in(line)
        command.revision(
            config,
            message,
            autogenerate=True,
            rev_id=_new_id(message),
            head="base" if first else f"{line}@heads",
            branch_label=line if first else None,
            version_path=str(line_folder(line)),
            process_revision_directives=writer.shape_script,
        )
    if writer.path is not None:
        _format(writer.path)
    return writer.path


class _Writer:
    """The callbacks through which Alembic learns what belongs to a line, how types are written and rows are kept."""

    def __init__(self, line: Line, tell: Callable[[str], object]) -> None:
        self.path: Path | None = None
        self._line: Line = line
        self._tell = tell
        self._models = compare.declared()
        self._renames: Sequence[Rename] = ()

    @property
    def options(self) -> Mapping[str, Any]:
        """What Alembic's environment is configured with."""
        return {
            "target_metadata": self._models.metadata,
            "include_object": self._belongs,
            "compare_type": self._type_changed,
            "render_item": self._render,
        }

    def rename(self, connection: Connection) -> None:
        """Rename in the database that the models are compared with, so that only the rest differs."""
        self._renames = renames(connection, self._models.metadata, {"include_object": self._belongs})
        for rename in self._renames:
            rename.apply(connection)
            if not rename.is_key:
                self._tell(RENAMED.format(table=rename.table, old=rename.old, new=rename.new))

    def shape_script(self, context: Any, _revision: Any, scripts: list[Any]) -> None:
        """Leave out an empty script; in any other order the steps, and surround them by what rows need."""
        script = cast("MigrationScript", scripts[0])
        upgrade, downgrade = cast("UpgradeOps", script.upgrade_ops), cast("DowngradeOps", script.downgrade_ops)
        if upgrade.is_empty() and not self._renames:
            scripts.clear()
            return
        renamed: list[Any] = [RenameOp(rename) for rename in self._renames]
        upgrade.ops = renamed + in_dependency_order(upgrade.ops)
        upgrade.reverse_into(downgrade)
        self._mark(context, "removes_rows", _dropped_tables(upgrade))
        dropped = _dropped_columns(upgrade)
        self._mark(context, "removes_values", dropped)
        for column in dropped:
            self._tell(DROPPED.format(column=column))
        created = {str(step.table_name) for step in upgrade.ops if isinstance(step, CreateTableOp)}
        upgrade.ops = [part for step in upgrade.ops for part in expanded(step, self._models, created)]
        downgrade.ops = [part for step in downgrade.ops for part in expanded(step, self._models)]
        self.path = line_folder(self._line) / f"{script.rev_id}.py"

    def _mark(self, context: Any, what: str, names: Sequence[str]) -> None:
        """Let the script name what it takes away on purpose."""
        if names:
            context.config.attributes[what] = f"{{{', '.join(map(repr, names))}}}"

    def _belongs(self, _item: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
        return kind != "table" or self._models.line_of(name or "") == self._line

    def _type_changed(self, context: Any, _column: Any, _declared: Any, made: Any, declared: Any) -> bool:
        if compare.type_source(made) == compare.type_source(declared):
            return False
        own = any(type(kind).__module__.startswith("core.") for kind in (made, declared))
        return own or not compare.same_storage(made, declared, context.dialect)

    def _render(self, kind: str, item: Any, context: Any) -> str | bool:
        if kind != "type":
            return False
        source = compare.type_source(item)
        if source.startswith("sa."):
            return False
        context.imports.add(f"import {source.split('(')[0].rpartition('.')[0]}")
        return source


def _dropped_tables(upgrade: UpgradeOps) -> list[str]:
    return sorted(str(step.table_name) for step in upgrade.ops if isinstance(step, DropTableOp))


def _dropped_columns(upgrade: UpgradeOps) -> list[str]:
    """Those that hold values of their own: not the keys of texts, which are computed."""
    changes = [step for table in upgrade.ops if isinstance(table, ModifyTableOps) for step in table.ops]
    drops = [step for step in changes if isinstance(step, DropColumnOp)]
    kept = [drop for drop in drops if compare.type_source(drop.to_column().type) != compare.KEY_TYPE]
    return sorted(f"{drop.table_name}.{drop.column_name}" for drop in kept)


def _new_id(message: str) -> str:
    """A readable id that two developers will not choose alike."""
    slug = re.sub(r"[^a-z0-9]+", "_", message.lower()).strip("_")[:SLUG_LENGTH].rstrip("_") or "change"
    return _unused(f"{datetime.now(UTC):%Y%m%d%H%M}_{slug}", known_revisions())


def _unused(name: str, taken: Collection[str]) -> str:
    number = 2
    while name in taken:
        name, number = f"{re.sub(r'_v[0-9]+$', '', name)}_v{number}", number + 1
    return name


def _format(path: Path) -> None:
    """Format as the project's own check asks, where its formatter is installed: it is a tool of developers."""
    if importlib.util.find_spec("ruff") is not None:
        subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(path)], check=False)
