"""Writes a new migration from what the models declare and the migrations so far do not make."""

import importlib.util
import re
import subprocess
import sys
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, cast

from alembic import command
from alembic.operations.ops import DowngradeOps, DropTableOp, MigrationScript, UpgradeOps

from core.migrate import compare
from core.migrate.expand import expanded, in_dependency_order
from core.migrate.runner import configured
from core.migrate.scratch import scratch_database
from core.revisions import Line, known_in, known_revisions, line_folder

SLUG_LENGTH: Final = 40


def write_revision(message: str, line: Line) -> Path | None:
    """Write the next migration of a line and return its file, or None where nothing changed."""
    writer = _Writer(line)
    with scratch_database() as connection:
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

    def __init__(self, line: Line) -> None:
        self.path: Path | None = None
        self._line: Line = line
        self._models = compare.declared()

    @property
    def options(self) -> Mapping[str, Any]:
        """What Alembic's environment is configured with."""
        return {
            "target_metadata": self._models.metadata,
            "include_object": self._belongs,
            "compare_type": self._type_changed,
            "render_item": self._render,
        }

    def shape_script(self, context: Any, _revision: Any, scripts: list[Any]) -> None:
        """Leave out an empty script; in any other order the steps, and surround them by what rows need."""
        script = cast("MigrationScript", scripts[0])
        upgrade, downgrade = cast("UpgradeOps", script.upgrade_ops), cast("DowngradeOps", script.downgrade_ops)
        if upgrade.is_empty():
            scripts.clear()
            return
        upgrade.ops = in_dependency_order(upgrade.ops)
        upgrade.reverse_into(downgrade)
        dropped = sorted(str(step.table_name) for step in upgrade.ops if isinstance(step, DropTableOp))
        if dropped:
            context.config.attributes["removes_rows"] = f"{{{', '.join(map(repr, dropped))}}}"
        for steps in (upgrade, downgrade):
            steps.ops = [part for step in steps.ops for part in expanded(step, self._models.metadata)]
        self.path = line_folder(self._line) / f"{script.rev_id}.py"

    def _belongs(self, _item: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
        return kind != "table" or self._models.line_of(name or "") == self._line

    def _type_changed(self, context: Any, _column: Any, _declared: Any, made: Any, declared: Any) -> bool:
        if compare.type_source(made) == compare.type_source(declared):
            return False
        return type(made).__module__.startswith("core.") or not compare.same_storage(made, declared, context.dialect)

    def _render(self, kind: str, item: Any, context: Any) -> str | bool:
        if kind != "type":
            return False
        source = compare.type_source(item)
        if source.startswith("sa."):
            return False
        context.imports.add(f"import {source.split('(')[0].rpartition('.')[0]}")
        return source


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
