"""The window's entry point: arguments, a painted frame, and only then everything that is slow to import."""

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from signal import SIG_DFL, SIGINT, signal
from time import perf_counter

from core import app_info
from gui.lean_imports import import_plainly
from gui.system_libraries import NO_SCREEN, complaint


def arguments(words: list[str]) -> Namespace:
    """The options of the command line."""
    parser = ArgumentParser(prog="python -m gui", description=f"The window of {app_info.NAME}.")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="work with the data in this directory")
    parser.add_argument("--page", metavar="NAME", help="open with this page, such as items")
    parser.add_argument("--language", metavar="NAME", help="speak this language, such as de or en_GB, or pseudo")
    parser.add_argument("--right-to-left", action="store_true", help="lay the window out from right to left")
    parser.add_argument("--safe-mode", action="store_true", help="ignore what the window remembers")
    parser.add_argument("--self-test", action="store_true", help="try everything on throw-away data")
    parser.add_argument("--version", action="version", version=f"{app_info.NAME} {app_info.VERSION}")
    return parser.parse_args(words)


def main(words: list[str] | None = None) -> int:
    """Run the window until it is closed; the exit code."""
    started = perf_counter()
    signal(SIGINT, SIG_DFL)  # until there is a window that could be closed; nobody wants to read what was being loaded
    options = arguments(sys.argv[1:] if words is None else words)
    options.started = started
    if options.self_test and complaint() == NO_SCREEN:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    trouble = complaint()
    if trouble:
        sys.stderr.write(trouble + "\n")
        return 1
    import_plainly()
    if options.self_test:
        from gui.self_test import run_self_test

        return run_self_test(options)
    from gui.application import run

    return run(options)


if __name__ == "__main__":
    sys.exit(main())
