"""The frozen folder as a tar.xz: unpack it anywhere and start it."""

import tarfile
from pathlib import Path

from core import app_info
from resources.packaging.facts import DIST, changed_at, machine


def make(program: Path, target: Path = DIST) -> Path:
    """Pack a frozen folder; the archive's path."""
    name = f"{app_info.COMMAND}-{app_info.VERSION}"
    with tarfile.open(path(target), "w:xz") as archive:
        archive.add(program, name, recursive=False, filter=_neutral)
        for each in sorted(program.rglob("*")):
            archive.add(each, f"{name}/{each.relative_to(program).as_posix()}", recursive=False, filter=_neutral)
    return path(target)


def path(target: Path) -> Path:
    """Where the archive of this version is."""
    return target / f"{app_info.COMMAND}-{app_info.VERSION}-linux-{machine()}.tar.xz"


def _neutral(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the time and the person of the machine that made it."""
    member.mtime = changed_at()
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
    return member
