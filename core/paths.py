"""Every location on disk."""

import errno
import os
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import Final

from platformdirs import user_data_path

from core import app_info

BESIDE_FILES: Final = ("-wal", "-shm", "-journal", ".new", ".part", ".damaged")
"""How the names end of what SQLite and we put beside a file for a time."""
FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What a system says where there is no room for a file."""
ROOM: Final = 64 * 1024
"""Bytes without which SQLite cannot even read: it shares an index of its log with others in a file beside it."""
CHECKOUT: Final = Path(__file__).resolve().parent.parent


def is_frozen() -> bool:
    """Whether this is the packaged executable."""
    return getattr(sys, "frozen", False)


def command_line() -> str:
    """What the command line is called here."""
    return f"{app_info.COMMAND}-cli" if is_frozen() else "python -m core"


def is_full(path: Path) -> bool:
    """Whether there is next to no room left where this file or folder is."""
    try:
        return shutil.disk_usage(path if path.exists() else path.parent).free < ROOM
    except OSError:
        return False


def root() -> Path:
    """The folder with `migrations/` and `resources/`: the checkout, or the inside of the package."""
    return Path(getattr(sys, "_MEIPASS", CHECKOUT))


def licenses() -> Path | None:
    """The folder with the licences of everything that is bundled; from source, nothing is."""
    places = (Path(sys.executable).parent / "licenses", root() / "licenses")
    return next((place for place in places if place.is_dir()), None) if is_frozen() else None


def new_database() -> Path | None:
    """The database without rows as the migrations make it, where a package brings it; from source, nothing does."""
    return root() / "new.db" if is_frozen() else None


def default_data_dir() -> Path:
    """`.data/` beside the sources; the platform's folder for the application once it is packaged."""
    if not is_frozen():
        return root() / ".data"
    return user_data_path(app_info.IDENTIFIER, appauthor=False, roaming=True)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The locations inside one data directory."""

    path: Path
    database_name: str = "app.db"

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.path / self.database_name

    @property
    def backups(self) -> Path:
        """Copies of the database."""
        return self.path / "backups"

    @property
    def logs(self) -> Path:
        """The rotating log."""
        return self.path / "logs"

    @property
    def crashes(self) -> Path:
        """Crash reports."""
        return self.path / "crashes"

    @property
    def scratch(self) -> Path:
        """Files that no one needs once the program has ended."""
        return self.path / "scratch"

    @property
    def preferences(self) -> Path:
        """This machine's stored preferences."""
        return self.path / "preferences.json"

    @property
    def secret_key(self) -> Path:
        """The key that signs tokens, made once."""
        return self.path / "secret.key"

    @property
    def local_token(self) -> Path:
        """What opens the HTTP adapter where nobody signs in, made once."""
        return self.path / "local.token"

    @property
    def lock(self) -> Path:
        """Held shared while in use, exclusively for upgrade and restore."""
        return self.path / "lock"

    def is_taken(self, name: str) -> bool:
        """Whether no database may have this name, because something else in the folder has or may get it."""
        places = (self.backups, self.logs, self.crashes, self.scratch, self.preferences)
        others = (*places, self.secret_key, self.local_token, self.lock, self.path / "files")
        return name.casefold() in {place.name for place in others} or name.casefold().endswith(BESIDE_FILES)

    def create(self) -> None:
        """Make the folder, for its owner alone. OSError where that is not possible."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)


def write_private(path: Path, content: bytes) -> None:
    """Replace a file as a whole, readable by its owner alone; the old content stays until the new one is safe."""
    with _written_beside(path, content) as temporary:
        temporary.replace(path)


def create_private(path: Path, content: bytes) -> None:
    """Make a file readable by its owner alone, unless it is there: of several at once, the first stays."""
    with _written_beside(path, content) as temporary:
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            pass
        except OSError:
            # Some file systems have no links; there, whole content is worth more than who was first.
            temporary.replace(path)


@contextmanager
def _written_beside(path: Path, content: bytes) -> Generator[Path]:
    """A file of nobody else's with the content, safe on the disk, and gone afterwards."""
    descriptor, name = mkstemp(".new", f"{path.name}.", path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)
