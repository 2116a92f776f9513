"""Whether the desktop wants nothing to move where Qt does not tell: GNOME has a setting of its own for it."""

import os
import subprocess
from typing import Final

COMMAND: Final = ("gsettings", "get", "org.gnome.desktop.interface", "enable-animations")
PATIENCE: Final = 2
"""Seconds."""


def desktop_is_still() -> bool:
    """Asks another program, so on a worker; where there is none to ask, things move."""
    if "GNOME" not in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
        return False
    # A frozen application has libraries of its own in the way, and keeps where those of the desktop are.
    environment = {**os.environ, "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH_ORIG", "")}
    try:
        said = subprocess.run(COMMAND, capture_output=True, timeout=PATIENCE, env=environment, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.strip() == b"false"
