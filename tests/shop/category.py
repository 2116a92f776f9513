"""Categories without an owner: everyone reads, superusers write; one may lie inside another."""

from uuid import UUID

from sqlmodel import Field

from core.record import Base, Page, Public, Record, Update

TEST_TABLE = {"info": {"line": "tests"}}


class CategoryBase(Base):
    name: str = Field(min_length=1, max_length=80, unique=True)
    parent_id: UUID | None = Field(default=None, foreign_key="category.id", index=True)


class Category(Record, CategoryBase, table=True):
    __table_args__ = TEST_TABLE


class CategoryCreate(CategoryBase):
    pass


class CategoryUpdate(Update, CategoryBase, init=False):
    pass


class CategoryPublic(CategoryBase, Public):
    pass


class CategoriesPublic(Page[CategoryPublic]):
    pass
