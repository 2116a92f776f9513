"""Gadgets: one field of every kind, owned, in a category if they like."""

from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import field_validator
from sqlmodel import Field

from core.fields import Ui
from core.record import Base, Owned, OwnedPublic, Page, Update
from tests.shop.category import TEST_TABLE


class Status(StrEnum):
    NEW = "new"
    ON_SALE = "on sale"
    SOLD = "sold out"


class GadgetBase(Base):
    name: str = Field(min_length=1, max_length=255)
    notes: str | None = Field(default=None, max_length=2000)
    price: Decimal | None = Field(default=None, max_digits=12, decimal_places=2, ge=0)
    weight: Decimal | None = None
    stock: int = 0
    rating: float | None = None
    active: bool = True
    released: date | None = None
    opens: time | None = None
    seen_at: datetime | None = None
    status: Status = Status.NEW
    serial: UUID | None = None
    pin: Annotated[str | None, Ui(secret=True)] = Field(default=None, max_length=8)
    category_id: UUID | None = Field(default=None, foreign_key="category.id", index=True)

    @field_validator("name")
    @classmethod
    def _no_shouting(cls, name: str) -> str:
        if len(name) > 3 and name.isupper():
            raise ValueError("must not be all capitals")
        return name


class Gadget(Owned, GadgetBase, table=True):
    __table_args__ = TEST_TABLE


class GadgetCreate(GadgetBase):
    pass


class GadgetUpdate(Update, GadgetBase, init=False):
    pass


class GadgetPublic(GadgetBase, OwnedPublic):
    pass


class GadgetsPublic(Page[GadgetPublic]):
    pass
