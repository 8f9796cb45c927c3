"""The program `advisor`: its commands, its exit codes, and errors as one line on stderr."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from advisor.characters import shown_on_a_line
from advisor.errors import AdvisorError
from advisor.faces.cli import session
from advisor.faces.cli.add import add
from advisor.faces.cli.ask import ask
from advisor.faces.cli.assess import assess
from advisor.faces.cli.chat import chat
from advisor.faces.cli.check import check
from advisor.faces.cli.compare import compare
from advisor.faces.cli.doctor import doctor
from advisor.faces.cli.eval import evaluate
from advisor.faces.cli.explain import explain
from advisor.faces.cli.export import export
from advisor.faces.cli.feedback import feedback
from advisor.faces.cli.index import index
from advisor.faces.cli.password import password
from advisor.faces.cli.remove import remove
from advisor.faces.cli.report import report
from advisor.faces.cli.serve import serve
from advisor.faces.cli.show import show
from advisor.faces.cli.sources import sources
from advisor.faces.cli.terminal import say
from advisor.faces.cli.verify import verify

app = typer.Typer(
    add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Research Engineer or Research Scientist? Exact cited quotes and a verdict one can follow, offline.",
)
_COMMANDS = (
    ask, assess, chat, explain, compare, export, verify, report, feedback, serve, password,
    add, sources, show, remove, check, index, doctor,
)
for command in _COMMANDS:
    app.command()(command)
app.command(name="eval")(evaluate)

_UsageError: type[Exception] = typer.BadParameter.__bases__[0]  # typer gives it no public name
_debug = False


@app.callback()
def _options(
    home: Annotated[Path | None, typer.Option(help="The folder with corpus/ and index/ (or ADVISOR_HOME).")] = None,
    debug: Annotated[bool, typer.Option(help="Show tracebacks.")] = False,
) -> None:
    global _debug
    _debug = debug
    session.configure(home)


def main() -> None:
    """Exit 0: done; 1: not done, or findings; 2: wrong usage or unreadable input."""
    _write_whatever_the_encoding()
    try:
        code = app(standalone_mode=False) or 0
        if sys.stdout is not None:
            sys.stdout.flush()
        sys.exit(code)
    except _UsageError as error:
        said = " ".join(str(getattr(error, "message", error)).split())
        say(f"advisor: {said}; to see what it takes: advisor --help", error=True)
        sys.exit(2)
    except AdvisorError as error:
        if _debug:
            raise
        say(f"advisor: {shown_on_a_line(str(error))}", error=True)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(130)
    except BrokenPipeError:
        _write_no_more()
        sys.exit(1)
    except OSError as error:
        if _debug:
            raise
        where = f"use {error.filename}" if error.filename else "read or write"
        found = shown_on_a_line(f"cannot {where} ({error.strerror or error})")
        say(f"advisor: {found}; to mend it: advisor doctor", error=True)
        _write_no_more()
        sys.exit(1)
    except Exception as error:
        if _debug:
            raise
        kind = shown_on_a_line(f"{type(error).__name__}: {error}")
        say(f"advisor: found a fault of its own ({kind}); to see where: advisor --debug …", error=True)
        sys.exit(1)


def _write_whatever_the_encoding() -> None:
    """A character that the terminal's encoding lacks is written as its number."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _write_no_more() -> None:
    """What is still waiting goes nowhere, so that Python does not fail a second time while it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
