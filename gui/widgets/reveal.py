"""The eye in a secret line."""

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from gui.theme import set_icon

KEY: Final = "Ctrl+Shift+H"


class Reveal(QAction):
    """Shows what is typed into a line, and hides it again: by a click, or by a key that does not leave the line.

    Tab does not stop at it: whoever types a password twice goes from one line straight to the next.
    """

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line, self._help = line, line.accessibleDescription()
        self.setCheckable(True)
        line.addAction(self, QLineEdit.ActionPosition.TrailingPosition)
        line.installEventFilter(self)
        self.toggled.connect(self._on_toggled)
        self._on_toggled(False)

    def _on_toggled(self, shown: bool) -> None:
        self._line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setText(self.tr("Hide what is typed") if shown else self.tr("Show what is typed"))
        key = QKeySequence(KEY).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{self.text()} ({key})")
        self._line.setAccessibleDescription(". ".join(filter(None, (self._help, self.toolTip()))))
        set_icon(self, "eye-off" if shown else "eye", "muted")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the line the key means this, whatever it was made to mean in the rest of the window."""
        if isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) == QKeySequence(KEY):
            if event.type() == QEvent.Type.KeyPress:
                self.toggle()
            event.accept()
            return True
        return super().eventFilter(watched, event)
