"""Items: the example collection, each owned by a user."""

from sqlmodel import Field

from core.record import Base, Owned, OwnedPublic, Page, Update


class ItemBase(Base):
    title: str = Field(min_length=1, max_length=255)
    description: str | None = Field(default=None, max_length=255)


class Item(Owned, ItemBase, table=True):
    pass


class ItemCreate(ItemBase):
    pass


class ItemUpdate(Update, ItemBase, init=False):
    pass


class ItemPublic(ItemBase, OwnedPublic):
    pass


class ItemsPublic(Page[ItemPublic]):
    pass
