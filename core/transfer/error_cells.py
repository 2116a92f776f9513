"""Finds cells of a spreadsheet that hold an error such as #N/A, which its reader gives out as empty."""

import re
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from zipfile import ZipFile

from core.errors import TransferError

_BLOCK: Final = 1024 * 1024
_OVERLAP: Final = 4096
"""Bytes looked at twice, because a cell may lie across two blocks."""
_ERROR: Final = re.compile(
    rb'<c\b(?=[^>]*\br="(?P<cell>[A-Z]+\d+)")(?=[^>]*\bt="e")[^>]*>(?:<f.*?(?:</f>|/>))?<v>(?P<error>[^<]*)', re.DOTALL
)
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def check_cells(path: Path, sheet: str | None) -> None:
    """TransferError names the first cell of a sheet of an XLSX file that holds an error."""
    with ZipFile(path) as archive:
        part = _part_of(archive, sheet)
        if part is None:
            return
        with archive.open(part) as file:
            text = b""
            while block := file.read(_BLOCK):
                text = text[-_OVERLAP:] + block
                if found := _ERROR.search(text):
                    cell, error = found["cell"].decode(), found["error"].decode(errors="replace")
                    raise TransferError("transfer.error_cell", cell=cell, error=error)


def _part_of(archive: ZipFile, sheet: str | None) -> str | None:
    """Where in the archive a sheet is; None in another kind of spreadsheet."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(archive.namelist()):
        return None
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    ids = {found.get("name"): found.get(_RELATION) for found in book.iter(f"{_MAIN}sheet")}
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {found.get("Id"): found.get("Target", "") for found in relations}
    part = "xl/" + targets.get(ids.get(sheet), "").removeprefix("/").removeprefix("xl/")
    return part if part in archive.namelist() else None
