"""The editor of dates, times and moments: typed, stepped with Up and Down, or picked from a calendar."""

from datetime import date, datetime, time
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from core.errors import FieldProblem
from core.fields import FieldFacts, Kind
from core.locale.clocks import in_zone
from gui.form.editors.calendar_popup import CalendarPopup
from gui.form.editors.line_editor import LineEditor
from gui.form.editors.stepping import step_days, step_minutes, step_months
from gui.theme import set_icon
from gui.values import editable, time_zone, typed

WIDTH: Final = 240
HOUR: Final = 60
_STEPS: Final = {
    Qt.Key.Key_Up: (1, False),
    Qt.Key.Key_Down: (-1, False),
    Qt.Key.Key_PageUp: (1, True),
    Qt.Key.Key_PageDown: (-1, True),
}


class ClockEditor(LineEditor):
    """A line; Up and Down go a day or a minute on and back, Page Up and Down a month or an hour.

    With a date in it, F4 or Alt+Down opens a calendar. In a moment the keys change the part that the cursor is in.
    """

    def __init__(self, facts: FieldFacts, parent: QWidget | None = None) -> None:
        super().__init__(facts, parent)
        self.popup: CalendarPopup | None = None
        self.line.setMaximumWidth(WIDTH)
        self.line.installEventFilter(self)
        if facts.kind is not Kind.TIME:
            action = QAction(self.tr("Calendar (F4)"), self)
            set_icon(action, "calendar", "muted")
            action.triggered.connect(self.open_calendar)
            self.line.addAction(action, QLineEdit.ActionPosition.TrailingPosition)

    def open_calendar(self) -> None:
        """Show the month of the date typed so far, or this one."""
        present = self._present()
        day = present if isinstance(present, date) else _now().date()
        self.popup = CalendarPopup(self)
        self.popup.picked.connect(self._on_day_picked)
        self.popup.destroyed.connect(self._on_popup_destroyed)
        self.popup.open_below(self.line, day)

    def step(self, count: int, *, large: bool) -> None:
        """Go from the value on; from nothing to now. What cannot be read is left alone."""
        text = self.line.text()
        if text.strip() and isinstance(typed(text, self.facts), FieldProblem):
            return
        present, cursor = self._present(), self.line.cursorPosition()
        value = self._value_now() if present is None else self._stepped(present, count, large=large)
        self._put(value)
        self.line.setCursorPosition(min(cursor, len(self.line.text())) if text else len(self.line.text()))

    def _stepped(self, value: Any, count: int, *, large: bool) -> Any:
        match value:
            case time():
                return step_minutes(value, count * (HOUR if large else 1))
            case datetime() if self._is_in_clock():
                return datetime.combine(value.date(), step_minutes(value.time(), count * (HOUR if large else 1)))
            case _:
                return step_months(value, count) if large else step_days(value, count)

    def _is_in_clock(self) -> bool:
        """Whether the cursor stands in the time of a moment."""
        date_text = editable(self._present().date())
        return self.line.cursorPosition() > len(date_text) and not self.line.hasSelectedText()

    def _present(self) -> Any:
        """What stands there, moments on this window's clocks; None where it is nothing or cannot be read."""
        found = typed(self.line.text(), self.facts)
        if isinstance(found, datetime):
            return in_zone(found, time_zone()).replace(tzinfo=None)
        return found if isinstance(found, date | time) else None

    def _value_now(self) -> Any:
        now = _now().replace(second=0, microsecond=0, tzinfo=None)
        return {Kind.DATE: now.date(), Kind.TIME: now.time()}.get(self.facts.kind, now)

    def _put(self, value: Any) -> None:
        local = value.replace(tzinfo=time_zone()) if isinstance(value, datetime) else value
        self.line.setText(editable(local))
        self._on_input_edited()

    def _on_day_picked(self, day: date) -> None:
        present = self._present()
        if self.facts.kind is Kind.MOMENT:
            clock = present.time() if isinstance(present, datetime) else time()
            self._put(datetime.combine(day, clock))
        else:
            self._put(day)
        self.go_to_end()

    def _on_popup_destroyed(self) -> None:
        self.popup = None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            if self.facts.kind is not Kind.TIME:
                self.open_calendar()
            return True
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and (step := _STEPS.get(Qt.Key(event.key()))):
            self.step(step[0], large=step[1])
            return True
        return False


def _now() -> datetime:
    return datetime.now(time_zone())
