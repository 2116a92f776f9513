"""The kinds of files there are, by suffix."""

from pathlib import Path
from typing import Final, TypedDict, Unpack

from core.errors import TransferError
from core.locale import Locale
from core.transfer.delimited import DelimitedSource
from core.transfer.documents import DocumentSource
from core.transfer.sources import Source

DELIMITED: Final = (".csv", ".tsv", ".txt")
SHEETS: Final = (".xlsx", ".ods")
DOCUMENTS: Final = (".json", ".jsonl")
IMPORTED: Final = (*DELIMITED, *SHEETS, *DOCUMENTS)
EXPORTED: Final = (".csv", ".xlsx", ".json", ".jsonl")


def checked_suffix(path: Path, known: tuple[str, ...]) -> str:
    """The suffix of a file, lower-cased. TransferError lists those that are known."""
    suffix = path.suffix.lower()
    if suffix not in known:
        raise TransferError("transfer.suffix", known=", ".join(name.removeprefix(".") for name in known))
    return suffix


class Manner(TypedDict, total=False):
    """How a file is written, where that is known better than it can be found out."""

    encoding: str | None
    delimiter: str | None
    sheet: str | None
    locale: Locale
    """Of its text; what is typed as a number or a date in the file itself is read as that."""


def open_source(path: Path, **manner: Unpack[Manner]) -> Source:
    """A file opened for import, by its suffix. TransferError says why it cannot be."""
    suffix = checked_suffix(path, IMPORTED)
    if suffix in SHEETS:
        from core.transfer.sheets import SheetSource  # its library is not loaded before it is needed

        return SheetSource(path, manner.get("sheet"))
    if suffix in DOCUMENTS:
        return DocumentSource(path)
    return DelimitedSource(path, manner.get("encoding"), manner.get("delimiter"))
