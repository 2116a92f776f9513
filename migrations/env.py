"""Runs migrations on the connection and with the options that `core.migrate` hands over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], **context.config.attributes["options"])

with context.begin_transaction():
    context.run_migrations()
