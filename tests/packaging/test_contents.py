"""What is left out when freezing is nothing that the code imports."""

import pytest

from resources.packaging import contents
from resources.packaging.facts import ROOT
from resources.packaging.imports import imports_in, imports_of

SOURCES = [ROOT / name for name in ("core", "gui", "migrations")]


def dropped(names: set[str]) -> set[str]:
    return {name for name in names if contents.is_module_dropped(name.replace(".", "/"))}


def test_nothing_that_is_imported_is_dropped() -> None:
    assert not dropped(set().union(*map(imports_of, SOURCES)))


@pytest.mark.parametrize("line", ["import tkinter", "def show():\n    from sqlalchemy.dialects import mysql"])
def test_a_planted_import_of_something_dropped_is_noticed(line: str) -> None:
    assert dropped(set(imports_in(line)))


@pytest.mark.parametrize(
    ("place", "is_kept"),
    [
        ("core/database.pyc", True),
        ("tkinter/__init__.pyc", False),
        ("tkinter_extras.pyc", True),
        ("resources/icons/save.svg", True),
        ("resources/packaging/deb.py", False),
        ("resources/screenshots/items.png", False),
        ("pygments/lexers/python.pyc", True),
        ("pygments/lexers/ruby.pyc", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("PySide6/Qt/translations/qt_de.qm", False),
        ("PySide6/Qt/qml/QtQuick/libplugin.so", False),
    ],
)
def test_what_is_kept(place: str, is_kept: bool) -> None:
    assert contents.is_kept(place, ["de"]) is is_kept


def test_whatever_is_dropped_or_kept_has_its_reason() -> None:
    reasons = (*contents.MODULES.values(), *contents.FILES.values(), *contents.LIBRARIES.values())
    assert all(len(reason) > 5 for reason in reasons)
    assert all(contents.is_dropped(name) for name in contents.KEPT_FILES)
