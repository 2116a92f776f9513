"""The peer of the service: plain FastAPI and SQLModel routes, written the way the replaced stack writes them."""

import os
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import event
from sqlmodel import Field, Session, SQLModel, create_engine, func, select

SYNCHRONOUS = f"synchronous={os.environ['PEER_SYNCHRONOUS']}"


class ItemBase(SQLModel):
    title: str = Field(min_length=1, max_length=255)
    description: str | None = Field(default=None, max_length=255)


class ItemCreate(ItemBase):
    pass


class ItemUpdate(ItemBase):
    title: str | None = Field(default=None, min_length=1, max_length=255)  # pyright: ignore[reportIncompatibleVariableOverride]


class Owner(SQLModel, table=True):
    __tablename__ = "user"  # pyright: ignore[reportAssignmentType]
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    email: str = Field(unique=True, index=True, max_length=255)


class PeerItem(ItemBase, table=True):
    __tablename__ = "item"  # pyright: ignore[reportAssignmentType]
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    created_at: datetime | None = Field(default_factory=lambda: datetime.now(UTC))
    owner_id: uuid.UUID = Field(foreign_key="user.id", nullable=False, ondelete="CASCADE")


class ItemPublic(ItemBase):
    id: uuid.UUID
    owner_id: uuid.UUID
    created_at: datetime | None = None


class ItemsPublic(SQLModel):
    data: list[ItemPublic]
    count: int


URL_OF_DATABASE = os.environ["PEER_DATABASE"]
IS_SQLITE = URL_OF_DATABASE.startswith("sqlite")
engine = create_engine(URL_OF_DATABASE, connect_args={"check_same_thread": False} if IS_SQLITE else {})


def pragmas(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=5000", SYNCHRONOUS):
        connection.execute(f"PRAGMA {pragma}")


if IS_SQLITE:
    event.listen(engine, "connect", pragmas)


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]


def get_current_user(session: SessionDep) -> Owner:
    user = session.exec(select(Owner)).first()
    if user is None:
        raise HTTPException(404, "User not found")
    return user


CurrentUser = Annotated[Owner, Depends(get_current_user)]
app = FastAPI()
URL = "/api/v1/items/"


@app.get(URL, response_model=ItemsPublic)
def read_items(session: SessionDep, user: CurrentUser, skip: int = 0, limit: int = 100) -> Any:
    count = session.exec(select(func.count()).select_from(PeerItem)).one()
    newest = PeerItem.created_at.desc()  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
    items = session.exec(select(PeerItem).order_by(newest).offset(skip).limit(limit)).all()
    return ItemsPublic(data=[ItemPublic.model_validate(item) for item in items], count=count)


@app.get(URL + "{id}", response_model=ItemPublic)
def read_item(session: SessionDep, user: CurrentUser, id: uuid.UUID) -> Any:
    item = session.get(PeerItem, id)
    if item is None:
        raise HTTPException(404, "Item not found")
    return item


@app.post(URL, response_model=ItemPublic)
def create_item(*, session: SessionDep, user: CurrentUser, item_in: ItemCreate) -> Any:
    item = PeerItem.model_validate(item_in, update={"owner_id": user.id})
    session.add(item)
    session.commit()
    session.refresh(item)
    return item


@app.put(URL + "{id}", response_model=ItemPublic)
def update_item(*, session: SessionDep, user: CurrentUser, id: uuid.UUID, item_in: ItemUpdate) -> Any:
    item = session.get(PeerItem, id)
    if item is None:
        raise HTTPException(404, "Item not found")
    item.sqlmodel_update(item_in.model_dump(exclude_unset=True))
    session.add(item)
    session.commit()
    session.refresh(item)
    return item


def fill(rows: int) -> None:
    """The schema, one user, and as many items."""
    SQLModel.metadata.create_all(engine, tables=[Owner.__table__, PeerItem.__table__])  # pyright: ignore[reportAttributeAccessIssue]
    with Session(engine) as session:
        owner = Owner(email="local@desktop.app")
        session.add(owner)
        session.flush()
        session.add_all(PeerItem(title=f"Title {n}", description=f"About {n}", owner_id=owner.id) for n in range(rows))
        session.commit()


if __name__ == "__main__":
    import sys

    import uvicorn

    fill(int(sys.argv[1]))
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
