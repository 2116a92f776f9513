"""What dpkg knows about this system's files."""

import shutil
import subprocess
from pathlib import Path


def copyright_of(path: str) -> str:
    """The copyright text of the installed package that a file belongs to; "" where there is none."""
    for package in owners(path):
        text = Path("/usr/share/doc", package, "copyright")
        if text.is_file():
            return text.read_text(encoding="utf-8")
    return ""


def owners(path: str) -> list[str]:
    """The installed packages with this file; none on systems without dpkg."""
    if not shutil.which("dpkg-query"):
        return []
    # The package may know the file under /lib, where that is a link into /usr/lib.
    places = {
        path,
        str(Path(path).resolve()),
        *(str(Path(each)).removeprefix("/usr") for each in (path, Path(path).resolve())),
    }
    done = subprocess.run(["dpkg-query", "--search", *sorted(places)], check=False, capture_output=True, text=True)
    return [line.partition(":")[0] for line in done.stdout.splitlines()]
