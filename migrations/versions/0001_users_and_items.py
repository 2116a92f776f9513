"""Users and their items."""

import sqlalchemy as sa
from alembic import op

import core.types

revision = "0001_users_and_items"
down_revision = None
branch_labels = ("app",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "user",
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_superuser", sa.Boolean(), nullable=False),
        sa.Column("full_name", sa.String(length=255), nullable=True),
        sa.Column("id", core.types.RecordId(), nullable=False),
        sa.Column("created_at", core.types.UtcDateTime(), nullable=False),
        sa.Column("updated_at", core.types.UtcDateTime(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("hashed_password", sa.String(), nullable=False),
        sa.Column("email_key", core.types.key_type(), nullable=True),
        sa.Column("full_name_key", core.types.key_type(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email_key", name=op.f("uq_user_email_key")),
    )
    op.create_table(
        "item",
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("description", sa.String(length=255), nullable=True),
        sa.Column("id", core.types.RecordId(), nullable=False),
        sa.Column("created_at", core.types.UtcDateTime(), nullable=False),
        sa.Column("updated_at", core.types.UtcDateTime(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", core.types.RecordId(), nullable=False),
        sa.Column("title_key", core.types.key_type(), nullable=True),
        sa.Column("description_key", core.types.key_type(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_item_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
    )
    with op.batch_alter_table("item") as batch_op:
        batch_op.create_index(batch_op.f("ix_item_owner_id"), ["owner_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("item") as batch_op:
        batch_op.drop_index(batch_op.f("ix_item_owner_id"))

    op.drop_table("item")
    op.drop_table("user")
