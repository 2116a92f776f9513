"""A window keeps out of its memory what it has no use for, and PySide from reading the source of what is imported."""

import subprocess
import sys

OPEN = """
import sys
from gui.lean_imports import without
with without("ssl"):
    import core.bootstrap
assert "asyncio" in sys.modules
assert "_ssl" not in sys.modules
import ssl
assert ssl.OPENSSL_VERSION
with without("ssl"):
    import ssl
"""

READ = """
import linecache
import PySide6.QtCore
{first}
from gui.actions import COMMANDS
print(any(name.endswith("actions.py") for name in linecache.cache))
"""


def test_the_core_opens_without_openssl_and_others_find_it_afterwards() -> None:
    run(OPEN)


def test_the_source_of_a_module_is_not_read_to_import_it() -> None:
    assert run(READ.format(first="")) == "True"  # else there is nothing to spare any more
    assert run(READ.format(first="from gui.lean_imports import import_plainly; import_plainly()")) == "False"


def run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
