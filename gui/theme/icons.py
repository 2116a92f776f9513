"""Icons by name, in the colours of the tokens and sharp at any size: Lucide's, recoloured when first used."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import Qt, QTemporaryDir
from PySide6.QtGui import QIcon, QPixmap

from core.paths import root
from gui.theme.tokens import Colors, Tokens

FOLDER: Final = "resources/icons"
DEFAULT: Final = "table-2"
"""The icon of a collection that declares none."""

LARGEST: Final = 128
"""Pixels up to which a blank icon is as large as one is asked for."""

Role = Literal["text", "muted", "accent", "on_accent", "info", "good", "warn", "bad", "disabled"]


class Icons:
    """Makes icons in the colours of one look. Qt's own engine renders the files, so they are sharp on every screen.

    A missing icon is blank and takes the same room; that is said in the log once, and whoever made this is called.
    """

    def __init__(self, tokens: Tokens, folder: QTemporaryDir, on_missing: Callable[[], object]) -> None:
        self._colors, self._name, self._on_missing = tokens.color, tokens.name, on_missing
        self._folder = Path(folder.path()) if folder.isValid() else None
        self._made: dict[tuple[str, Role], QIcon] = {}
        self._missing: set[str] = set()

    def icon(self, name: str, role: Role = "text") -> QIcon:
        """An icon that greys out by itself where it is disabled."""
        key = (name, role)
        if key not in self._made:
            icon = QIcon()
            path = self.file(name, color_of(self._colors, role))
            if path:
                icon.addFile(path)
                icon.addFile(self.file(name, self._colors.disabled), mode=QIcon.Mode.Disabled)
            else:
                icon.addPixmap(_blank())
            self._made[key] = icon
        return self._made[key]

    def file(self, name: str, color: str) -> str:
        """A recoloured icon's file, for the style sheet; "" where there is none."""
        if self._folder is None:
            self._miss(name, "there is nowhere to keep it in these colours")
            return ""
        made = self._folder / f"{name}-{color.removeprefix('#')}.svg"
        if made.exists():
            return made.as_posix()
        try:
            source = (root() / FOLDER / f"{name}.svg").read_text(encoding="utf-8")
            made.write_text(source.replace("currentColor", color), encoding="utf-8")
        except OSError as error:
            self._miss(name, error.strerror or str(error))
            return ""
        return made.as_posix()

    def _miss(self, name: str, reason: str) -> None:
        if name not in self._missing:
            self._missing.add(name)
            from core.logs import logger  # its handlers are no part of a quick start

            logger("window").warning("icon %s: %s", name, reason)
            self._on_missing()


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
