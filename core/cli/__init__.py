"""The command line: parses arguments, calls the services, prints. Knows no rule and no SQL of its own."""


def main() -> None:
    """Run the command that the process was started with."""
    from core.cli.edge import install_exception_hook

    install_exception_hook()
    from core.cli.app import run

    run()
