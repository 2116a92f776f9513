"""One thing to fill in: its label, the control, what helps, and what is wrong with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import current, set_kind
from gui.widgets.icon_label import IconLabel
from gui.widgets.label import Label


class Field(QWidget):
    """The label stands above the control and belongs to it: Alt+letter goes there, screen readers say it."""

    def __init__(
        self,
        label: str,
        control: QWidget,
        help: str = "",
        parent: QWidget | None = None,
        *,
        required: bool = False,
    ) -> None:
        super().__init__(parent)
        self.control = control
        space = current().space
        self.label = Label(f"{label} *" if required else label, "strong", self)
        self.label.setBuddy(control.focusProxy() or control)
        (control.focusProxy() or control).setAccessibleName(label.replace("&", ""))
        self.help = Label(help, "small", self, wraps=True)
        self.help.setVisible(bool(help))
        (control.focusProxy() or control).setAccessibleDescription(help)
        self.problem = Label("", "bad", self, wraps=True)
        self._sign = IconLabel("circle-alert", "bad", current().size.small_icon, self)
        below = QHBoxLayout()
        below.setSpacing(space.tight)
        below.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.problem, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.tight)
        for widget in (self.label, control, self.help):
            layout.addWidget(widget)
        layout.addLayout(below)
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Say what is wrong and what to do; nothing where it is empty."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self._sign.setVisible(bool(text))
        set_kind(self.control.focusProxy() or self.control, "true" if text else "", "bad")
