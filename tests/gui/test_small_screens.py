"""On a screen with little room the first window and every dialog are whole, with their buttons in view."""

from pathlib import Path

import pytest

from tests.screens.data import fill
from tests.screens.small import looked_at, screen


@pytest.mark.parametrize(
    ("width", "height", "scale", "text"),
    [(1232, 780, "2", 100), (1366, 768, "1", 100), (1366, 768, "1", 200)],
    ids=["1280x800 at 200 %, less what the desktop takes", "1366x768", "1366x768, text of 200 %"],
)
def test_everything_fits(tmp_path: Path, width: int, height: int, scale: str, text: int) -> None:
    data = tmp_path / "data"
    fill(data, "some")
    found = looked_at(data, text, screen(tmp_path, width, height, scale))
    assert set(found) >= {"items", "file-import", "file-export", "import-3-bad", "help-shortcuts", "crash", "loss"}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
