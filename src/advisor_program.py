"""The program `advisor` from its first moment: importing takes half a second, and Ctrl-C may come meanwhile."""

import os
import signal
import sys
from types import FrameType

_IMPORTING = "<frozen importlib"  # how the files of Python's own import begin


def main() -> None:
    """The program's own `main`; Ctrl-C amid an import ends it at once, with exit code 130."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, interrupted)
    try:
        from advisor.faces.cli.app import main as program

        program()
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


def interrupted(number: int, frame: FrameType | None) -> None:
    """Raises KeyboardInterrupt, but for amid an import.

    There it may get lost, or leave the lock of all imports held, and the thread that opens the model would wait for ever.
    """
    while frame is not None:
        if frame.f_code.co_filename.startswith(_IMPORTING):
            os._exit(128 + number)
        frame = frame.f_back
    raise KeyboardInterrupt
