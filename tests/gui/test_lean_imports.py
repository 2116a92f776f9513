"""A window keeps out of its memory what it has no use for, and PySide from reading the source of what is imported."""

import subprocess
import sys

OPEN = """
import sys
from inspect import iscoroutine
from gui.lean_imports import import_later, import_plainly
import_plainly()
import_later("asyncio", iscoroutine=iscoroutine)
import core.bootstrap, core.settings
assert not {"asyncio.events", "ssl", "_ssl"} & set(sys.modules)
import asyncio
async def answer():
    await asyncio.sleep(0)
    return 42
assert asyncio.run(answer()) == 42
from asyncio import events, TaskGroup
import asyncio
assert type(asyncio).__name__ == "module"
import ssl
assert ssl.OPENSSL_VERSION
"""

READ = """
import linecache
import PySide6.QtCore
{first}
from gui.actions import COMMANDS
print(any(name.endswith("actions.py") for name in linecache.cache))
"""


def test_the_core_opens_without_asyncio_and_others_find_it_afterwards() -> None:
    run(OPEN)


def test_the_source_of_a_module_is_not_read_to_import_it() -> None:
    assert run(READ.format(first="")) == "True"  # else there is nothing to spare any more
    assert run(READ.format(first="from gui.lean_imports import import_plainly; import_plainly()")) == "False"


def run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
