"""The parts that pages are composed of, and the look that they are given."""

import errno
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt, QTemporaryDir
from PySide6.QtGui import QAction, QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.paths import root
from gui.application import qt_application
from gui.page_registry import icon_of
from gui.placement import keep_visible, restore, stored
from gui.theme import LIGHT, current, set_icon, theme
from gui.theme.icons import FOLDER, IconFolder, Icons, exists
from gui.theme.sheet import FOLDER as STYLES
from gui.theme.sheet import GLYPHS
from gui.widgets import toast as toast_module
from gui.widgets.field import Field
from gui.widgets.keyed_button import KeyedButton
from gui.widgets.segmented import Segmented
from gui.widgets.toast import Toast
from gui.widgets.toolbar import Toolbar
from tests.gui.person import User


def test_an_unknown_theme_falls_back_to_the_desktop_s(qtbot: QtBot) -> None:
    assert not theme().choose("solarized")
    assert theme().choice == "system"
    assert theme().choose("system")


def test_icons_and_palette_follow_the_look(qtbot: QtBot) -> None:
    theme().choose("light")
    button = QPushButton("New")
    qtbot.addWidget(button)
    set_icon(button, "plus")
    before = button.icon().cacheKey()
    theme().choose("dark")
    assert button.icon().cacheKey() != before
    assert QApplication.palette().window().color().name() == current().color.canvas
    theme().choose("system")


@pytest.mark.logs_errors
def test_a_missing_icon_is_blank_and_said_once(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme(), "lacking", set())
    size = QSize(20, 20)
    for icon in (theme().icon("no-such-icon"), theme().icon("no-such-icon", "bad")):
        assert icon.actualSize(size) == size, "what stands beside it is moved"
        assert is_blank(icon)
    assert sum("no-such-icon" in record.getMessage() for record in caplog.records) == 1


def is_blank(icon: QIcon) -> bool:
    image = icon.pixmap(QSize(20, 20)).toImage()
    return not any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))


def write_half(path: Path, *_words: object, **_options: object) -> None:
    """What a disk does that becomes full over it."""
    path.touch()
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.logs_errors
def test_an_icon_that_the_disk_had_no_room_for_is_there_once_there_is_some(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    missed: list[str] = []
    icons = Icons(LIGHT, IconFolder(), missed.append)
    with monkeypatch.context() as full:
        full.setattr(Path, "write_text", write_half)
        assert is_blank(icons.icon("plus"))
        assert is_blank(icons.icon("plus"))
    assert missed == ["full"]
    assert not is_blank(icons.icon("plus"))
    disabled = icons.icon("plus").pixmap(QSize(20, 20), QIcon.Mode.Disabled).toImage()
    assert disabled != icons.icon("plus").pixmap(QSize(20, 20)).toImage()


@pytest.mark.logs_errors
def test_a_folder_for_icons_is_made_once_there_is_room_for_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    missed: list[str] = []
    with monkeypatch.context() as full:
        full.setattr(QTemporaryDir, "isValid", lambda _self: False)
        full.setattr("gui.theme.icons.is_full", lambda _path: True)
        icons = Icons(LIGHT, IconFolder(), missed.append)
        assert is_blank(icons.icon("plus"))
    assert missed == ["full"]
    assert not is_blank(icons.icon("plus"))


@pytest.mark.logs_errors
def test_icons_that_a_full_disk_has_no_room_for_are_told_in_the_window(
    open_desk: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme(), "lacking", set())
    user = open_desk()
    theme().choose("light")
    with monkeypatch.context() as full:
        full.setattr(Path, "write_text", write_half)
        theme().icon("app", "bad")
    text = "Some icons are missing; everything works without them. The disk is full. Make room."
    assert user.window.banner.label.text() == text
    theme().choose("system")


@pytest.mark.logs_errors
def test_missing_icons_are_told_in_the_window(open_desk: Callable[..., User], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme(), "lacking", set())
    text = "Some icons are missing; everything works without them. Install the program again."
    user = open_desk()
    assert not user.window.banner.isVisible()
    theme().icon("none-of-this-name")
    assert user.window.banner.isVisible()
    assert user.window.banner.label.text() == text
    user.press("Esc")
    assert not user.window.banner.isVisible()
    theme().icon("nor-of-that")
    assert not user.window.banner.isVisible(), "once is enough"
    again = open_desk()
    assert again.window.banner.label.text() == text, "those that were missed before there was a window"


@pytest.mark.parametrize("items", [["Emma"]])
def test_a_toast_leaves_what_has_the_keyboard_in_view(user: User) -> None:
    window, room = user.window, user.window.toast.parentWidget()
    assert room is not None
    line = QLineEdit(room)
    line.setGeometry(room.width() // 2 - 50, room.height() - 60, 100, 30)
    line.show()
    window.toast.say("Something was done.")
    assert window.toast.geometry().intersects(line.geometry())
    line.setFocus()
    assert not window.toast.geometry().intersects(line.geometry())
    assert room.rect().contains(window.toast.geometry())
    user.page.view.setFocus()
    assert window.toast.geometry().bottom() > line.y()
    window.toast.say("Something else was done.")
    cell = user.page.view.visualRect(user.page.view.currentIndex())
    place = QRect(user.page.view.viewport().mapTo(room, cell.topLeft()), cell.size())
    assert not window.toast.geometry().intersects(place)


def test_every_icon_that_the_sheet_draws_is_there() -> None:
    assert all(exists(icon) for icon, _ in GLYPHS.values())
    assert (root() / FOLDER / "LICENSE-lucide.txt").is_file()


def test_text_may_be_made_larger(qtbot: QtBot) -> None:
    label = QLabel("text")
    qtbot.addWidget(label)
    label.show()
    before = label.fontMetrics().height()
    theme().scale_text(200)
    assert label.fontMetrics().height() > 1.7 * before
    theme().scale_text(100)
    assert label.fontMetrics().height() == before


def test_boxes_to_tick_grow_with_their_text(qtbot: QtBot) -> None:
    box, radio = QCheckBox("one"), QRadioButton("two")
    check, dot = QStyle.SubElement.SE_CheckBoxIndicator, QStyle.SubElement.SE_RadioButtonIndicator

    def sizes() -> list[int]:
        parts = ((box, check), (radio, dot))
        options = []
        for button, part in parts:
            option = QStyleOptionButton()
            button.initStyleOption(option)
            options.append(button.style().subElementRect(part, option, button).width())
        return options

    for button in (box, radio):
        qtbot.addWidget(button)
        button.show()
    before = sizes()
    theme().scale_text(200)
    grown = sizes()
    theme().scale_text(100)
    assert all(now > 1.7 * then for now, then in zip(grown, before, strict=True))


def test_the_sidebar_grows_with_the_text(user: User) -> None:
    user.window.resize(1800, 900)
    before = user.window.sidebar.width()
    theme().scale_text(150)
    user.wait(lambda: user.window.sidebar.width() >= 1.4 * before)
    theme().scale_text(100)
    user.wait(lambda: user.window.sidebar.width() == before)


def test_a_toast_leaves_by_itself_and_undoes(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    toast, undone = Toast(window), list[str]()
    toast.say("Deleted 3 items", ("Undo", lambda: undone.append("undone")))
    assert toast.isVisible()
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert undone == ["undone"]
    assert not toast.isVisible()
    toast._stay.setInterval(10)
    toast.say("Saved")
    qtbot.waitUntil(lambda: not toast.isVisible())
    assert toast_module.STAYS_MS >= 5000


def test_every_toast_of_one_line_is_as_high(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 400)
    window.show()
    toast = Toast(window)
    heights: set[int] = set()
    for text in ("Saved", "Deleted 3 items", "1 form filled in earlier was not saved", "x" * 60):
        for act in (None, ("Undo", toast.clear)):
            toast.say(text, act)
            assert toast.label.height() < 2 * toast.label.fontMetrics().height()
            heights.add(toast.height() if act else 0)
    assert len(heights) == 2
    toast.clear()


def test_a_field_says_what_is_wrong_and_takes_it_back(qtbot: QtBot) -> None:
    line = QLineEdit()
    field = Field("Title", line, "As on the cover", required=True)
    qtbot.addWidget(field)
    field.show()
    field.show_problem("Type a title.")
    assert field.problem.isVisible()
    assert line.property("bad") == "true"
    assert line.accessibleName() == "Title"
    field.show_problem("")
    assert not field.problem.isVisible()
    assert not line.property("bad")


def test_what_a_toolbar_has_no_room_for_is_in_its_menu(qtbot: QtBot) -> None:
    bar = Toolbar("Items")
    qtbot.addWidget(bar)
    names = [f"Command {number}" for number in range(6)]
    buttons = list[QToolButton]()
    for name in names:
        buttons.append(bar.add_command(QAction(name, bar)))
        bar.add_line()
    bar.show()
    for width in (1000, *range(700, 90, -10)):
        bar.resize(width, bar.height())
        shown = [button for button in buttons if button.isVisible()]
        menu = [action.text() for action in bar.more.menu().actions() if not action.isSeparator()]
        assert [button.text().strip() for button in shown] + menu == names
        assert bar.more.isVisible() == bool(menu)
        assert all(bar.rect().contains(button.geometry()) for button in shown)
        assert all(button.width() >= button.sizeHint().width() for button in shown)
        assert not menu or bar.rect().contains(bar.more.geometry())


def test_a_toast_stays_clear_of_the_status_bar(user: User) -> None:
    user.window.toast.say("Saved")
    toast, status = user.window.toast, user.window.status
    assert toast.mapToGlobal(toast.rect().bottomLeft()).y() < status.mapToGlobal(status.rect().topLeft()).y()
    user.window.toast.clear()


def test_a_segmented_switch_is_worked_by_keys(qtbot: QtBot) -> None:
    switch = Segmented("Theme", [("light", "Light"), ("dark", "Dark")])
    qtbot.addWidget(switch)
    switch.choose("light")
    switch.show()
    switch.activateWindow()
    switch.setFocus()
    with qtbot.waitSignal(switch.chosen) as told:
        buttons = switch.findChildren(QPushButton)
        buttons[1].setFocus()
        qtbot.keyClick(buttons[1], Qt.Key.Key_Space)
    assert told.args == ["dark"]
    assert switch.value == "dark"


def test_the_side_panel_opens_is_made_wider_by_keys_and_closes(user: User) -> None:
    panel = user.window.panel
    theme().reduced_motion = True
    panel.open("Details", QLineEdit())
    before = panel.width()
    panel.grip.setFocus()
    user.press("Left")
    user.wait(lambda: panel.width() > before)
    panel.close_requested.connect(panel.close_panel)
    user.press("Esc")
    user.wait(lambda: not panel.isVisible())
    assert panel.content is None
    theme().reduced_motion = False


@pytest.mark.skipif(sys.platform != "linux", reason="GNOME is asked")
def test_where_gnome_shows_no_animations_nothing_moves(
    open_desk: Callable[..., User], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "gsettings"
    program.write_text("#!/bin/sh\necho false\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    user = open_desk()
    user.wait(lambda: not user.window.operations.tasks.is_busy)
    assert not theme().is_still
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    still = open_desk()
    still.wait(lambda: theme().is_still)
    theme().desktop_is_still = False


@pytest.mark.parametrize("moves", [True, False])
def test_where_windows_shows_no_effects_the_side_panel_is_there_at_once(
    user: User, monkeypatch: pytest.MonkeyPatch, moves: bool
) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    effect = Qt.UIEffect.UI_General
    QApplication.setEffectEnabled(effect, moves)
    user.window.panel.open("Details", QLineEdit())
    assert (user.window.panel.minimumWidth() == 0) is moves
    QApplication.setEffectEnabled(effect, False)
    user.window.panel.close_panel()


def test_the_arrangement_is_kept(user: User) -> None:
    user.window.sidebar.collapse(True)
    user.window.panel.be_wide(380)
    text = stored(user.window)
    user.window.sidebar.collapse(False)
    user.window.panel.be_wide(330)
    restore(user.window, {"window": text})
    assert user.window.sidebar.is_collapsed
    assert user.window.panel.wanted_width == 380


@pytest.mark.parametrize("kept", ["", "no json", "[]", json.dumps({"panel": "wide", "used": 3})])
def test_an_arrangement_that_makes_no_sense_is_left_out(user: User, kept: str) -> None:
    restore(user.window, {"window": kept, "theme": 7, "text_scale": "large"})
    assert user.window.isVisible()
    assert theme().choice == "system"


def test_a_window_on_a_screen_that_is_gone_comes_back(user: User) -> None:
    user.window.setGeometry(QRect(90_000, 90_000, 900, 600))
    keep_visible(user.window)
    assert user.window.screen().availableGeometry().intersects(user.window.geometry())


def test_a_window_comes_back_when_its_screen_is_unplugged(user: User) -> None:
    user.window.setGeometry(QRect(20_000, 20_000, 900, 600))
    assert not placed_on_a_screen(user)
    qt_application().screenRemoved.emit(QGuiApplication.primaryScreen())
    assert placed_on_a_screen(user)


def placed_on_a_screen(user: User) -> bool:
    return any(screen.geometry().intersects(user.window.geometry()) for screen in QGuiApplication.screens())


def test_a_collection_without_an_icon_has_the_one_of_tables(user: User) -> None:
    entities = user.window.operations.entities
    assert icon_of(entities["users"]) == "users"
    assert icon_of(entities["items"]) == "table-2"


def test_no_widget_has_a_style_sheet_of_its_own() -> None:
    sources = [path for path in (root() / "gui").rglob("*.py") if "setStyleSheet" in path.read_text(encoding="utf-8")]
    assert {path.relative_to(root()) for path in sources} <= {Path("gui/theme/theme.py"), Path("gui/theme/__init__.py")}


def test_no_state_has_a_font_of_its_own() -> None:
    """Qt measures a text without the font of a state, and cuts it off where that is wider."""
    rules = re.compile(r"([^{}]+)\{([^{}]*)\}")
    found = [rule for path in (root() / STYLES).glob("*.qss") for rule in rules.findall(path.read_text("utf-8"))]
    assert len(found) > 20
    assert [who for who, what in found if "font" in what and re.search(r"[^:]:[a-z]", who.rpartition("*/")[2])] == []


def test_spaces_go_up() -> None:
    space = LIGHT.space
    steps = [space.hair, space.tight, space.small, space.medium, space.large, space.wide, space.page]
    assert steps == sorted(set(steps))


def test_a_key_that_comes_into_view_leaves_the_buttons_where_they_belong(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    around = QVBoxLayout(window)
    card = QWidget(window)
    around.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout(card)
    buttons = [KeyedButton("A command", "plus", "row", card) for _ in range(4)]
    for button in buttons:
        button.show_key("Ctrl+Shift+L")
        column.addWidget(button)
    window.resize(400, 400)
    window.show()
    QApplication.processEvents()
    usual = card.geometry()
    card.resize(120, usual.height())
    assert not any(button.key.isVisible() for button in buttons)
    around.invalidate()  # as when something above the card has just become higher
    card.resize(usual.width(), 60)
    assert all(button.key.isVisible() for button in buttons)
    QApplication.processEvents()
    assert card.geometry() == usual
    tops = [button.y() for button in buttons]
    pitch = buttons[0].height() + column.spacing()
    assert tops == [tops[0] + place * pitch for place in range(4)]
    for button in buttons:
        assert button.rect().right() - button.key.geometry().right() == current().space.small
