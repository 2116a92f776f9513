"""Typed clients of a tree to which one model was added: their types are checked, their calls are real."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.settings import load_settings, local_token
from tests.e2e.test_readme import LEFT_OUT, ROOT, Copy, add_product

PROGRAMS = Path(__file__).with_name("clients")
CRATES = Path("/usr/share/cargo/registry")
"""Where Debian puts the sources of its Rust packages."""
LIBRARIES = ("chrono", "reqwest", "serde", "serde_json", "serde_repr", "tokio", "tokio-util", "url", "uuid")
EXPECTED = ["bright", 1, 422, True, [1, 2], 3]
"""Of one product, a file with it adds a second, and one with both two more."""
MANIFEST = """
[package]
name = "rowdesk-client"
version = "0.1.0"
edition = "2021"

[dependencies]
chrono = { version = "0.4", features = ["serde"] }
reqwest = { version = "REQWEST", default-features = false, features = ["json", "stream"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
serde_repr = "0.1"
serde_with = { path = "serde_with" }
tokio = { version = "1", features = ["fs", "rt"] }
tokio-util = { version = "0.7", features = ["codec"] }
url = "2"
uuid = { version = "1", features = ["serde", "v4"] }
"""
"""The client's own, but for what Debian packages in another version or not at all."""
STAND_IN_MANIFEST = '[package]\nname = "serde_with"\nversion = "3.8.0"\nedition = "2021"\n[dependencies]\nserde = "1"\n'

COMPILER = {
    "strict": True,
    "target": "es2020",
    "module": "commonjs",
    "lib": ["es2020", "dom"],
    "types": [],
    "rootDir": ".",
    "outDir": "made",
}
"""What any TypeScript since 4.5 takes; no types but the client's own, whatever lies in a folder above."""


def answers(program: str, *question: str) -> bool:
    """Whether a program is there and works: some systems have one that only says how to install the real one."""
    path = shutil.which(program)
    return path is not None and subprocess.run([path, *question], capture_output=True, check=False).returncode == 0


def packaged(library: str) -> str | None:
    """The version of a Rust library that Debian's package of it has; None where there is none that will do."""
    found = [re.fullmatch(rf"{library}-(\d[\d.]*)", path.name) for path in CRATES.glob(f"{library}-*")]
    versions = [version[1] for version in found if version]
    return max((version for version in versions if library != "reqwest" or version < "0.13"), default=None)


def needs(program: str, *question: str, how: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not answers(program, *question), reason=f"there is no {program}: {how}")


pytestmark = [
    pytest.mark.clients,
    needs("java", "-version", how="OpenAPI Generator needs it"),
]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy of the tree with the README's product."""
    folder = tmp_path_factory.mktemp("clients")
    shutil.copytree(ROOT, folder / "tree", ignore=LEFT_OUT)
    copy = Copy(folder / "tree", folder / "data")
    add_product(copy)
    return copy


@pytest.fixture(scope="module")
def served(tree: Copy) -> Iterator[tuple[str, str]]:
    """Address and token of the adapter over it."""
    command = [sys.executable, "-m", "core", "serve", "--port", "0"]
    environment = {**tree.environment, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=tree.path, env=environment, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        address = re.search(r"http://[\d.]+:\d+", process.stdout.readline())
        assert address is not None
        yield address[0], local_token(load_settings(data_dir=tree.data))
        process.terminate()


def ran(*command: str, folder: Path, **environment: str) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@needs("node", "--eval", "process.exit(typeof fetch == 'function' ? 0 : 1)", how="install Node.js 18 or newer")
@needs("tsc", "--version", how="npm install --global typescript")
def test_typescript(tree: Copy, served: tuple[str, str], tmp_path: Path) -> None:
    tree.core("client", "typescript", str(tmp_path / "client"))
    shutil.copy(PROGRAMS / "program.ts", tmp_path)
    (tmp_path / "tsconfig.json").write_text(json.dumps({"compilerOptions": COMPILER, "files": ["program.ts"]}))
    ran("tsc", "--project", ".", folder=tmp_path)
    assert json.loads(ran("node", "made/program.js", *served, folder=tmp_path)) == EXPECTED


def test_python(tree: Copy, served: tuple[str, str], tmp_path: Path) -> None:
    tree.core("client", "python", str(tmp_path))
    shutil.copy(PROGRAMS / "program.py.in", tmp_path / "program.py")
    (tmp_path / "pyrightconfig.json").write_text('{"include": ["program.py"], "typeCheckingMode": "standard"}')
    ran(sys.executable, "-m", "pyright", "--pythonpath", sys.executable, folder=tmp_path)
    program = [sys.executable, "program.py", *served]
    assert json.loads(ran(*program, folder=tmp_path, PYTHONPATH=str(tmp_path))) == EXPECTED


@needs("cargo", "--version", how="install Rust")
@pytest.mark.skipif(not all(map(packaged, LIBRARIES)), reason="there are no Debian packages of Rust's libraries")
def test_rust(tree: Copy, served: tuple[str, str], tmp_path: Path) -> None:
    """As far as Debian's packages go: they are older than what the client asks for, and one is missing."""
    tree.core("client", "rust", str(tmp_path))
    (tmp_path / "Cargo.toml").write_text(MANIFEST.replace("REQWEST", packaged("reqwest") or ""))
    (tmp_path / "serde_with" / "src").mkdir(parents=True)
    (tmp_path / "serde_with" / "Cargo.toml").write_text(STAND_IN_MANIFEST)
    shutil.copy(PROGRAMS / "serde_with.rs", tmp_path / "serde_with" / "src" / "lib.rs")
    (tmp_path / ".cargo").mkdir()
    places = f'[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "{CRATES}"\n'
    (tmp_path / ".cargo" / "config.toml").write_text(places)
    shutil.copy(PROGRAMS / "program.rs", tmp_path / "src" / "main.rs")
    assert json.loads(ran("cargo", "run", "--quiet", "--offline", "--", *served, folder=tmp_path)) == [[1, 2], 4]
    assert "pub async fn create_product(" in (tmp_path / "src/apis/products_api.rs").read_text(encoding="utf-8")
