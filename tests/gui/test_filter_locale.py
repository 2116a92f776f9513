"""Search, filter row and all that writes into them speak the person's locale, as the cells beside them do."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from gui.dialogs.go_anywhere import GoAnywhere
from gui.dialogs.view_chooser import ViewChooser
from gui.locale import use_locale
from tests.gui.person import User
from tests.gui.test_arranging import save_view
from tests.gui.test_completion import offered
from tests.gui.test_insight import go_to


@pytest.fixture(autouse=True)
def german(gadgets: User) -> Iterator[None]:
    use_locale("de_DE")
    yield
    use_locale("C")


def search(user: User, text: str, count: int) -> None:
    """Type a search; it finds so many rows."""
    user.press("Ctrl+F")
    user.press("Ctrl+A")
    user.write(text)
    user.press("Return")
    user.wait(lambda: user.page.model.count == count)
    user.press("Ctrl+Home")


def explained(user: User, text: str) -> str:
    """What is said about a search that makes no sense."""
    user.press("Ctrl+F")
    user.press("Ctrl+A")
    user.write(text)
    user.press("Return")
    return user.page.search.message.text()


def test_a_search_means_what_a_cell_would(gadgets: User) -> None:
    search(gadgets, "price:3,00", 1)
    go_to(gadgets, "price")
    assert gadgets.cell == "3,00"
    search(gadgets, "price:>2,5", 3)
    search(gadgets, "price:1.000", 0)
    search(gadgets, "price:<1.000", 5)
    search(gadgets, "price:1,5..3,5", 2)
    search(gadgets, "created:>31.12.2020 active:nein or price:2..3", 2)
    search(gadgets, f"created:{datetime.now().astimezone():%m.%Y} price:2..3", 2)
    search(gadgets, "created:12.2020", 0)
    search(gadgets, "status:New", 5)
    assert "12,50" in explained(gadgets, "price:2,5,5")
    assert "31.01.2026" in explained(gadgets, "released:31.13.2026")


def test_this_cell_is_written_as_it_is_shown(gadgets: User) -> None:
    search(gadgets, "price:>2,5", 3)
    go_to(gadgets, "price")
    shown = gadgets.cell
    gadgets.press("Ctrl+Shift+F")
    gadgets.wait(lambda: gadgets.page.model.count == 1)
    assert gadgets.page.search.text() == f"price:{shown}"
    gadgets.press("Ctrl+Shift+L")
    assert gadgets.focus.property("text") == shown
    gadgets.press("Ctrl+A")
    gadgets.write("<=2,00")
    gadgets.wait(lambda: gadgets.page.model.count == 2)


def test_every_part_of_a_summary_is_a_filter_that_is_understood(gadgets: User) -> None:
    go_to(gadgets, "price")
    gadgets.press("Ctrl+Shift+Y")
    panel = gadgets.page.tools.summaries.panel
    assert panel is not None
    gadgets.wait(panel.bars.count)
    gadgets.wait(lambda: gadgets.focus is panel.bars)
    gadgets.press("Return")
    gadgets.wait(lambda: 0 < gadgets.page.model.count < 5)
    assert "," in gadgets.page.search.text()
    assert gadgets.page.search.message.isHidden()


def test_values_are_looked_for_and_offered_as_they_are_shown(gadgets: User) -> None:
    assert offered(gadgets, "price:3,") == ["3,00 · 1"]
    gadgets.press("Down")
    gadgets.press("Return")
    gadgets.wait(lambda: gadgets.page.model.count == 1)
    assert gadgets.page.search.text() == "price:3,00"
    assert offered(gadgets, "active:j") == ["ja · 5"]
    search(gadgets, "price:>1,5", 4)
    go_to(gadgets, "price")
    gadgets.press("Alt+Down")
    values = gadgets.page.tools.filtering.values
    assert values is not None
    gadgets.wait(lambda: values.list.count() == 5)
    gadgets.write("4,0")
    gadgets.wait(lambda: values.list.count() == 1)
    gadgets.press("Return")
    gadgets.wait(lambda: gadgets.page.search.text() == "price:4,00")


def test_a_view_stays_right_in_another_language(gadgets: User) -> None:
    search(gadgets, "price:>2,5 released:<today or price:1,00", 1)
    save_view(gadgets, "Dear")
    gadgets.press("Ctrl+F")
    gadgets.press("Esc")
    use_locale("en_US")
    gadgets.press("Ctrl+Shift+O")
    gadgets.wait(lambda: gadgets.window.findChildren(ViewChooser))
    gadgets.write("dear")
    gadgets.press("Return")
    gadgets.wait(lambda: gadgets.page.search.text() == "price:>2.5 released:<today or price:1.00")
    gadgets.wait(lambda: gadgets.page.model.count == 1)


def test_records_are_found_anywhere_by_the_same_words(gadgets: User) -> None:
    gadgets.press("Ctrl+K")
    dialog = gadgets.dialog(GoAnywhere)
    gadgets.write("price:3,00")
    gadgets.wait(lambda: not dialog.is_waiting and dialog.list.count() > 0)
