"""What is typed and not saved yet is kept in time, and is the same value wherever it comes back."""

from dataclasses import replace

import pytest

from core.bootstrap import Application
from core.context import Actor, Context
from core.desk.drafts import Draft, DraftPlace
from core.errors import DatabaseError
from core.services.contract import Core as Service
from core.types import new_id
from gui.form.record_pane import RecordPane
from gui.tasks import Task
from tests.gui.conftest import Disk
from tests.gui.person import User

Core = tuple[Application, Context]


@pytest.fixture
def items() -> list[str]:
    return ["Emma", "Persuasion", "Sanditon"]


def kept(core: Core, place: DraftPlace = "table") -> list[Draft]:
    """What is kept of the items."""
    application, context = core
    return application.drafts.list(context, "items", place)


def test_who_types_cell_after_cell_without_a_pause_has_it_kept(
    user: User, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.typing_pause.LONGEST_MS", 500)
    keys = ["Tab", "Shift+Backtab"]
    user.press("Ins")

    def is_kept_while_typing() -> bool:
        user.write("x")
        user.press(keys[0])
        keys.reverse()
        return bool(kept(core))

    user.wait(is_kept_while_typing)


@pytest.mark.parametrize("keys", ["F2", "Space"])
def test_who_types_on_in_one_editor_has_it_kept(
    user: User, core: Core, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    monkeypatch.setattr("gui.typing_pause.LONGEST_MS", 500)
    user.press(keys)
    if keys == "Space":
        user.dialog(RecordPane)

    def is_kept_while_typing() -> bool:
        user.write("x")
        return bool(kept(core, "table" if keys == "F2" else "form"))

    user.wait(is_kept_while_typing)


def test_what_could_not_be_kept_is_tried_again_until_it_is(
    user: User, core: Core, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to close the window for it, and it is said once."""
    monkeypatch.setattr("gui.draft_box.AGAIN_MS", 100)
    disk.fill()
    for text in ("first", "second"):
        user.press("Ins")
        user.press("Right")
        user.write(text)
        user.press("Return")
    user.wait(user.window.banner.isVisible)
    user.wait(lambda: not user.desk.operations.tasks.is_writing)
    user.window.banner.clear()
    wait_for_writes(user, 3)
    assert not user.window.banner.isVisible()
    disk.free()
    user.wait(lambda: {draft.texts["description"] for draft in kept(core)} == {"first", "second"})
    user.wait(lambda: user.desk.operations.drafts.is_empty)


def test_what_was_saved_and_could_not_be_forgotten_is_forgotten_later(
    user: User, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would come back as a row that is not saved, and be saved once more."""
    monkeypatch.setattr("gui.draft_box.AGAIN_MS", 300)
    user.press("Ins")
    user.write("Lady Susan")
    user.press("Tab")
    user.wait(lambda: kept(core))

    def refused(_core: Service, _context: Context) -> None:
        raise DatabaseError("database.full")

    monkeypatch.setattr("gui.desk_cases.forget_draft", lambda **_: refused)
    user.press("Ctrl+S")
    user.wait(lambda: len(user.titles()) == 4 and not user.desk.operations.tasks.is_writing)
    assert user.desk.operations.drafts.is_empty
    user.wait(lambda: kept(core) == [])


def wait_for_writes(user: User, count: int) -> None:
    """Until so many writes more have ended."""
    ended = list[Task]()
    user.desk.operations.tasks.ended.connect(ended.append)
    user.wait(lambda: len([task for task in ended if task.lane == "write"]) >= count)
    user.desk.operations.tasks.ended.disconnect(ended.append)


def test_two_people_have_the_same_row_kept(user: User, core: Core) -> None:
    application, context = core
    row = user.page.view.cursor_row
    assert row is not None
    bob = replace(context, actor=Actor(new_id(), "bob@example.org"))
    application.drafts.keep(bob, Draft("items", {"title": "Bob's"}, row.id, 1, "table", row.id))
    user.write("Mine")
    user.press("Tab")
    user.wait(lambda: [draft.texts for draft in kept(core)] == [{"title": "Mine"}])
    assert len(application.drafts.list(bob, "items", "table")) == 1


def test_of_a_row_that_could_not_be_kept_only_the_newest_text_is_tried_again(
    user: User, core: Core, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.draft_box.AGAIN_MS", 600_000)
    monkeypatch.setattr("gui.typing_pause.PAUSE_MS", 10)
    disk.fill()
    user.press("F2")
    user.write(" Wood")
    user.wait(user.window.banner.isVisible)
    disk.free()
    user.write("house")
    user.wait(lambda: [draft.texts for draft in kept(core)] == [{"title": "Emma Woodhouse"}])
    user.wait(lambda: user.desk.operations.drafts.is_empty)
