"""The program `advisor` from its first moment: importing takes half a second, and Ctrl-C may come meanwhile."""

import sys


def main() -> None:
    """The program's own `main`, or exit code 130 where it was stopped before it was there."""
    try:
        from advisor.faces.cli.app import main as program
    except KeyboardInterrupt:
        sys.exit(130)
    program()
