"""A walk through every command by keyboard: what to press before it, and what a person then sees change."""

import time
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from gui.actions import COMMANDS
from gui.dialogs.chooser import Chooser
from gui.form.record_pane import RecordPane
from gui.main_window import MainWindow
from gui.table.filters.value_list import ValueList
from gui.table.page import TablePage
from gui.tasks import Task
from gui.theme import theme
from tests.gui.person import User

PATIENCE: Final = 10.0
"""Seconds until a command is thought to do nothing."""
Steps = tuple[str, ...]
"""Keys; `=text` is typed; `>name` goes to the column of that field; `@page` goes to a page through Ctrl+K; `!` has
something begin that does not end by itself."""
DRAFT: Final = ("F2", "=typed", "Tab")
CHANGE: Final = ("F2", "=changed", "Tab", "Ctrl+S")
BLOCK: Final = ("Shift+Down",)

WALK: Final[dict[str, tuple[Steps, str]]] = {
    "file.import": ((), "opened"),
    "file.export": ((), "opened"),
    "edit.undo": (CHANGE, "cells"),
    "edit.stop": (("!",), "busy"),
    "edit.redo": ((*CHANGE, "Ctrl+Z"), "cells"),
    "record.cell": ((), "editor"),
    "record.cell_large": ((), "editor"),
    "file.window": ((), "windows"),
    "record.save": (DRAFT, "drafts"),
    "cell.above": (("Down",), "cells"),
    "cell.today": ((">released",), "cells"),
    "cell.now": ((">seen_at",), "cells"),
    "edit.cancel": (BLOCK, "selection"),
    "edit.cut": ((">notes", "F2", "=cut me", "Return", "Ctrl+S", "Up"), "clipboard"),
    "edit.copy": ((), "clipboard"),
    "edit.copy_headed": ((), "clipboard"),
    "edit.copy_as": ((), "opened"),
    "edit.paste": (("Ctrl+C", "Down"), "cells"),
    "edit.paste_rows": (("Ctrl+C",), "count"),
    "fill.down": ((">stock", "Down"), "cells"),
    "fill.all": ((">stock", *BLOCK), "cells"),
    "cell.clear": ((">notes", "F2", "=clear me", "Return", "Ctrl+S", "Up"), "cells"),
    "cell.null": ((">rating", "F2", "=5", "Return", "Ctrl+S", "Up"), "cells"),
    "edit.replace": ((), "opened"),
    "select.all": ((), "selection"),
    "select.row": ((), "selection"),
    "select.column": ((), "selection"),
    "record.new": ((), "panel"),
    "record.insert": ((), "cursor"),
    "record.duplicate": ((), "panel"),
    "record.open": ((), "panel"),
    "record.delete": ((), "count"),
    "user.password": (("@users",), "opened"),
    "user.active": (("@users",), "cells"),
    "user.superuser": (("@users",), "cells"),
    "view.search": ((), "focus"),
    "find.next": (("Ctrl+F", "=gad", "Return"), "cursor"),
    "find.previous": (("Ctrl+F", "=gad", "Return"), "cursor"),
    "filter.clear": (("Ctrl+F", "=1", "Return"), "search"),
    "views.choose": (("Ctrl+Shift+S", "=A view", "Return"), "opened"),
    "views.save": ((), "opened"),
    "views.remove": (("Ctrl+Shift+S", "=A view", "Return"), "said"),
    "view.refresh": ((), "reads"),
    "cell.menu": ((), "opened"),
    "zoom.in": ((), "zoom"),
    "zoom.out": ((), "zoom"),
    "zoom.reset": (("Ctrl++",), "zoom"),
    "view.expand": (("Space",), "panel"),
    "view.sidebar": ((), "sidebar"),
    "view.theme": ((), "look"),
    "view.sort": ((), "sort"),
    "sort.add": ((), "sort"),
    "filter.row": ((), "focus"),
    "filter.values": ((), "opened"),
    "filter.cell": ((), "search"),
    "column.menu": ((), "opened"),
    "column.left": (("Right",), "columns"),
    "column.right": ((), "columns"),
    "column.wider": ((), "columns"),
    "column.narrower": ((), "columns"),
    "column.fit": (("F9", "F9"), "columns"),
    "column.freeze": ((), "columns"),
    "column.hide": (("Right",), "columns"),
    "column.show": ((), "opened"),
    "column.reset": (("Right", "Shift+F7"), "columns"),
    "column.summary": ((), "panel"),
    "view.totals": ((), "totals"),
    "go.anywhere": ((), "opened"),
    "go.dashboard": ((), "page"),
    "go.settings": ((), "page"),
    "go.back": (("@settings",), "page"),
    "go.forward": (("@settings", "Alt+Left"), "page"),
    "go.previous": ((), "page"),
    "go.next": ((), "page"),
    "go.row": ((), "opened"),
    "go.unsaved": ((), "said"),
    "go.pane": ((), "focus"),
    "help.commands": ((), "opened"),
    "help.shortcuts": ((), "opened"),
    "cell.up": (("Down",), "cursor"),
    "cell.down": ((), "cursor"),
    "cell.left": (("Right",), "cursor"),
    "cell.right": ((), "cursor"),
    "cell.page_up": (("Ctrl+End",), "cursor"),
    "cell.page_down": ((), "cursor"),
    "cell.row_start": (("Right",), "cursor"),
    "cell.row_end": ((), "cursor"),
    "cell.table_start": (("Ctrl+End",), "cursor"),
    "cell.table_end": ((), "cursor"),
    "cell.edge_up": (("Ctrl+End",), "cursor"),
    "cell.edge_down": ((), "cursor"),
    "cell.edge_left": (("End",), "cursor"),
    "cell.edge_right": ((), "cursor"),
    "cell.enter": ((), "cursor"),
    "cell.next": ((), "cursor"),
    "cell.previous": (("Right",), "cursor"),
    "select.up": (("Down",), "selection"),
    "select.down": ((), "selection"),
    "select.left": (("Right",), "selection"),
    "select.right": ((), "selection"),
    "select.page_up": (("Ctrl+End",), "selection"),
    "select.page_down": ((), "selection"),
    "select.row_start": (("Right",), "selection"),
    "select.row_end": ((), "selection"),
    "select.table_start": (("Ctrl+End",), "selection"),
    "select.table_end": ((), "selection"),
    "select.edge_up": (("Ctrl+End",), "selection"),
    "select.edge_down": ((), "selection"),
    "select.edge_left": (("End",), "selection"),
    "select.edge_right": ((), "selection"),
    "file.sign_out": ((), "page"),
    "file.quit": ((), "window"),
}
"""Every command, with the steps before it and the part of the window in which one sees it."""


class Walk:
    """One person in front of one window, at the table of a collection."""

    def __init__(self, user: User, page: str) -> None:
        self.user, self._page, self._reads = user, page, 0
        self._has_endless = False
        self.table.model.refreshed.connect(self._on_refreshed)

    @property
    def table(self) -> TablePage:
        """The table in view."""
        return self.user.page

    def begin(self, steps: Steps) -> None:
        """From a table with the cursor in its first cell, take these steps."""
        for step in steps:
            if step.startswith("="):
                self.user.press("Ctrl+A")
                self.user.write(step[1:])
            elif step.startswith(">"):
                self._to_column(step[1:])
            elif step.startswith("@"):
                self._to_page(step[1:])
            elif step == "!":
                self._begin_endless()
            else:
                self.user.press(step)
            self.rest()

    def press(self, command: str) -> None:
        """Press the command's first key where the keyboard is, and let it finish."""
        self.user.press(COMMANDS[command].keys[0])
        self.rest()

    def rest(self) -> None:
        """Let everything be read, written and shown."""
        window = self.user.window
        QApplication.processEvents()
        if not window.isVisible():
            return
        self.user.wait(lambda: self._has_endless or not self.user.desk.operations.tasks.is_busy)
        if QApplication.activeWindow() is None:  # there is no window manager to do it
            (QApplication.activeModalWidget() or window).activateWindow()
        self.user.wait(self._has_keyboard)

    def _has_keyboard(self) -> bool:
        """Whether the keyboard has come to what it is meant for."""
        focus, dialog = QApplication.focusWidget(), QApplication.activeModalWidget()
        return focus is not None and (dialog is None or dialog.isAncestorOf(focus) or dialog is focus)

    def come_back(self) -> None:
        """By Escape and Ctrl+K back to the first cell of the table, with nothing open and nothing asked for."""
        while (opened := self._opened()) is not None:
            self.user.press_in(opened, "Esc")
            self.rest()
        for other in self.others:
            self.user.wait(lambda other=other: not other.operations.tasks.is_busy)
            self.user.press_in(other, "Ctrl+Q")
        self.user.wait(lambda: not self.others)
        window = self.user.window
        window.activateWindow()
        self.user.wait(window.isActiveWindow)
        if window.panel.content is not None:
            window.panel.content.setFocus()
            self.user.press("Esc")
            self.rest()
        if window.shown_name != self._page:
            self._to_page(self._page)
        self.user.press("Ctrl+F")
        self.user.press("Esc", 2)
        for _ in range(4):
            self.table.view.setFocus()
            self.user.press("Esc")
            self.rest()
        if self.table.tools.filtering.row.isVisible():
            self.user.press("Ctrl+Shift+L", 2)
        self.user.press("Ctrl+Home")
        self.rest()

    def look(self, part: str) -> Any:
        """What a person sees of one part of the window."""
        return PARTS[part](self)

    def changes(self, part: str, before: object) -> bool:
        """Whether a part of the window becomes another one soon."""
        deadline = time.monotonic() + PATIENCE
        while self.look(part) == before:
            if time.monotonic() > deadline:
                return False
            QTest.qWait(5)
        return True

    @property
    def reads(self) -> int:
        """How often the table was read so far."""
        return self._reads

    def _to_column(self, field: str) -> None:
        view = self.table.view
        self.user.press("Home")
        while self.table.model.columns[view.currentIndex().column()].name != field:
            before = view.currentIndex().column()
            self.user.press("Right")
            assert view.currentIndex().column() != before, field

    def _to_page(self, name: str) -> None:
        self.user.press("Ctrl+K")
        self.rest()
        self.user.write(name)
        self.rest()
        self.user.press("Return")
        self.user.wait(lambda: self.user.window.shown_name == name)
        page = self.user.window.page
        self.user.wait(lambda: not isinstance(page, TablePage) or page.model.is_loaded)
        self.rest()

    def _begin_endless(self) -> None:
        self._has_endless = True
        self.user.desk.operations.tasks.submit("read", _endless, done=self._on_ended, failed=self._on_ended)
        self.user.wait(self.user.window.commands["edit.stop"].isEnabled)

    def _opened(self) -> QWidget | None:
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            return popup
        window = self.user.window
        overlays = [w for kind in (Chooser, ValueList) for w in window.findChildren(kind) if w.isVisible()]
        dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        found = next(iter([*dialogs, *overlays]), None)
        return found.line if isinstance(found, (Chooser, ValueList)) else found

    @property
    def others(self) -> list[MainWindow]:
        """The windows that were opened beside the first."""
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
        return [window for window in windows if window is not self.user.window]

    @property
    def opened(self) -> str:
        """What kind of dialog, menu or list is open."""
        found = self._opened()
        return "" if found is None else type(found.parentWidget() if found.focusProxy() else found).__name__

    def _on_ended(self, _result: object) -> None:
        self._has_endless = False

    def _on_refreshed(self) -> None:
        self._reads += 1


def _panel(walk: Walk) -> tuple[str, bool, bool]:
    panel = walk.user.window.panel
    title = panel.content.title if isinstance(panel.content, RecordPane) else ""
    return type(panel.content).__name__ + title, panel.isVisible(), walk.user.window.pages.isVisible()


def _columns(walk: Walk) -> list[tuple[str, int, bool]]:
    view = walk.table.view
    frozen = view.frozen.columns
    order = view.column_order()
    return [(walk.table.model.columns[column].name, view.columnWidth(column), column in frozen) for column in order]


def _cells(walk: Walk) -> list[list[str]]:
    model = walk.table.model
    return [[model.text(row, column) for column in range(len(model.columns))] for row in range(min(8, model.count))]


def _focus(walk: Walk) -> int:
    focused = QApplication.focusWidget()
    return id(focused)


def _endless(task: Task) -> None:
    """Worker thread: waits to be stopped."""
    deadline = time.monotonic() + 2 * PATIENCE
    while not task.cancel.cancelled and time.monotonic() < deadline:
        time.sleep(0.01)


PARTS: Final[dict[str, Callable[[Walk], Any]]] = {
    "opened": lambda walk: walk.opened,
    "cells": _cells,
    "count": lambda walk: walk.table.model.count,
    "drafts": lambda walk: [dict(draft.cells) for draft in walk.table.model.drafts],
    "editor": lambda walk: walk.table.editing.open_editor is not None,
    "selection": lambda walk: [(p.top(), p.left(), p.bottom(), p.right()) for p in walk.table.view.selection.parts()],
    "cursor": lambda walk: (walk.table.view.currentIndex().row(), walk.table.view.currentIndex().column()),
    "clipboard": lambda _walk: QGuiApplication.clipboard().text(),
    "panel": _panel,
    "focus": _focus,
    "search": lambda walk: walk.table.search.text(),
    "said": lambda walk: walk.user.said,
    "reads": lambda walk: walk.reads,
    "zoom": lambda walk: walk.table.view.font().pointSizeF(),
    "sidebar": lambda walk: walk.user.window.sidebar.is_collapsed,
    "look": lambda _walk: theme().tokens.name,
    "sort": lambda walk: walk.table.query.sort,
    "columns": _columns,
    "totals": lambda walk: walk.table.tools.totals.isVisible(),
    "page": lambda walk: walk.user.window.shown_name,
    "busy": lambda walk: walk.user.window.commands["edit.stop"].isEnabled(),
    "window": lambda walk: walk.user.window.isVisible(),
    "windows": lambda walk: len(walk.others),
}
