"""The frozen program as tests start it: a bare environment, a home of its own, no Python on the path."""

import os
import subprocess
import sys
from pathlib import Path

from core import app_info

FOLDER = Path(__file__).parents[2] / "dist" / app_info.COMMAND
INSIDE = FOLDER / "_internal"
SUFFIX = ".exe" if sys.platform == "win32" else ""


def bare_environment(home: Path) -> dict[str, str]:
    """As little as a system lets a program start with."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    homes = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(home))
    return {**kept, **homes, "PATH": "", "QT_QPA_PLATFORM": "offscreen"}


def start(folder: Path, name: str, *arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run one of the two programs of a folder to its end."""
    return subprocess.run(
        [str(folder / f"{name}{SUFFIX}"), *arguments],
        check=False,
        cwd=environment["HOME"],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
