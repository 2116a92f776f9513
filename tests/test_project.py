"""The project's own files agree with each other: locks, commands, version."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from core import app_info

ROOT = Path(__file__).parents[1]
LOCKS = sorted(ROOT.glob("requirements*.lock"))
DEV = ROOT / "dev.py"


def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def requirements(lock: Path) -> list[str]:
    """The lock's requirements, each with its hashes on one line."""
    return lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()


def pins(lock: Path) -> set[str]:
    return {requirement.split("--hash")[0].strip() for requirement in requirements(lock)}


def test_there_is_a_lock_for_running_developing_and_each_extra() -> None:
    extras = project()["optional-dependencies"]
    assert isinstance(extras, dict)
    expected = {"requirements.lock", "requirements-dev.lock", *(f"requirements-{extra}.lock" for extra in extras)}
    assert {lock.name for lock in LOCKS} == expected


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_requirement_is_pinned_and_has_hashes(lock: Path) -> None:
    assert requirements(lock)
    for requirement in requirements(lock):
        assert re.match(r"[\w.-]+==\S+ ", requirement)
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", requirement), requirement


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_lock_names_an_index(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "index" not in text


def test_the_development_lock_contains_the_others() -> None:
    everything = {pin.partition(" ;")[0] for pin in pins(ROOT / "requirements-dev.lock")}
    for lock in LOCKS:
        assert {pin.partition(" ;")[0] for pin in pins(lock)} <= everything


def test_pyside_6_12_0_is_never_installed_on_python_3_11() -> None:
    for lock in LOCKS:
        for pin in pins(lock):
            if pin.startswith(("pyside6-essentials==6.12.0", "shiboken6==6.12.0")):
                assert "python_full_version >= '3.12'" in pin


def test_the_version_is_written_once() -> None:
    assert project()["dynamic"] == ["scripts", "version"]
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "core.app_info.VERSION"}
    assert f"## [{app_info.VERSION}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_make_target_is_a_command_of_dev_py() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    declared = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert declared
    done = subprocess.run([sys.executable, str(DEV), "help"], check=True, capture_output=True, text=True)
    commands = {line.split()[0] for line in done.stdout.splitlines()[1:] if line.strip()}
    assert set(declared[1].split()) == commands
    assert commands >= {"run", "test", "setup", "check", "bench", "freeze", "client", "dev", "lock", "help"}


def test_an_unknown_command_is_refused_with_a_hint() -> None:
    done = subprocess.run([sys.executable, str(DEV), "rnu"], check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "'rnu'" in done.stderr
    assert "help" in done.stderr


def test_dev_py_imports_only_the_standard_library() -> None:
    for node in ast.walk(ast.parse(DEV.read_text(encoding="utf-8"))):
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        assert {module.partition(".")[0] for module in modules} <= sys.stdlib_module_names
