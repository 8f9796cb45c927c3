"""`advisor chat`: the conversation on a terminal, kept in a file where one is named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.faces.cli import session
from advisor.faces.cli.terminal import open_console
from advisor.faces.reading_in import read

if TYPE_CHECKING:
    from rich.console import Console

    from advisor.advisor import Advisor
    from advisor.conversation.conversation import Conversation
    from advisor.conversation.reply import Reply
    from advisor.conversation.transcript import Act


def chat(
    file: Annotated[Path | None, typer.Argument(help="Keep the conversation in this file, taken up from there.")] = None,
    batch_file: Annotated[str | None, typer.Option("--batch", help="Whole dialogues as JSON lines, or - for stdin.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With --batch: one JSON object a dialogue.")] = False,
) -> None:
    """Ask about the roles or describe yourself; an empty line or Ctrl-D ends it."""
    if batch_file is not None or as_json:
        if batch_file is None or not as_json or file is not None:
            raise typer.BadParameter(
                "expected --batch FILE --json together, and no file to keep: advisor chat --batch - --json"
            )
        _batch(batch_file)
        return
    from rich.text import Text

    from advisor.conversation.conversation import Conversation
    from advisor.conversation.transcript import Said, forgets
    from advisor.faces import wording

    advisor = session.load()
    console = open_console()
    console.print(Text(wording.SMALL_TALK))
    console.print(Text(wording.which_source(advisor.articles), style="dim"))
    acts: list[Act] = []
    conversation = Conversation()
    if file is not None and file.exists():
        acts, conversation = _taken_up(advisor, file, console)
    while message := _asked(console):
        step = advisor.chat(conversation, message)
        conversation, reply = step.conversation, step.reply
        _print(advisor, reply, console)
        acts = [] if forgets(reply) else [*acts, Said(message)]
        if file is not None:
            _keep(advisor, acts, file)
    if file is not None and acts:
        console.print(Text(f"Kept in {file}; to print it: advisor export {file} --out talk.html", style="dim"))


def _batch(path: str) -> None:
    from advisor.conversation.conversation import Conversation
    from advisor.faces.cli import batch
    from advisor.faces.contract_chat import step_json

    advisor = session.load()

    def one(asked: dict[str, object]) -> dict[str, object]:
        conversation, replies = Conversation(), []
        for message in batch.texts_field(asked, "turns", required=True):
            step = advisor.chat(conversation, message)
            conversation = step.conversation
            replies.append(step_json(step, advisor.framework))
        return {"id": asked.get("id", ""), "replies": replies}

    batch.run(path, one)


def _asked(console: Console) -> str:
    try:
        return console.input("\n[bold]you>[/bold] ").strip()
    except EOFError:
        return ""


def _taken_up(advisor: Advisor, file: Path, console: Console) -> tuple[list[Act], Conversation]:
    """What was said, and the conversation that follows from it; its last reply is shown again."""
    from rich.text import Text

    from advisor.conversation.conversation import Conversation
    from advisor.conversation.transcript import from_json, replay
    from advisor.faces import wording

    transcript = from_json(read(file, "a saved conversation (JSON)"), most=None)
    done = list(replay(advisor.counsel, transcript.acts))
    console.print(Text(f"Taken up from {file}: {len(done)} {'turn' if len(done) == 1 else 'turns'}.", style="dim"))
    if transcript.of_others(advisor.articles):
        console.print(Text(wording.OTHER_SOURCES, style="yellow"))
    if done:
        _print(advisor, done[-1].reply, console)
    return list(transcript.acts), done[-1].conversation if done else Conversation()


def _keep(advisor: Advisor, acts: list[Act], file: Path) -> None:
    from advisor.faces.cli.writing import write
    from advisor.faces.export.saving import saved

    write(file, saved(advisor, acts, "json"))


def _print(advisor: Advisor, reply: Reply, console: Console) -> None:
    from rich.text import Text

    from advisor.faces import wording
    from advisor.faces.cli.printing import print_reading
    from advisor.faces.cli.printing_verdict import print_step, print_verdict

    if reply.text:
        console.print(Text(reply.text))
    if reply.reading:
        print_reading(advisor, reply.reading, console)
    for change in reply.changed if reply.verdict else ():
        console.print(Text(wording.changed(advisor.framework, change), style="yellow"))
    if reply.before:
        console.print(Text(f"That changes the verdict: it was {reply.before}.", style="yellow"))
    if reply.verdict:
        print_verdict(advisor, reply.verdict, console)
    for step in reply.steps:
        print_step(console, advisor, step)
