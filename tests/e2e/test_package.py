"""The packages that `make package` made: installed, started, upgraded with data in place, removed."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from core import app_info
from resources.packaging import archive, deb
from resources.packaging.facts import DIST, ROOT
from tests.e2e import frozen
from tests.e2e.frozen import FOLDER, bare_environment
from tests.readme import commands

pytestmark = [
    pytest.mark.frozen,
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="these packages are for Linux"),
]

INSTALLED = Path("/usr/lib", app_info.COMMAND)
PATIENCE_S = 600
LOCK = "/var/lib/dpkg/lock-frontend"
SOMEBODY_ELSE = f"""
import fcntl, time
with open("{LOCK}", "w") as lock:
    fcntl.lockf(lock, fcntl.LOCK_EX)
    print("held", flush=True)
    time.sleep(3)
"""


@dataclass
class Person:
    """Somebody with a home on this machine, who starts the program of a folder."""

    home: Path

    @property
    def data(self) -> Path:
        return self.home / ".local/share" / app_info.IDENTIFIER

    def window(self, folder: Path) -> dict[str, object]:
        """Let the window test itself."""
        return json.loads(self._run(folder, app_info.COMMAND, "--self-test"))

    def command(self, folder: Path, *arguments: str) -> str:
        return self._run(folder, f"{app_info.COMMAND}-cli", *arguments)

    def _run(self, folder: Path, name: str, *arguments: str) -> str:
        done = frozen.start(folder, name, *arguments, environment=bare_environment(self.home))
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def work_with_an_older_version(self, folder: Path) -> None:
        """Create data, as the release before would have left them: one migration back."""
        self.window(folder)
        self.command(folder, "db", "upgrade")
        self.command(folder, "create", "items", "title=Kept")
        self.command(folder, "db", "downgrade", "app@-1")

    def find_the_data_with_the_newer_version(self, folder: Path) -> None:
        self.window(folder)
        listed: list[dict[str, str]] = json.loads(self.command(folder, "list", "items", "--format", "json"))
        assert [item["title"] for item in listed] == ["Kept"]
        self.command(folder, "db", "check")
        self.command(folder, "db", "verify")


@pytest.fixture
def person(tmp_path: Path) -> Person:
    home = tmp_path / "home"
    home.mkdir()
    return Person(home)


def made(path: Path) -> Path:
    if not path.exists():
        pytest.fail(f"{path} is not there: run `make package` first.")
    return path


def newest_deb() -> Path:
    return made(deb.path(DIST))


def newest_archive() -> Path:
    return made(archive.path(DIST))


def install(package: Path) -> None:
    """As the README says, with what the package depends on."""
    apt("install", str(package))


def apt(action: str, what: str) -> None:
    """Not dpkg itself, which does not wait where somebody else installs something just then."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", action, "--yes", what]
    done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def state() -> str:
    """What dpkg says of the package: installed, config-files, or nothing at all; with the version."""
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Version}", app_info.COMMAND]
    return subprocess.run(query, check=False, capture_output=True, text=True).stdout


@pytest.fixture
def clean_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A system that has nothing of the package, before and after; apt waits for whoever else installs something."""
    if not shutil.which("dpkg") or os.geteuid() != 0:
        pytest.skip("only root installs Debian packages")
    if state().startswith("installed"):
        pytest.skip(f"{app_info.COMMAND} is installed here already, and this test would remove it")
    configuration = tmp_path / "apt.conf"
    configuration.write_text(f'DPkg::Lock::Timeout "{PATIENCE_S}";\n')
    monkeypatch.setenv("APT_CONFIG", str(configuration))
    yield
    if state():
        apt("purge", app_info.COMMAND)


@pytest.mark.usefixtures("clean_system")
def test_installed_upgraded_and_removed_with_the_data_in_place(person: Person, tmp_path: Path) -> None:
    older = deb.make(FOLDER, tmp_path, version="0.0.0", compression="none")
    install(older)
    assert state() == "installed 0.0.0"
    person.work_with_an_older_version(INSTALLED)

    install(newest_deb())
    assert state() == f"installed {app_info.VERSION}"
    person.find_the_data_with_the_newer_version(Path("/usr/bin"))
    database = (person.data / "app.db").read_bytes()

    apt("remove", app_info.COMMAND)
    assert not INSTALLED.exists()
    assert not Path("/usr/bin", app_info.COMMAND).is_symlink()
    assert not state().startswith(("installed", "config-files")), "purging has nothing left to do"
    assert (person.data / "app.db").read_bytes() == database


@pytest.mark.usefixtures("clean_system")
def test_somebody_else_who_installs_something_is_waited_for(tmp_path: Path) -> None:
    package = deb.make(FOLDER, tmp_path, version="0.0.0", compression="none")
    for action, what in (("install", str(package)), ("purge", app_info.COMMAND)):
        command = [sys.executable, "-c", SOMEBODY_ELSE]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"
            apt(action, what)
    assert not state().startswith(("installed", "config-files"))


@pytest.mark.usefixtures("clean_system")
def test_the_readmes_commands(person: Person) -> None:
    environment = {**os.environ, "HOME": str(person.home), "QT_QPA_PLATFORM": "offscreen"}
    for line in commands("Ship it"):
        if not line.startswith("make "):  # those have been run: without them there would be nothing to install
            run = ["bash", "-c", line.removeprefix("sudo ")]
            done = subprocess.run(run, check=False, cwd=ROOT, env=environment, capture_output=True, text=True)
            assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    assert not INSTALLED.exists()


def test_the_package_is_the_same_each_time(tmp_path: Path) -> None:
    first = deb.make(FOLDER, tmp_path, compression="none")
    content = first.read_bytes()
    assert deb.make(FOLDER, tmp_path, compression="none").read_bytes() == content


def test_the_package_has_what_a_desktop_looks_for() -> None:
    listed = subprocess.run(["dpkg-deb", "--contents", str(newest_deb())], check=True, capture_output=True, text=True)
    for place in (
        f"./usr/bin/{app_info.COMMAND} -> ../lib/{app_info.COMMAND}/{app_info.COMMAND}",
        f"./usr/share/applications/{app_info.IDENTIFIER}.desktop",
        f"./usr/share/metainfo/{app_info.IDENTIFIER}.metainfo.xml",
        f"./usr/share/doc/{app_info.COMMAND}/copyright",
        f"./usr/lib/{app_info.COMMAND}/licenses/README.txt",
        *(f"./{place}" for place in deb.pictures()),
    ):
        assert place in listed.stdout, place
    assert all(" root/root " in line for line in listed.stdout.splitlines())


def test_an_unpacked_archive_is_replaced_by_a_newer_one(person: Person, tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "first")
    person.work_with_an_older_version(folder)
    shutil.rmtree(folder)
    person.find_the_data_with_the_newer_version(unpacked(tmp_path / "first"))


def unpacked(place: Path) -> Path:
    with tarfile.open(newest_archive()) as packed:
        packed.extractall(place, filter="data")
    (folder,) = place.iterdir()
    assert folder.name == f"{app_info.COMMAND}-{app_info.VERSION}"
    return folder


def test_the_archive_names_nobody() -> None:
    with tarfile.open(newest_archive()) as packed:
        owners = {(member.uname, member.uid) for member in packed}
    assert owners == {("root", 0)}
