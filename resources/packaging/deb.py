"""The Debian package: the frozen folder with what a desktop wants to know about an application."""

import gzip
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Literal

from core import app_info
from gui.system_libraries import ALWAYS, PLATFORMS
from resources.packaging import elf, icons
from resources.packaging.facts import DIST, ROOT, changed_at, filled, machine

Compression = Literal["xz", "none"]


class UnknownLibraryError(Exception):
    """The program needs a library of which gui/system_libraries.py does not know the package."""


def make(
    program: Path, target: Path = DIST, *, version: str = app_info.VERSION, compression: Compression = "xz"
) -> Path:
    """Make the package of a frozen folder with dpkg-deb; its path."""
    package = path(target, version)
    with tempfile.TemporaryDirectory(prefix="package-") as name:
        root = Path(name)
        stage(program, root, version)
        command = ["dpkg-deb", "--root-owner-group", f"-Z{compression}", "--build", str(root), str(package)]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(changed_at())}
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return package


def path(target: Path, version: str = app_info.VERSION) -> Path:
    """Where the package of this version is."""
    return target / f"{app_info.COMMAND}_{version}_{machine()}.deb"


def stage(program: Path, root: Path, version: str) -> None:
    """Lay out the installed files and the control file below a folder."""
    root.chmod(0o755)
    inside = root / "usr/lib" / app_info.COMMAND
    shutil.copytree(program, inside, symlinks=True)
    launchers = root / "usr/bin"
    launchers.mkdir(parents=True)
    for name in (app_info.COMMAND, f"{app_info.COMMAND}-cli"):
        (launchers / name).symlink_to(f"../lib/{app_info.COMMAND}/{name}")
    for place, text in texts(version).items():
        write(root / place, text.encode())
    write(root / doc("changelog.gz"), gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), mtime=0))
    for place, picture in pictures().items():
        write(root / place, picture.read_bytes())
    size = sum(path.lstat().st_size for path in root.rglob("*") if path.is_file()) // 1024
    facts = {"version": version, "architecture": machine(), "kibibytes": size, "depends": depends(program)}
    write(root / "DEBIAN/control", filled("control", **facts).encode())
    neutralize(root)


def neutralize(root: Path) -> None:
    """Leave no trace of who made the files, and when."""
    for path in [*root.rglob("*"), root]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (changed_at(), changed_at()), follow_symlinks=False)


def texts(version: str) -> dict[str, str]:
    return {
        f"usr/share/applications/{app_info.IDENTIFIER}.desktop": filled("desktop-entry.desktop"),
        f"usr/share/metainfo/{app_info.IDENTIFIER}.metainfo.xml": filled("metainfo.xml", version=version),
        doc("copyright"): filled("copyright"),
    }


def doc(name: str) -> str:
    return f"usr/share/doc/{app_info.COMMAND}/{name}"


def pictures() -> dict[str, Path]:
    """The icon at the places where desktops look for its sizes."""
    hicolor = "usr/share/icons/hicolor"
    found = {f"{hicolor}/{size}x{size}/apps/{app_info.IDENTIFIER}.png": path for size, path in icons.pictures().items()}
    drawing = icons.drawing()
    return found | ({f"{hicolor}/scalable/apps/{app_info.IDENTIFIER}.svg": drawing} if drawing else {})


def depends(program: Path) -> str:
    """The packages with the system's libraries that the folder's files name. UnknownLibraryError for one unheard of."""
    known = ALWAYS | {name: package for libraries in PLATFORMS.values() for name, package in libraries.items()}
    wanted = elf.from_system(program)
    of_glibc = {name for name in wanted if name.startswith(("ld-linux", "libc.so", "libm.so", "libdl", "libpthread"))}
    of_glibc |= wanted & {"librt.so.1", "libutil.so.1", "libresolv.so.2"}
    unknown = wanted - of_glibc - set(known)
    if unknown:
        raise UnknownLibraryError(
            f"Which packages hold {', '.join(sorted(unknown))}? gui/system_libraries.py must know."
        )
    packages = sorted({known[name].apt for name in wanted - of_glibc})
    return ", ".join([f"libc6 (>= {elf.newest_glibc(program)})", *packages])


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
