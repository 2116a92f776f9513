"""What Qt needs from the system on Linux, named before Qt would end the program with a loader error.

Imported before PySide6, from source and frozen: standard library alone.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple


class Package(NamedTuple):
    """The packages that hold a library, by package manager."""

    apt: str
    dnf: str


ALWAYS: Final = {
    "libEGL.so.1": Package("libegl1", "libglvnd-egl"),
    "libGL.so.1": Package("libgl1", "libglvnd-glx"),
    "libX11.so.6": Package("libx11-6", "libX11"),
    "libdbus-1.so.3": Package("libdbus-1-3", "dbus-libs"),
    "libfontconfig.so.1": Package("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": Package("libfreetype6", "freetype"),
    "libglib-2.0.so.0": Package("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": Package("libglib2.0-0", "glib2"),
    "libxcb.so.1": Package("libxcb1", "libxcb"),
    "libxkbcommon.so.0": Package("libxkbcommon0", "libxkbcommon"),
}
PLATFORMS: Final = {
    "xcb": {
        "libX11-xcb.so.1": Package("libx11-xcb1", "libX11-xcb"),
        "libxcb-cursor.so.0": Package("libxcb-cursor0", "xcb-util-cursor"),
        "libxcb-icccm.so.4": Package("libxcb-icccm4", "xcb-util-wm"),
        "libxcb-image.so.0": Package("libxcb-image0", "xcb-util-image"),
        "libxcb-keysyms.so.1": Package("libxcb-keysyms1", "xcb-util-keysyms"),
        "libxcb-randr.so.0": Package("libxcb-randr0", "libxcb"),
        "libxcb-render-util.so.0": Package("libxcb-render-util0", "xcb-util-renderutil"),
        "libxcb-render.so.0": Package("libxcb-render0", "libxcb"),
        "libxcb-shape.so.0": Package("libxcb-shape0", "libxcb"),
        "libxcb-shm.so.0": Package("libxcb-shm0", "libxcb"),
        "libxcb-sync.so.1": Package("libxcb-sync1", "libxcb"),
        "libxcb-util.so.1": Package("libxcb-util1", "xcb-util"),
        "libxcb-xfixes.so.0": Package("libxcb-xfixes0", "libxcb"),
        "libxcb-xkb.so.1": Package("libxcb-xkb1", "libxcb"),
        "libxkbcommon-x11.so.0": Package("libxkbcommon-x11-0", "libxkbcommon-x11"),
    },
    "wayland": {
        "libwayland-client.so.0": Package("libwayland-client0", "libwayland-client"),
        "libwayland-cursor.so.0": Package("libwayland-cursor0", "libwayland-cursor"),
    },
}
NO_SCREEN: Final = "There is no screen to show a window on: neither DISPLAY nor WAYLAND_DISPLAY is set."


def complaint(environment: Mapping[str, str] = os.environ) -> str:
    """Why Qt could not show a window here, and what to do; empty if it could."""
    if not sys.platform.startswith("linux"):
        return ""
    platforms = candidates(environment)
    if not platforms:
        return NO_SCREEN
    # Qt tries one platform after the other: a single complete one is enough.
    lacking = min((missing({**ALWAYS, **PLATFORMS.get(name, {})}) for name in platforms), key=len)
    return advice(lacking) if lacking else ""


def candidates(environment: Mapping[str, str]) -> list[str]:
    """The window systems that Qt will try, the one it prefers first."""
    if chosen := environment.get("QT_QPA_PLATFORM"):
        return [part.partition(":")[0] for part in chosen.split(";")]
    displays = {"wayland": "WAYLAND_DISPLAY", "xcb": "DISPLAY"}
    return [name for name, variable in displays.items() if environment.get(variable)]


def missing(libraries: Mapping[str, Package]) -> dict[str, Package]:
    """Those of the libraries that the loader cannot open."""
    return {name: package for name, package in libraries.items() if not is_loadable(name)}


def is_loadable(name: str) -> bool:
    bundled = Path(getattr(sys, "_MEIPASS", ""), name)
    try:
        ctypes.CDLL(str(bundled) if bundled.is_absolute() and bundled.exists() else name)
    except OSError:
        return False
    return True


def advice(lacking: Mapping[str, Package]) -> str:
    """The message for libraries that are missing."""
    apt = f"sudo apt install {_joined(package.apt for package in lacking.values())}"
    dnf = f"sudo dnf install {_joined(package.dnf for package in lacking.values())}"
    commands = {"apt-get": apt, "dnf": dnf}
    known = [command for tool, command in commands.items() if shutil.which(tool)]
    what = f"The window cannot open: this system lacks {', '.join(lacking)}."
    how = known[0] if known else f"{apt}    (Debian, Ubuntu)\n    {dnf}    (Fedora)"
    return f"{what}\nInstall what holds them:\n    {how}"


def _joined(names: Iterable[str]) -> str:
    return " ".join(sorted(set(names)))


if __name__ == "__main__":
    sys.exit(complaint() or 0)
