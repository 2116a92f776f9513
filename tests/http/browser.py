"""A real browser without a screen, told what to do over a pipe."""

import json
import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

PROGRAM: Final = shutil.which("chromium") or shutil.which("google-chrome")
OPTIONS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)
PIPED: Final = 'exec "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1'
"""The browser listens on the third of its files and speaks on the fourth."""


class Page:
    """The browser's one page."""

    def __init__(self, said: IO[bytes], heard: IO[bytes]) -> None:
        self._said, self._heard, self._number = said, heard, 0
        self._session: str | None = None
        (target,) = (each for each in self._call("Target.getTargets")["targetInfos"] if each["type"] == "page")
        attached = self._call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]

    def open(self, address: str) -> None:
        """Go to an address, and come back when the page is there."""
        self._call("Page.enable")
        self._call("Page.navigate", url=address)
        while self._message().get("method") != "Page.loadEventFired":
            pass

    def run(self, script: str, *arguments: Any) -> Any:
        """What a function of JavaScript returns, or what it promises."""
        called = f"({script})(...{json.dumps(arguments)})"
        answer = self._call("Runtime.evaluate", expression=called, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def _call(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        self._said.write(json.dumps(message).encode() + b"\0")
        self._said.flush()
        while (answer := self._message()).get("id") != self._number:
            pass
        return answer["result"]

    def _message(self) -> dict[str, Any]:
        found = bytearray()
        while (byte := self._heard.read(1)) != b"\0":
            assert byte, "the browser has ended"
            found += byte
        return json.loads(found)


@contextmanager
def browsing(folder: Path) -> Generator[Page]:
    """A page of a browser that keeps what it keeps in a folder."""
    started = ["sh", "-c", PIPED, "sh", PROGRAM or "", *OPTIONS, f"--user-data-dir={folder}", "about:blank"]
    with subprocess.Popen(started, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield Page(process.stdin, process.stdout)
        finally:
            process.terminate()
