"""Finds text that is cut off or too small, and parts that lie over each other, in a window as it is shown."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from gui.widgets.icon_label import IconLabel
from gui.widgets.long_text import LongText
from gui.widgets.sidebar import PageList

OVERLAYS: Final = {"toast", "bubble", "sheet"}
"""Kinds that lie over others on purpose."""
LOWEST_SCREEN: Final = 768
"""Pixels; of a higher menu some commands have to be scrolled to."""
CONTROL: Final = QStyle.ComplexControl.CC_ComboBox
SMALLEST: Final = 0.85
"""Of the usual size of text."""
SMALLEST_ICON: Final = 0.75
"""Of a line of the usual text."""
SLACK: Final = 2
"""Pixels that rounding may take."""


def faults(window: QWidget) -> list[str]:
    """What a person would see is wrong, each as a line."""
    if isinstance(window, QMenu):
        height = sum(window.actionGeometry(action).height() for action in window.actions())
        return [f"higher than a small screen: {window.title()!r}, {height} pixels"] if height > LOWEST_SCREEN else []
    widgets = list(_visible(window))
    found = [problem for widget in widgets for problem in _cut(widget)]
    found += [problem for widget in widgets for problem in _small(widget)]
    found += [problem for widget in widgets for problem in _outside(widget, window)]
    found += _overlaps(widgets)
    return found


def _visible(window: QWidget) -> Iterator[QWidget]:
    for widget in [window, *window.findChildren(QWidget)]:
        is_scrolled_away = window.isWindow() and widget.visibleRegion().isEmpty()
        if widget.isVisibleTo(window) and not is_scrolled_away and not _is_inner(widget):
            yield widget


def _is_inner(widget: QWidget) -> bool:
    """Parts that Qt made inside a control of its own, or that lie over a table's cells."""
    parent = widget.parentWidget()
    inside = (QLineEdit, QAbstractSpinBox, QComboBox, QCalendarWidget, QMenuBar)
    return isinstance(parent, inside) or (parent is not None and parent.objectName() == "qt_scrollarea_viewport")


def _cut(widget: QWidget) -> Iterator[str]:
    room = widget.contentsRect()
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            needed, word = widget.heightForWidth(widget.width()), widget.minimumSizeHint().width()
            if needed > widget.height() + SLACK:
                yield f"cut at the bottom by {needed - widget.height()}: {_named(widget)}"
            if word > widget.width() + SLACK:
                yield f"a word is cut at the side by {word - widget.width()}: {_named(widget)}"
        elif widget.sizeHint().width() > widget.width() + SLACK:
            yield f"cut at the side by {widget.sizeHint().width() - widget.width()}: {_named(widget)}"
        elif widget.fontMetrics().height() > room.height() + SLACK:
            yield f"cut at the bottom: {_named(widget)}"
    elif isinstance(widget, LongText):
        needed = widget.heightForWidth(widget.viewport().width())
        if needed > widget.viewport().height() + SLACK:
            yield f"cut at the bottom by {needed - widget.viewport().height()}: {_named(widget)}"
    elif isinstance(widget, QComboBox):
        # Not its size hint, which follows the longest of all choices.
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        edit = widget.style().subControlRect(CONTROL, option, QStyle.SubControl.SC_ComboBoxEditField, widget)
        over = widget.fontMetrics().horizontalAdvance(widget.currentText()) - edit.width()
        if over > SLACK:
            yield f"cut at the side by {over}: {_named(widget)} {widget.currentText()!r}"
    elif type(widget) is QHeaderView and widget.orientation() == Qt.Orientation.Horizontal:
        # Not of a class of ours, which shortens with an ellipsis what is too long.
        for section in range(widget.count()):
            over = widget.sectionSizeHint(section) - widget.sectionSize(section)
            if over > 0 and not widget.isSectionHidden(section):
                name = widget.model().headerData(section, widget.orientation())
                yield f"cut at the side by {over}: header {name!r} of {type(widget.parentWidget()).__name__}"
    elif isinstance(widget, QAbstractButton) and widget.text() and widget.sizeHint().width() > widget.width() + SLACK:
        yield f"cut at the side by {widget.sizeHint().width() - widget.width()}: {_named(widget)}"


def _small(widget: QWidget) -> Iterator[str]:
    """A text or an icon that does not follow the size that the person chose."""
    if isinstance(widget, (QLabel, QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)):
        size, usual = widget.font().pointSizeF(), QApplication.font().pointSizeF()
        if size < SMALLEST * usual:
            yield f"smaller than all else, {size:.1f} of {usual:.1f}: {_named(widget)}"
    icon, line = _icon(widget), QFontMetrics(QApplication.font()).height()
    if 0 < icon < SMALLEST_ICON * line:
        yield f"an icon of {icon} pixels beside text of {line}: {_named(widget)}"


def _icon(widget: QWidget) -> int:
    """How high the icons in it are; 0 where there are none."""
    if isinstance(widget, IconLabel):
        return widget.height()
    if isinstance(widget, PageList) or (isinstance(widget, QAbstractButton) and not widget.icon().isNull()):
        return widget.iconSize().height()
    return 0


def _outside(widget: QWidget, window: QWidget) -> Iterator[str]:
    """A part that sticks out of what holds it, where nothing can be scrolled."""
    parent = widget.parentWidget()
    if not _says_something(widget) or parent is None or widget is window or widget.isWindow():
        return
    if isinstance(parent.parentWidget(), QAbstractScrollArea):
        return
    if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(widget.geometry()):
        yield f"sticks out of its parent: {_named(widget)}"


def _overlaps(widgets: list[QWidget]) -> list[str]:
    speaking = [widget for widget in widgets if _says_something(widget)]
    found: list[str] = []
    for one, other in combinations(speaking, 2):
        if one.parentWidget() is not other.parentWidget() or {_kind(one), _kind(other)} & OVERLAYS:
            continue
        shared = _place(one).intersected(_place(other))
        if shared.width() > SLACK and shared.height() > SLACK:
            found.append(f"lie over each other: {_named(one)} and {_named(other)}")
    return found


def _says_something(widget: QWidget) -> bool:
    return isinstance(widget, (QLabel, QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, LongText))


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _kind(widget: QWidget) -> str:
    return str(widget.property("kind") or "")


def _named(widget: QWidget) -> str:
    text = (
        widget.text() if isinstance(widget, (QLabel, QAbstractButton, QLineEdit, LongText)) else widget.accessibleName()
    )
    return f"{type(widget).__name__} {text!r} in {type(widget.parentWidget()).__name__}"
