"""One thing to fill in: its label, the control, what helps, and what is wrong with it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.theme import current, set_kind
from gui.widgets.label import Label
from gui.widgets.problem import Problem


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
        self.label = Label(f"{label} *" if required else label, "strong", self)
        self.label.setBuddy(control.focusProxy() or control)
        (control.focusProxy() or control).setAccessibleName(label.replace("&", ""))
        self.help = Label(help, "small", self, wraps=True)
        self.help.setVisible(bool(help))
        (control.focusProxy() or control).setAccessibleDescription(help)
        self.problem = Problem(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(current().space.tight)
        for widget in (self.label, control, self.help, self.problem):
            layout.addWidget(widget)

    def show_problem(self, text: str) -> None:
        """Say what is wrong and what to do; nothing where it is empty."""
        self.problem.say(text)
        set_kind(self.control.focusProxy() or self.control, "true" if text else "", "bad")
