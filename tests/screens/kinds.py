"""A table with a field of every kind: ten rows, an editor of each, and what is wrong in a cell or a row."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from core.errors import AppError
from core.settings import load_settings
from tests.screens.tour import Tour
from tests.shop import open_shop

GADGETS: Final = "gadgets"
NAMES: Final = ("Kettle", "Drill", "Lamp", "Whisk", "Saw", "Toaster", "Spirit level", "Scales", "Clamp", "Grater")
LISTED: Final = ("released", "category_id", "status")
"""Fields whose editors can open something to choose from."""


def fill_shop(folder: Path) -> None:
    """Make a data directory with ten records of a family that has a field of every kind."""
    with open_shop(load_settings(data_dir=folder)) as shop:
        context = shop.context()
        categories = shop.service("categories")
        entity = categories.entity
        made = [categories.create(context, entity.new({"name": name})) for name in ("Kitchen", "Tools")]
        gadgets = shop.service(GADGETS)
        rows = [_gadget(number, made[number % 2].id) for number in range(len(NAMES))]
        gadgets.create_many(context, [gadgets.entity.new(row) for row in reversed(rows)])


def _gadget(number: int, category: Any) -> dict[str, Any]:
    is_rich = number % 3 != 1
    return {
        "name": NAMES[number],
        "notes": "Two in the window,\nthe others in the cellar" if is_rich else None,
        "price": Decimal(number * 1234 + 5) / 100 if is_rich else None,
        "weight": Decimal("0.75") * number,
        "stock": number * 37,
        "rating": 4.5 - number / 10,
        "active": number % 4 != 2,
        "released": date(2026, 1 + number, 3 + number) if is_rich else None,
        "opens": time(7 + number, 30),
        "seen_at": datetime(2026, 11, 1 + number, 9, 5, tzinfo=UTC),
        "status": "new" if number % 2 else "sold out",
        "category_id": category if is_rich else None,
    }


def kinds(tour: Tour) -> Iterator[tuple[str, QWidget]]:
    """Every stop in the shop."""
    window = tour.window
    tour.go(GADGETS)
    yield "table-ten", window
    contents = tour.table.contents
    contents.unread.explain(str(AppError("database.full")))
    for name, part in (("loading", contents.loading), ("unread", contents.unread)):
        contents.show_part(part)
        yield f"table-{name}", window
    contents.choose()
    tour.come_back()
    tour.run("select.all")
    tour.sum_up()
    yield "table-all", window
    tour.press(Qt.Key.Key_Escape)
    for facts in tour.table.model.columns:
        if facts.updatable:
            yield from _editor(tour, facts.name)
    yield from _wrong(tour)
    tour.run("record.open")
    yield "form-kinds", window
    window.panel.close_panel()


def _editor(tour: Tour, name: str) -> Iterator[tuple[str, QWidget]]:
    _begin(tour, name)
    yield f"editor-{name}", tour.window
    if name in LISTED:
        tour.press(Qt.Key.Key_F4)
        yield f"editor-{name}-list", QApplication.activePopupWidget() or tour.window
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
    _give_up(tour)
    if name == "notes":
        tour.run("record.cell_large")
        yield "editor-large", tour.window
        _give_up(tour)


def _wrong(tour: Tour) -> Iterator[tuple[str, QWidget]]:
    """What cannot be read stays in its editor; what the model refuses stays in its row."""
    _begin(tour, "stock")
    tour.write("many")
    tour.press(Qt.Key.Key_Return)
    yield "editor-refused", tour.window
    _give_up(tour)
    _begin(tour, "price")
    tour.press(Qt.Key.Key_Home)
    tour.write("9")
    tour.press(Qt.Key.Key_Tab)
    yield "row-draft", tour.window
    tour.run("record.insert")
    _begin(tour, "notes")
    tour.write("no name yet")
    tour.press(Qt.Key.Key_Return)
    tour.run("record.save")
    yield "row-refused", tour.window
    for _ in range(3):
        tour.press(Qt.Key.Key_Escape)
    tour.run("cell.table_start")


def _begin(tour: Tour, name: str) -> None:
    names = [facts.name for facts in tour.table.model.columns]
    tour.table.view.put_cursor(max(0, tour.table.view.currentIndex().row()), names.index(name))
    tour.run("record.cell")


def _give_up(tour: Tour) -> None:
    editor = tour.table.editing.open_editor
    if editor is not None:
        editor.cancel()
    tour.settle()


def in_shop() -> Any:
    """While this holds, windows open on the families of the shop."""
    return patch("core.bootstrap.open_application", open_shop)
