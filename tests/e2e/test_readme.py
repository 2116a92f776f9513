"""What the README says, done literally in a copy of the tree: a model added, scripts run, data recovered."""

import csv
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from core import app_info
from tests.bench.__main__ import GROUPS
from tests.bench.start import LOGGED
from tests.readme import ROOT, TEXT, blocks, commands

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "tests", "*.egg-info")
PYTHON = ".venv/bin/python"


@dataclass
class Copy:
    """A copy of the tree whose commands run with this Python, on a data directory of their own."""

    path: Path
    data: Path
    extra: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def environment(self) -> dict[str, str]:
        """The variables that its commands see."""
        return {
            **{
                name: value
                for name, value in os.environ.items()
                if name not in {"DATABASE_URL", "AUTH_REQUIRED", "COLUMNS"}
            },
            "DATA_DIR": str(self.data),
            "PYTHONPATH": str(self.path),
            "PYTHONIOENCODING": "utf-8",
            "QT_QPA_PLATFORM": "offscreen",
            **self.extra,
        }

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.path,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=600,
        )

    def readme(self, line: str) -> str:
        """Run a command of the README as it stands there."""
        words = shlex.split(line)
        assert words[0] == PYTHON, line
        done = self.run(sys.executable, *words[1:])
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        return done.stdout

    def core(self, *arguments: str) -> str:
        return self.readme(shlex.join([PYTHON, "-m", "core", *arguments]))


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    path = tmp_path / "tree"
    shutil.copytree(ROOT, path, ignore=LEFT_OUT)
    return Copy(path, tmp_path / "data")


def add_product(copy: Copy) -> None:
    """Follow "Add a model": one file, two commands."""
    (model,) = blocks("Add a model", "python")
    (copy.path / "core" / "models" / "product.py").write_text(model, encoding="utf-8")
    for line in commands("Add a model"):
        copy.readme(line)


def test_a_model_is_one_file_and_two_commands(copy: Copy, tmp_path: Path) -> None:
    copy.core("create", "items", "title=before the upgrade")
    add_product(copy)
    added = {path.name for path in (copy.path / "migrations" / "versions").glob("*.py")}
    assert len(added - {path.name for path in (ROOT / "migrations" / "versions").glob("*.py")}) == 1
    assert "nothing" in (copy.core("db", "revision", "-m", "again")).lower()
    copy.core("db", "check")

    copy.core("create", "products", "name=Lamp", "price=9.99")
    refused = copy.run(sys.executable, "-m", "core", "create", "products", "name=Lamp", "price=-1")
    assert refused.returncode == 1
    assert "price" in refused.stderr
    file = tmp_path / "in.csv"
    file.write_text("name,price,description\nÄrmel,1.50,\nTorch,20,bright\n", encoding="utf-8")
    copy.core("import", "products", str(file))
    names = [row["name"] for row in json.loads(copy.core("list", "products", "--sort", "name", "--format", "json"))]
    assert names == ["Ärmel", "Lamp", "Torch"]
    assert len(json.loads(copy.core("list", "products", "--where", "price:>5 -name:lamp", "--format", "json"))) == 1
    copy.core("export", "products", str(tmp_path / "out.csv"))
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as out:
        assert {row["price"] for row in csv.DictReader(out)} == {"9.99", "1.50", "20.00"}
    copy.core("undo")
    assert len(json.loads(copy.core("list", "products", "--format", "json"))) == 1
    copy.core("redo")
    assert len(json.loads(copy.core("list", "items", "--format", "json"))) == 1

    tried = copy.run(sys.executable, "-m", "gui", "--self-test")
    assert tried.returncode == 0, tried.stdout + tried.stderr
    assert "products" in json.loads(tried.stdout)["resources"]


def test_up_to_ten_fields_take_thirty_lines() -> None:
    (model,) = blocks("Add a model", "python")
    code = [line for line in model.splitlines() if line.strip() and not line.lstrip().startswith(("#", '"""'))]
    assert len(code) + 7 <= 30


def test_the_script(copy: Copy) -> None:
    (script,) = blocks("Use it from a script", "python")
    assert len([line for line in script.splitlines() if line]) <= 5
    done = copy.run(sys.executable, "-c", script)
    assert done.returncode == 0, done.stderr
    assert "Made by a script" in done.stdout


def test_the_command_line_and_recovery(copy: Copy) -> None:
    said = [copy.readme(line) for line in commands("Command line")]
    assert "The Hobbit" in said[1]
    for line in commands("Your data, and how to get it back"):
        copy.readme(line)
    assert "The Hobbit" not in copy.core("list", "items")


def test_over_http(copy: Copy) -> None:
    serve, *others = commands("Over HTTP")
    words = [sys.executable, *shlex.split(serve)[1:], "--port", "0"]
    environment = {**copy.environment, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(words, cwd=copy.path, env=environment, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        address, token = (process.stdout.readline() for _ in range(2))
        place = re.search(r"http://[\d.]+:\d+", address)
        assert place is not None
        headers = {"Authorization": f"Bearer {token.removeprefix('Token: ').strip()}"}
        answer = httpx.get(f"{place[0]}/api/v1/items/", headers=headers, timeout=30)
        process.terminate()
    assert answer.json() == {"data": [], "count": 0}
    for line in others:
        if not line.startswith("make ") and (" client " not in line or shutil.which("java")):
            copy.readme(line)
    assert json.loads((copy.path / "build/openapi.json").read_text(encoding="utf-8"))["paths"]
    assert (copy.path / "build/client").is_dir() or shutil.which("java") is None


def test_the_make_commands_are_there() -> None:
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in (*commands("Start"), *commands("Over HTTP"), *commands("Ship it")):
        if line.startswith("make "):
            assert line.split()[1] in targets, line


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
@pytest.mark.parametrize("line", ["make run", 'make run ARGS="--page items"'])
def test_one_command_opens_the_window(line: str, tmp_path: Path) -> None:
    assert line in TEXT
    log = tmp_path / "logs" / "rowdesk.log"
    outer = {"MAKEFLAGS", "MAKELEVEL", "ARGS"}  # of the make that runs the tests
    environment = {name: value for name, value in os.environ.items() if name not in outer}
    environment |= {"DATA_DIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(shlex.split(line), cwd=ROOT, env=environment, start_new_session=True) as process:
        try:
            until = time.monotonic() + 120
            while not (log.exists() and LOGGED.search(log.read_text(encoding="utf-8"))):
                assert process.poll() is None
                assert time.monotonic() < until
                time.sleep(0.1)
        finally:
            os.killpg(process.pid, signal.SIGTERM)


def test_the_groups_of_measurements_are_there() -> None:
    assert set(re.findall(r"`make bench ARGS=(\w+)`", TEXT)) <= set(GROUPS)


def test_pictures_and_files_it_names_are_there() -> None:
    for name in re.findall(r"!\[.*?\]\((.+?)\)", TEXT):
        assert (ROOT / name).is_file(), name
    for name in re.findall(r"`((?:core|gui|migrations|resources)/[\w/.]+)`", TEXT):
        if name != "core/models/product.py":
            assert (ROOT / name).exists(), name


@pytest.mark.frozen
@pytest.mark.slow
def test_a_model_is_in_the_frozen_application_too(copy: Copy) -> None:
    old = copy.data
    copy.core("create", "items", "title=kept")
    add_product(copy)
    copy.run(sys.executable, "-m", "core", "db", "downgrade", "0002_token_stamps")
    made = copy.run(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec")
    assert made.returncode == 0, made.stderr
    program = copy.path / "dist" / app_info.COMMAND / app_info.COMMAND
    tried = copy.run(str(program), "--self-test")
    assert tried.returncode == 0, tried.stdout + tried.stderr
    assert "products" in json.loads(tried.stdout)["resources"]
    console = str(program) + "-cli"
    created = copy.run(console, "create", "products", "name=Lamp", "price=9.99")
    assert created.returncode == 0, created.stderr
    listed = copy.run(console, "list", "items", "--format", "json")
    assert [row["title"] for row in json.loads(listed.stdout)] == ["kept"]
    assert old.exists()
