"""The program `advisor`: its commands, its exit codes, and errors as one line on stderr."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from advisor.characters import shown_on_a_line
from advisor.errors import AdvisorError
from advisor.faces.cli import session
from advisor.faces.cli.add import add
from advisor.faces.cli.ask import ask
from advisor.faces.cli.assess import assess
from advisor.faces.cli.bank import bank
from advisor.faces.cli.chat import chat
from advisor.faces.cli.check import check
from advisor.faces.cli.compare import compare
from advisor.faces.cli.decide import decide
from advisor.faces.cli.doctor import doctor
from advisor.faces.cli.eval import evaluate
from advisor.faces.cli.explain import explain
from advisor.faces.cli.export import export
from advisor.faces.cli.feedback import feedback
from advisor.faces.cli.framework import framework
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
COMMANDS = (  # each with its line in the list and one example
    (ask, "One answer, in the source's own words.", 'ask "What does an RE earn at OpenAI?"'),
    (assess, "One verdict on what you say of yourself.", 'assess "I love debugging and want clear goals."'),
    (decide, "The decision aid: weights, firmness, plan.", 'decide "…" --weight target=3 --deadline 2027-03-01'),
    (chat, "The conversation on the terminal.", "chat talk.json"),
    (explain, "How a text is heard, clause by clause.", 'explain "I might do a PhD one day."'),
    (compare, "Both tracks side by side, every figure cited.", "compare --lab OpenAI"),
    (export, "A saved chat as a page or Markdown.", "export talk.json --out talk.html"),
    (verify, "Check every quote of exported files.", "verify talk.html"),
    (report, "A page a person, from a list of people.", "report people.csv --out pages"),
    (feedback, "What was said of answers in the page.", "feedback --export feedback.jsonl"),
    (serve, "Open the page, for yourself or a group.", "serve --port 8000"),
    (password, "Let a person open a served page.", "password people mara"),
    (add, "Add an article of your own.", "add article.txt"),
    (sources, "List the sources.", "sources"),
    (show, "A source's sections, or the text of one.", "show guide --section 3"),
    (remove, "Take a source out of the library.", "remove teki-2026"),
    (check, "Read a source critically.", "check guide"),
    (index, "Build what answering needs.", "index --force"),
    (doctor, "Examine everything and name what mends it.", "doctor"),
    (evaluate, "Measure on your own cases.", "eval ask cases.jsonl"),
)


class _Command(TyperCommand):
    """A command whose help names no type of Python."""

    def get_help(self, ctx: Any) -> str:
        return re.sub(r" ?<list\[\w+\]>", "", super().get_help(ctx))


for command, line, example in COMMANDS:
    named = "eval" if command is evaluate else None
    app.command(name=named, cls=_Command, short_help=line, epilog=f"Example: advisor {example}")(command)
app.add_typer(
    framework, name="framework", short_help="Another decision as a folder.", epilog="Example: advisor framework new ours"
)
app.add_typer(
    bank, name="bank", short_help="A question bank of your own.", epilog="Example: advisor bank new handbook"
)

_UsageError: type[Exception] = typer.BadParameter.__bases__[0]  # typer gives it no public name
_debug = False


@app.callback()
def _options(
    home: Annotated[Path | None, typer.Option(help="The folder with corpus/ and index/ (or ADVISOR_HOME).")] = None,
    chosen: Annotated[Path | None, typer.Option("--framework", help="A framework's folder (or ADVISOR_FRAMEWORK).")] = None,
    debug: Annotated[bool, typer.Option(help="Show tracebacks.")] = False,
) -> None:
    global _debug
    _debug = debug
    session.configure(home, chosen)


def main() -> None:
    """Exit 0: done; 1: not done, or findings; 2: wrong usage or unreadable input."""
    _write_whatever_the_encoding()
    try:
        code = app(standalone_mode=False) or 0
        if sys.stdout is not None:
            sys.stdout.flush()
        sys.exit(code)
    except _UsageError as error:
        told = error.format_message() if hasattr(error, "format_message") else str(error)
        said = " ".join(told.split())
        context = getattr(error, "ctx", None)
        of = f"{context.info_name} " if context is not None and context.parent is not None else ""
        say(f"advisor: {said}; to see what it takes: advisor {of}--help", error=True)
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
