"""The journal's own tables: steps, the changes each is made of, and the rows each change touched."""

from sqlalchemy import BigInteger, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, String, Table, Text
from sqlmodel import SQLModel

from core.record import JOURNAL_LINE, ONLY_ON
from core.types import RecordId, UtcDateTime

_INFO = {"line": JOURNAL_LINE}
_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

STEP = Table(
    "journal_step",
    SQLModel.metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("at", UtcDateTime(), nullable=False),
    Column("actor_id", RecordId(), nullable=False, index=True),
    Column("actor_email", Text(), nullable=False),
    Column("source", String(16), nullable=False),
    Column("kind", String(16), nullable=False),  # do, final, refused, undo, redo; upgrade: a barrier to undo
    Column("label", String(64), nullable=False),
    Column("params", Text(), nullable=False),
    Column("undoes", _NUMBER, nullable=True),
    Column("undone_by", _NUMBER, nullable=True),
    info=_INFO,
    sqlite_autoincrement=True,
)

CHANGE = Table(
    "journal_change",
    SQLModel.metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("step_id", _NUMBER, ForeignKey("journal_step.id"), nullable=False, index=True),
    Column("table_name", String(128), nullable=False),
    Column("operation", String(16), nullable=False),  # insert, update, delete
    Column("columns", Text(), nullable=False),  # JSON list: what the before-images hold
    # Many new rows, whose ids are consecutive, have no entries: the first and the last id stand for all of them.
    Column("first_id", RecordId(), nullable=True, index=True),
    Column("last_id", RecordId(), nullable=True),
    info=_INFO,
    sqlite_autoincrement=True,
)

ENTRY = Table(
    "journal_entry",
    SQLModel.metadata,
    Column("change_id", _NUMBER, primary_key=True),
    Column("row_id", RecordId(), primary_key=True),
    Column("before", Text(), nullable=True),
    # PostgreSQL would look the same change up for every entry, which takes as long as writing the entries.
    ForeignKeyConstraint(["change_id"], ["journal_change.id"], info={ONLY_ON: "sqlite"}).ddl_if(dialect="sqlite"),
    Index("ix_journal_entry_row_id", "row_id"),
    info=_INFO,
    sqlite_with_rowid=False,
)
