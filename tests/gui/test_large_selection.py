"""A selection of more rows than are remembered one by one, while others write."""

import threading
from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

import pytest
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QTableView

from core.bootstrap import Application
from core.context import Context
from core.errors import AppError
from core.query.ast import Query
from core.services.contract import Core as Service
from core.unit_of_work import Label
from gui import use_cases
from gui.dialogs.replace_dialog import ReplaceDialog
from gui.watch import Watch
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return [f"Item {number}" for number in range(12)]


@pytest.fixture(autouse=True)
def few_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.table.selection.MOST_NAMED", 3)


def add(core: Core, title: str) -> None:
    application, context = core
    application.service("items").create(context, application.entities["items"].new({"title": title}))


def test_who_reads_the_screen_is_told_of_it_without_its_cells_being_listed(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt's own tables list every selected cell to find the first: seconds at a hundred thousand rows."""

    def listed(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(QTableView, "selectionChanged", listed)
    QAccessible.setActive(True)
    user.press("Ctrl+A")
    assert len(user.page.view.selectionModel().selectedIndexes()) == 12 * len(user.page.model.columns)
    user.press("Down")
    assert user.page.view.selection.is_single
    QAccessible.setActive(False)


def test_a_selection_that_moved_as_a_whole_is_found_again(user: User, core: Core) -> None:
    user.press("Down")
    user.press("Shift+Down", 6)
    add(core, "New")
    user.wait(lambda: user.page.model.count == 13)
    user.wait(lambda: user.page.view.selection.ranges() == [range(2, 9)])


@pytest.fixture
def seeking(user: User, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Where a large selection is after a refresh is not found before this is set."""
    gate, find = threading.Event(), use_cases.find_runs

    def slowly(
        *, resource: str, query: Query, runs: Sequence[use_cases.Run]
    ) -> Callable[[Service, Context], list[int] | None]:
        work = find(resource=resource, query=query, runs=runs)
        return lambda core, context: (gate.wait(10), work(core, context))[1]

    monkeypatch.setattr(use_cases, "find_runs", slowly)
    yield gate
    gate.set()
    user.wait(lambda: not user.desk.operations.tasks.is_busy)


def test_what_is_pressed_meanwhile_is_done_to_it_once_it_is_found(
    user: User, core: Core, seeking: threading.Event
) -> None:
    user.press("Down")
    user.press("Shift+Down", 6)
    add(core, "New")
    user.wait(lambda: user.page.model.count == 13)
    user.press("Ctrl+C")
    user.press("Ctrl+Del")
    seeking.set()
    user.wait(lambda: "Deleted 7 items" in user.said)
    assert QGuiApplication.clipboard().text().splitlines() == [f"Item {number}" for number in range(1, 8)]


def test_a_selection_that_cannot_be_found_holds_nothing_up(
    user: User, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(core: Service, context: Context) -> None:
        raise AppError("database.full")

    monkeypatch.setattr(use_cases, "find_runs", lambda **_: refused)
    user.press("Shift+Down", 6)
    add(core, "New")
    user.wait(lambda: user.page.model.count == 13)
    user.press("Ctrl+Del")
    user.wait(lambda: "Deleted 1 item" in user.said)


def select_sorted(user: User) -> UUID:
    """Select the first seven by title; returns one from their midst."""
    user.press("Ctrl+Home")
    user.press("F8")
    user.wait(lambda: user.titles()[:3] == ["Item 0", "Item 1", "Item 10"])
    user.press("Ctrl+Home")
    user.press("Shift+Down", 6)
    inside = user.page.model.id_at(3)
    assert inside is not None
    return inside


def exchange(core: Core, identity: UUID) -> None:
    """Put another record in the place of one: as many rows between the same ends, and yet not the same."""
    application, context = core
    with application.units.write(context, Label("update")):
        application.service("items").delete(context, [identity])
        add(core, "Item 1 and a half")


def test_a_selection_with_another_row_in_place_of_one_is_given_up(user: User, core: Core) -> None:
    exchange(core, select_sorted(user))
    user.wait(lambda: "The selection was given up" in user.said)
    assert user.page.view.selection.is_single
    row = user.page.view.currentIndex().row()
    user.press("Shift+Up")
    assert user.page.view.selection.ranges() == [range(row - 1, row + 1)]


@pytest.mark.parametrize("keys", ["Ctrl+Del", "Ctrl+C", "Ctrl+Shift+D"])
def test_nothing_is_done_to_it_before_the_window_has_noticed(
    user: User, core: Core, keys: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.table.blocks.area.MOST_SEEN", 1)
    inside = select_sorted(user)
    watch = user.window.findChild(Watch)
    assert isinstance(watch, Watch)
    watch.stop()
    exchange(core, inside)
    said = list[str]()
    user.desk.operations.failed.connect(lambda error: said.append(str(error)))
    user.press(keys)
    user.wait(lambda: said)
    assert "not where they were" in said[0]
    application, context = core
    assert application.service("items").count(context, Query()) == 12


def test_what_others_change_elsewhere_or_otherwise_hinders_nothing(
    user: User, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.table.blocks.area.MOST_SEEN", 1)
    inside = select_sorted(user)
    watch = user.window.findChild(Watch)
    assert isinstance(watch, Watch)
    watch.stop()
    add(core, "Item 99")
    application, context = core
    change = application.entities["items"].change({"description": "Theirs"})
    application.service("items").update(context, inside, change)
    user.press("Ctrl+Del")
    user.wait(lambda: "Deleted 7 items" in user.said)


def test_what_one_changes_oneself_is_told_alone(user: User) -> None:
    select_sorted(user)
    user.press("Ctrl+H")
    dialog: ReplaceDialog = user.dialog(ReplaceDialog)
    user.write("item 1")
    user.press("Tab")
    user.write("Z")
    user.wait(lambda: "would change" in dialog.preview.text())
    user.press("Return")
    user.wait_closed(dialog)
    user.wait(lambda: "Replaced" in user.said)
    user.wait(lambda: user.titles()[-1].startswith("Z"))
    user.wait(lambda: not user.desk.operations.tasks.is_busy)
    assert "Replaced" in user.said
    assert user.page.view.selection.is_single


def test_a_selection_with_a_foreign_row_in_it_is_given_up(user: User, core: Core) -> None:
    user.press("Ctrl+Home")
    user.press("F8")
    user.wait(lambda: user.titles()[:3] == ["Item 0", "Item 1", "Item 10"])
    user.press("Ctrl+Home")
    user.press("Shift+Down", 6)
    add(core, "Item 1 and a half")
    user.wait(lambda: "The selection was given up" in user.said)
    assert user.page.view.selection.is_single
    user.press("Ctrl+Del")
    user.wait(lambda: "Deleted 1 item" in user.said)
    application, context = core
    assert application.service("items").count(context, Query()) == 12
