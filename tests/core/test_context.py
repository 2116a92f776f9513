"""Who asks and how work is stopped."""

import threading
from datetime import datetime, timedelta

import pytest

from core.context import CancelToken, local_time_zone
from core.errors import CancelledError


def test_the_local_zone_knows_winter_and_summer(monkeypatch: pytest.MonkeyPatch) -> None:
    import tzlocal

    monkeypatch.setenv("TZ", "Europe/Berlin")
    tzlocal.reload_localzone()
    try:
        zone = local_time_zone()
        assert datetime(2026, 1, 1, tzinfo=zone).utcoffset() == timedelta(hours=1)
        assert datetime(2026, 7, 1, tzinfo=zone).utcoffset() == timedelta(hours=2)
    finally:
        monkeypatch.undo()
        tzlocal.reload_localzone()


def test_cancelling_interrupts_what_is_under_way_and_nothing_afterwards() -> None:
    token, interrupted = CancelToken(), threading.Event()
    with token.interrupting(interrupted.set):
        token.cancel()
        assert interrupted.is_set()
    interrupted.clear()
    token.cancel()
    assert not interrupted.is_set()
    with pytest.raises(CancelledError), token.interrupting(interrupted.set):
        pass
