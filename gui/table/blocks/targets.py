"""Which rows take which lines of a block that is pasted: stored ones, those that hold what is not stored, new ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from uuid import UUID

from gui.table.blocks.area import Area, unsaved
from gui.table.drafts import RowDraft
from gui.table.view import TableView

Line = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Target:
    """`lines` go to the stored rows at the places of `present`, and those that are left over become new records."""

    lines: Sequence[Line]
    present: Sequence[range] = ()
    typed: Mapping[UUID, Line] = field(default_factory=dict[UUID, Line])
    """The lines of rows that hold what is not stored."""

    @property
    def is_adding(self) -> bool:
        """Whether there will be new records."""
        return len(self.lines) > sum(map(len, self.present))


def target(view: TableView, texts: Sequence[Sequence[str]], area: Area) -> Target:
    """Where a block goes that is pasted over cells: a single text into all of them, others from the first one down.

    A block fills as many selected rows as it goes into without a rest, and goes on below them otherwise.
    """
    held, count = unsaved(view), view.rows.count
    places = (view.rows.position_of(identity) for identity in area.new)
    chosen_new = [place for place in places if place is not None and place in held]
    if not area.rows and not chosen_new:
        return Target([[*texts[0]] * len(area.columns)] if _is_one(texts) else texts)
    if _is_one(texts):
        lines = _filled(texts[0][0], area, [held[place].id for place in chosen_new])
        return _shared_out(lines, [*chain.from_iterable(area.ranges), *chosen_new], held, count)
    rows = area.rows + len(chosen_new)
    lines: Sequence[Line] = [*texts] * (max(1, rows // len(texts)) if rows % len(texts) == 0 else 1)
    if rows == len(lines) and len(area.bands) > 1:
        return _shared_out(lines, [*chain.from_iterable(area.ranges), *chosen_new], held, count)
    first = min([*(band.rows.start for band in area.bands), *chosen_new])
    covered = range(first, first + len(lines))
    if any(place in covered for place in held):
        return _shared_out(lines, covered, held, count)
    return Target(lines, [range(first, min(covered.stop, count))] if first < count else [])


def _is_one(texts: Sequence[Sequence[str]]) -> bool:
    return [len(line) for line in texts] == [1]


def _filled(text: str, area: Area, new: Sequence[UUID]) -> list[Line]:
    """A line for each selected row, None where a cell is not selected in it."""
    chosen = [(band.columns, len(band.rows)) for band in area.bands]
    chosen += [(frozenset(area.new[identity]), 1) for identity in new]
    lines = [([text if column in columns else None for column in area.columns], rows) for columns, rows in chosen]
    return [line for line, rows in lines for _ in range(rows)]


def _shared_out(lines: Sequence[Line], places: Sequence[int], held: Mapping[int, RowDraft], count: int) -> Target:
    stored, new = dict[int, Line](), list[Line]()
    typed = dict[UUID, Line]()
    for place, line in zip(places, lines, strict=True):
        if place in held:
            typed[held[place].id] = line
        elif place < count:
            stored[place] = line
        else:
            new.append(line)
    return Target([*stored.values(), *new], _ranges(list(stored)), typed)


def _ranges(places: Sequence[int]) -> list[range]:
    found = list[range]()
    for place in places:
        if found and found[-1].stop == place:
            found[-1] = range(found[-1].start, place + 1)
        else:
            found.append(range(place, place + 1))
    return found
