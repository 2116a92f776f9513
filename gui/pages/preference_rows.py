"""A row for each preference, built from the fields of the model: a new preference needs nothing here."""

from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from PySide6.QtCore import QCoreApplication, QLocale, QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from core.words import named
from gui.language import languages
from gui.theme import current, set_kind
from gui.widgets.card import Card
from gui.widgets.label import Label
from gui.widgets.number_box import NumberBox
from gui.widgets.segmented import Segmented
from gui.widgets.wheel import PageWheel

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from gui.preferences import PreferencesInUse

STEP = 10


class PreferenceRows(Card):
    """The preferences that have a `Ui` marker; each counts as soon as it is changed."""

    def __init__(self, preferences: "PreferencesInUse", parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("PreferenceRows", "Appearance"), parent=parent)
        from core.fields import ui_of
        from core.preferences import Preferences

        self._preferences = preferences
        self.controls: dict[str, QWidget] = {}
        for name, field in Preferences.model_fields.items():
            if ui_of(field).label is not None:
                self._add(name, field)
        preferences.changed.connect(self._show)
        self._show()

    def _add(self, name: str, field: "FieldInfo") -> None:
        from core.fields import ui_of

        ui = ui_of(field)
        label, help_text = named(ui.label or name), named(ui.help or "")
        control = self._control(field, label)
        control.setObjectName(name)
        control.setAccessibleName(label)
        control.setAccessibleDescription(help_text)
        self.controls[name] = control
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(label, "strong", self))
        if help_text:
            texts.addWidget(Label(help_text, "small", self, wraps=True))
        row = QHBoxLayout()
        row.setSpacing(current().space.large)
        row.addLayout(texts, 1)
        row.addWidget(control)
        self.add(row)

    def _control(self, field: "FieldInfo", label: str) -> QWidget:
        from core.fields import constraints, ui_of

        if get_origin(field.annotation) is Literal:
            choices = [(value, named(value.capitalize())) for value in get_args(field.annotation)]
            segmented = Segmented(label, choices, self)
            segmented.chosen.connect(self._on_chosen)
            return segmented
        if field.annotation is bool:
            box = QCheckBox(self)
            set_kind(box, "bare")
            box.toggled.connect(self._on_toggled)
            return box
        if field.annotation is int:
            bounds, spin = constraints(field), NumberBox(self)
            spin.setRange(bounds["minimum"], bounds["maximum"])
            spin.setSingleStep(STEP)
            spin.setKeyboardTracking(False)
            spin.setSuffix(f" {ui_of(field).unit}" if ui_of(field).unit else "")
            spin.valueChanged.connect(self._on_number_changed)
            return spin
        box = QComboBox(self)
        box.addItem(self.tr("As the system"), "")
        for code in languages():
            name = QLocale(code).nativeLanguageName()
            box.addItem(name[:1].upper() + name[1:], code)
        box.activated.connect(self._on_language_chosen)
        PageWheel(box)
        return box

    def _show(self) -> None:
        """Show what counts, without telling anybody."""
        for name, control in self.controls.items():
            value: Any = getattr(self._preferences.values, name)
            blocker = QSignalBlocker(control)
            match control:
                case Segmented():
                    control.choose(value)
                case QCheckBox():
                    control.setChecked(value)
                case QSpinBox():
                    control.setValue(value)
                case QComboBox():
                    control.setCurrentIndex(max(0, control.findData(value)))
                case _:
                    pass
            blocker.unblock()

    def _change(self, value: Any) -> None:
        self._preferences.change(**{self.sender().objectName(): value})

    def _on_chosen(self, value: str) -> None:
        self._change(value)

    def _on_toggled(self, value: bool) -> None:
        self._change(value)

    def _on_number_changed(self, value: int) -> None:
        self._change(value)

    def _on_language_chosen(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QComboBox)
        self._change(sender.currentData())
