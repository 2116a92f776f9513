"""Places that depend on whether the program is frozen."""

import sys
from pathlib import Path

import pytest

from core import paths


def test_from_source_nothing_is_bundled() -> None:
    assert paths.licenses() is None


@pytest.mark.parametrize("inside", ["", "_internal"])
def test_the_licences_are_found_beside_the_program_or_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    folder = tmp_path / inside / "licenses"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "program"))
    assert paths.licenses() == folder
