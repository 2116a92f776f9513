"""The folder that `make freeze` made works by itself: no Python on the path, none of the source tree around it."""

import json
import re
import subprocess
from pathlib import Path
from urllib.request import urlopen

import pytest

from core import app_info
from tests.e2e import frozen
from tests.e2e.frozen import FOLDER, SUFFIX, bare_environment

pytestmark = pytest.mark.frozen


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A home of its own, with the data in it."""
    return {**bare_environment(tmp_path), "DATA_DIR": str(tmp_path)}


def start(name: str, *arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    if not FOLDER.exists():
        pytest.fail(f"{FOLDER} is not there: run `make freeze` first.")
    return frozen.start(FOLDER, name, *arguments, environment=environment)


def test_the_window_passes_its_self_test(environment: dict[str, str]) -> None:
    done = start(app_info.COMMAND, "--self-test", environment=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert {"users", "items"} <= set(report["resources"])
    print(done.stdout)


def test_the_command_line_upgrades_lists_and_backs_up(environment: dict[str, str]) -> None:
    command = f"{app_info.COMMAND}-cli"
    upgraded = start(command, "db", "upgrade", environment=environment)
    assert upgraded.returncode == 0, upgraded.stdout + upgraded.stderr
    assert "applied" not in (Path(environment["DATA_DIR"]) / "logs" / "rowdesk.log").read_text(), "a copy is enough"
    for arguments in (["create", "items", "title=Frozen"], ["db", "verify"], ["db", "backup"]):
        done = start(command, *arguments, environment=environment)
        assert done.returncode == 0, done.stdout + done.stderr
    listed = start(command, "list", "items", "--format", "json", environment=environment)
    assert [item["title"] for item in json.loads(listed.stdout)] == ["Frozen"]


def test_it_serves_until_its_standard_input_is_closed(environment: dict[str, str]) -> None:
    program = FOLDER / f"{app_info.COMMAND}-cli{SUFFIX}"
    command = [str(program), "serve", "--attached", "--port", "0"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8") as process:
        assert process.stdout is not None
        address = re.search(r"http://[\d.]+:\d+", process.stdout.readline())
        assert address is not None, process.communicate(timeout=60)
        with urlopen(f"{address[0]}/api/v1/health", timeout=60) as answer:
            assert json.load(answer) == {"status": "ok", "database": "current"}
        with urlopen(f"{address[0]}/docs", timeout=60) as answer:
            assert answer.status == 200
        assert process.communicate(timeout=60)[1] == ""
        assert process.returncode == 0


def test_no_development_tool_is_shipped() -> None:
    shipped = {path.name for path in (FOLDER / "_internal").iterdir()}
    assert not shipped & {"pytest", "_pytest", "hypothesis", "ruff", "setuptools", "pip", "PyInstaller", "tests"}
