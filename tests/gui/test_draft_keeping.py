"""What is typed and not saved yet is kept in time, and is the same value wherever it comes back."""

import pytest

from core.bootstrap import Application
from core.context import Context
from core.desk.drafts import Draft, DraftPlace
from gui.form.record_pane import RecordPane
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
