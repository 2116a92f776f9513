"""The tables of what the window keeps for each person.

They name users without a foreign key: a user who is deleted and brought back finds everything again.
"""

from sqlalchemy import BigInteger, Column, Index, String, Table, Text, UniqueConstraint
from sqlmodel import SQLModel

from core.record import JOURNAL_LINE
from core.types import RecordId, UtcDateTime

_INFO = {"line": JOURNAL_LINE}

VIEW = Table(
    "desk_view",
    SQLModel.metadata,
    Column("id", RecordId(), primary_key=True),
    Column("user_id", RecordId(), nullable=False),
    Column("resource", String(128), nullable=False),
    Column("name", String(128), nullable=False),
    Column("shown", Text(), nullable=False),  # JSON: filter, sort, columns
    Column("updated_at", UtcDateTime(), nullable=False),
    UniqueConstraint("user_id", "resource", "name"),
    info=_INFO,
)

LAYOUT = Table(
    "desk_layout",
    SQLModel.metadata,
    Column("user_id", RecordId(), primary_key=True),
    Column("resource", String(128), primary_key=True),
    Column("columns", Text(), nullable=False),  # JSON: columns in their order, sort
    Column("updated_at", UtcDateTime(), nullable=False),
    info=_INFO,
)

DRAFT = Table(
    "desk_draft",
    SQLModel.metadata,
    Column("id", RecordId(), primary_key=True),
    Column("user_id", RecordId(), nullable=False),
    Column("resource", String(128), nullable=False),
    Column("record_id", RecordId(), nullable=True),  # none: of a new record
    Column("version", BigInteger(), nullable=True),
    Column("place", String(16), nullable=False),  # where it was typed: form, table, profile
    Column("texts", Text(), nullable=False),  # JSON: what was typed, by field: a text, or {"exact": ...}
    Column("updated_at", UtcDateTime(), nullable=False),
    Index("ix_desk_draft_user_id_resource", "user_id", "resource"),
    info=_INFO,
)
