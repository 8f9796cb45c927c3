"""`advisor bank`: a question bank of one's own. `new` writes the skeleton of one, `check` examines one."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.errors import UsageError
from advisor.faces.cli import session
from advisor.faces.cli.terminal import say, say_json

if TYPE_CHECKING:
    from advisor.search.bank_check import BankReport

bank = typer.Typer(
    help="A question bank of your own.", no_args_is_help=True, epilog="Example: advisor bank new handbook"
)
_MOST_SHOWN = 12


@bank.command(short_help="Write a skeleton to fill in.", epilog="Example: advisor bank new handbook --out handbook.toml")
def new(
    id: Annotated[str, typer.Argument(help="The source's id: see advisor sources.")],
    out: Annotated[Path | None, typer.Option(help="The file to write; ID.toml, where it is not given.")] = None,
) -> None:
    """Write a skeleton to fill in: a fact a sentence, those that people ask for most first."""
    from advisor.article.library import Library
    from advisor.disk import write
    from advisor.search.bank_draft import draft

    path = out or Path(f"{id}.toml")
    library = Library(session.settings())
    article = library.article(id)
    if path.exists():
        raise UsageError(f"{path} is there already", expected="the name of a new file", mend="--out FILE")
    text = draft(article)
    write(path, text)
    say(f"{text.count('[[fact]]')} facts in {path}. Write how people ask for each, then: advisor bank check {id} {path}")
    say(f"To use it, put it into the folder {library.corpus / id / 'questions'} (make it), then: advisor index")


@bank.command(short_help="Say what a bank gains.", epilog="Example: advisor bank check handbook handbook.toml")
def check(
    id: Annotated[str, typer.Argument(help="The source's id: see advisor sources.")],
    file: Annotated[Path | None, typer.Argument(help="A bank that is not in its place yet.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Say what a bank gains, and which phrasings would go to another entry; exit 1 where a place is not found."""
    from advisor.article.bank import load_bank, read_bank
    from advisor.article.library import Library
    from advisor.search.bank_check import check_bank
    from advisor.search.encoder import open_encoder

    settings = session.settings()
    library = Library(settings)
    article = library.article(id)
    found = read_bank([file]) if file else load_bank(library.corpus / article.stands_for)
    if not found.facts:
        raise UsageError(f"found no bank for {id}", expected="a file, or one in its place", mend=f"advisor bank new {id}")
    with session.building() as notice:
        progress = notice(f"sentences of {id}", len(article.sentences))
        encoder = open_encoder(settings)
        report = check_bank(article, found, encoder, passage_tokens=settings.passage_tokens, progress=progress)
    if as_json:
        say_json({"id": id, **asdict(report)})
    else:
        _print(report)
    if report.lost:
        raise typer.Exit(1)


def _print(report: BankReport) -> None:
    if report.asked:
        without, with_bank = (f"{n / report.asked:.0%}" for n in (report.without, report.with_bank))
        say(f"Of {report.asked} phrasings, each asked as if it were new: {without} led to the right place without the bank, "
            f"{with_bank} with it.")  # fmt: skip
    if report.alone:
        start = "Not tried" if report.asked else "Nothing can be tried yet"
        named = ", ".join(report.alone[:_MOST_SHOWN])
        say(f"{start}: {len(report.alone)} entries have one phrasing alone ({named}). Write more under `questions`.")
    for id in report.lost:
        say(f"{id}: a place is not in the source")
    for each in report.stolen[:_MOST_SHOWN]:
        say(f"{each.of} loses to {each.by}: {each.question!r} sounds like {each.sounds_like!r} "
            f"({each.other:.2f}, its own {each.own:.2f})")  # fmt: skip
    if len(report.stolen) > _MOST_SHOWN:
        say(f"and {len(report.stolen) - _MOST_SHOWN} more: --json lists all")
