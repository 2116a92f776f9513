"""Looking rather than reading, by key: a column's summary, totals, what is selected."""

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from core.query.ast import Query
from core.settings import load_settings
from tests.gui.conftest import GADGETS
from tests.gui.person import User
from tests.shop import open_shop


def go_to(user: User, name: str) -> None:
    user.press("Home")
    names = [user.page.model.columns[column].name for column in user.page.view.column_order()]
    user.press("Right", names.index(name))


def test_numbers_are_summed_up_and_a_part_becomes_a_filter(gadgets: User) -> None:
    go_to(gadgets, "price")
    gadgets.press("Ctrl+Shift+Y")
    panel = gadgets.page.tools.summaries.panel
    assert panel is not None
    gadgets.wait(panel.bars.count)
    names = ("Rows", "Distinct", "Empty", "Least", "Greatest", "Mean", "Sum")
    assert [panel.number(name) for name in names] == ["5", "5", "0", "1.00", "5.00", "3", "15.00"]
    gadgets.wait(lambda: gadgets.focus is panel.bars)
    gadgets.press("Return")
    gadgets.wait(lambda: gadgets.page.model.count < len(GADGETS))
    assert "price:" in gadgets.page.search.text()
    gadgets.wait(lambda: panel.number("Rows") == str(gadgets.page.model.count))


def test_bounds_are_values_that_are_there_and_the_largest_numbers_are_added_up(gadgets: User, data_dir: Path) -> None:
    with open_shop(load_settings(data_dir=data_dir)) as application:
        service, context = application.service("gadgets"), application.context()
        for row in service.window(context, Query(), 0, 10).rows:
            service.update(context, row.id, service.entity.change({"weight": Decimal("1.234567"), "rating": 1e30}))
    gadgets.press("F5")
    go_to(gadgets, "weight")
    gadgets.press("Ctrl+Shift+Y")
    gadgets.wait(lambda: gadgets.page.tools.summaries.panel and gadgets.page.tools.summaries.panel.number("Least"))
    panel = gadgets.page.tools.summaries.panel
    assert panel is not None
    assert [panel.number(name) for name in ("Least", "Greatest", "Mean")] == ["1.234567", "1.234567", "1.2346"]
    gadgets.press("Ctrl+Shift+Y")
    go_to(gadgets, "rating")
    gadgets.press("Shift+Down", 2)
    gadgets.wait(lambda: "3 rows selected: count 3, sum 3" in gadgets.window.status.summary.text())


def test_texts_show_their_most_frequent_values(gadgets: User) -> None:
    go_to(gadgets, "status")
    gadgets.press("Ctrl+Shift+Y")
    panel = gadgets.page.tools.summaries.panel
    assert panel is not None
    gadgets.wait(lambda: panel.bars.count() == 1)
    assert panel.bars.item(0).text() == "New"
    assert panel.number("Distinct") == "1"


def test_the_panel_follows_the_cursor_and_goes_with_esc(gadgets: User) -> None:
    go_to(gadgets, "price")
    gadgets.press("Ctrl+Shift+Y")
    gadgets.page.view.setFocus()
    gadgets.press("Right")
    summaries = gadgets.page.tools.summaries
    gadgets.wait(lambda: summaries.panel and summaries.panel.facts.name == "weight")
    gadgets.press("F6")
    gadgets.wait(lambda: not gadgets.page.view.hasFocus())
    gadgets.press("Ctrl+Shift+Y")
    assert not gadgets.window.panel.isVisible()
    assert gadgets.focus is gadgets.page.view


def test_esc_while_it_is_looked_closes_the_panel_and_keeps_the_filter(gadgets: User) -> None:
    gadgets.press("Ctrl+F")
    gadgets.write("stock:>20")
    gadgets.press("Return")
    gadgets.wait(lambda: gadgets.page.model.count == 3)
    gadgets.press("Ctrl+Shift+Y")
    assert gadgets.window.panel.isAncestorOf(gadgets.focus)
    gadgets.press("Esc")
    assert not gadgets.window.panel.isVisible()
    assert gadgets.focus is gadgets.page.view
    gadgets.wait(lambda: not gadgets.desk.operations.tasks.is_busy)
    assert gadgets.page.search.text() == "stock:>20"
    assert gadgets.focus is gadgets.page.view


def test_the_keyboard_stays_in_the_panel_of_a_column_without_rows(gadgets: User) -> None:
    gadgets.press("Ctrl+Shift+L")
    gadgets.write("zzz")
    gadgets.wait(lambda: gadgets.page.model.count == 0)
    gadgets.press("Return")
    gadgets.press("Ctrl+Shift+Y")
    panel = gadgets.page.tools.summaries.panel
    assert panel is not None
    gadgets.wait(lambda: panel.number("Rows") == "0")
    assert panel.isAncestorOf(gadgets.focus)
    gadgets.press("Down")
    assert panel.isAncestorOf(gadgets.focus)
    gadgets.press("Esc")
    assert not gadgets.window.panel.isVisible()
    assert gadgets.focus is gadgets.page.contents.nothing.buttons[0]


def test_a_selection_is_summed_up_in_the_status_bar(gadgets: User) -> None:
    go_to(gadgets, "price")
    gadgets.press("Shift+Down", 2)
    status = gadgets.window.status.summary
    gadgets.wait(lambda: "3 rows selected: count 3, sum 6.00, mean 2, min 1.00, max 3.00" in status.text())
    gadgets.press("Ctrl+A")
    gadgets.wait(lambda: "5 rows selected: count 10, sum 165.00, mean 16.5, min 1.00, max 50" in status.text())
    gadgets.press("Left")
    gadgets.wait(lambda: "selected" not in status.text())


def test_what_is_typed_into_selected_cells_counts_as_it_is_shown(gadgets: User) -> None:
    status = gadgets.window.status.summary
    gadgets.press("Down")
    go_to(gadgets, "price")
    gadgets.write("457.73")
    gadgets.press("Tab")
    gadgets.press("Shift+Tab")
    gadgets.press("Shift+Right", 2)
    gadgets.wait(lambda: "1 row selected: count 2, sum 477.73, mean 238.865, min 20, max 457.73" in status.text())


def test_selected_rows_that_are_not_saved_count_as_the_others(gadgets: User) -> None:
    status, view = gadgets.window.status.summary, gadgets.page.view
    for number in ("100", "0.5"):
        gadgets.press("Ins")
        go_to(gadgets, "price")
        gadgets.write(number)
        gadgets.press("Return")
    price = [facts.name for facts in gadgets.page.model.columns].index("price")
    view.put_cursor(4, price)
    gadgets.press("Shift+Down", 3)
    gadgets.wait(lambda: "3 rows selected: count 3, sum 105.50, mean 35.1667, min 0.5, max 100" in status.text())
    view.put_cursor(6, price)
    gadgets.press("Shift+Up")
    gadgets.wait(lambda: "2 rows selected: count 2, sum 100.5, mean 50.25, min 0.5, max 100" in status.text())


def test_a_total_without_room_is_no_other_number(gadgets: User) -> None:
    totals, view = gadgets.page.tools.totals, gadgets.page.view
    stock = [facts.name for facts in gadgets.page.model.columns].index("stock")
    gadgets.press("Ctrl++", times=6)  # in large letters the narrowest column has no room, whatever the font
    gadgets.press("Right", times=stock)
    gadgets.press("Shift+F9", times=20)
    gadgets.press("Ctrl+Shift+M")
    gadgets.wait(lambda: totals.fitted(stock) == "Σ 150")
    seen = set[str]()
    for _ in range(20):
        gadgets.press("Shift+F9")
        seen.add(totals.fitted(stock))
    assert seen <= {"Σ 150", "150", "…", ""}
    assert totals.fitted(stock) in {"…", ""}
    place = QPoint(view.x_of(stock) + view.columnWidth(stock) // 2, 10)
    QApplication.sendEvent(totals, QHelpEvent(QEvent.Type.ToolTip, place, totals.mapToGlobal(place)))
    assert QToolTip.text() == "Σ 150"
    QToolTip.hideText()
    gadgets.press("Ctrl+F9")
    assert totals.fitted(stock) == "Σ 150"


def test_totals_of_what_the_filter_shows(gadgets: User) -> None:
    totals, names = gadgets.page.tools.totals, [facts.name for facts in gadgets.page.model.columns]
    gadgets.press("Ctrl+Shift+M")
    gadgets.wait(lambda: totals.text(names.index("stock")) == "Σ 150")
    gadgets.press("Ctrl+F")
    gadgets.write("price:>3")
    gadgets.press("Return")
    gadgets.wait(lambda: totals.text(names.index("stock")) == "Σ 90")
    gadgets.press("Ctrl+Shift+M")
    assert not totals.isVisible()
