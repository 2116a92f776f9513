"""On PostgreSQL, entries of the journal without a foreign key, which was checked again for every row of a change."""

from alembic import op

revision = "engine_0004_entries"
down_revision = "engine_0003_desk"
branch_labels = None
depends_on = None

_NAME = "fk_journal_entry_change_id_journal_change"


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.drop_constraint(_NAME, "journal_entry", type_="foreignkey")


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.create_foreign_key(_NAME, "journal_entry", "journal_change", ["change_id"], ["id"])
