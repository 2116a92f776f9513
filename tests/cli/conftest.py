"""Runs commands as a person would: in this process over a real data folder, or as a process of their own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from core.bootstrap import open_application
from core.cli.app import app
from core.settings import Settings

ROOT = Path(__file__).parents[2]
SETTINGS = ("DATABASE_NAME", "DATABASE_URL", "HOST", "PORT", "AUTH_REQUIRED", "SECRET_KEY", "SYNCHRONOUS", "ECHO_SQL")


@dataclass
class Cli:
    """The command line on one data folder."""

    data: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data / "app.db"

    def run(self, *arguments: str, text: str | None = None, code: int = 0, **environment: str) -> Result:
        """Run a command in this process; it must end with this exit code, and never with an unexpected exception."""
        result = CliRunner().invoke(app, arguments, input=text, env={"COLUMNS": "0", **self.environment(environment)})
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output
        return result

    def fails(self, *arguments: str, code: int = 1, **environment: str) -> str:
        """What a command that fails says on stderr; on stdout it says nothing."""
        result = self.run(*arguments, code=code, **environment)
        assert result.stdout == ""
        return result.stderr

    def create(self, resource: str, *values: str) -> str:
        """Create a record; returns its id."""
        return self.run("create", resource, *values).stdout.strip()

    def start(self, *arguments: str, encoding: str = "utf-8", **environment: str) -> "subprocess.Popen[str]":
        """A command in a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "core", *arguments],
            cwd=ROOT,
            env={**os.environ, **self.environment(environment)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding=encoding,
        )

    def process(
        self, *arguments: str, encoding: str = "utf-8", **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        """A command in a process of its own, when it has ended."""
        with self.start(*arguments, encoding=encoding, **environment) as process:
            stdout, stderr = process.communicate(timeout=60)
        return subprocess.CompletedProcess(arguments, process.returncode, stdout, stderr)

    def environment(self, more: Mapping[str, str]) -> dict[str, str]:
        """The environment's settings for this folder."""
        return {"DATA_DIR": str(self.data), "SYNCHRONOUS": "NORMAL", **more}


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    # Unbuffered, Python loses what does not go into a closed pipe without a word. Side by side, tests are told a width.
    for name in (*SETTINGS, "PYTHONUNBUFFERED", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as the first start makes it."""
    folder = tmp_path_factory.mktemp("new")
    with open_application(Settings(data_dir=folder)) as application:
        application.context("cli")
    return folder / "app.db"


@pytest.fixture
def fresh(tmp_path: Path) -> Cli:
    """The command line on a folder that is not there yet."""
    return Cli(tmp_path / "data")


@pytest.fixture
def cli(fresh: Cli, new_database: Path) -> Cli:
    """The command line on a data folder with an empty database."""
    fresh.data.mkdir()
    shutil.copy(new_database, fresh.database)
    return fresh
