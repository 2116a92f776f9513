"""The status bar: what just happened, what is under way, how much there is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from gui.tasks import Tasks
from gui.widgets.activity import Activity
from gui.widgets.elided_label import ElidedLabel

MESSAGE_MS = 15_000


class StatusLine(QStatusBar):
    """A message that goes by itself, the activity, and the summary of the page."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._message = ElidedLabel("muted", self)
        self._message.setContentsMargins(8, 4, 8, 4)
        self.summary = QLabel(self)
        self.summary.setContentsMargins(8, 4, 12, 4)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        # Qt draws it too near to the edge, and cuts it; the style sheet makes that invisible.
        self.messageChanged.connect(self._message.show_text)
        self.addPermanentWidget(self._message, 1)
        self.activity = Activity(tasks, self)
        self.addPermanentWidget(self.activity)
        self.addPermanentWidget(self.summary)

    def say(self, text: str) -> None:
        """Show a message for a while."""
        self.showMessage(text, MESSAGE_MS)
