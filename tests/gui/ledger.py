"""A plain account of a table: what each record holds, what is only typed yet, and what undo goes back to."""

from collections.abc import Collection, Generator, Hashable, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

Key = Hashable
"""A record: its id where that is known, else whatever stands for it."""
Cells = dict[str, Any]
State = dict[Key, Cells]

NOTHING: Final = object()
"""In place of a value: nothing is typed."""


class Typed(NamedTuple):
    """One cell that was typed into, with what was typed there before."""

    key: Key
    name: str
    before: Any
    after: Any


@dataclass
class Step:
    """What is taken back at once: cells that are not stored, and what was stored before and after, if anything was."""

    cells: list[Typed] = field(default_factory=list[Typed])
    states: tuple[State, State] | None = None


class Ledger:
    """Lists and dictionaries, nothing of the application: it says what the database has to hold."""

    def __init__(self, records: Mapping[Key, Cells], empty: Cells, needed: str) -> None:
        self.stored: State = {key: dict(cells) for key, cells in records.items()}
        self.typed: State = {}
        self._empty, self._needed = empty, needed
        self._past: list[Step] = []
        self._future: list[Step] = []
        self._block: Step | None = None
        self._touched: list[Key] = []
        """Rows that were typed into together, none of which the cursor has left."""
        self._at: Key = None
        self._names: dict[Key, Key] = {}
        self._made = 0

    @property
    def steps(self) -> int:
        """How many steps can be taken back."""
        return len(self._past)

    @property
    def steps_again(self) -> int:
        """How many can be done again."""
        return len(self._future)

    @property
    def touched(self) -> list[Key]:
        """Rows that were typed into together, none of which the cursor has left."""
        return list(self._touched)

    def key_of(self, identity: Key) -> Key:
        """The record with this id."""
        return self._names.get(identity, identity)

    @contextmanager
    def together(self, begun: tuple[Key, str] | None = None) -> Generator[None]:
        """What is typed and written meanwhile is one step, with what was typed just before into the cell of `begun`."""
        step = self._block = Step()
        last = self._past[-1] if begun is not None and self._past else None
        if last is not None and last.states is None and [cell[:2] for cell in last.cells] == [begun]:
            step.cells = self._past.pop().cells
        yield
        self._block = None
        self._enter(step)

    def type(self, key: Key, name: str, value: Any) -> None:
        """Into one cell; what is stored already is no change."""
        before, stored = self.typed.get(key, {}).get(name, NOTHING), self.stored.get(key)
        after = NOTHING if stored is not None and stored[name] == value else value
        if before is not after and before != after:
            cell = Typed(key, name, before, after)
            if self._block is not None:
                self._block.cells.append(cell)
                self._touch(key)
            else:
                self._enter(Step([cell]))
        self._set(key, name, after)

    def give_up(self, keys: Iterable[Key]) -> None:
        """What is typed into rows is given up, in one step."""
        with self.together():
            self._let_go(keys)

    def take_out(self, key: Key, name: str) -> None:
        """What is typed into a cell is written in another way."""
        self._forget(key, name)
        self._set(key, name, NOTHING)

    def save_row(self, key: Key) -> None:
        """Store a row, and after it those that were typed into together."""
        self.save(key)
        touched, self._touched = self._touched, []
        for each in touched:
            self.save(each)

    def save(self, key: Key) -> None:
        """Store a row, a step of its own, if it can be stored."""
        cells = self.typed.get(key)
        if cells is None or not self._is_whole(key):
            return
        self._forget(key)
        del self.typed[key]
        if key in self.stored:
            self.write({key: cells})
        else:
            self.add([cells])

    def leave_all_but(self, cursor: Key, waiting: Collection[Key] = ()) -> None:
        """Rows are stored when the cursor leaves them; of those typed into together, some may wait a move longer."""
        touched = list[Key]()
        if cursor != self._at:
            touched = [key for key in self._touched if key not in waiting]
            left = [key for key in self._touched if key in waiting]
            self._at, self._touched = cursor, [key for key in left if key == cursor or self._is_whole(key)]
        for key in [*(key for key in self.typed if key not in touched), *touched]:
            if key != cursor and key not in self._touched:
                self.save(key)

    def write(self, changes: Mapping[Key, Cells], added: Iterable[Cells] = ()) -> None:
        """Change records, and add some, in one step."""
        now = {key: {**cells, **changes.get(key, {})} for key, cells in self.stored.items()}
        for cells in added:
            self._made += 1
            now[f"new {self._made}"] = {**self._empty, **cells}
        self._step_to(now)

    def add(self, rows: Iterable[Cells]) -> None:
        """Add records in one step."""
        self.write({}, rows)

    def delete(self, keys: Iterable[Key]) -> None:
        """Delete rows in one step, stored or not, with what was typed into them."""
        gone = list(keys)
        with self.together():
            self._let_go(gone)
            self._step_to({key: cells for key, cells in self.stored.items() if key not in gone})

    def undo(self) -> None:
        """Take back the last step."""
        if self._past:
            step = self._past.pop()
            self._future.append(step)
            for cell in reversed(step.cells):
                self._turn(cell, cell.before)
            if step.states is not None:
                self.stored = step.states[0]

    def redo(self) -> None:
        """Do the step taken back last again."""
        if self._future:
            step = self._future.pop()
            self._past.append(step)
            for cell in step.cells:
                self._turn(cell, cell.after)
            if step.states is not None:
                self.stored = step.states[1]

    def compare(self, found: Mapping[Key, Cells]) -> str:
        """How the database differs, in words; records added since are recognised by what they hold."""
        real = {self.key_of(identity): cells for identity, cells in found.items()}
        nameless = [key for key in self.stored if key not in real and key not in self._names.values()]
        for key in sorted([key for key in real if key not in self.stored], key=str):  # ids grow
            same = next((each for each in nameless if self.stored[each] == real[key]), None)
            if same is not None:
                nameless.remove(same)
                self._names[key] = same
                real[same] = real.pop(key)
        lines = [f"- {key}: {cells}" for key, cells in self.stored.items() if real.get(key) != cells]
        lines += [f"+ {key}: {cells}" for key, cells in real.items() if self.stored.get(key) != cells]
        return "\n".join(lines)

    def _is_whole(self, key: Key) -> bool:
        """Whether a row can be stored as it stands."""
        return key in self.stored or self._needed in self.typed.get(key, {})

    def _step_to(self, state: State) -> None:
        if state == self.stored:
            return
        step = self._block or Step()
        step.states, self.stored = (self.stored, state), state
        self._future.clear()
        if step is not self._block:
            self._past.append(step)

    def _enter(self, step: Step) -> None:
        """What is typed leaves nothing to be done again."""
        if not step.cells and step.states is None:
            return
        self._past.append(step)
        self._future.clear()

    def _let_go(self, keys: Iterable[Key]) -> None:
        assert self._block is not None
        for key in keys:
            typed = self.typed.pop(key, {})
            self._block.cells += [Typed(key, name, value, NOTHING) for name, value in typed.items()]

    def _turn(self, cell: Typed, value: Any) -> None:
        self._set(cell.key, cell.name, value)
        self._touch(cell.key)

    def _touch(self, key: Key) -> None:
        if key not in self._touched and key != self._at:
            self._touched.append(key)

    def _set(self, key: Key, name: str, value: Any) -> None:
        cells = self.typed.setdefault(key, {})
        if value is NOTHING:
            cells.pop(name, None)
        else:
            cells[name] = value
        if not cells:
            del self.typed[key]

    def _forget(self, key: Key, name: str = "") -> None:
        """What was typed into a row, or into one cell of it, is no step any more."""
        for steps in (self._past, self._future):
            for step in steps:
                step.cells = [cell for cell in step.cells if cell.key != key or (name and cell.name != name)]
            steps[:] = [step for step in steps if step.cells or step.states is not None]
