"""Alembic, run on a connection of ours: the only place that configures it."""

from argparse import Namespace
from collections.abc import Callable
from io import StringIO
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, text

from core import revisions

if TYPE_CHECKING:
    from alembic.config import Config

VERSION_TABLE = text(
    "CREATE TABLE IF NOT EXISTS alembic_version ("
    "version_num VARCHAR(128) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""As Alembic makes it, with room for names that people can read."""


def configured(connection: Connection, **options: Any) -> "Config":
    """An Alembic configuration without a file, for scripts wherever they lie."""
    from alembic.config import Config

    config = Config(stdout=StringIO(), cmd_opts=Namespace(quiet=True))
    folders = "\n".join(str(revisions.line_folder(line)) for line in revisions.LINES)
    for name, value in {
        "script_location": str(revisions.migrations_folder()),
        "version_locations": folders,
        "path_separator": "newline",
        "file_template": "%(rev)s",
    }.items():
        config.set_main_option(name, value.replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["options"] = {"render_as_batch": True, "transactional_ddl": True, **options}
    return config


def run_upgrade(connection: Connection, target: str, on_step: Callable[[str, Any], None] | None = None) -> None:
    """Upgrade to a revision or to `heads`, in the connection's open transaction. `on_step` gets each id and module."""
    from alembic import command

    connection.execute(VERSION_TABLE)
    command.upgrade(configured(connection, on_version_apply=_listener(on_step)), target)


def run_downgrade(connection: Connection, target: str) -> None:
    """Go back to a revision or to `base`, in the connection's open transaction."""
    from alembic import command

    command.downgrade(configured(connection), target)


def _listener(on_step: Callable[[str, Any], None] | None) -> Any:
    def applied(*, step: Any, **_others: Any) -> None:
        if on_step is not None:
            on_step(step.up_revision_id, step.up_revision.module)

    return applied
