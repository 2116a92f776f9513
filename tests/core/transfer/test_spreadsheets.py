"""Spreadsheets as people leave them: empty rows above the header, cells with errors."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from core.errors import TransferError
from core.transfer.formats import open_source


@pytest.fixture
def book(tmp_path: Path) -> Callable[[Callable[[Any], object]], Path]:
    def make(fill: Callable[[Any], object]) -> Path:
        path = tmp_path / "book.xlsx"
        with xlsxwriter.Workbook(str(path)) as made:
            fill(made)
        return path

    return make


def test_a_header_further_down_is_found(book: Callable[..., Path]) -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        for row, cells in {3: ("title", "description"), 4: ("a", "b"), 6: ("c", None)}.items():
            sheet.write_row(row, 0, cells)

    with open_source(book(fill)) as source:
        assert source.headers == ["title", "description"]
        assert list(source.rows()) == [(5, ["a", "b"]), (7, ["c", None])]


def test_empty_lines_above_the_header_of_a_text_file(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("\n\ntitle,description\na,b\n", encoding="utf-8")
    with open_source(file) as source:
        assert source.headers == ["title", "description"]
        assert [(line, list(row)) for line, row in source.rows()] == [(4, ["a", "b"])]


@pytest.mark.parametrize("sheet", [None, "Second"])
def test_a_cell_with_an_error_is_named(book: Callable[..., Path], sheet: str | None) -> None:
    def fill(made: Any) -> None:
        for name in ("First", "Second"):
            page = made.add_worksheet(name)
            page.write_row(0, 0, ("title", "description"))
            page.write(1, 0, "a")
            if name == (sheet or "First"):
                page.write_formula(1, 1, "=NA()", None, "#N/A")

    path = book(fill)
    with pytest.raises(TransferError, match=r"B2.*#N/A"), open_source(path, sheet=sheet):
        pass
    with open_source(path, sheet="First" if sheet else "Second") as source:
        assert len(list(source.rows())) == 1
