"""`python dev.py package`: the packages of this system, from the folder in dist/."""

import sys
from collections.abc import Iterator
from pathlib import Path

from core import app_info
from resources.packaging import archive, deb, installers
from resources.packaging.facts import DIST


def packages(program: Path) -> Iterator[Path]:
    """Make what people of this system install, one after the other."""
    if sys.platform == "win32":
        yield installers.windows(program)
    elif sys.platform == "darwin":
        yield installers.macos()
    else:
        yield deb.make(program)
        yield archive.make(program)


if __name__ == "__main__":
    for path in packages(DIST / app_info.COMMAND):
        sys.stdout.write(f"{path.relative_to(DIST.parent)}: {path.stat().st_size / 1e6:.1f} MB\n")
        sys.stdout.flush()
