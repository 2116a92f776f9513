"""The HTTP adapter as a process of its own, for a window that starts and stops it.

A window never imports the adapter: its process would have to share its threads, and everybody else's requests would
make it stall. `Serving(settings).start(...)` runs the command line's `serve` instead, with the settings' data directory
and database, waits until it listens, and knows `address` and `token`; `stop()` ends it. Both block: call them on a
worker, as any other use case. A window that ends stops it before it lets go of the application; one that is killed
takes it along, as it holds on to a pipe that the system closes.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import IO, Any, Final, cast

from core import app_info
from core.errors import AppError
from core.settings import Settings, local_token

STOPPING: Final = 5
"""Seconds for the requests under way, more than they take; then it is ended."""
_ADDRESS: Final = re.compile(r" is at (http://\S+?:\d+) ")


class Serving:
    """Starts and stops `serve`. One at a time: starting again while it runs changes nothing."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[str] | None = None
        self._address: str | None = None

    @property
    def address(self) -> str | None:
        """Where it listens; None while it does not run."""
        running = self._process is not None and self._process.poll() is None
        return self._address if running else None

    @property
    def token(self) -> str | None:
        """What opens it; None where people sign in."""
        return None if self._settings.auth_required else local_token(self._settings)

    def start(self, host: str | None = None, port: int | None = None) -> str:
        """Run it, on the settings' place if none is given; returns the address. AppError where it does not start."""
        if self.address is not None:
            return self.address
        self.stop()
        place = ("--host", host or self._settings.host, "--port", str(self._settings.port if port is None else port))
        self._process = subprocess.Popen(
            [*command(), "serve", "--attached", *place],
            env=self._environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._address = self._announced(self._process)
        return self._address

    def _announced(self, process: "subprocess.Popen[str]") -> str:
        """The address, whatever else it says before that; AppError with its last words where it ends without one."""
        last, failure = "", None
        for last in _of(process.stdout):
            if found := _ADDRESS.search(last):
                return found[1]
            if failure := _failure(last):
                break
        self.stop()
        raise failure or AppError("http.start", detail=last.strip())

    def stop(self) -> None:
        """End it once the requests under way are answered: what it reads from is closed."""
        process, self._process = self._process, None
        if process is None:
            return
        try:
            process.communicate(timeout=STOPPING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()

    def _environment(self) -> dict[str, str]:
        """This process's, with what the settings say about the data, which may come from elsewhere."""
        given = self._settings
        url = "" if given.database_url is None else given.database_url.get_secret_value()
        places = {"DATA_DIR": str(given.data_dir), "DATABASE_NAME": given.database_name, "DATABASE_URL": url}
        return {**os.environ, **places, "AUTH_REQUIRED": str(given.auth_required).lower(), "PYTHONUNBUFFERED": "1"}


def handed_on(error: AppError) -> str:
    """What keeps it from starting, as a line that the window reads, to put it into its own words."""
    return json.dumps({"error": error.reason, "params": dict(error.params)}, default=str)


def _failure(line: str) -> AppError | None:
    """What such a line says; None for any other."""
    try:
        told: object = json.loads(line)
    except ValueError:
        return None
    if not isinstance(told, dict) or "error" not in told:
        return None
    failure = cast("dict[str, Any]", told)
    code, params = failure["error"], failure["params"]
    if code.startswith("http.port"):
        return AppError(f"http.start{code.removeprefix('http')}", **params)
    return AppError("http.start", detail=str(AppError(code, **params)))


def command() -> list[str]:
    """The command line: the executable beside a frozen window's, or the module."""
    if getattr(sys, "frozen", False):
        program = Path(sys.executable)
        return [str(program.with_name(f"{app_info.COMMAND}-cli{program.suffix}"))]
    return [sys.executable, "-m", "core"]


def _of(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe
