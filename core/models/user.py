"""Users: who signs in, and who owns what."""

from typing import Annotated

from pydantic import EmailStr
from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from core.access import Access
from core.context import SYSTEM_ID
from core.fields import Ui
from core.query import Compare
from core.record import RENEWED_WITH, Base, Page, Public, Record, Update
from core.resource import Resource

Password = Annotated[str, Field(min_length=8, max_length=128), Ui(secret=True, widget="password")]


class UserBase(Base):
    email: EmailStr = Field(max_length=255)
    is_active: Annotated[bool, Ui(order=1)] = True
    is_superuser: Annotated[bool, Ui(order=1)] = False
    full_name: str | None = Field(default=None, max_length=255)


class User(Record, UserBase, table=True):
    __table_args__ = (UniqueConstraint("email_key"),)

    hashed_password: str
    token_stamp: int = Field(default=0, sa_column_kwargs={"info": {RENEWED_WITH: ("hashed_password", "is_active")}})


class UserCreate(UserBase):
    password: Password


class UserUpdate(Update, UserCreate, init=False):
    pass


class UserRegister(Base):
    email: EmailStr = Field(max_length=255)
    password: Password
    full_name: str | None = Field(default=None, max_length=255)


class UserUpdateMe(Update, init=False):
    full_name: str | None = Field(default=None, max_length=255)
    email: EmailStr = Field(max_length=255)


class UpdatePassword(Base):
    current_password: Password
    new_password: Password


class UserPublic(UserBase, Public):
    pass


class UsersPublic(Page[UserPublic]):
    pass


class Token(Base):
    access_token: str
    token_type: str = "bearer"


class Message(Base):
    message: str


resource = Resource(
    User,
    icon="users",
    columns=(User.email, User.full_name, User.is_active, User.is_superuser, User.created_at),
    row_label=User.email,
    access=Access(see=lambda actor: Compare("id", "=", actor.id), hidden=Compare("id", "=", SYSTEM_ID)),
)
