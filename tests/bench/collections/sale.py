"""Sales: twelve columns of every kind that a table has, none of them indexed."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlmodel import Field

from core.record import Base, Owned, OwnedPublic, Page, Update
from core.resource import Resource

TEST_TABLE = {"info": {"line": "tests"}}


class Channel(StrEnum):
    SHOP = "shop"
    PHONE = "phone"
    WEB = "web"


class SaleBase(Base):
    customer: str = Field(max_length=80)
    city: str = Field(max_length=80)
    product: str = Field(max_length=120)
    note: str | None = Field(default=None, max_length=200)
    price: Decimal = Field(max_digits=12, decimal_places=2)
    amount: int = 1
    discount: Decimal | None = Field(default=None, max_digits=5, decimal_places=2)
    weight: float | None = None
    paid: bool = False
    sold_on: date
    seen_at: datetime
    channel: Channel = Channel.SHOP


class Sale(Owned, SaleBase, table=True):
    __table_args__ = TEST_TABLE


class SaleCreate(SaleBase):
    pass


class SaleUpdate(Update, SaleBase, init=False):
    pass


class SalePublic(SaleBase, OwnedPublic):
    pass


class SalesPublic(Page[SalePublic]):
    pass


resource = Resource(
    Sale,
    columns=(
        *(Sale.customer, Sale.city, Sale.product, Sale.note, Sale.price, Sale.amount),
        *(Sale.discount, Sale.weight, Sale.paid, Sale.sold_on, Sale.seen_at, Sale.channel),
    ),
)
