"""Token stamps of users."""

import sqlalchemy as sa
from alembic import op

import core.migrate.fill

revision = "0002_token_stamps"
down_revision = "0001_users_and_items"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("user") as batch_op:
        batch_op.add_column(sa.Column("token_stamp", sa.BigInteger(), nullable=True))

    core.migrate.fill.fill(op.get_bind(), "user", "token_stamp", sa.BigInteger(), 0)
    with op.batch_alter_table("user") as batch_op:
        batch_op.alter_column("token_stamp", existing_type=sa.BigInteger(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("user") as batch_op:
        batch_op.drop_column("token_stamp")
