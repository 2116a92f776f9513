"""The journal of changes, from which undo works."""

import sqlalchemy as sa
from alembic import op

import core.types

revision = "engine_0001_journal"
down_revision = None
branch_labels = ("engine",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "journal_step",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", core.types.UtcDateTime(), nullable=False),
        sa.Column("actor_id", core.types.RecordId(), nullable=False),
        sa.Column("actor_email", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("label", sa.String(length=64), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("undoes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("undone_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_step")),
        info={"line": "engine"},
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("journal_step") as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_step_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "journal_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("step_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("table_name", sa.String(length=128), nullable=False),
        sa.Column("operation", sa.String(length=16), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["step_id"], ["journal_step.id"], name=op.f("fk_journal_change_step_id_journal_step")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_change")),
        info={"line": "engine"},
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("journal_change") as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_change_step_id"), ["step_id"], unique=False)

    op.create_table(
        "journal_entry",
        sa.Column("change_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("row_id", core.types.RecordId(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["change_id"], ["journal_change.id"], name=op.f("fk_journal_entry_change_id_journal_change")
        ),
        sa.PrimaryKeyConstraint("change_id", "row_id", name=op.f("pk_journal_entry")),
        info={"line": "engine"},
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("journal_entry") as batch_op:
        batch_op.create_index("ix_journal_entry_row_id", ["row_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("journal_entry") as batch_op:
        batch_op.drop_index("ix_journal_entry_row_id")

    op.drop_table("journal_entry")
    with op.batch_alter_table("journal_change") as batch_op:
        batch_op.drop_index(batch_op.f("ix_journal_change_step_id"))

    op.drop_table("journal_change")
    with op.batch_alter_table("journal_step") as batch_op:
        batch_op.drop_index(batch_op.f("ix_journal_step_actor_id"))

    op.drop_table("journal_step")
