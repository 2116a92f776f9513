"""The project's commands: set up, run, test, check, freeze. Standard library only: any Python can start it."""

from __future__ import annotations

import hashlib
import math
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
EXTRAS = ("http", "postgres")
EDITABLE = ("--no-deps", "--no-build-isolation", "--config-settings", "editable_mode=compat", "-e", str(ROOT))
WORKERS = math.ceil(1.5 * (os.cpu_count() or 1))  # the window's tests wait for a third of their time
SIDE_BY_SIDE = ("--numprocesses", str(WORKERS), "--dist", "worksteal")
LANGUAGES = ("typescript", "rust", "python")
WATCHED = ("core", "gui", "migrations", "resources")


def main(arguments: list[str]) -> int:
    """Run the command that the first argument names; the others are passed on to it."""
    name = arguments[0] if arguments else "help"
    name = "help" if name in {"-h", "--help"} else name
    if name not in COMMANDS:
        print(f"There is no command {name!r}. `python dev.py help` lists them.", file=sys.stderr)
        return 2
    try:
        return COMMANDS[name](arguments[1:])
    except KeyboardInterrupt:
        return 130


def run(arguments: list[str]) -> int:
    """Set up what is missing and open the application."""
    prepare(RUN_LOCK)
    return python("-m", "gui", *arguments)


def test(arguments: list[str]) -> int:
    """Set up and run the tests, three processes on two cores; arguments go to pytest instead."""
    prepare(DEV_LOCK)
    environment = {} if has_display() else {"QT_QPA_PLATFORM": "offscreen"}
    if python("-m", "gui.system_libraries", environment=environment):
        return 1
    return python("-m", "pytest", *(arguments or SIDE_BY_SIDE), environment=environment)


def setup(_: list[str]) -> int:
    """Set up everything, all extras and development tools, in .venv."""
    prepare(DEV_LOCK)
    return 0


def check(_: list[str]) -> int:
    """Check format, lint, types and architecture."""
    prepare(DEV_LOCK)
    results = [
        python("-m", "ruff", "format", "--check", "."),
        python("-m", "ruff", "check", "."),
        python("-m", "pyright", "--pythonpath", str(PYTHON)),
        call([tool("lint-imports"), "--no-logo"]),
    ]
    return max(results)


def bench(arguments: list[str]) -> int:
    """Measure against the peers and write build/bench.json."""
    prepare(DEV_LOCK)
    return python("-m", "tests.bench", *arguments)


def screenshots(arguments: list[str]) -> int:
    """Take pictures of every page and dialog into build/screenshots; --readme renews the README's."""
    prepare(DEV_LOCK)
    return python("-m", "tests.screens", *arguments)


def freeze(arguments: list[str]) -> int:
    """Make the folder with the executable in dist/."""
    prepare(DEV_LOCK)
    print("Freezing into dist/ takes about a minute ...", flush=True)
    # Where in a line an expression stands is of no use without the sources, and takes half a MiB of memory.
    interpreter = ("-X", "no_debug_ranges", "-m", "PyInstaller")
    return python(*interpreter, "--noconfirm", "--log-level", "ERROR", *arguments, "build.spec")


def package(arguments: list[str]) -> int:
    """Make what people install, from the folder in dist/; that is frozen anew if a source has changed."""
    prepare(DEV_LOCK)
    if not is_frozen() and (failed := freeze([])):
        return failed
    print("Packing into dist/ takes a minute or two ...", flush=True)
    return python("-m", "resources.packaging", *arguments)


def translations(_: list[str]) -> int:
    """Bring the translations up to date with the texts and list what is still to be translated."""
    prepare(DEV_LOCK)
    return python("-m", "tests.translations")


def client(arguments: list[str]) -> int:
    """Make a typed client of the HTTP interface: LANGUAGE DIRECTORY; all of them in build/clients if not said."""
    prepare(DEV_LOCK)
    wanted = [arguments] if arguments else [[name, f"build/clients/{name}"] for name in LANGUAGES]
    return max(python("-m", "core", "client", *words) for words in wanted)


def dev(arguments: list[str]) -> int:
    """Run, start again whenever a source file changes, print the SQL."""
    prepare(RUN_LOCK)
    while run_until_change(arguments) != 0:
        pass
    return 0


def lock(arguments: list[str]) -> int:
    """Renew the requirement locks; --upgrade takes the newest versions."""
    prepare(DEV_LOCK)
    compile_lock(DEV_LOCK, "--all-extras", "--group", "dev", *arguments)
    compile_lock(RUN_LOCK, "--constraints", DEV_LOCK.name)
    for extra in EXTRAS:
        compile_lock(ROOT / f"requirements-{extra}.lock", "--extra", extra, "--constraints", DEV_LOCK.name)
    return 0


def show_help(_: list[str]) -> int:
    """List the commands."""
    print("make COMMAND [ARGS=...]   or   python dev.py COMMAND [...]\n")
    for name, command in COMMANDS.items():
        print(f"  {name:<12} {command.__doc__}")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "setup": setup,
    "check": check,
    "bench": bench,
    "screenshots": screenshots,
    "freeze": freeze,
    "package": package,
    "client": client,
    "translations": translations,
    "dev": dev,
    "lock": lock,
    "help": show_help,
}


def prepare(lock: Path) -> None:
    """Make .venv hold what the lock lists, unless it does already."""
    # The development lock contains the others, so whoever has it current needs nothing more.
    if works(PYTHON) and (is_current(DEV_LOCK) or is_current(lock)):
        return
    make_venv()
    print(f"Installing {lock.name} into {VENV.name} ...", flush=True)
    if install("--require-hashes", "-r", str(lock)):
        sys.exit("The packages could not be installed: see the message above. Running the same command again goes on.")
    if lock == DEV_LOCK and install(*EDITABLE):
        sys.exit("The command line could not be installed: see the message above.")
    stamp(lock).write_text(digest(lock))


def make_venv() -> None:
    if works(PYTHON):
        return
    interpreter = suitable_python()
    shutil.rmtree(VENV, ignore_errors=True)
    print(f"Making {VENV.name} ...", flush=True)
    if call([interpreter, "-m", "venv", str(VENV)]):
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("Python's venv could not be made. On Debian and Ubuntu: sudo apt install python3-venv")


def install(*arguments: str) -> int:
    """Install with uv where there is one, because it is quicker, else with pip."""
    quiet = () if sys.stdout.isatty() else ("--quiet",)
    environment = {"PYTHONWARNINGS": "ignore", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    uv = shutil.which("uv")
    if uv and call([uv, "pip", "install", *quiet, "--python", str(PYTHON), *arguments], environment) == 0:
        return 0
    return python("-m", "pip", "install", *quiet, *arguments, environment=environment)


def is_current(lock: Path) -> bool:
    return stamp(lock).is_file() and stamp(lock).read_text() == digest(lock)


def stamp(lock: Path) -> Path:
    return VENV / f"{lock.name}.sha256"


def digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def suitable_python() -> str:
    """This interpreter if it is new enough, else one from the path."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for name in ("python3.13", "python3.12", "python3.11", "python3", "python"):
        path = shutil.which(name)
        if path and works(path):
            return path
    sys.exit("Python 3.11 or newer is needed on the path, and this is {}.{}.".format(*sys.version_info))


def works(interpreter: str | Path) -> bool:
    question = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    command = [str(interpreter), "-c", question]
    try:
        return subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def run_until_change(arguments: list[str]) -> int | None:
    """The application's exit code if it was closed, None if a source file changed."""
    seen = dict(sources())
    command = [str(PYTHON), "-m", "gui", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "ECHO_SQL": "1"})
    try:
        while dict(sources()) == seen:
            if process.poll() == 0:
                return 0
            time.sleep(0.5)
    finally:
        process.terminate()
        process.wait()
    return None


def sources() -> Iterator[tuple[Path, float]]:
    """Each source file with the time of its last change."""
    for folder in WATCHED:
        for path in (ROOT / folder).rglob("*"):
            with suppress(FileNotFoundError):  # an editor may be replacing it
                if path.is_file() and "__pycache__" not in path.parts:
                    yield path, path.stat().st_mtime


def is_frozen() -> bool:
    """Whether the folder in dist/ is newer than everything it is made of."""
    made = sorted(ROOT.glob("dist/*/licenses/README.txt")) or sorted(ROOT.glob("dist/*.app/Contents/Info.plist"))
    parts = [*(path for path, _ in sources()), DEV_LOCK, ROOT / "build.spec", ROOT / "LICENSE"]
    return bool(made) and made[0].stat().st_mtime > max(path.stat().st_mtime for path in parts)


def compile_lock(target: Path, *arguments: str) -> None:
    options = ("--universal", "--python-version", "3.11", "--generate-hashes")
    silence = ("--quiet", "--no-header", "--no-annotate", "--no-emit-index-url")
    command = (tool("uv"), "pip", "compile", "pyproject.toml", *options, *silence, *arguments, "-o", target.name)
    if call(list(command)):
        sys.exit(f"{target.name} could not be renewed: see the message above.")


def has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))


def tool(name: str) -> str:
    return str(SCRIPTS / (f"{name}.exe" if os.name == "nt" else name))


def python(*arguments: str, environment: dict[str, str] | None = None) -> int:
    return call([str(PYTHON), *arguments], environment)


def call(command: list[str], environment: dict[str, str] | None = None) -> int:
    variables = {**os.environ, **(environment or {})}
    return subprocess.run(command, check=False, cwd=ROOT, env=variables).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
