"""Licences are found for what is shipped, and what a closed application may not carry is noticed."""

import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from core import app_info
from resources.packaging import licenses
from resources.packaging.facts import ROOT
from resources.packaging.libraries import LIBRARIES
from resources.packaging.licenses import UnknownLicenseError, components, is_shippable


@pytest.mark.parametrize(
    ("license_", "expected"),
    [
        ("MIT", True),
        ("LGPL-3.0-only", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", True),
        ("GPL-2.0-only", False),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-3.0-or-later", False),
        ("GNU General Public License v3 (GPLv3)", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", True),
    ],
)
def test_the_gpl_alone_is_refused(license_: str, expected: bool) -> None:
    assert is_shippable(license_) is expected


def test_every_library_in_the_list_may_be_shipped() -> None:
    assert all(is_shippable(license_) for _, license_ in LIBRARIES.values())


def test_a_module_brings_the_texts_of_its_distribution() -> None:
    found = {each.name: each for each in components([("sqlalchemy/engine/base.pyc", "", "DATA")])}
    assert found["SQLAlchemy"].version == distribution("SQLAlchemy").version
    assert found["SQLAlchemy"].license == "MIT"
    assert "SQLAlchemy authors" in found["SQLAlchemy"].text


def test_qt_brings_the_lesser_gpl_and_how_to_replace_it() -> None:
    found = {each.name: each for each in components([("PySide6/QtCore.abi3.so", "", "EXTENSION")])}
    (text,) = (each.text for name, each in found.items() if name.startswith("PySide6"))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "GNU GENERAL PUBLIC LICENSE" in text
    assert "replace them" in text


def test_the_application_and_python_are_always_there() -> None:
    assert {app_info.NAME, "Python", "SQLite", "PyInstaller bootloader"} <= {each.name for each in components([])}


def test_the_application_is_there_once(tmp_path: Path) -> None:
    """By whatever name it is installed where it is developed: a file system may not tell large letters from small."""
    places = ("core/record.pyc", "gui/page.pyc", "migrations/env.py", "resources/icons/app.svg", "typer/main.pyc")
    licenses.write(tmp_path, [(place, "", "DATA") for place in places])
    names = [path.name.casefold() for path in tmp_path.iterdir()]
    assert len(names) == len(set(names))
    lines = (tmp_path / "README.txt").read_text(encoding="utf-8").splitlines()[2:]
    assert [line for line in lines if f"{app_info.VERSION}: MIT" in line] == [
        f"{app_info.NAME} {app_info.VERSION}: MIT, {app_info.NAME}.txt"
    ]


def test_a_library_nobody_knows_stops_the_build() -> None:
    with pytest.raises(UnknownLicenseError, match="libstranger"):
        components([("libstranger.so.1", "/opt/stranger/libstranger.so.1", "BINARY")])


def test_the_list_names_each_text(tmp_path: Path) -> None:
    licenses.write(tmp_path, [("typer/main.pyc", "", "DATA")])
    lines = (tmp_path / "README.txt").read_text(encoding="utf-8").splitlines()
    named = {line.rpartition(", ")[2] for line in lines[2:] if line}
    assert named == {path.name for path in tmp_path.iterdir()} - {"README.txt"}
    assert "typer.txt" in named
    assert all(path.stat().st_size for path in tmp_path.iterdir())


def test_icons_keep_their_licence_beside_them() -> None:
    icons = list((ROOT / "resources" / "icons").glob("*.svg"))
    assert not icons or any("icons" in each.name for each in components([]))


def test_this_python_has_its_licence() -> None:
    assert "PYTHON SOFTWARE FOUNDATION" in licenses.python_license(), sys.version
