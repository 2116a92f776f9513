"""`make bench`: all groups, or those named, into build/bench.json."""

import importlib
import sys

from tests.bench.report import write

GROUPS = ("service", "adapter", "load", "bulk", "start", "window", "table", "blocks", "frozen")

if __name__ == "__main__":
    for group in sys.argv[1:] or GROUPS:
        write(importlib.import_module(f"tests.bench.{group}").figures())
