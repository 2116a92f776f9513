"""The application's icon in the forms of Windows and macOS: both hold PNG pictures as they are."""

import re
import struct
from pathlib import Path
from typing import Final

from core import app_info

FOLDER: Final = Path(__file__).resolve().parents[1] / "icons"
ICNS_KINDS: Final = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09", 1024: b"ic10"}


def pictures(folder: Path = FOLDER) -> dict[int, Path]:
    """The application's PNG pictures by their size in pixels: `app-32.png` or `rowdesk-32.png`."""
    named = re.compile(rf"(?:app|{re.escape(app_info.COMMAND)})-(\d+)\.png")
    found = {path: named.fullmatch(path.name) for path in sorted(folder.rglob("*.png"))}
    return {int(match[1]): path for path, match in found.items() if match}


def drawing(folder: Path = FOLDER) -> Path | None:
    """The application's icon for every size."""
    return next((path for name in ("app", app_info.COMMAND) for path in folder.rglob(f"{name}.svg")), None)


def ico(found: dict[int, Path]) -> bytes:
    """An icon of Windows with these pictures, those it has room for."""
    contents = {size: path.read_bytes() for size, path in sorted(found.items()) if size <= 256}
    position = 6 + 16 * len(contents)
    entries = b""
    for size, content in contents.items():
        # A side of 256 is written as 0.
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(content), position)
        position += len(content)
    return struct.pack("<HHH", 0, 1, len(contents)) + entries + b"".join(contents.values())


def icns(found: dict[int, Path]) -> bytes:
    """An icon of macOS with these pictures, those of a size it knows."""
    parts = b""
    for size, path in sorted(found.items()):
        if size in ICNS_KINDS:
            content = path.read_bytes()
            parts += ICNS_KINDS[size] + struct.pack(">I", len(content) + 8) + content
    return b"icns" + struct.pack(">I", len(parts) + 8) + parts


def written(suffix: str, folder: Path) -> Path | None:
    """The icon as a file in a folder, `.ico` or `.icns`; None as long as the application has no pictures."""
    found = pictures()
    if not found:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{app_info.COMMAND}{suffix}"
    path.write_bytes(ico(found) if suffix == ".ico" else icns(found))
    return path
