"""The self-test as the executable runs it: one JSON line, exit code 0, whatever the environment says."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_it_goes_through_every_collection(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "DATA_DIR": str(tmp_path / "untouched"),
        "DATABASE_URL": "rubbish",
        "AUTH_REQUIRED": "true",
    }
    command = [sys.executable, "-m", "gui", "--self-test"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert {"items", "users"} <= set(report["resources"])
    assert report["steps"] > 20
    assert report["first_paint_ms"] < report["first_rows_ms"]
    assert report["sqlite"].startswith("3.")
    assert not (tmp_path / "untouched").exists()
