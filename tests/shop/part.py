"""Parts: nothing without their gadget."""

from uuid import UUID

from sqlmodel import Field

from core.record import Base, Owned, OwnedPublic, Page, Update
from tests.shop.category import TEST_TABLE


class PartBase(Base):
    label: str = Field(max_length=80)
    gadget_id: UUID = Field(foreign_key="gadget.id", index=True)


class Part(Owned, PartBase, table=True):
    __table_args__ = TEST_TABLE


class PartCreate(PartBase):
    pass


class PartUpdate(Update, PartBase, init=False):
    pass


class PartPublic(PartBase, OwnedPublic):
    pass


class PartsPublic(Page[PartPublic]):
    pass
