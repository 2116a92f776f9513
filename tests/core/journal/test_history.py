"""A record's history: who, when, from where, each field's old and new value."""

from decimal import Decimal

import pytest

from core.bootstrap import Application
from core.context import Context
from core.errors import NotFoundError, UndoError
from core.journal.history import HistoryEntry
from tests.core.conftest import People
from tests.shop.gadget import GadgetCreate, GadgetUpdate, Status


def told(entries: list[HistoryEntry]) -> list[tuple[str, str, dict[str, tuple[object, object]]]]:
    return [
        (entry.step.kind, entry.operation, {change.field.name: (change.old, change.new) for change in entry.changes})
        for entry in entries
    ]


def test_a_life(shop: Application, people: People) -> None:
    gadgets = shop.service("gadgets")
    lamp = gadgets.create(people.ann, GadgetCreate(name="Lamp", price=Decimal("1.10")))
    gadgets.update(people.boss, lamp.id, GadgetUpdate(name="Torch", status=Status.SOLD))
    gadgets.update(people.ann, lamp.id, GadgetUpdate(name="Light"))
    gadgets.delete(people.ann, [lamp.id])
    shop.undo.undo(people.ann)
    entries = gadgets_history = shop.history.of(people.ann, "gadgets", lamp.id)
    kinds = [(kind, operation) for kind, operation, _ in told(gadgets_history)]
    assert kinds == [("undo", "insert"), ("do", "delete"), ("do", "update"), ("do", "update"), ("do", "insert")]
    assert told(entries)[2][2] == {"name": ("Torch", "Light")}
    assert told(entries)[3][2] == {"name": ("Lamp", "Torch"), "status": (Status.NEW, Status.SOLD)}
    assert told(entries)[4][2]["price"] == (None, Decimal("1.10"))
    assert told(entries)[1][2]["name"] == ("Light", None)
    assert [entry.step.actor_email for entry in entries][2:4] == ["ann@example.org", people.boss.actor.email]
    assert entries[0].step.source == "script"


def test_what_could_not_be_undone_was_done_all_the_same(shop: Application, people: People) -> None:
    lamp = shop.service("gadgets").create(people.ann, GadgetCreate(name="Lamp"))
    shop.service("gadgets").update(people.boss, lamp.id, GadgetUpdate(name="Torch"))
    with pytest.raises(UndoError):
        shop.undo.undo(people.ann)
    assert [entry.step.kind for entry in shop.history.of(people.ann, "gadgets", lamp.id)] == ["do", "do"]
    assert [step.kind for step in shop.history.steps(people.ann)] == ["do"]


def test_only_for_those_who_see_the_record(shop: Application, people: People) -> None:
    lamp = shop.service("gadgets").create(people.ann, GadgetCreate(name="Lamp"))
    with pytest.raises(NotFoundError):
        shop.history.of(people.bob, "gadgets", lamp.id)
    shop.service("gadgets").delete(people.ann, [lamp.id])
    with pytest.raises(NotFoundError):
        shop.history.of(people.ann, "gadgets", lamp.id)
    assert len(shop.history.of(people.boss, "gadgets", lamp.id)) == 2


def test_passwords_leave_no_trace(shop: Application, boss: Context) -> None:
    from core.models.user import UserCreate, UserUpdate

    user = shop.users.create(boss, UserCreate(email="new@example.org", password="zebra-stripes"))
    shop.users.update(boss, user.id, UserUpdate(password="zebra-crossing"))
    entries = shop.history.of(boss, "users", user.id)
    assert len(entries) == 2
    assert "argon2" not in repr(entries)
    assert "zebra" not in repr(entries)


def test_steps_of_everybody_for_superusers_own_for_others(shop: Application, people: People) -> None:
    for person in (people.ann, people.bob):
        shop.service("gadgets").create(person, GadgetCreate(name="Lamp"))
    assert {step.actor_email for step in shop.history.steps(people.ann)} == {"ann@example.org"}
    assert {"ann@example.org", "bob@example.org"} <= {step.actor_email for step in shop.history.steps(people.boss)}
