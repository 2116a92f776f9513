"""The first and the last id of many new rows, in place of an entry for each."""

import sqlalchemy as sa
from alembic import op

import core.types

revision = "engine_0002_ranges"
down_revision = "engine_0001_journal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("journal_change") as batch_op:
        batch_op.add_column(sa.Column("first_id", core.types.RecordId(), nullable=True))
        batch_op.add_column(sa.Column("last_id", core.types.RecordId(), nullable=True))
        batch_op.create_index(batch_op.f("ix_journal_change_first_id"), ["first_id"], unique=False)


def downgrade() -> None:
    _write_entries(op.get_bind())
    # Not in batch mode, which would make the table anew without its AUTOINCREMENT.
    op.drop_index(op.f("ix_journal_change_first_id"), "journal_change")
    op.drop_column("journal_change", "last_id")
    op.drop_column("journal_change", "first_id")


def _write_entries(connection: sa.Connection) -> None:
    """An entry for each row that is still there, so that its history stays."""
    change = sa.table(
        "journal_change", sa.column("id"), sa.column("table_name"), sa.column("first_id"), sa.column("last_id")
    )
    entry = sa.table("journal_entry", sa.column("change_id"), sa.column("row_id"))
    ranges = change.c.first_id.is_not(None)
    for name in connection.scalars(sa.select(change.c.table_name).where(ranges).distinct()).all():
        rows = sa.table(name, sa.column("id"))
        within = rows.c.id.between(change.c.first_id, change.c.last_id)
        noted = sa.select(change.c.id, rows.c.id).where(ranges, change.c.table_name == name, within)
        connection.execute(sa.insert(entry).from_select(["change_id", "row_id"], noted))
