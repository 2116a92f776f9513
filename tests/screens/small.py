"""Everything there is to see on a screen with little room, and what is wrong there, as JSON on stdout.

Run as `python -m tests.screens.small FOLDER TEXT`, the folder being filled and the text so large in percent; in a
process of its own, for Qt reads its screens once: see `screen`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, qInstallMessageHandler
from PySide6.QtWidgets import QMenu, QWidget

from gui.dialogs.export_dialog import ExportDialog
from gui.dialogs.file_dialog import FileDialog
from tests.screens.faults import faults
from tests.screens.stops import INSIDE
from tests.screens.tour import Tour

ROOT: Final = Path(__file__).parents[2]


def screen(folder: Path, width: int, height: int, scale: str) -> dict[str, str]:
    """The environment in which Qt has one screen of so many pixels, shown this large."""
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [{"name": "small", "x": 0, "y": 0, "width": width, "height": height}]}))
    return {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={file}", "QT_SCALE_FACTOR": scale}


def looked_at(data: Path, text: int, environment: dict[str, str]) -> dict[str, list[str]]:
    """By what was looked at on that screen, what is wrong there."""
    command = [sys.executable, "-m", "tests.screens.small", str(data), str(text)]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return json.loads(ended.stdout)


def beyond(widget: QWidget) -> list[str]:
    """Whether a window does not fit its screen with the frame that a desktop puts around it."""
    room = widget.screen().availableSize() - QSize(16, 40)
    fits = room.width() >= widget.width() and room.height() >= widget.height()
    return [] if fits or not widget.isWindow() else [f"{widget.size().toTuple()} on a screen with {room.toTuple()}"]


def main() -> None:
    """Look at everything."""
    qInstallMessageHandler(lambda *_: None)
    found: dict[str, list[str]] = {}
    with Tour(Path(sys.argv[1]), "light", "english", None, text=int(sys.argv[2])) as tour:
        for name, widget in (stop for part in INSIDE for stop in part(tour)):
            if not isinstance(widget, QMenu):  # Qt scrolls a menu
                found[name] = beyond(widget) + faults(widget)
        tour.go()
        tour.run("file.export")
        tour.dialog(ExportDialog).file.browse.click()
        found["file"] = beyond(next(each for each in tour.window.findChildren(FileDialog)))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
