"""Shelves, which specimens stand on."""

from decimal import Decimal

from sqlmodel import Field

from core.record import Base, Page, Public, Record, Update

TEST_TABLE = {"info": {"line": "tests"}}


class ShelfBase(Base):
    name: str = Field(min_length=1, max_length=80)
    width: Decimal | None = Field(default=None, max_digits=5)


class Shelf(Record, ShelfBase, table=True):
    __table_args__ = TEST_TABLE


class ShelfCreate(ShelfBase):
    pass


class ShelfUpdate(Update, ShelfBase, init=False):
    pass


class ShelfPublic(ShelfBase, Public):
    pass


class ShelvesPublic(Page[ShelfPublic]):
    pass
