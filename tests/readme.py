"""The README as tests read it: its sections, and the blocks of code in them."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(section: str, language: str) -> list[str]:
    """The code blocks of one language in the section with this heading."""
    found = re.search(rf"^## {re.escape(section)}$(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found is not None, f"the README has no section {section!r}"
    return re.findall(rf"^```{language}\n(.*?)^```$", found[1], re.MULTILINE | re.DOTALL)


def commands(section: str) -> list[str]:
    """The shell commands of a section, one a line."""
    return [line for block in blocks(section, "sh") for line in block.splitlines() if line]
