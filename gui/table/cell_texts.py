"""The texts of cells as they are painted: cut to their column, remembered while they stay in view."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from core.fields import FieldFacts, Kind
from gui.table.model import TableModel
from gui.values import shown

LONGEST: Final = 600
"""Characters of a text that a cell can show at most; measuring megabytes would stop the window."""
KEPT_ROWS: Final = 600
KEPT_TEXTS: Final = 8000
_RECURRING: Final = frozenset({Kind.BOOLEAN, Kind.INTEGER, Kind.DATE, Kind.TIME, Kind.CHOICE})
"""Values of these come again and again: each is written once."""


class CellTexts:
    """What each cell in view says, and how wide that is."""

    def __init__(self, model: TableModel, metrics: QFontMetricsF) -> None:
        self._model, self._metrics, self._letters = model, metrics, _Letters(metrics)
        self._rows: dict[int, tuple[str, ...]] = {}
        self._cut: dict[tuple[str, int], tuple[str, int]] = {}
        self._written = [dict[Any, str]() if facts.kind in _RECURRING else None for facts in model.columns]

    def forget(self) -> None:
        """The rows look different now."""
        self._rows.clear()

    def row(self, position: int) -> tuple[str, ...] | None:
        """The texts of a stored row by column; None while it is not read."""
        texts = self._rows.get(position)
        if texts is None and (texts := self._read(position)) is not None:
            if len(self._rows) >= KEPT_ROWS:
                self._rows.clear()
            self._rows[position] = texts
        return texts

    def shown(self, position: int) -> Sequence[str] | None:
        """The texts of a row by column, with what was typed into it; None while it is not read."""
        if self._model.draft_at(position) is None:
            return self.row(position)
        return [self._model.text(position, column) for column in range(len(self._model.columns))]

    def fitted(self, text: str, width: int) -> tuple[str, int]:
        """A text cut to a width, with the width that it then has."""
        room = self._room(text)
        if room <= width:
            return text, room
        found = self._cut.get((text, width))
        if found is None:
            if len(self._cut) >= KEPT_TEXTS:
                self._cut.clear()
            cut = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            found = self._cut[(text, width)] = (cut, ceil(self._metrics.horizontalAdvance(cut)))
        return found

    def _room(self, text: str) -> int:
        """The width of a text; letters that never join are added up, which takes a sixth of the time of asking Qt."""
        widths = map(self._letters.__getitem__, text) if text.isascii() else (self._metrics.horizontalAdvance(text),)
        return ceil(sum(widths))

    def _read(self, position: int) -> tuple[str, ...] | None:
        found = self._model.stored(position)
        if found is None:
            return None
        row, window = found
        cells = zip(self._model.columns, self._model.values_of(row), self._written, strict=True)
        return tuple([self._text(value, facts, written, window.labels) for facts, value, written in cells])

    def _text(self, value: Any, facts: FieldFacts, written: dict[Any, str] | None, labels: Mapping[UUID, str]) -> str:
        if written is None:
            return shown(_short(value), facts, labels)
        text = written.get(value)
        if text is None:
            if len(written) >= KEPT_TEXTS:
                written.clear()
            text = written[value] = shown(value, facts, labels)
        return text


class _Letters(dict[str, float]):
    """The width of each letter, measured once: not in whole pixels, which add up to another place in a long text."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, letter: str) -> float:
        width = self[letter] = self._metrics.horizontalAdvance(letter)
        return width


def _short(value: object) -> object:
    return value[:LONGEST] if isinstance(value, str) and len(value) > LONGEST else value
