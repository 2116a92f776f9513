"""A calendar to pick a day from: arrows walk, Page Up and Down turn months, Enter takes, Esc gives up."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from gui.language import word_locale
from gui.theme import set_icon


class CalendarPopup(QFrame):
    """Opens below a widget and is gone once a day is picked or it is left.

    Signals:
        picked: this day.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.calendar = QCalendarWidget(self)
        self.calendar.setLocale(word_locale())
        self.calendar.setFirstDayOfWeek(self.locale().firstDayOfWeek())
        self.calendar.setAccessibleName(self.tr("Calendar"))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._dress()
        self.calendar.activated.connect(self._on_day_activated)
        self.calendar.clicked.connect(self._on_day_activated)
        self._days = self.calendar.findChild(QWidget, "qt_calendar_calendarview") or self.calendar
        self._days.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.calendar)

    def _dress(self) -> None:
        """Weekends like other days, and the arrows of the icon set."""
        plain = QTextCharFormat()
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, plain)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        arrows = ("chevron-right", "chevron-left") if is_mirrored else ("chevron-left", "chevron-right")
        names = (self.tr("Previous month"), self.tr("Next month"))
        for part, icon, name in zip(("prevmonth", "nextmonth"), arrows, names, strict=True):
            button = self.calendar.findChild(QToolButton, f"qt_calendar_{part}")
            if button is not None:
                set_icon(button, icon, "muted")
                button.setAccessibleName(name)

    def open_below(self, widget: QWidget, day: date) -> None:
        """Show the month of a day, as near to the widget as the screen allows."""
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        below = widget.mapToGlobal(QPoint(0, widget.height()))
        room = widget.screen().availableGeometry()
        x = max(room.left(), min(below.x(), room.right() - self.width()))
        fits = below.y() + self.height() <= room.bottom()
        y = below.y() if fits else max(room.top(), widget.mapToGlobal(QPoint(0, -self.height())).y())
        self.move(x, y)
        self.show()
        self._days.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_day_activated(self, day: QDate) -> None:
        self.close()
        self.picked.emit(date(day.year(), day.month(), day.day()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.close()
            return True
        return False
