"""`advisor verify`: does every quote of an exported file stand, and is every reply what is said to the user's words?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from advisor.characters import shown_on_a_line
from advisor.faces.cli import session
from advisor.faces.cli.terminal import say, say_json

if TYPE_CHECKING:
    from advisor.faces.telling.document import Document

_EXPORTS = (".html", ".md")


def verify(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Files of advisor export or advisor report, HTML or Markdown.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Cut every quote again, tell the user's words to the adviser again, and name what does not stand; exit 1 then.

    Beside exports a file of another name (not .html or .md) is left out, and that is said.
    """
    from advisor.article.library import Library
    from advisor.faces.export.lines import NotOurs
    from advisor.faces.export.proof import problems, read_document

    library = Library(session.settings())
    exports = [file for file in files if file.suffix.lower() in _EXPORTS] or files
    left_out = [file for file in files if file not in exports]
    said: list[dict[str, Any]] = []
    for file in exports:
        try:
            document = read_document(file)
            found, unproven = problems(document, library), "quotes or words do not stand"
            if not found:
                found, unproven = _replayed(document)
            named = [str(problem) for problem in found]
            quotes, replies = len(document.cited), unproven or "proven"
            said.append({"file": str(file), "quotes": quotes, "problems": named, "replies": replies})
        except NotOurs as error:
            said.append({"file": str(file), "quotes": 0, "problems": [str(error)], "replies": "the file is not ours"})
    if as_json:
        skipped = {"skipped": [str(file) for file in left_out]} if left_out else {}
        say_json({"files": said, "stands": not any(each["problems"] for each in said), **skipped})
    else:
        for file in left_out:
            say(f"{shown_on_a_line(str(file))}: left out, by its name it is no export")
        for each in said:
            _print(**each)
    if any(each["problems"] for each in said):
        raise typer.Exit(1)


def _replayed(document: Document) -> tuple[tuple[Any, ...], str]:
    """What of the replies does not stand, and why they cannot be proven here, "" where they can."""
    from advisor.errors import SourceUnknown
    from advisor.faces.export import replaying

    if document.made is None:
        return (), replaying.UNMADE
    try:
        advisor = session.load([id for id, _ in document.made.sources])
    except SourceUnknown as error:
        return (), error.found
    otherwise = replaying.made_otherwise(document.made, advisor)
    if otherwise:
        return (), otherwise
    found = replaying.unlike(document, advisor)
    return found, "replies do not stand" if found else ""


def _print(file: str, quotes: int, problems: list[str], replies: str) -> None:
    name = shown_on_a_line(file)
    if problems:
        say(f"{name}: {len(problems)} {'thing does' if len(problems) == 1 else 'things do'} not stand")
        for problem in problems:
            say(f"  {shown_on_a_line(problem)}")
        return
    proven = f"all {quotes} quotes stand, word for word, where they are said to" if quotes else "there is no quote in it"
    if replies == "proven":
        say(f"{name}: all replies are what this version says to the words in it; {proven}")
    else:
        say(f"{name}: the replies are not proven, {shown_on_a_line(replies)}; the quotes alone are looked at")
        say(f"{name}: {proven}")
