"""What the files of a frozen folder need from the system on Linux, read with binutils."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path


def needed(path: str | Path) -> list[str]:
    """The shared libraries that a program or library names itself; none for any other file."""
    return re.findall(r"^\s*NEEDED\s+(\S+)", headers(path), re.MULTILINE)


def headers(path: str | Path) -> str:
    """The dynamic section and the versions that are asked for."""
    return subprocess.run(["objdump", "-p", str(path)], check=False, capture_output=True, text=True).stdout


def from_system(folder: Path) -> set[str]:
    """The libraries that files of a folder name and that are not in it."""
    files = list(binaries(folder))
    return {name for path in files for name in needed(path)} - {path.name for path in files}


def newest_glibc(folder: Path) -> str:
    """The version of the C library that some file of a folder asks for."""
    versions = {found for path in binaries(folder) for found in re.findall(r"GLIBC_(\d+)\.(\d+)", headers(path))}
    return ".".join(max(versions, key=lambda numbers: tuple(map(int, numbers))))


def binaries(folder: Path) -> Iterable[Path]:
    """The programs and libraries of a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path
