"""A choice between a few things that are all visible."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from gui.theme import set_kind


class Segmented(QWidget):
    """Buttons side by side, one of them pressed; arrow keys go from one to the next.

    Signals:
        chosen: the person wants this one (its value).
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`choices` are values with their texts."""
        super().__init__(parent)
        set_kind(self, "segmented")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        for value, text in choices:
            button = QPushButton(text, self)
            button.setCheckable(True)
            button.setProperty("value", value)
            button.setAccessibleName(f"{name}: {text}")
            set_kind(button, "segment")
            self._group.addButton(button)
            self._buttons[value] = button
            layout.addWidget(button)
        self._group.buttonClicked.connect(self._on_button_clicked)

    @property
    def buttons(self) -> list[QPushButton]:
        """One for each choice, in their order."""
        return list(self._buttons.values())

    @property
    def value(self) -> str:
        """What is chosen, "" where nothing is."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, value: str) -> None:
        """Show this one as chosen without telling anybody."""
        self._buttons[value].setChecked(True)
        self.setFocusProxy(self._buttons[value])

    def _on_button_clicked(self, button: QAbstractButton) -> None:
        self.setFocusProxy(button)
        self.chosen.emit(button.property("value"))
