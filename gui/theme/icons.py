"""Icons by name, in the colours of the tokens and sharp at any size: Lucide's, recoloured when first used."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QDir, Qt, QTemporaryDir
from PySide6.QtGui import QIcon, QPixmap

from core.paths import FULL, is_full, root
from gui.theme.tokens import Colors, Tokens

FOLDER: Final = "resources/icons"
DEFAULT: Final = "table-2"
"""The icon of a collection that declares none."""

LARGEST: Final = 128
"""Pixels up to which a blank icon is as large as one is asked for."""

Role = Literal["text", "muted", "accent", "on_accent", "info", "good", "warn", "bad", "disabled"]


Lack = Literal["full", "gone"]
"""Why an icon cannot be had: there is no room for it, or anything else."""


class IconFolder:
    """Where recoloured icons are kept while the application runs; made once there is room for it."""

    def __init__(self) -> None:
        self._made = QTemporaryDir()

    def path(self) -> Path:
        """OSError where there is none so far."""
        if not (self._made.isValid() and Path(self._made.path()).is_dir()):  # no room so far, or cleaned away
            self._made = QTemporaryDir()
        if not self._made.isValid():
            why = errno.ENOSPC if is_full(Path(QDir.tempPath())) else errno.EACCES
            raise OSError(why, self._made.errorString())
        return Path(self._made.path())


class Icons:
    """Makes icons in the colours of one look. Qt's own engine renders the files, so they are sharp on every screen.

    A missing icon is blank and takes the same room; that is said in the log once, and whoever made this is told why. It
    is looked for again at its next use, when there may be room for it.
    """

    def __init__(self, tokens: Tokens, folder: IconFolder, on_missing: Callable[[Lack], object]) -> None:
        self._colors, self._folder, self._on_missing = tokens.color, folder, on_missing
        self._blank = QIcon(_blank())
        self._made: dict[tuple[str, Role], QIcon] = {}
        self._missing: set[str] = set()

    def icon(self, name: str, role: Role = "text") -> QIcon:
        """An icon that greys out by itself where it is disabled."""
        key = (name, role)
        if key not in self._made:
            usual, disabled = self.file(name, color_of(self._colors, role)), self.file(name, self._colors.disabled)
            if not (usual and disabled):
                return self._blank
            icon = QIcon(usual)
            icon.addFile(disabled, mode=QIcon.Mode.Disabled)
            self._made[key] = icon
        return self._made[key]

    def file(self, name: str, color: str) -> str:
        """A recoloured icon's file, for the style sheet; "" where there is none."""
        try:
            made = self._folder.path() / f"{name}-{color.removeprefix('#')}.svg"
            if not made.exists():
                source = (root() / FOLDER / f"{name}.svg").read_text(encoding="utf-8")
                _write_whole(made, source.replace("currentColor", color))
        except OSError as error:
            self._miss(name, error)
            return ""
        return made.as_posix()

    def _miss(self, name: str, error: OSError) -> None:
        if name not in self._missing:
            self._missing.add(name)
            from core.logs import logger  # its handlers are no part of a quick start

            logger("window").warning("icon %s: %s", name, error.strerror or error)
            self._on_missing("full" if error.errno in FULL else "gone")


def _write_whole(path: Path, text: str) -> None:
    """Half a file would be taken for a whole one at the next use."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _blank() -> QPixmap:
    blank = QPixmap(LARGEST, LARGEST)
    blank.fill(Qt.GlobalColor.transparent)
    return blank


def color_of(colors: Colors, role: Role) -> str:
    """The colour that a role has in this look."""
    match role:
        case "info" | "good" | "warn" | "bad":
            return getattr(colors, role).text
        case "accent":
            return colors.accent_text
        case _:
            return getattr(colors, role)


def exists(name: str) -> bool:
    """Whether there is an icon of this name."""
    return (root() / FOLDER / f"{name}.svg").is_file()


def application_icon() -> QIcon:
    """The application's own icon, sharp in every size; beside it stand pictures of it for desktops that want those."""
    return QIcon(str(root() / FOLDER / "app.svg"))
