"""The command line: parses arguments, calls the services, prints. Knows no rule and no SQL of its own."""

import sys


def main() -> None:
    """Run the command that the process was started with."""
    try:
        from core.cli.edge import install_exception_hook

        install_exception_hook()
        from core.cli.app import run

        run()
    except KeyboardInterrupt:
        # Before there is a command that could be stopped; Python would end as if killed.
        sys.stderr.write("Cancelled.\n")
        sys.exit(130)
