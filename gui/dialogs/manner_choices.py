"""How a file is written: what was found out about it, each of it changeable."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, NamedTuple, cast

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from core.locale import PLAIN, Locale
from core.locale.days import write_date
from core.locale.numbers import write_number
from core.transfer import Manner, Preview
from gui.locale import locale_of
from gui.theme import current
from gui.widgets.field import Field

ENCODINGS: Final = (
    *(
        "utf-8",
        "utf-8-sig",
        "cp1252",
        "iso8859-1",
        "iso8859-15",
        "cp1250",
        "cp1251",
        "cp1253",
        "cp1254",
        "cp437",
        "mac-roman",
    ),
    *("utf-16", "utf-32", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "koi8-r"),
)
LOCALES: Final = (
    "C",
    "en_US",
    "en_GB",
    "de_DE",
    "de_CH",
    "fr_FR",
    "es_ES",
    "it_IT",
    "nl_NL",
    "pl_PL",
    "pt_BR",
    "sv_SE",
)
"""Offered beside the window's own."""
_DELIMITERS: Final = (",", ";", "\t", "|")


class OfferedLocale(NamedTuple):
    """A way to write values, with what people know it by."""

    locale: Locale
    name: str
    """Language and country; "" for the plain one."""
    example: str


@lru_cache(maxsize=1)
def offered_locales(own: QLocale) -> tuple[OfferedLocale, ...]:
    """The window's own, then those that are offered beside it; takes long enough to be made on a worker first."""
    others = map(QLocale, LOCALES)
    return tuple(map(_offered, (own, *(customs for customs in others if customs != own))))


class MannerChoices(QWidget):
    """Only what a file of this kind can have is shown.

    Signals:
        changed: the person knows better.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.delimiter, self.encoding, self.sheet, self.customs = (self._box() for _ in range(4))
        names = (self.tr("Comma  ,"), self.tr("Semicolon  ;"), self.tr("Tab"), self.tr("Bar  |"))
        for name, sign in zip(names, _DELIMITERS, strict=True):
            self.delimiter.addItem(name, sign)
        for name in ENCODINGS:
            self.encoding.addItem(name.replace("-sig", " (BOM)").upper(), name)
        self._fields = {
            "delimiter": Field(self.tr("&Separator"), self.delimiter, parent=self),
            "encoding": Field(self.tr("&Encoding"), self.encoding, parent=self),
            "sheet": Field(self.tr("&Sheet"), self.sheet, parent=self),
            "locale": Field(self.tr("Numbers and &dates"), self.customs, parent=self),
        }
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(current().space.medium)
        for field in self._fields.values():
            layout.addWidget(field)
        layout.addStretch()
        self.show_preview(None)

    def show_preview(self, preview: Preview | None) -> None:
        """Show how a file was read; None: there is no file."""
        if preview and not self.customs.count():
            self._fill_locales()
        found = {
            "delimiter": preview.delimiter if preview else None,
            "encoding": preview.encoding if preview and preview.delimiter else None,
            "sheet": preview.sheet if preview else None,
        }
        if preview and list(preview.sheets) != [self.sheet.itemData(at) for at in range(self.sheet.count())]:
            self.sheet.clear()
            for name in preview.sheets:
                self.sheet.addItem(name, name)
        for name, box in (("delimiter", self.delimiter), ("encoding", self.encoding), ("sheet", self.sheet)):
            _choose(box, found[name])
            self._fields[name].setVisible(found[name] is not None)
        self._fields["locale"].setVisible(preview is not None)

    def offer_encoding(self, encoding: str) -> None:
        """Let the person choose another encoding than this one."""
        _choose(self.encoding, encoding)
        self._fields["encoding"].show()

    def choose_locale(self, name: str) -> None:
        """Read values as they are written there, if that is offered."""
        names = [self.customs.itemData(at).name for at in range(self.customs.count())]
        if name in names:
            self.customs.setCurrentIndex(names.index(name))

    def chosen(self) -> Manner:
        """How the file is to be read, as it is shown."""
        return {
            "delimiter": self._value("delimiter", self.delimiter),
            "encoding": self._value("encoding", self.encoding),
            "sheet": self._value("sheet", self.sheet),
            "locale": self.customs.currentData() or PLAIN,
        }

    def _value(self, name: str, box: QComboBox) -> str | None:
        return cast("str | None", box.currentData()) if not self._fields[name].isHidden() else None

    def _fill_locales(self) -> None:
        for each in offered_locales(QLocale()):
            name = each.name or self.tr("Plain")
            self.customs.addItem(f"{name[:1].upper()}{name[1:]}  {each.example}", each.locale)

    def _box(self) -> QComboBox:
        box = QComboBox(self)
        # By default it is as wide as what was in it when it was first shown: nothing.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.activated.connect(self.changed)
        return box


def _choose(box: QComboBox, value: Any) -> None:
    """Show a value as chosen; one that is not offered is added."""
    if value is None:
        return
    if box.findData(value) < 0:
        box.addItem(str(value).upper(), value)
    box.setCurrentIndex(box.findData(value))


def _offered(customs: QLocale) -> OfferedLocale:
    locale = locale_of(customs)
    name = "" if locale == PLAIN else f"{customs.nativeLanguageName()} ({customs.nativeTerritoryName()})"
    return OfferedLocale(locale, name, _example(locale))


def _example(locale: Locale) -> str:
    """A number and a date, for it is by them that people know a locale."""
    number = write_number(Decimal("1234.50"), locale, grouped=bool(locale.group))
    return f"{number}   {write_date(date(2026, 12, 31), locale)}"
