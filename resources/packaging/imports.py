"""What the source files import, by name."""

import ast
from collections.abc import Iterator
from pathlib import Path


def imports_of(folder: Path) -> set[str]:
    """The modules that the Python files of a folder name in import statements, wherever these stand."""
    return {name for path in folder.rglob("*.py") for name in imports_in(path.read_text(encoding="utf-8"))}


def imports_in(source: str) -> Iterator[str]:
    """The modules that a source text names; of `from a import b`, both `a` and `a.b`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
