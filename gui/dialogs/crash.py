"""Says that the application has a bug, with the report to read, and lets the person go on."""

from collections.abc import Callable

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QWidget

from core import app_info
from core.messages import worded
from gui.dialogs.dialog import Dialog
from gui.placement import begin_with
from gui.theme import current
from gui.widgets.button import Button
from gui.widgets.icon_label import IconLabel
from gui.widgets.label import Label


class CrashDialog(Dialog):
    """The report of one unexpected error, which is kept only if the person wants it.

    `keep` writes it and says where, "" where that was not possible.
    """

    is_called = False

    def __init__(self, report: str, keep: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Unexpected error"))
        self._report, self._keep = report, keep
        self.details = QPlainTextEdit(report, self)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("The report"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(QApplication.font().pointSizeF())
        self.details.setFont(font)
        self._further = 0
        self.further = Label("", "muted", self)
        self.further.hide()
        self.place = Label("", "muted", self, wraps=True, selectable=True)
        self.place.hide()
        self.copy_button = Button(self.tr("&Copy report"), icon="copy", parent=self)
        self.keep_button = Button(self.tr("&Keep report"), icon="save", parent=self)
        self.close_button = Button(self.tr("Close"), "primary", parent=self)
        self.close_button.setDefault(True)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.keep_button.clicked.connect(self._on_keep_clicked)
        self.close_button.clicked.connect(self.reject)
        self._arrange()
        begin_with(self, 680, 460)
        self.close_button.setFocus()

    def count_further(self) -> None:
        """Another mistake happened while this one is read: it is only counted, or dialogs would cover the window."""
        self._further += 1
        self.further.setText(worded(self.tr("And {count} more since then."), count=self._further))
        self.further.show()

    def _arrange(self) -> None:
        space = current().space
        head = QHBoxLayout()
        head.setSpacing(space.small)
        head.addWidget(IconLabel("circle-alert", "bad", parent=self))
        title = self.tr("{name} has made a mistake").format(name=app_info.NAME)
        head.addWidget(Label(title, "heading", self), 1)
        text = self.tr("What was saved is safe; you can go on working. Read the report before you keep or send it.")
        self.column.addLayout(head)
        self.column.addWidget(Label(text, "muted", self, wraps=True))
        self.column.addWidget(self.details, 1)
        self.column.addWidget(self.further)
        self.column.addWidget(self.place)
        self.buttons.addWidget(self.copy_button)
        self.buttons.addWidget(self.keep_button)
        self.buttons.addStretch()
        self.buttons.addWidget(self.close_button)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._report)

    def _on_keep_clicked(self) -> None:
        path = self._keep(self._report)
        self.keep_button.setEnabled(not path)
        text = self.tr("The report is in {path}").format(path=path) if path else self.tr("It could not be written.")
        self.place.setText(text)
        self.place.show()
