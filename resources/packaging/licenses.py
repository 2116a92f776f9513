"""The licence of everything in the frozen folder, with its texts."""

import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path, PurePath
from typing import Final, NamedTuple, NoReturn

from core import app_info
from resources.packaging.debian import copyright_of
from resources.packaging.facts import ROOT, license_
from resources.packaging.libraries import LIBRARIES

TEXTS: Final = Path(__file__).parent / "licenses"
LGPL: Final = ("Qt", "LGPL-3.0", "GPL-3.0")
STORED: Final = {"PySide6_Essentials": LGPL, "shiboken6": LGPL, "libxcrypt": ("LGPL-2.1",), "keyutils": ("LGPL-2.1",)}
"""The texts of what brings none along, where there is none of its own name."""

UNSTATED: Final = {"pysqlite3": "Zlib"}
"""Licences of distributions whose metadata does not say, read in their texts."""

OWN: Final = frozenset({"core", "gui", "migrations", "resources"})
"""Packages of the application itself: developed, it is installed as a distribution, too."""

Entry = tuple[str, str, str]  # destination, source, kind: PyInstaller's form


class Component(NamedTuple):
    """Something by somebody that is shipped."""

    name: str
    version: str
    license: str
    text: str


class UnknownLicenseError(Exception):
    """Something would be shipped of which nobody knows under which licence."""


def write(folder: Path, entries: Iterable[Entry]) -> None:
    """Put the texts of everything among these files into a folder, with a list of what there is."""
    folder.mkdir(parents=True, exist_ok=True)
    found = components(entries)
    for component in found:
        (folder / file_name(component.name)).write_text(component.text, encoding="utf-8")
    lines = [f"{each.name} {each.version}".strip() + f": {each.license}, {file_name(each.name)}" for each in found]
    title = f"{app_info.NAME} {app_info.VERSION} is made of the following, each under its own licence."
    (folder / "README.txt").write_text("\n".join([title, "", *lines, ""]), encoding="utf-8")


def file_name(component: str) -> str:
    return re.sub(r"[^\w.+-]+", "-", component) + ".txt"


def is_shippable(license_: str) -> bool:
    """Whether a closed application may carry this: not where every choice is the GPL without an exception."""
    return any(
        all(" WITH " in part or not re.match(r"A?GPL|.*GNU (Affero )?General", part) for part in choice.split(" AND "))
        for choice in re.split(r" OR ", license_)
    )


def components(entries: Iterable[Entry]) -> list[Component]:
    """What these files are made of, the application and Python first."""
    known = packages_distributions()
    found = list(always())
    names: set[str] = set()
    for destination, source, kind in entries:
        if kind == "SYMLINK":
            continue
        library = library_of(destination)
        if library:
            found.append(Component(library[0], "", library[1], library_text(library[0], source)))
        else:
            names.update(distributions_of(destination, source, known))
    found += [of_distribution(name) for name in sorted(names, key=str.lower)]
    return list({component.name: component for component in reversed(found)}.values())[::-1]


def always() -> Iterator[Component]:
    yield Component(app_info.NAME, app_info.VERSION, license_(), (ROOT / "LICENSE").read_text(encoding="utf-8"))
    yield Component("Python", sys.version.split()[0], "PSF-2.0", python_license())
    yield Component("SQLite", "", "blessing", stored("SQLite"))
    freezer = distribution("pyinstaller")
    yield Component(
        "PyInstaller bootloader", freezer.version, "GPL-2.0-or-later WITH Bootloader-exception", texts_of(freezer)
    )
    for path in sorted((ROOT / "resources" / "icons").glob("LICENSE*")):
        name = path.stem.partition("-")[2].capitalize()
        yield Component(f"{name} icons".strip(), "", "see its text", path.read_text(encoding="utf-8"))


def python_license() -> str:
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    found = [place / "LICENSE.txt" for place in places if (place / "LICENSE.txt").is_file()]
    if not found:
        raise UnknownLicenseError("This Python comes without its LICENSE.txt: freeze with one that has it.")
    return found[0].read_text(encoding="utf-8")


def library_of(destination: str) -> tuple[str, str] | None:
    """Whose this shared library is, where it is one that belongs to nobody's Python package."""
    name = PurePath(destination).name.lower()
    return next((LIBRARIES[start] for start in LIBRARIES if name.startswith(start.lower())), None)


def library_text(component: str, source: str) -> str:
    if component == "Python":
        return python_license()
    return stored(component) or copyright_of(source) or _unknown(source)


def distributions_of(destination: str, source: str, known: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """The installed distributions that a file comes from: none where it is our own or Python's."""
    top = PurePath(destination).parts[0].partition(".")[0]
    if top in OWN:
        return ()
    if top in known:
        return known[top]
    is_binary = re.search(r"\.(so|dylib|dll)\b", destination.lower())
    # On Windows and macOS what Python brings lies beside it, and its licence speaks of it.
    if is_binary and not top.startswith("python") and not Path(source).is_relative_to(sys.base_prefix):
        _unknown(source)
    return ()


def of_distribution(name: str) -> Component:
    found = distribution(name)
    text = texts_of(found) or stored(name) or _unknown(name)
    return Component(name, found.version, stated_license(found), text)


def stated_license(found: Distribution) -> str:
    """What the metadata says: as an expression, in a line, or by classifiers."""
    facts = found.metadata
    if facts["License-Expression"] or (facts["License"] and len(facts["License"]) < 100):
        return facts["License-Expression"] or facts["License"]
    classifiers = [name for name in facts.get_all("Classifier", []) if name.startswith("License :: ")]
    names = [name.rpartition(" :: ")[2] for name in classifiers]
    return " AND ".join(names) or UNSTATED.get(facts["Name"]) or _unknown(facts["Name"])


def texts_of(found: Distribution) -> str:
    """The licence texts that a distribution brings along."""
    pattern = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
    paths = [file for file in found.files or () if pattern.search(file.name) and file.suffix not in {".py", ".pyc"}]
    inside = [path for path in paths if ".dist-info" in path.parts[0]]
    return "\n\n".join(file.read_text(encoding="utf-8") for file in inside or paths)


def stored(component: str) -> str:
    """The texts that this project keeps for what brings none along."""
    paths = [TEXTS / f"{name}.txt" for name in STORED.get(component, (component,))]
    return "\n\n".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())


def _unknown(what: str) -> NoReturn:
    raise UnknownLicenseError(f"{what} would be shipped, and its licence is not known: see resources/packaging.")
