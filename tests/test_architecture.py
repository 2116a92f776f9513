"""The rules between the packages hold, and breaking one is noticed."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINTER = "from importlinter.cli import lint_imports_command; lint_imports_command()"

THREAD_MAKERS = {
    *("Thread", "ThreadPoolExecutor", "ProcessPoolExecutor", "multiprocessing", "start_new_thread", "to_thread"),
    *("QThread", "QThreadPool", "QRunnable", "QtConcurrent"),
}
MAY_MAKE_THREADS = {"gui/tasks.py"}
# The GUI's error presenter with its exception hooks, the worker that hands everything to it, the HTTP error mapping.
MAY_CATCH_EVERYTHING = {"gui/errors.py", "gui/tasks.py", "core/http/errors.py"}

VIOLATIONS = {
    "direction": ("core/planted.py", "from gui import system_libraries"),
    "no-qt": ("core/planted.py", "import PySide6.QtCore"),
    "no-sql": ("gui/planted.py", "from sqlalchemy.orm import Session"),
    "web": ("core/planted.py", "def serve():\n    import fastapi"),
    "http": ("core/planted.py", "import core.http"),
    "cli": ("gui/planted.py", "from core.cli import main"),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The tree's Python files, to be spoilt."""
    for package in ("core", "gui"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_contracts_hold() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_planted_violation_breaks_its_contract(copy: Path, contract: str) -> None:
    file, code = VIOLATIONS[contract]
    (copy / file).write_text(code)
    done = lint_imports(copy, "--contract", contract)
    assert done.returncode == 1
    assert "planted" in done.stdout
    assert "1 broken" in done.stdout


def test_the_http_adapter_may_import_the_web_framework(copy: Path) -> None:
    (copy / "core/http/planted.py").write_text("import fastapi")
    done = lint_imports(copy)
    assert done.returncode == 0, done.stdout


def test_threads_are_made_in_one_place() -> None:
    assert thread_makers(ROOT) <= MAY_MAKE_THREADS


@pytest.mark.parametrize(
    "code",
    [
        "import threading\nthreading.Thread(target=print).start()",
        "from threading import Thread",
        "from PySide6.QtCore import QThread",
        "from PySide6 import QtCore\nclass Job(QtCore.QRunnable): ...",
        "import concurrent.futures as pool\npool.ThreadPoolExecutor()",
    ],
)
def test_planted_thread_is_noticed(copy: Path, code: str) -> None:
    (copy / "gui/planted.py").write_text(code)
    assert "gui/planted.py" in thread_makers(copy)


def test_a_lock_is_no_thread(copy: Path) -> None:
    (copy / "core/planted.py").write_text("import threading\nlock = threading.Lock()")
    assert "core/planted.py" not in thread_makers(copy)


def test_everything_is_caught_only_at_the_edges() -> None:
    assert blind_excepts(ROOT) <= MAY_CATCH_EVERYTHING


@pytest.mark.parametrize("caught", ["", " Exception", " BaseException as error", " (ValueError, Exception)"])
def test_planted_blind_except_is_noticed(copy: Path, caught: str) -> None:
    (copy / "core/planted.py").write_text(f"try:\n    print()\nexcept{caught}:\n    pass")
    assert "core/planted.py" in blind_excepts(copy)


@pytest.mark.parametrize(
    "handler",
    [
        "except BaseException:\n    print()\n    raise",
        "except Exception as error:\n    raise ValueError from error",
        "except ValueError:\n    pass",
    ],
)
def test_an_exception_that_goes_on_is_not_caught_blindly(copy: Path, handler: str) -> None:
    (copy / "core/planted.py").write_text(f"try:\n    print()\n{handler}")
    assert "core/planted.py" not in blind_excepts(copy)


def lint_imports(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINTER, "--no-cache", "--no-logo", *arguments]
    return subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True)


def thread_makers(root: Path) -> set[str]:
    """The files that name something which makes a thread."""
    return {file for file, node in nodes(root) if THREAD_MAKERS & names(node)}


def names(node: ast.AST) -> set[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return {name}
        case ast.alias(name=path):
            return set(path.split("."))
        case ast.ImportFrom(module=str(path)):
            return set(path.split("."))
    return set()


def blind_excepts(root: Path) -> set[str]:
    """The files in which a handler takes every exception and none goes on from there."""
    return {file for file, node in nodes(root) if isinstance(node, ast.ExceptHandler) and is_blind(node)}


def is_blind(handler: ast.ExceptHandler) -> bool:
    caught = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)} if handler.type else set()
    takes_all = handler.type is None or bool(caught & {"Exception", "BaseException"})
    last = handler.body[-1]
    goes_on = isinstance(last, ast.Raise) and (last.exc is None or last.cause is not None)
    return takes_all and not goes_on


def nodes(root: Path) -> Iterator[tuple[str, ast.AST]]:
    for package in ("core", "gui"):
        for path in sorted((root / package).rglob("*.py")):
            file = path.relative_to(root).as_posix()
            yield from ((file, node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
