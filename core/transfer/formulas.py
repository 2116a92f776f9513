"""Keeps text in delimited files from being taken for a formula by spreadsheets, and takes that back.

An apostrophe goes before text that begins, after any apostrophes, with one of the signs that start a formula. Taking
one apostrophe from just such texts is the exact reverse, so that every text survives.
"""

import re
from collections.abc import Sequence
from typing import Final

_STARTS: Final = frozenset("'=+-@\t\r\0")
_DANGEROUS: Final = re.compile(r"'*[=+\-@\t\r\0]")
_PROTECTED: Final = re.compile(r"'+[=+\-@\t\r\0]")


def protected(text: str) -> str:
    """The text as it is safe in a cell."""
    return "'" + text if text[:1] in _STARTS and _DANGEROUS.match(text) else text


def unprotected(text: str) -> str:
    """The text that was protected."""
    return text[1:] if _PROTECTED.match(text) else text


def unprotected_all(texts: Sequence[str]) -> Sequence[str]:
    """Many texts at once: only where one of them begins with an apostrophe is each looked at."""
    return [unprotected(text) for text in texts] if "\0'" in "\0" + "\0".join(texts) else texts
