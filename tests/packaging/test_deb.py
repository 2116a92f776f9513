"""What packages tell a desktop is well formed and comes from core/app_info.py."""

import configparser
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from core import app_info
from gui import system_libraries
from resources.packaging import deb, elf
from resources.packaging.facts import filled

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian packages are made on Linux")


def test_the_desktop_entry_starts_the_window() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read_string(filled("desktop-entry.desktop"))
    facts = entry["Desktop Entry"]
    assert (facts["Name"], facts["Exec"], facts["Icon"]) == (app_info.NAME, app_info.COMMAND, app_info.IDENTIFIER)
    assert facts["StartupWMClass"] == app_info.IDENTIFIER
    assert not app_info.SUMMARY.endswith(".")


def test_the_metainfo_names_the_desktop_entry() -> None:
    component = ElementTree.fromstring(filled("metainfo.xml"))
    assert component.findtext("id") == app_info.IDENTIFIER
    assert component.findtext("launchable") == f"{app_info.IDENTIFIER}.desktop"
    release = component.find("releases/release")
    assert release is not None
    assert release.get("version") == app_info.VERSION


@pytest.mark.parametrize(
    ("tool", "template", "name"),
    [
        (["desktop-file-validate"], "desktop-entry.desktop", f"{app_info.IDENTIFIER}.desktop"),
        (["appstreamcli", "validate", "--no-net"], "metainfo.xml", f"{app_info.IDENTIFIER}.metainfo.xml"),
    ],
)
def test_the_desktops_own_checkers_agree(tmp_path: Path, tool: list[str], template: str, name: str) -> None:
    if not shutil.which(tool[0]):
        pytest.skip(f"{tool[0]} is not installed")
    (tmp_path / name).write_text(filled(template), encoding="utf-8")
    done = subprocess.run([*tool, name], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_installers_script_has_no_gap() -> None:
    script = filled("installer.iss", folder="F", output="O", sign="")
    assert "$" not in script
    assert f"AppId={app_info.IDENTIFIER}" in script
    assert "PrivilegesRequired=lowest" in script
    assert "userappdata" not in script


@linux
def test_what_files_name_is_read(tmp_path: Path) -> None:
    program = shutil.copy(sys.executable, tmp_path / "program")
    (tmp_path / "text").write_text("no program")
    assert "libc.so.6" in elf.needed(program)
    assert elf.from_system(tmp_path) == set(elf.needed(program))
    assert elf.newest_glibc(tmp_path).startswith("2.")


@linux
def test_a_library_of_an_unknown_package_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elf, "from_system", lambda folder: {"libstranger.so.1", "libEGL.so.1"})
    with pytest.raises(deb.UnknownLibraryError, match=r"libstranger\.so\.1\?"):
        deb.depends(tmp_path)


@linux
def test_known_libraries_become_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = set(system_libraries.PLATFORMS["xcb"])
    monkeypatch.setattr(elf, "from_system", lambda folder: names)
    monkeypatch.setattr(elf, "newest_glibc", lambda folder: "2.31")
    assert "libc6 (>= 2.31), libx11-xcb1, libxcb-cursor0" in deb.depends(tmp_path)
