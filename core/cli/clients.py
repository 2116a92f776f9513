"""Typed clients, written by OpenAPI Generator from the description of the HTTP interface."""

import importlib.util
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Final

from core import app_info
from core.errors import AppError

PACKAGE: Final = "openapi_generator_cli"

OPTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "python": ("python", f"packageName={app_info.COMMAND}_client"),
    "rust": ("rust", f"packageName={app_info.COMMAND}-client,library=reqwest"),
    "typescript": ("typescript-fetch", f"npmName={app_info.COMMAND}-client,supportsES6=true"),
}
"""For each language the generator and its properties."""
MADE: Final = Path(".openapi-generator") / "FILES"
"""Where the generator notes in a folder what it made there."""
NO_JAVA: Final = ("UnsupportedClassVersionError", "Unable to locate a Java Runtime")
"""What an older Java says, and what macOS says that has a program of this name, but no Java."""
NARROWED: Final = ("(value: object): value is", "(value: Record<string, any>): value is")
"""What the generator writes into models asks for TypeScript 4.9; with the second, 4.5 takes it too."""


def generate(language: str, description: str, folder: Path) -> None:
    """Write a client into a folder that is empty or holds an earlier one, of which nothing outdated stays.

    AppError where the folder holds something else or is closed to us, or the generator or Java is missing or fails.
    """
    java, archive = shutil.which("java"), _archive()
    if java is None:
        raise AppError("http.client.java")
    _require_free(folder)
    _require_writable(folder)
    earlier = _made(folder)
    generator, properties = OPTIONS[language]
    with TemporaryDirectory(prefix="client-") as temporary:
        source = Path(temporary) / "openapi.json"
        source.write_text(description, encoding="utf-8")
        options = ["-g", generator, "-i", str(source), "-o", str(folder), "--additional-properties", properties]
        command = [java, "-jar", str(archive), "generate", *options]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    if any(sign in done.stderr for sign in NO_JAVA):
        raise AppError("http.client.java")
    if done.returncode:
        raise AppError("http.client.generator", detail=_reason(done.stderr or done.stdout))
    for file in earlier - _made(folder):
        file.unlink(missing_ok=True)
    for model in (folder / "src" / "models").glob("*.ts"):
        model.write_text(model.read_text(encoding="utf-8").replace(*NARROWED), encoding="utf-8")


def _require_free(folder: Path) -> None:
    """AppError where the folder holds what no client made."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MADE.parent).is_dir():
        raise AppError("http.client.foreign", path=str(folder))


def _made(folder: Path) -> set[Path]:
    """The files in the folder that the generator says it made, as far as they are inside."""
    try:
        names = (folder / MADE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return set()
    return {path for path in ((folder / name).resolve() for name in names) if path.is_relative_to(folder.resolve())}


def _require_writable(folder: Path) -> None:
    """Make the folder. AppError where nothing can be written into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=folder).close()
    except OSError as error:
        raise AppError("http.client.folder", path=str(folder), detail=error.strerror or str(error)) from error


def _reason(said: str) -> str:
    """The end of what the generator says, without the places in its source."""
    return "\n".join(line for line in said.strip().splitlines() if not line.lstrip().startswith("at "))[-500:]


def _archive() -> Path:
    """The generator's program, which its Python package brings along."""
    found = importlib.util.find_spec(PACKAGE)
    folders = (found.submodule_search_locations if found else None) or ()
    for archive in (path for folder in folders for path in Path(folder).glob("*.jar")):
        return archive
    raise AppError("http.client.missing")
