"""Which cells a command works on: the selection as bands of stored rows, in the order of the columns as they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Final
from uuid import UUID

from core.services.selection import Ends, Seen, Selection
from gui.block_cases import Band
from gui.copy_cases import Typed
from gui.table.drafts import RowDraft
from gui.table.model import TableModel
from gui.table.view import TableView

MOST_SEEN: Final = 10_000
"""Rows that are addressed by their ids; more are found by where they stand."""


@dataclass(frozen=True, slots=True)
class Area:
    """Selected cells. `columns` are those of any of them as they stand."""

    bands: tuple[Band, ...]
    columns: tuple[int, ...]
    new: Mapping[UUID, tuple[int, ...]] = field(default_factory=dict[UUID, tuple[int, ...]])
    """The rows that are not stored, or hold what is not, with the columns that are chosen in each."""
    chosen: Seen = ()
    """The stored rows, as the core is told of them: those that were seen here, wherever they are by then."""

    @property
    def rows(self) -> int:
        """How many stored rows there are."""
        return sum(len(band.rows) for band in self.bands)

    @property
    def ranges(self) -> tuple[range, ...]:
        """The stored rows."""
        return tuple(band.rows for band in self.bands)

    @property
    def is_even(self) -> bool:
        """Whether the same columns are chosen in all stored rows."""
        return len({band.columns for band in self.bands}) <= 1

    @property
    def is_single(self) -> bool:
        """Whether this is one cell."""
        return len(self.columns) == 1 and self.rows + len(self.new) == 1


def area_of(view: TableView) -> Area:
    """What is selected in a view; the cursor's cell at least."""
    count, order = view.rows.count, view.column_order()
    index = view.currentIndex()
    parts = [
        (part.top(), part.bottom() + 1, frozenset(range(part.left(), part.right() + 1)) & frozenset(order))
        for part in view.selection.parts()
    ]
    if not parts and index.isValid():
        parts = [(index.row(), index.row() + 1, frozenset({index.column()}))]
    marks = sorted({edge for top, stop, _ in parts for edge in (min(top, count), min(stop, count))})
    bands = list[Band]()
    for start, stop in pairwise(marks):
        chosen = frozenset[int]().union(*(columns for top, end, columns in parts if top <= start and stop <= end))
        if not chosen:
            continue
        if bands and bands[-1].rows.stop == start and bands[-1].columns == chosen:
            bands.append(Band(range(bands.pop().rows.start, stop), chosen))
        else:
            bands.append(Band(range(start, stop), chosen))
    touched = frozenset[int]().union(*(columns for _, _, columns in parts))
    new = dict[int, frozenset[int]]()
    for top, stop, columns in parts:
        new |= {row: columns | new.get(row, frozenset()) for row in range(max(top, count), stop)}
    ids = ((view.rows.id_at(row), new[row]) for row in sorted(new))
    in_order = {each: tuple(column for column in order if column in own) for each, own in ids if each is not None}
    columns = tuple(column for column in order if column in touched)
    return Area(tuple(bands), columns, in_order, seen_rows(view.rows, [band.rows for band in bands]))


def held_drafts(view: TableView) -> list[RowDraft]:
    """The rows that go on holding what is not stored; a stored one with the cursor is saved there."""
    here, drafts = view.cursor_id, view.rows.drafts
    return [each for each in drafts if each.values and (each.is_new or each.problems or each.id != here)]


def unsaved(view: TableView) -> dict[int, RowDraft]:
    """The same by their places, of those that have one."""
    places = ((view.rows.position_of(draft.id), draft) for draft in held_drafts(view))
    return dict(sorted((place, draft) for place, draft in places if place is not None))


def apart(view: TableView, area: Area, drafts: Mapping[int, RowDraft] | None = None) -> Area:
    """The same cells, but for stored rows that hold what is not stored: those are as the rows that are not.

    `drafts` are what is held, by places, if that is not `unsaved`.
    """
    typed = dict[UUID, tuple[int, ...]]()
    bands = list[Band]()
    drafts = unsaved(view) if drafts is None else drafts
    held = {place: draft for place, draft in drafts.items() if place < view.rows.count}
    for band in area.bands:
        start = band.rows.start
        for place in (place for place in held if place in band.rows):
            typed[held[place].id] = tuple(column for column in area.columns if column in band.columns)
            bands.append(Band(range(start, place), band.columns))
            start = place + 1
        bands.append(Band(range(start, band.rows.stop), band.columns))
    if not typed:
        return area
    bands = [band for band in bands if band.rows]
    if isinstance(area.chosen, Selection):
        chosen = seen_rows(view.rows, [band.rows for band in bands])
    else:
        chosen = [identity for identity in area.chosen if identity not in typed]
    return Area(tuple(bands), area.columns, {**typed, **area.new}, chosen)


def below(view: TableView, area: Area, first: int) -> Area:
    """The same cells, but for those of the first row."""
    bands = [band._replace(rows=range(max(band.rows.start, first + 1), band.rows.stop)) for band in area.bands]
    bands = [band for band in bands if band.rows]
    new = {identity: columns for identity, columns in area.new.items() if identity != view.rows.id_at(first)}
    return Area(tuple(bands), area.columns, new, seen_rows(view.rows, [band.rows for band in bands]))


def seen_rows(model: TableModel, ranges: Sequence[range]) -> Seen:
    """The records at some positions: their ids where all of them are read, else the positions with their ends."""
    if sum(map(len, ranges)) <= MOST_SEEN:
        ids = list[UUID]()
        for position in chain.from_iterable(ranges):
            row = model.row(position)
            if row is None:
                break
            ids.append(row.id)
        else:
            return ids
    ends: list[Ends] = [(model.id_at(part.start), model.id_at(part.stop - 1)) for part in ranges]
    return Selection(model.query, tuple(ranges), tuple(ends), model.step)


def typed_in(view: TableView, area: Area) -> Typed:
    """What was typed and is not stored, and the area's rows of that; the empty row at the end is one only if alone."""
    drafts = view.rows.drafts
    cells = {draft.id: dict(draft.cells) for draft in drafts}
    new = [each for each in area.new if each in cells] or ([] if area.rows else list(area.new))
    labels = {identity: name for draft in drafts for identity, name in draft.labels.items()}
    return Typed(cells, [(cells.get(each, {}), frozenset(area.new[each])) for each in new], labels)
