"""The status bar: what just happened, what is under way, how much there is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from gui.tasks import Tasks
from gui.widgets.activity import Activity

MESSAGE_MS = 15_000


class StatusLine(QStatusBar):
    """A message that goes by itself, the activity, and the summary of the page."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.summary = QLabel(self)
        self.summary.setContentsMargins(8, 4, 12, 4)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.addPermanentWidget(Activity(tasks, self))
        self.addPermanentWidget(self.summary)

    def say(self, text: str) -> None:
        """Show a message for a while."""
        self.showMessage(text, MESSAGE_MS)
