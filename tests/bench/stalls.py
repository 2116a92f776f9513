"""How long the event loop did not turn, and waiting for what it brings."""

import time
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject, Qt, QTimer

TICK_MS = 2


class Stalls(QObject):
    """Ticks in the event loop; the longest gap between two ticks is the longest stall."""

    def __init__(self) -> None:
        super().__init__()
        self._clock = QElapsedTimer()
        self._clock.start()
        self._longest = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start(TICK_MS)

    def begin(self) -> None:
        """Forget what was."""
        self._longest = 0
        self._clock.restart()

    def longest_ms(self) -> float:
        """The longest gap since `begin`, the present one included."""
        return max(0.0, max(self._longest, self._clock.nsecsElapsed()) / 1e6 - TICK_MS)

    def _on_tick(self) -> None:
        self._longest = max(self._longest, self._clock.nsecsElapsed())
        self._clock.restart()


def wait(condition: Callable[[], object], seconds: float = 120) -> float:
    """Let the event loop turn until something is the case; the seconds that took."""
    began, loop = time.perf_counter(), QEventLoop()
    while not condition():
        if time.perf_counter() - began > seconds:
            raise TimeoutError
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return time.perf_counter() - began


def p95(values: list[float]) -> float:
    """What nineteen of twenty values do not exceed."""
    return sorted(values)[max(0, round(len(values) * 0.95) - 1)]


def resident_mb() -> float:
    """Memory of this process."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  # a path would say no more
        return int(file.read().split()[1]) * 4096 / 1024**2
