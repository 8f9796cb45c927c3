"""`advisor verify`: does every quote of an exported file stand?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from advisor.characters import shown_on_a_line
from advisor.errors import InputUnreadable
from advisor.faces.cli import session
from advisor.faces.cli.terminal import say, say_json

_EXPORTS = (".html", ".md")


def verify(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Files of advisor export or advisor report, HTML or Markdown.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Cut every quote in sight out of its source again, and name any that does not stand; exit 1 then.

    A file whose name is that of no export (not .html or .md) is left out, and that is said.
    """
    from advisor.article.library import Library
    from advisor.faces.export.lines import NotOurs
    from advisor.faces.export.proof import problems, read_document

    library = Library(session.settings())
    exports = [file for file in files if file.suffix.lower() in _EXPORTS]
    left_out = [file for file in files if file not in exports]
    if not exports:
        raise InputUnreadable(f"found {files[0]}, the name of no export", expected="a file that ends in .html or .md")
    said = []
    for file in exports:
        try:
            document = read_document(file)
            found = [str(problem) for problem in problems(document, library)]
            said.append({"file": str(file), "quotes": len(document.cited), "problems": found})
        except NotOurs as error:
            said.append({"file": str(file), "quotes": 0, "problems": [str(error)]})
    if as_json:
        skipped = {"skipped": [str(file) for file in left_out]} if left_out else {}
        say_json({"files": said, "stands": not any(each["problems"] for each in said), **skipped})
    else:
        for file in left_out:
            say(f"{shown_on_a_line(str(file))}: left out, by its name it is no export")
        for each in said:
            _print(**each)  # type: ignore[arg-type]
    if any(each["problems"] for each in said):
        raise typer.Exit(1)


def _print(file: str, quotes: int, problems: list[str]) -> None:
    if not problems:
        proven = f"all {quotes} quotes stand, word for word, where they are said to" if quotes else "there is no quote in it"
        say(f"{shown_on_a_line(file)}: {proven}")
        return
    say(f"{shown_on_a_line(file)}: {len(problems)} {'thing does' if len(problems) == 1 else 'things do'} not stand")
    for problem in problems:
        say(f"  {shown_on_a_line(problem)}")
