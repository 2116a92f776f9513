"""What the window keeps for each person: saved views, column layouts, drafts."""

import sqlalchemy as sa
from alembic import op

import core.types

revision = "engine_0003_desk"
down_revision = "engine_0002_ranges"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "desk_draft",
        sa.Column("id", core.types.RecordId(), nullable=False),
        sa.Column("user_id", core.types.RecordId(), nullable=False),
        sa.Column("resource", sa.String(length=128), nullable=False),
        sa.Column("record_id", core.types.RecordId(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.String(length=16), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("updated_at", core.types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_draft")),
        info={"line": "engine"},
    )
    with op.batch_alter_table("desk_draft") as batch_op:
        batch_op.create_index("ix_desk_draft_user_id_resource", ["user_id", "resource"], unique=False)

    op.create_table(
        "desk_layout",
        sa.Column("user_id", core.types.RecordId(), nullable=False),
        sa.Column("resource", sa.String(length=128), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("updated_at", core.types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "resource", name=op.f("pk_desk_layout")),
        info={"line": "engine"},
    )
    op.create_table(
        "desk_view",
        sa.Column("id", core.types.RecordId(), nullable=False),
        sa.Column("user_id", core.types.RecordId(), nullable=False),
        sa.Column("resource", sa.String(length=128), nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("updated_at", core.types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_view")),
        sa.UniqueConstraint("user_id", "resource", "name", name=op.f("uq_desk_view_user_id_resource_name")),
        info={"line": "engine"},
    )


def downgrade() -> None:
    op.drop_table("desk_view")
    op.drop_table("desk_layout")
    with op.batch_alter_table("desk_draft") as batch_op:
        batch_op.drop_index("ix_desk_draft_user_id_resource")

    op.drop_table("desk_draft")
