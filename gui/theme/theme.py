"""The look in use: chosen, following the desktop, and put on the application."""

import sys
from typing import Final
from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontInfo, QIcon
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from gui.theme.icons import IconFolder, Icons, Lack, Role, application_icon
from gui.theme.palette import palette
from gui.theme.sheet import sheet
from gui.theme.tokens import DARK, LIGHT, Tokens

SCHEMES: Final = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
"""What can be chosen, with what Qt is told, so that the frames of windows and native dialogs go along."""
FAMILIES: Final = ("Inter", "Segoe UI", "Cantarell", "Ubuntu", "Noto Sans", "Liberation Sans", "Arial")
"""Tried in this order where the desktop names no font of its own."""

Iconed = QAction | QAbstractButton


class Theme(QObject):
    """One for the application, made before its first widget.

    Signals:
        changed: another look is in use.
        icon_missed: an icon could not be had, for the first time for this reason (a `Lack`).
    """

    changed = Signal()
    icon_missed = Signal(str)

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._folder = IconFolder()
        self._choice = "system"
        self._icons: dict[str, Icons] = {}
        self._iconed: WeakKeyDictionary[Iconed, tuple[str, Role]] = WeakKeyDictionary()
        self.reduced_motion = self.desktop_is_still = False
        self.lacking: set[Lack] = set()
        """Why icons could not be had so far."""
        self.tokens = LIGHT
        application.setStyle("Fusion")
        application.setFont(readable(application.font(), LIGHT.type.smallest_body))
        self._body = application.font().pointSizeF()
        application.setWindowIcon(application_icon())
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._apply()

    @property
    def is_still(self) -> bool:
        """Whether nothing may move: chosen here, or on the whole desktop, of which Qt knows on Windows alone."""
        has_no_effects = sys.platform == "win32" and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
        return self.reduced_motion or self.desktop_is_still or has_no_effects

    @property
    def choice(self) -> str:
        """What was chosen: system, light or dark."""
        return self._choice

    def choose(self, name: str) -> bool:
        """Use this look from now on; an unknown one is refused with False, and the desktop's taken."""
        known = name in SCHEMES
        self._choice = name if known else "system"
        self._application.styleHints().setColorScheme(SCHEMES[self._choice])
        self._on_scheme_changed()
        return known

    def scale_text(self, percent: int) -> None:
        """Show all text this large, 100 being the desktop's size."""
        font = self._application.font()
        size = self._body * percent / 100
        if round(font.pointSizeF(), 1) != round(size, 1):
            font.setPointSizeF(size)
            self._application.setFont(font)
            self._apply()

    def grown(self, pixels: int) -> int:
        """What these pixels beside the usual text become beside that of now."""
        return round(pixels * self.tokens.type.growth(self._application.font().pointSizeF()))

    def icon(self, name: str, role: Role = "text") -> QIcon:
        """An icon in the colours of now; `set_icon` keeps it so."""
        if self.tokens.name not in self._icons:
            self._icons[self.tokens.name] = Icons(self.tokens, self._folder, self._on_icon_missed)
        return self._icons[self.tokens.name].icon(name, role)

    def set_icon(self, target: Iconed, name: str, role: Role = "text") -> None:
        """Give a button or an action an icon that changes its colours with the look."""
        self._iconed[target] = (name, role)
        target.setIcon(self.icon(name, role))

    def _on_icon_missed(self, why: Lack) -> None:
        if why not in self.lacking:
            self.lacking.add(why)
            self.icon_missed.emit(why)

    def _on_scheme_changed(self) -> None:
        if self._wanted() is not self.tokens:
            self._apply()
            for target, (name, role) in list(self._iconed.items()):
                if isValid(target):
                    target.setIcon(self.icon(name, role))
            self.changed.emit()

    def _wanted(self) -> Tokens:
        scheme = SCHEMES[self._choice]
        if scheme == Qt.ColorScheme.Unknown:
            scheme = self._application.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT

    def _apply(self) -> None:
        self.tokens = self._wanted()
        self._application.setPalette(palette(self.tokens))
        self.icon("x")  # so that there are icons for the sheet
        body = self._application.font().pointSizeF()
        self._application.setStyleSheet(sheet(self.tokens, body, self._icons[self.tokens.name].file))


def readable(font: QFont, smallest: float) -> QFont:
    """The desktop's font, not too small, and a good one where the desktop names none."""
    made = QFont(font)
    if QFontInfo(font).family() != font.family():
        made.setFamilies([*FAMILIES, font.family()])
    made.setPointSizeF(max(font.pointSizeF(), smallest))
    return made


def theme() -> Theme:
    """The application's theme, made where there is none yet."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application.findChild(Theme, options=Qt.FindChildOption.FindDirectChildrenOnly) or Theme(application)


def set_kind(widget: QWidget, kind: str, name: str = "kind") -> None:
    """Give a widget the role by which the style sheet knows it; may be changed while it is shown."""
    if widget.property(name) == kind:
        return
    widget.setProperty(name, kind)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
