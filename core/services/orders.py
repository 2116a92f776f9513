"""Prepared orders: where the rows of a result stand, kept small in memory so that any window is found at once."""

import mmap
import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final, NamedTuple
from uuid import UUID

WIDTH: Final = 16
"""Bytes of an id."""
IN_MEMORY: Final = 2_000_000
"""Ids of one list that are held in memory; longer ones lie in a scratch file."""
MOST_BYTES: Final = 64 * 1024 * 1024
"""Memory for the lists of the whole program; what was used longest ago makes room."""
MOST_ORDERS: Final = 16
MOST_COUNTS: Final = 256
_PROBES: Final = 64
_SEARCHED: Final = 16_384 * WIDTH
"""Bytes searched at a time: one search of all of them would stop every other thread for a tenth of a second."""


class Stamp(NamedTuple):
    """As of when something is known: the last step of the journal, and the version of the data where there is one."""

    step: int
    version: int


class IdList:
    """The ids of every row of a result in its order, packed."""

    def __init__(self, packed: "bytes | mmap.mmap") -> None:
        self._packed = packed
        self.in_memory = isinstance(packed, bytes)

    def __len__(self) -> int:
        return len(self._packed) // WIDTH

    @property
    def memory(self) -> int:
        """Bytes held."""
        return len(self._packed) if self.in_memory else 0

    def at(self, start: int, n: int) -> list[bytes]:
        """Some consecutive ids."""
        part = self._packed[start * WIDTH : (start + n) * WIDTH]
        return [part[at : at + WIDTH] for at in range(0, len(part), WIDTH)]

    def find(self, identity: bytes) -> int | None:
        """The position of an id."""
        for start in range(0, len(self._packed), _SEARCHED):
            stop = start + _SEARCHED
            at = self._packed.find(identity, start, stop)
            while at % WIDTH and at >= 0:
                at = self._packed.find(identity, at + 1, stop)
            if at >= 0:
                return at // WIDTH
        return None

    def without(self, ids: Iterable[bytes]) -> "IdList":
        """The list after rows are gone."""
        found = sorted(position for position in map(self.find, ids) if position is not None)
        starts, ends = [0, *(position + 1 for position in found)], [*found, len(self)]
        pairs = zip(starts, ends, strict=True)
        return IdList(b"".join([self._packed[start * WIDTH : end * WIDTH] for start, end in pairs]))

    def inserted(self, identity: bytes, before: Callable[[Sequence[bytes]], int]) -> "IdList":
        """The list with one more row. `before` tells how many of some ids, given in order, come before it."""
        low, high = 0, len(self)
        while low < high:
            step = max(1, (high - low) // _PROBES)
            probes = range(low, high, step)
            count = before([self._packed[at * WIDTH : (at + 1) * WIDTH] for at in probes])
            low, high = (probes[count - 1] + 1 if count else low), (probes[count] if count < len(probes) else high)
        return IdList(b"".join((self._packed[: low * WIDTH], identity, self._packed[low * WIDTH :])))


class Anchors:
    """Every so manieth id of a whole table in ascending order, with its position."""

    memory: Final = 0

    def __init__(self, ids: Sequence[UUID], positions: Sequence[int], count: int) -> None:
        self._ids, self._positions, self._count = ids, positions, count

    def __len__(self) -> int:
        return self._count

    def before(self, position: int) -> tuple[UUID | None, int]:
        """The last anchor at or before a position, and how many rows further the position is."""
        found = bisect_right(self._positions, position) - 1
        return (self._ids[found], position - self._positions[found]) if found >= 0 else (None, position)

    def below(self, identity: UUID) -> tuple[UUID | None, int]:
        """The last anchor at or below an id, and its position."""
        found = bisect_right(self._ids, identity) - 1
        return (self._ids[found], self._positions[found]) if found >= 0 else (None, 0)

    def changed(self, gone: Sequence[UUID], come: Sequence[UUID]) -> "Anchors":
        """The same after some rows are gone and others have come."""
        lost = set(gone)
        kept = [(identity, at) for identity, at in zip(self._ids, self._positions, strict=True) if identity not in lost]
        moves = sorted([(identity, -1) for identity in gone] + [(identity, 1) for identity in come])
        ids, positions, shift, following = list[UUID](), list[int](), 0, 0
        for identity, at in kept:
            while following < len(moves) and moves[following][0] < identity:
                shift += moves[following][1]
                following += 1
            ids.append(identity)
            positions.append(at + shift)
        return Anchors(ids, positions, self._count + len(come) - len(gone))


Order = IdList | Anchors


@dataclass(frozen=True, slots=True)
class Prepared:
    """An order, and as of when it is right."""

    order: Order
    stamp: Stamp


class PreparedOrders:
    """The orders and counts known to this process, by whatever names a result; bounded, the least used go first."""

    def __init__(self, scratch: Path | None = None) -> None:
        self._scratch = scratch
        self._lock = threading.Lock()
        self._orders: OrderedDict[Hashable, Prepared] = OrderedDict()
        self._counts: OrderedDict[Hashable, tuple[Stamp, int]] = OrderedDict()

    def get(self, name: Hashable) -> Prepared | None:
        """The order that was last prepared for a result."""
        with self._lock:
            if name in self._orders:
                self._orders.move_to_end(name)
            return self._orders.get(name)

    def put(self, name: Hashable, prepared: Prepared) -> None:
        """Keep an order, unless one as of later is kept already."""
        with self._lock:
            known = self._orders.get(name)
            if known is not None and known.stamp.step > prepared.stamp.step:
                return
            self._orders[name] = prepared
            self._orders.move_to_end(name)
            while len(self._orders) > 1 and self._too_many():
                self._orders.popitem(last=False)

    def count(self, name: Hashable, stamp: Stamp) -> int | None:
        """The count of a result, if it is known as of just then."""
        with self._lock:
            known = self._counts.get(name)
        return known[1] if known is not None and known[0] == stamp else None

    def put_count(self, name: Hashable, stamp: Stamp, count: int) -> None:
        """Keep a count."""
        with self._lock:
            self._counts[name] = (stamp, count)
            self._counts.move_to_end(name)
            if len(self._counts) > MOST_COUNTS:
                self._counts.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._orders.clear()
            self._counts.clear()

    def _too_many(self) -> bool:
        held = sum(prepared.order.memory for prepared in self._orders.values())
        return held > MOST_BYTES or len(self._orders) > MOST_ORDERS

    def filed(self, blocks: Iterable[bytes]) -> IdList:
        """A list in a nameless file, which the system removes with its last user."""
        if self._scratch is not None:
            self._scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryFile(dir=self._scratch) as file:
            file.writelines(blocks)
            file.flush()
            if not file.tell():
                return IdList(b"")
            return IdList(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def packed(ids: Iterable[Any]) -> bytes:
    """Ids as one piece of a list."""
    return b"".join([identity.bytes for identity in ids])
