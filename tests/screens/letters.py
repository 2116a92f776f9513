"""Finds letters that lead to two places at once with Alt, so that they press neither."""

from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QMenuBar, QTabBar, QWidget


def twice(window: QWidget) -> list[str]:
    """Each letter of a window, dialog or menu that has more than one owner, as a line that names them."""
    owners: dict[str, list[str]] = defaultdict(list)
    for text in _texts(window):
        letter = QKeySequence.mnemonic(text).toString()
        if letter:
            owners[letter].append(text)
    return [f"{letter}: {', '.join(texts)}" for letter, texts in sorted(owners.items()) if len(texts) > 1]


def _texts(window: QWidget) -> Iterator[str]:
    """What Alt looks through: of all that is shown, scrolled away or not, what can be used."""
    for widget in [window, *window.findChildren(QWidget)]:
        if widget is not window and not (widget.window() is window and widget.isVisibleTo(window)):
            continue
        match widget:
            case QAbstractButton():
                yield widget.text()
            case QLabel() if widget.buddy() is not None:
                yield widget.text()
            case QMenuBar() | QMenu():
                yield from (action.text() for action in widget.actions() if action.isVisible())
            case QTabBar():
                yield from (widget.tabText(place) for place in range(widget.count()))
            case _:
                pass
