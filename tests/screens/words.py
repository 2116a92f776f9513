"""Finds text of the application's own that the pseudo-translation left as it is: nobody could translate it."""

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QLocale, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QTableView,
    QWidget,
)

from core import app_info
from gui.dialogs.cell_grid import CellGrid
from gui.dialogs.manner_choices import ENCODINGS
from gui.dialogs.mapping import Mapping
from gui.language import languages
from tests.screens.data import DETAILS, PEOPLE, TITLES, address
from tests.screens.stops import VIEW

MARKED: Final = re.compile(r"\[[^\[\]]*~\]")
WORD: Final = re.compile(r"[^\W\d_]{2,}")
SIGN: Final = re.compile(r"&(?=\w)")
DATED: Final = re.compile(r"\b\d{4}\b")
"""A date is written by the locale, with its own names of days and months."""
PLACE: Final = re.compile(r"/[\w./-]+|\.[a-z]+\b")
"""A path, the ending of a file."""
KEYS: Final = "Ctrl Shift Alt Meta Esc Del Ins Tab Return Enter Space Home End PgUp PgDown Up Down Left Right"
KEY: Final = re.compile(rf"\b({KEYS.replace(' ', '|')})\b")
FORMATS: Final = frozenset({"CSV", "TSV", "TXT", "XLSX", "ODS", "JSON", "JSONL", "Markdown", "SQL"})
NAMES: Final = frozenset({app_info.NAME, app_info.PUBLISHER, "BOM", *FORMATS})
"""What is called the same in every language."""
QT: Final = frozenset({"Press shortcut"})
"""What Qt says, and translates itself."""
FILE: Final = ("Row", "of a file", "Fine", "one", "two", "three", "xx")
"""What stands in the files that the tour imports."""
UNSPOKEN: Final = frozenset({"mono", "avatar"})
"""Kinds of labels that hold no words."""
MOST: Final = 200
"""Lines of a list that are looked at."""


def untranslated(window: QWidget) -> list[str]:
    """Each text without the marks of the pseudo-translation, but for data and what has no translation."""
    return [f"not translated: {text!r}" for text in dict.fromkeys(_texts(window)) if _is_own(text)]


def _known() -> list[str]:
    """Longer ones first, as some begin with others."""
    people = {*PEOPLE, *map(address, PEOPLE), "Local User", "local@rowdesk.org"}
    speeches = {QLocale(code).nativeLanguageName() for code in languages()}
    data = {*NAMES, *QT, *people, *speeches, *TITLES, *filter(None, DETAILS), *FILE, *ENCODINGS, VIEW}
    return sorted(data, key=len, reverse=True)


def _is_own(text: str) -> bool:
    """Whether words are left of it without what is marked and what is known."""
    text = SIGN.sub("", text)
    while MARKED.search(text):
        text = MARKED.sub("", text)
    if DATED.search(text):
        return False
    text = KEY.sub("", text).casefold()
    for each in _known():
        text = text.replace(each.casefold(), "")
    return bool(WORD.search(PLACE.sub("", text)))


def _texts(window: QWidget) -> Iterator[str]:
    if isinstance(window, QDialog):
        yield window.windowTitle()
    for widget in [window, *window.findChildren(QWidget)]:
        if widget is window or widget.isVisibleTo(window):
            yield from _texts_of(widget)
            yield widget.toolTip()


def _texts_of(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel() | QAbstractButton():
            yield "" if widget.property("kind") in UNSPOKEN else widget.text()
        case QLineEdit():
            yield widget.placeholderText()
        case QComboBox() if not isinstance(widget.parent(), Mapping):
            yield from (widget.itemText(place) for place in range(widget.count()))
        case QMenu() | QMenuBar():
            yield from (action.text().partition("\t")[0] for action in widget.actions())
        case QHeaderView():
            yield from _headers(widget)
        case QTableView() | QComboBox():
            pass  # its cells, and the columns of a file, are data
        case QAbstractItemView():
            yield from _lines(widget.model())
        case _:
            pass


def _headers(header: QHeaderView) -> Iterator[str]:
    """Those of a file are data."""
    model, side = header.model(), header.orientation()
    if side == Qt.Orientation.Horizontal and not isinstance(header.parent(), CellGrid):
        yield from (str(model.headerData(at, side) or "") for at in range(header.count()))


def _lines(model: QAbstractItemModel) -> Iterator[str]:
    root = QModelIndex()
    for row in range(min(MOST, model.rowCount(root))):
        for column in range(model.columnCount(root) if isinstance(model, QAbstractTableModel) else 1):
            yield str(model.index(row, column).data() or "")
