"""What makes no sense in a box of the filter row is marked there and put right there; the search stays as it was."""

from random import Random

import pytest

from gui.table.filters.filter_box import FilterBox
from tests.gui.person import User
from tests.gui.test_insight import go_to

WRONG = [
    "x(",
    "a)",
    "(",
    ")",
    '"',
    '"x',
    '-"x',
    "\\",
    '"\\',
    "or",
    "or 1",
    "a or",
    "..",
    "*",
    ":",
    ">",
    "<= >",
    "-",
    "- 1",
    "a (",
    "a:b",
]


@pytest.fixture
def pricing(gadgets: User) -> User:
    """Somebody in the row's box of a column of numbers, where a filter has found something."""
    go_to(gadgets, "price")
    gadgets.press("Ctrl+Shift+L")
    gadgets.write(">2")
    gadgets.wait(lambda: gadgets.page.model.count == 3)
    return gadgets


@pytest.mark.parametrize("typed", WRONG)
def test_whatever_is_typed_wrong_into_a_box_is_marked_there_and_put_right_there(pricing: User, typed: str) -> None:
    row = pricing.page.tools.filtering.row
    pricing.press("Ctrl+A")
    pricing.write(typed)
    pricing.wait(row.bubble.isVisible)
    assert (pricing.focus.property("bad"), pricing.page.model.count) == ("true", 3)
    pricing.press("Ctrl+A")
    pricing.write("12")
    pricing.press("Backspace", 2)
    pricing.write("4")
    pricing.wait(lambda: pricing.titles() == ["Gadget 4"])
    assert pricing.page.search.text() == "price:4"
    assert (pricing.focus.property("bad"), row.bubble.isVisible()) == ("", False)


@pytest.mark.parametrize(
    ("typed", "wrong", "message"),
    [
        ("4 a", "a", "12.50"),
        ("4)", ")", "no “(”"),
        ("(4", "(", "A “)” is missing"),
        ('4 "x y', '"x y', "closing quote"),
    ],
)
def test_just_what_is_wrong_in_a_box_is_marked(
    pricing: User, monkeypatch: pytest.MonkeyPatch, typed: str, wrong: str, message: str
) -> None:
    row, marked = pricing.page.tools.filtering.row, list[str]()
    monkeypatch.setattr(FilterBox, "refuse", lambda box, at, length: marked.append(box.text()[at : at + length]))
    pricing.press("Ctrl+A")
    pricing.write(typed)
    pricing.wait(row.bubble.isVisible)
    assert (marked[-1], message in row.bubble.text()) == (wrong, True)


def test_where_it_is_wrong_is_counted_in_the_box(pricing: User) -> None:
    row = pricing.page.tools.filtering.row
    pricing.press("Ctrl+A")
    pricing.write("4 zz")
    pricing.wait(row.bubble.isVisible)
    assert row.bubble.text().endswith("(character 3)")
    pricing.press("Ctrl+F")
    pricing.press("Ctrl+A")
    pricing.write("name:a price:zz")
    pricing.wait(lambda: row.bubble.text().endswith("(character 1)"))


def test_anything_typed_into_a_box_can_be_replaced(pricing: User) -> None:
    dice = Random(1)
    for _ in range(40):
        pricing.press("Ctrl+A")
        pricing.write("".join(dice.choices('15a"\\()-<>=*:. o', k=dice.randint(1, 6))))
        pricing.press("Ctrl+A")
        pricing.write("4")
        assert pricing.page.search.text() == "price:4"


def test_a_mistake_stays_in_its_box_while_another_filters(pricing: User) -> None:
    boxes = {box.facts.name: box for box in pricing.page.tools.filtering.row.boxes}
    pricing.write("(")
    pricing.press("Tab")
    pricing.press("Shift+Tab", 2)
    name = next(name for name, box in boxes.items() if box is pricing.focus)
    pricing.press("Tab", list(boxes).index("stock") - list(boxes).index(name))
    pricing.write("<50")
    pricing.wait(lambda: pricing.titles() == ["Gadget 3", "Gadget 4"])
    assert pricing.page.search.text() == "price:>2 stock:<50"
    assert (boxes["price"].text(), boxes["price"].property("bad")) == (">2(", "true")


def test_a_mistake_in_a_box_goes_with_the_row_and_with_another_search(pricing: User) -> None:
    row = pricing.page.tools.filtering.row
    box = pricing.focus
    pricing.write("(")
    pricing.wait(row.bubble.isVisible)
    pricing.press("Ctrl+Shift+L", 2)
    assert (box.property("text"), box.property("bad")) == (">2", "")
    pricing.press("End")
    pricing.write("(")
    pricing.press("Ctrl+F")
    pricing.press("Ctrl+A")
    pricing.write("price:3")
    assert box.property("text") == "3"
    pricing.wait(lambda: pricing.titles() == ["Gadget 3"])
    assert (box.property("bad"), row.bubble.isVisible()) == ("", False)


def test_a_search_that_is_typed_wrong_gathers_no_terms_of_a_box(pricing: User) -> None:
    pricing.press("Ctrl+F")
    pricing.press("Ctrl+A")
    pricing.write("(name:a")
    pricing.press("Ctrl+Shift+L")
    pricing.write("12")
    assert pricing.page.search.text() == "price:12 (name:a"


def test_where_a_box_finds_nothing_it_is_said_and_the_box_goes_on_being_typed_in(pricing: User) -> None:
    box, nothing = pricing.focus, pricing.page.contents.nothing
    pricing.write("99999")
    pricing.wait(nothing.isVisible)
    assert pricing.focus is box
    assert pricing.page.tools.filtering.row.geometry().bottom() < nothing.geometry().top()
    assert pricing.page.view.header.isVisible()
    pricing.press("Ctrl+A")
    pricing.write(">4")
    pricing.wait(lambda: pricing.titles() == ["Gadget 5"])
    assert (pricing.focus, nothing.isVisible()) == (box, False)


def test_where_a_box_finds_nothing_return_leads_to_the_way_out(pricing: User) -> None:
    nothing, box = pricing.page.contents.nothing, pricing.focus
    pricing.write("99999")
    pricing.press("Return")
    pricing.wait(lambda: pricing.focus is nothing.buttons[0])
    pricing.page.view.setFocus()
    assert pricing.focus is nothing.buttons[0], "the table has nothing to be seen in"
    pricing.press("Ctrl+Shift+L")
    assert pricing.focus in pricing.page.tools.filtering.row.boxes
    pricing.press("Return")
    pricing.press("Return")
    pricing.wait(lambda: pricing.page.model.count == 5)
    pricing.wait(lambda: pricing.focus is pricing.page.view)
    assert (nothing.isVisible(), box.property("text")) == (False, "")
    pricing.press("Down")
    assert pricing.cell


def test_a_new_row_can_be_begun_where_a_box_finds_nothing(pricing: User) -> None:
    pricing.write("99999")
    pricing.press("Return")
    pricing.wait(pricing.page.contents.nothing.isVisible)
    pricing.press("Ins")
    assert (pricing.focus, pricing.page.contents.nothing.isVisible()) == (pricing.page.view, False)
    pricing.press("Home")
    pricing.write("New")
    pricing.press("Tab")
    assert pricing.titles() == []
    assert pricing.page.view.currentIndex().row() == 0
    pricing.press("Esc")
    pricing.wait(pricing.page.contents.nothing.isVisible)


@pytest.mark.parametrize("key", ["F6", "Ctrl+F", "Ctrl+Shift+L"])
def test_where_a_cell_is_refused_nothing_else_looks_as_if_it_had_the_keyboard(pricing: User, key: str) -> None:
    page, box = pricing.page, pricing.focus
    pricing.press("Return")
    pricing.wait(lambda: pricing.focus is page.view)
    pricing.press("F2")
    pricing.wait(lambda: page.editing.open_editor is not None)
    pricing.write("x")
    editor = pricing.focus
    pricing.press(key)
    assert pricing.focus is editor
    assert not page.search.line.hasSelectedText()
    assert isinstance(box, FilterBox)
    assert not box.hasSelectedText()
    pricing.press("Esc")
    pricing.wait(lambda: pricing.focus is page.view)
    pricing.press(key)
    assert pricing.focus is (box if key == "Ctrl+Shift+L" else page.search.line)
