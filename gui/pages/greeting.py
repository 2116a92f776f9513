"""The head of the first page: a greeting by the time of day, and the date."""

from datetime import datetime, tzinfo
from typing import Final

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QWidget

from gui.language import word_locale
from gui.widgets.page_header import PageHeader

NOON: Final = 12
EVENING: Final = 18


class Greeting(PageHeader):
    """Greets whoever looks at it, by name where that is known."""

    def __init__(self, time_zone: tzinfo, parent: QWidget) -> None:
        super().__init__("", "", parent, in_column=True)
        self._time_zone, self._name = time_zone, ""
        self.renew()

    def call(self, name: str) -> None:
        """Greet by this name from now on."""
        self._name = name
        self.renew()

    def renew(self) -> None:
        """Another part of the day may have begun, or another day."""
        self.title.setText(self._greeting(datetime.now(self._time_zone).hour).replace("%1", self._name))
        self.say(word_locale().toString(QDate.currentDate(), QLocale.FormatType.LongFormat))

    def _greeting(self, hour: int) -> str:
        if hour < NOON:
            return self.tr("Good morning, %1") if self._name else self.tr("Good morning")
        if hour < EVENING:
            return self.tr("Good afternoon, %1") if self._name else self.tr("Good afternoon")
        return self.tr("Good evening, %1") if self._name else self.tr("Good evening")
