"""The frozen folder holds what the code imports, nothing that nobody asks for, and the licences of all of it."""

import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement

from resources.packaging import contents
from resources.packaging.facts import ROOT
from resources.packaging.imports import imports_of
from resources.packaging.libraries import LIBRARIES
from resources.packaging.licenses import OWN, is_shippable
from tests.e2e.frozen import FOLDER, INSIDE

pytestmark = pytest.mark.frozen

IMPORT_EVERYTHING = """
import importlib, json, pkgutil, sys
for package in ("core", "gui"):
    for found in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
for name in sys.argv[1:]:
    importlib.import_module(name)
files = {name: getattr(module, "__file__", None) for name, module in sys.modules.items()}
print(json.dumps({name: file for name, file in files.items() if file}))
"""
DRIVERS = ("psycopg", "alembic.command", "uvicorn.main")
# Of the interpreter that runs this, not of the program.
INTERPRETERS = {"__main__", "__mp_main__", "_distutils_hack", "_sitebuiltins", "os.path", "site", "sitecustomize"}
# What PyInstaller, Python's import and setuptools bring in their own way.
EMBEDDED = ("_frozen_importlib", "PySide6.support", "shibokensupport", "__editable__", "_virtualenv")


def shipped_modules() -> set[str]:
    """The modules in the folder by name, pure and compiled."""
    found: set[str] = set()
    for path in INSIDE.rglob("*"):
        place = PurePosixPath(path.relative_to(INSIDE).as_posix())
        if path.suffix == ".pyc":
            found.add(".".join(place.with_suffix("").parts).removesuffix(".__init__"))
        elif path.suffix in {".so", ".pyd"}:
            parts = [part for part in place.parts[:-1] if not part.startswith(("python3", "lib-dynload"))]
            found.add(".".join([*parts, path.name.partition(".")[0]]))
    return found


def imported_modules() -> set[str]:
    """What importing all of the program brings into memory, as far as it has files of its own."""
    command = [sys.executable, "-c", IMPORT_EVERYTHING, *DRIVERS]
    done = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
    files: dict[str, str] = json.loads(done.stdout)
    return {
        name
        for name, file in files.items()
        if Path(file).exists() and name not in INTERPRETERS and not name.startswith(EMBEDDED)
    }


def test_everything_that_is_imported_is_shipped_unless_it_was_dropped_on_purpose() -> None:
    absent = imported_modules() - shipped_modules()
    assert {name for name in absent if not was_dropped(name)} == set()


def was_dropped(module: str) -> bool:
    place = module.replace(".", "/")
    return contents.is_module_dropped(place) or contents.is_dropped(place)


def test_nothing_that_was_dropped_is_there() -> None:
    assert {name for name in shipped_modules() if contents.is_module_dropped(name.replace(".", "/"))} == set()
    names = {path.name for path in INSIDE.rglob("*")}
    assert not sys.platform.startswith("linux") or not names & set(contents.LIBRARIES)


def test_no_distribution_is_kept_that_nobody_imports_or_requires() -> None:
    known = packages_distributions()
    shipped = {own for name in shipped_modules() for own in known.get(name.partition(".")[0], ())}
    sources = set().union(*(imports_of(ROOT / name) for name in ("core", "gui", "migrations")), DRIVERS, ["pysqlite3"])
    asked_for = {own for name in sources for own in known.get(name.partition(".")[0], ())}
    unasked = {normal(name) for name in shipped} - with_requirements({normal(name) for name in asked_for})
    assert unasked == set(), "shipped, and nobody imports it: drop it from the locks or in resources/packaging"


def with_requirements(names: set[str]) -> set[str]:
    """These distributions and all that they require, extras included."""
    reached: set[str] = set()
    queue = list(names)
    while queue:
        name = queue.pop()
        if name not in reached:
            reached.add(name)
            try:
                queue += [normal(Requirement(line).name) for line in requires(name) or ()]
            except PackageNotFoundError:
                continue
    return reached


def normal(name: str) -> str:
    return name.replace("_", "-").replace(".", "-").lower()


def test_every_distribution_and_library_has_its_licence() -> None:
    known = packages_distributions()
    listed = listed_licenses()
    packages = {name.partition(".")[0] for name in shipped_modules()} - OWN
    wanted = {distribution for package in packages for distribution in known.get(package, ())}
    for path in INSIDE.rglob("*.so*"):
        wanted |= {owner for start, (owner, _) in LIBRARIES.items() if path.name.lower().startswith(start)}
    assert wanted - set(listed) == set()


def test_no_licence_keeps_a_closed_application_from_being_shipped() -> None:
    assert {name: stated for name, stated in listed_licenses().items() if not is_shippable(stated)} == {}


def listed_licenses() -> dict[str, str]:
    """The components in the shipped list, with their licences; each has its text."""
    found: dict[str, str] = {}
    for line in (FOLDER / "licenses" / "README.txt").read_text(encoding="utf-8").splitlines()[2:]:
        component, _, rest = line.rpartition(": ")
        stated, _, file = rest.rpartition(", ")
        assert (FOLDER / "licenses" / file).stat().st_size > 200, file
        words = component.split(" ")
        found[" ".join(words[:-1]) if words[-1][:1].isdigit() else component] = stated
    return found
