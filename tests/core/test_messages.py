"""Errors, field problems and steps in words: complete, on one line, and never with the value that was refused."""

import string
import subprocess
import sys
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AfterValidator, EmailStr, ValidationError, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import Field

from core import app_info, record
from core.errors import (
    AccessError,
    AppError,
    ConflictError,
    DatabaseError,
    FieldProblem,
    InvalidError,
    NotFoundError,
    QueryError,
    SettingsError,
    SignInError,
    TransferError,
    UndoError,
)
from core.messages import MAX_PROBLEMS, MESSAGES, NO_NUL, describe, describe_problem, describe_step, problems_of
from core.record import Base, Update

STEADY = settings(derandomize=True, deadline=None)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def _even(value: int) -> int:
    if value % 2:
        raise ValueError("must be even")
    return value


def _telling(value: str) -> str:
    raise ValueError(f"{value} is a poor password")


def _odd(value: str) -> str:
    raise PydanticCustomError("too_odd", "is too odd")


class Thing(Base):
    title: str = Field(default="x", min_length=1, max_length=255)
    code: str = Field(default="x", min_length=3, max_length=1)
    stock: int = Field(default=0, ge=1, le=10)
    many: int = 0
    price: Decimal = Field(default=Decimal(0), max_digits=5, decimal_places=2)
    weight: float = Field(default=1, gt=0, lt=5, multiple_of=0.5)
    active: bool = True
    day: date = date(2026, 1, 1)
    moment: datetime | None = None
    clock: time | None = None
    id: UUID | None = None
    colour: Colour = Colour.RED
    email: EmailStr = "a@example.org"
    even: Annotated[int, AfterValidator(_even)] = 0
    secret: Annotated[str, AfterValidator(_telling)] = ""
    odd: Annotated[str, AfterValidator(_odd)] = ""
    nothing: None = None
    picture: bytes | None = None


class Required(Base):
    name: str


class Period(Base):
    start: int
    end: int

    @model_validator(mode="after")
    def _ordered(self) -> "Period":
        if self.end < self.start:
            raise ValueError("The end must be after the start")
        return self


class ThingUpdate(Update, Thing, init=False):
    pass


REFUSED: list[tuple[str, Any, str]] = [
    ("title", "", "must not be empty"),
    ("title", "x" * 256, "must have at most 255 characters"),
    ("title", "a\0b", "must not contain the NUL character"),
    ("title", None, "must not be empty"),
    ("title", 5, "must be text"),
    ("code", "ab", "must have at least 3 characters"),
    ("code", "abcd", "must have at most 1 character"),
    ("stock", "abc", "must be a whole number such as 42"),
    ("stock", 1.5, "must be a whole number such as 42"),
    ("stock", None, "must not be empty"),
    ("stock", 0, "must be 1 or more"),
    ("stock", 11, "must be 10 or less"),
    ("many", "9" * 30, "must be 9,223,372,036,854,775,807 or less"),
    ("many", "9" * 5000, "is too large a number"),
    ("price", "abc", "must be a number such as 12.50"),
    ("price", [], "must be a number such as 12.50"),
    ("price", "1.234", "must have at most 2 decimal places"),
    ("price", "12345", "must have at most 3 digits before the decimal point"),
    ("price", "NaN", "must be a finite number"),
    ("weight", "abc", "must be a number such as 12.5"),
    ("weight", 0, "must be greater than 0.0"),
    ("weight", 5, "must be less than 5.0"),
    ("weight", 0.7, "must be a multiple of 0.5"),
    ("weight", "inf", "must be a finite number"),
    ("active", "maybe", "must be true or false"),
    ("active", [], "must be true or false"),
    ("day", "soon", "must be a date such as 2026-01-15"),
    ("day", "2026-01-01T10:00", "must be a date without a time, such as 2026-01-15"),
    ("day", [], "must be a date such as 2026-01-15"),
    ("moment", "soon", "must be a date with a time such as 2026-01-15T10:30Z"),
    ("moment", "2026-01-16T11:40", "must have a time zone, such as 2026-01-15T10:30Z"),
    ("clock", "noon", "must be a time such as 10:30"),
    ("id", "4711", "must be an id such as 01890a5d-ac96-774b-bcce-b302099a8057"),
    ("id", 5, "must be an id such as 01890a5d-ac96-774b-bcce-b302099a8057"),
    ("colour", "green", "must be one of 'red' or 'blue'"),
    ("colour", None, "must not be empty"),
    ("day", None, "must not be empty"),
    ("email", "nobody", "must be an email address such as name@example.org"),
    ("even", 1, "must be even"),
    ("secret", "hunter2", "is not valid"),
    ("odd", "x", "is too odd"),
    ("nothing", 5, "must be empty"),
    ("picture", 5, "must be binary data"),
]


def refused(model: type[Base], **values: object) -> tuple[FieldProblem, ...]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(values)
    return problems_of(caught.value)


@pytest.mark.parametrize(("field", "value", "text"), REFUSED)
def test_what_pydantic_refuses_is_said(field: str, value: object, text: str) -> None:
    (problem,) = refused(Thing, **{field: value})
    assert problem.field == field
    assert describe_problem(problem) == text


def test_a_missing_value_and_a_null_in_an_update() -> None:
    assert [describe_problem(problem, "Name") for problem in refused(Required)] == ["Name: is required"]
    assert [problem.field for problem in refused(ThingUpdate, title=None)] == ["title"]


def test_a_rule_of_the_whole_model_stands_alone() -> None:
    problems = refused(Period, start=2, end=1)
    assert problems[0].field == ""
    assert describe(InvalidError(problems)) == "The end must be after the start"


def test_a_refused_value_is_nowhere() -> None:
    for field, value, _ in REFUSED:
        if isinstance(value, str) and len(value) > 3:
            (problem,) = refused(Thing, **{field: value})
            assert value not in describe_problem(problem)
            assert value not in repr(problem)


def test_the_pattern_is_the_models() -> None:
    assert NO_NUL == record.NO_NUL


def test_problems_are_listed_with_field_and_row() -> None:
    problems = [
        FieldProblem("title", "pydantic:string_too_long", {"max_length": 255}),
        FieldProblem("owner_id", "reference.missing", row=12),
        FieldProblem("is_active", "duplicate"),
    ]
    assert describe(InvalidError(problems)) == (
        "Title: must have at most 255 characters; Row 12: Owner: refers to a record that does not exist; "
        "Active: is already taken"
    )


def test_a_long_list_ends() -> None:
    text = describe(InvalidError([FieldProblem("title", "duplicate", row=row) for row in range(10_000)]))
    assert text.endswith(f"; and {10_000 - MAX_PROBLEMS:,} more")
    assert text.count(";") == MAX_PROBLEMS


ERRORS: list[tuple[AppError, str]] = [
    (NotFoundError(singular="Item"), "There is no item with this id."),
    (NotFoundError(), "There is no record with this id."),
    (NotFoundError("not_found.resource", resource="x", known="a, b"), "There is no collection “x”. There are: a, b."),
    (AccessError(verb="change", singular="Item"), "You may not change this item."),
    (AccessError(verb="create", singular="Order line"), "You may not create a new order line."),
    (AccessError(verb="see", singular="URL"), "You may not see this URL."),
    (ConflictError("conflict.deleted", singular="Item"), "This item was deleted by someone else."),
    (SignInError("sign_in.failed"), "Incorrect email or password"),
    (SignInError("sign_in.throttled", seconds=1), "Too many attempts. Try again in 1 second."),
    (SignInError("sign_in.throttled_long", seconds=887, minutes=15), "Too many attempts. Try again in 15 minutes."),
    (SignInError("sign_in.throttled", seconds=30), "Too many attempts. Try again in 30 seconds."),
    (AppError("user.delete_self"), "Super users are not allowed to delete themselves"),
    (AppError("password.same"), "New password cannot be the same as the current one"),
    (UndoError("undo.newer"), "What this step changed was changed since; nothing was undone."),
    (
        TransferError("transfer.too_large", size=2_147_483_648, limit=500),
        "The file has 2.1 GB; 500 bytes are possible. Split it into smaller files.",
    ),
    (TransferError("transfer.rows", count=1234), "1,234 rows have errors; nothing was imported."),
    (TransferError("transfer.rows", count=1), "1 row has errors; nothing was imported."),
    (
        TransferError("transfer.columns", columns=["a", "b"], known=("c",)),
        "These columns are missing: a, b. The file has: c.",
    ),
    (SettingsError("settings.value", name="PORT", detail="no\nnumber"), "The setting PORT is not valid: no number."),
    (
        QueryError("query.range", 4, 6, label="Price"),
        "This range of Price ends before it starts. Write the smaller value first. (character 5)",
    ),
    (DatabaseError("database.odd.thing"), "The database did not answer as expected. (database.odd.thing)"),
    (AppError("brand.new"), "This did not work. (brand.new)"),
    (AppError(), "This did not work."),
    (InvalidError(()), "Some values are not valid."),
]


@pytest.mark.parametrize(("error", "text"), ERRORS)
def test_an_error_is_one_line_of_words(error: AppError, text: str) -> None:
    assert describe(error) == text
    assert str(error) == text


@pytest.mark.parametrize(
    ("label", "params", "text"),
    [
        ("create", {"singular": "Item", "name": "The Hobbit"}, "Create item “The Hobbit”"),
        ("create", {"singular": "Item"}, "Create item"),
        ("update", {"singular": "Item", "name": "a\nb"}, "Change item “a b”"),
        ("delete", {"singular": "Order line", "name": "x" * 100}, "Delete order line “" + "x" * 59 + "…”"),
        ("update_many", {"singular": "Item", "label": "Items", "count": 3}, "Change 3 items"),
        ("delete_many", {"singular": "Item", "label": "Items", "count": 1}, "Delete 1 item"),
        ("import", {"label": "Items", "count": 10_000}, "Import 10,000 items"),
        ("import", {"label": "Items"}, "Import items"),
        ("restore", {"singular": "Item", "name": "x"}, "Restore item “x”"),
        ("send_out", {"label": "Orders", "count": 2}, "Send out 2 orders"),
        ("", {}, "Change records"),
        ("create", {"singular": "Item", "name": "{count} {name}"}, "Create item “{count} {name}”"),
    ],
)
def test_a_step_is_said(label: str, params: dict[str, object], text: str) -> None:
    assert describe_step(label, params) == text


@pytest.mark.parametrize(
    ("label", "params", "text"),
    [
        ("create_many", {"singular": "Item", "label": "Items", "count": 48}, "Created 48 items"),
        ("update", {"singular": "Item", "name": "The Hobbit"}, "Changed item “The Hobbit”"),
        ("delete", {"singular": "Item"}, "Deleted item"),
        ("import", {"label": "Items", "count": 10_000}, "Imported 10,000 items"),
        ("send_out", {"label": "Orders", "count": 2}, "Send out 2 orders"),
    ],
)
def test_what_was_done_is_past(label: str, params: dict[str, object], text: str) -> None:
    assert describe_step(label, params, is_done=True) == text


@pytest.mark.parametrize("code", MESSAGES)
def test_every_template_is_whole_with_and_without_its_parameters(code: str) -> None:
    names = {name for _, name, _, _ in string.Formatter().parse(MESSAGES[code]) if name is not None}
    for params in (
        {},
        dict.fromkeys(names, 2),
        dict.fromkeys(names, "x"),
        dict.fromkeys(names),
        dict.fromkeys(names, 0.5),
    ):
        for text in (describe(AppError(code, **params)), describe_problem(FieldProblem("title", code, params))):
            assert text
            assert not set("{}\n") & set(text)


def test_the_table_is_grouped_and_in_the_order_of_the_alphabet() -> None:
    groups: dict[str, list[str]] = {}
    for code in MESSAGES:
        if "." in code or ":" in code:
            groups.setdefault(code.replace(":", ".").split(".")[0], []).append(code)
    assert [codes for codes in groups.values() if codes != sorted(codes)] == []


ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()) | st.binary()


CODES = st.text() | st.sampled_from(sorted(MESSAGES))
PARAMETERS = st.text() | st.sampled_from(["count", "name", "singular", "label"])


@STEADY
@given(CODES, st.dictionaries(PARAMETERS, ANYTHING))
def test_nothing_is_without_words(code: str, params: dict[str, object]) -> None:
    error = AppError(code or None)
    error.params = params
    for text in (describe(error), describe_problem(FieldProblem("x", code, params)), describe_step(code, params)):
        assert text.strip()
        assert len(text.splitlines()) == 1
    assert describe(error) != code


def test_importing_messages_imports_no_pydantic() -> None:
    program = "import sys, core.messages; print({'pydantic', 'sqlalchemy', 'sqlmodel'} & set(sys.modules))"
    root = Path(record.__file__).parents[1]
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root)
    assert run.stdout.strip() == "set()"


def test_a_frozen_application_names_its_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    error = DatabaseError("database.damaged", path="app.db")
    assert "see `db backups`, then `db restore`" in str(error)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert f"see `{app_info.COMMAND}-cli db backups`, then `{app_info.COMMAND}-cli db restore`" in str(error)
