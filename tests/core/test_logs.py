"""The log: a disk without room for it costs a line of it and nothing else."""

from pathlib import Path

import pytest

from core.logs import log_to, logger

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="a disk that is always full")
def test_a_full_disk_prints_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rowdesk.log").symlink_to(FULL)
    with log_to(tmp_path):
        logger("test").warning("no room")
    assert capsys.readouterr() == ("", "")
