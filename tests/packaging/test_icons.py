"""The application's icon as Windows and macOS want it: read back by Qt, which knows both forms."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QImageReader

from core import app_info
from resources.packaging import icons


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with pictures of the application and another one."""
    for name, size in (("app-16.png", 16), (f"{app_info.COMMAND}-256.png", 256), ("save-32.png", 32)):
        image = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
        image.fill(QColor("teal"))
        assert image.save(str(tmp_path / name))
    return tmp_path


def test_only_the_applications_pictures_are_taken(folder: Path) -> None:
    assert list(icons.pictures(folder)) == [16, 256]


@pytest.mark.parametrize(("suffix", "make"), [("ico", icons.ico), ("icns", icons.icns)])
def test_each_size_is_in_the_file(folder: Path, suffix: str, make: Callable[[dict[int, Path]], bytes]) -> None:
    path = folder / f"icon.{suffix}"
    path.write_bytes(make(icons.pictures(folder)))
    reader = QImageReader(str(path))
    sizes: set[int] = set()
    for number in range(reader.imageCount()):
        reader.jumpToImage(number)
        image = reader.read()
        assert image.pixelColor(3, 3) == QColor("teal")
        sizes.add(image.width())
    assert sizes >= {16, 256}
