"""A plain account of a table: what each record holds, what is only typed yet, and what undo goes back to."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

Key = Hashable
"""A record: its id where that is known, else whatever stands for it."""
Cells = dict[str, Any]
State = dict[Key, Cells]


class Ledger:
    """Lists and dictionaries, nothing of the application: it says what the database has to hold."""

    def __init__(self, records: Mapping[Key, Cells], empty: Cells, needed: str) -> None:
        self.stored: State = {key: dict(cells) for key, cells in records.items()}
        self.typed: State = {}
        self._empty, self._needed = empty, needed
        self._past: list[State] = []
        self._future: list[State] = []
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

    def key_of(self, identity: Key) -> Key:
        """The record with this id."""
        return self._names.get(identity, identity)

    def type(self, key: Key, name: str, value: Any) -> None:
        """Into one cell; what is stored already is no change."""
        cells, stored = self.typed.setdefault(key, {}), self.stored.get(key)
        if stored is not None and stored[name] == value:
            cells.pop(name, None)
        else:
            cells[name] = value
        if not cells:
            del self.typed[key]

    def give_up(self, key: Key) -> None:
        """What is typed into a row is forgotten."""
        self.typed.pop(key, None)

    def save(self, key: Key) -> None:
        """Store a row, a step of its own, if it can be stored."""
        cells = self.typed.get(key)
        if cells is None or (key not in self.stored and self._needed not in cells):
            return
        del self.typed[key]
        if key in self.stored:
            self.write({key: cells})
        else:
            self.add([cells])

    def leave_all_but(self, cursor: Key) -> None:
        """Rows are stored when the cursor leaves them."""
        for key in [key for key in self.typed if key != cursor]:
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
        """Delete records in one step, with what was typed into them."""
        gone = set(keys)
        for key in gone:
            self.typed.pop(key, None)
        self._step_to({key: cells for key, cells in self.stored.items() if key not in gone})

    def undo(self) -> None:
        """Take back the last step."""
        if self._past:
            self._future.append(self.stored)
            self.stored = self._past.pop()

    def redo(self) -> None:
        """Do the step taken back last again."""
        if self._future:
            self._past.append(self.stored)
            self.stored = self._future.pop()

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

    def _step_to(self, state: State) -> None:
        if state != self.stored:
            self._past.append(self.stored)
            self._future.clear()
            self.stored = state
