"""Visits: nothing may be left out."""

from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from sqlmodel import Field

from core.record import Base, Page, Public, Record, Update
from tests.shop.category import TEST_TABLE


class VisitBase(Base):
    seen: datetime
    day: date
    hour: time
    scan: bytes
    code: UUID
    price: Decimal = Field(gt=0, max_digits=8, decimal_places=2)
    share: float


class Visit(Record, VisitBase, table=True):
    __table_args__ = TEST_TABLE


class VisitCreate(VisitBase):
    pass


class VisitUpdate(Update, VisitBase, init=False):
    pass


class VisitPublic(VisitBase, Public):
    pass


class VisitsPublic(Page[VisitPublic]):
    pass
