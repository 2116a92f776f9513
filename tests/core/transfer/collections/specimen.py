"""Specimens: a field of every kind, and a rule of the whole record."""

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Annotated, Self
from uuid import UUID

from pydantic import model_validator
from sqlmodel import Field

from core.fields import Ui
from core.record import Base, Page, Public, Record, Update
from tests.core.transfer.collections.shelf import TEST_TABLE


class State(Enum):
    WHOLE = "whole"
    BROKEN = "-broken"


class SpecimenBase(Base):
    code: str = Field(max_length=40, unique=True)
    title: str = Field(default="untitled", max_length=255)
    notes: str | None = None
    count: int = 0
    weight: Decimal | None = Field(default=None, max_digits=12, decimal_places=3)
    ratio: float | None = None
    sealed: bool = False
    found_on: date | None = None
    opened: time | None = None
    seen_at: datetime | None = None
    state: State = State.WHOLE
    sample: bytes | None = None
    batch: UUID | None = None
    shelf_id: UUID | None = Field(default=None, foreign_key="shelf.id", index=True)
    password: Annotated[str | None, Ui(secret=True)] = None

    @model_validator(mode="after")
    def _count_of_broken(self) -> Self:
        if self.state is State.BROKEN and self.count > 1000:
            raise ValueError("so many cannot be broken")
        return self


class Specimen(Record, SpecimenBase, table=True):
    __table_args__ = TEST_TABLE


class SpecimenCreate(SpecimenBase):
    pass


class SpecimenUpdate(Update, SpecimenBase, init=False):
    pass


class SpecimenPublic(SpecimenBase, Public):
    pass


class SpecimensPublic(Page[SpecimenPublic]):
    pass
