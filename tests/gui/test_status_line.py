"""The status bar: all that is said in it stands on one line."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from gui.widgets.activity import Activity
from gui.widgets.status_line import StatusLine
from tests.gui.person import User

SEEN = 100
"""How far a pixel is from the ground, out of 255, to be a part of a letter."""


@pytest.mark.parametrize("text", [100, 150, 200])
def test_the_button_that_stops_stands_on_the_line_of_the_others(user: User, text: int) -> None:
    user.window.preferences.change(text_scale=text)
    status = user.window.status
    activity = status.findChild(Activity)
    assert isinstance(activity, Activity)
    shown = (activity.label, activity.stop, status.summary)
    for part in shown:
        part.setText("Cancel")
        part.show()
    user.wait(lambda: activity.stop.width() >= activity.stop.sizeHint().width())
    user.wait(lambda: is_one_line([letters(status, part) for part in shown]))
    assert all(status.rect().contains(part.geometry().translated(activity.pos())) for part in shown[:2])
    user.window.preferences.change(text_scale=100)


def is_one_line(parts: list[tuple[int, int]]) -> bool:
    """Whether letters stand on the same line; how strong the edge of a letter is may depend on its ground."""
    return all(max(edge) - min(edge) <= 1 for edge in zip(*parts, strict=True))


def letters(status: StatusLine, part: QWidget) -> tuple[int, int]:
    """The first and the last row of pixels that a part's letters take in the picture of the bar."""
    picture: QImage = status.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    left = part.mapTo(status, part.rect().topLeft()).x()
    ground = picture.pixelColor(left, picture.height() // 2).red()
    rows = [
        row
        for row in range(2, picture.height())
        if any(abs(picture.pixelColor(left + x, row).red() - ground) > SEEN for x in range(part.width()))
    ]
    return rows[0], rows[-1]
