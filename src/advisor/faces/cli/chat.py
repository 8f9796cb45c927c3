"""`advisor chat`: the conversation on a terminal, kept in a file where one is named."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.faces.cli import session
from advisor.faces.cli.terminal import open_console
from advisor.faces.reading_in import read_input

if TYPE_CHECKING:
    from rich.console import Console

    from advisor.advisor import Advisor
    from advisor.conversation.conversation import Conversation
    from advisor.conversation.reply import Reply
    from advisor.conversation.transcript import Act
    from advisor.faces.telling.document import Part
    from advisor.framework.verdict import Verdict

_ENDS = ("", "quit", "exit", ":q")
_OFTEN = (
    "quit", "exit", "help", "full", "why?", "why not the other?", "what would change it?", "so which one?", "skip",
    "forget me",
)  # fmt: skip
_HELP = """Ask about pay, the PhD, daily work, interviews, the labs or switching. Or describe yourself.
  why? · what would change it? · so which one?   about the verdict
  1, 2, 3 · yes, no · skip                       to answer my question
  full                                           to see all of the last reply
  forget me                                      to start again
  quit                                           to end"""


def chat(
    file: Annotated[Path | None, typer.Argument(help="Keep the conversation in this file, and go on from it.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Show what is folded too.")] = False,
    batch_file: Annotated[str | None, typer.Option("--batch", help="Whole dialogues as JSON lines, or -.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With --batch, which writes nothing else.")] = False,
) -> None:
    """Ask about the roles or describe yourself; quit, an empty line or Ctrl-D ends it."""
    if batch_file is not None or as_json:
        if batch_file is None or file is not None:
            raise typer.BadParameter("expected --batch FILE, and no file to keep: advisor chat --batch dialogues.jsonl")
        _batch(batch_file)
        return
    from rich.text import Text

    from advisor.faces import wording

    talk = _Talk(session.load(), open_console(), full)
    talk.console.print(Text(talk.advisor.framework.words.small_talk))
    talk.console.print(Text(wording.which_source(talk.advisor.articles), style="dim"))
    talk.console.print(Text("Type help for what you can type, quit to end.", style="dim"))
    if file is not None and file.exists():
        talk.go_on_from(file)
    _complete()
    while (message := _asked(talk.console)).lower() not in _ENDS:
        if message.lower() in ("help", "?"):
            talk.console.print(Text(_HELP))
            continue
        if message.lower() in ("full", "--full"):
            talk.show_full()
            continue
        talk.say(message)
        if file is not None:
            _keep(talk.advisor, talk.acts, file)
    if file is not None and talk.acts:
        talk.console.print(Text(f"Kept in {file}; to print it: advisor export {file} --out talk.html", style="dim"))


class _Talk:
    """The conversation so far, and what the last reply offered: numbers and yes stand for it."""

    def __init__(self, advisor: Advisor, console: Console, full: bool) -> None:
        from advisor.conversation.conversation import Conversation

        self.advisor, self.console, self.full = advisor, console, full
        self.conversation = Conversation()
        self.acts: list[Act] = []
        self.standing: dict[str, Verdict] = {}  # by whose it is, "" the writer's
        self.offers: dict[str, tuple[str, str, str]] = {}
        self.told: tuple[Part, ...] = ()

    def say(self, message: str) -> None:
        """A message, or the number of an offered answer; the reply is printed."""
        from advisor.conversation.transcript import Said, SetByHand, forgets
        from advisor.faces.offered import heard_as_meant

        act: Said | SetByHand = Said(message)
        counsel = self.advisor.counsel
        if message.lower() == "no" and "yes" in self.offers:
            self.console.print("Then I leave it open.")
            del self.offers["yes"]
            return
        if offer := self.offers.get(message.lower().rstrip(".)")):
            meant = heard_as_meant(counsel, self.conversation, *offer)
            act = Said(offer[2]) if meant else SetByHand(*offer)
        if isinstance(act, Said):
            step = self.advisor.chat(self.conversation, act.text)
        else:
            step = counsel.correct(self.conversation, act.question, act.leaning or None)
        before, self.conversation = self.conversation, step.conversation
        self.show(step.reply, before, message if isinstance(act, SetByHand) else act.text)
        self.acts = [] if forgets(step.reply) else [*self.acts, act]

    def show(self, reply: Reply, before: Conversation, message: str) -> None:
        from advisor.faces.telling.document import Confirm, QuestionPart, parts_within
        from advisor.faces.telling.tell import newly_put, teller_of
        from advisor.faces.telling.terminal import show

        put = newly_put(self.advisor.framework, before, self.conversation, reply)
        told = tuple(teller_of(self.advisor).reply(reply, message=message, standing=self.standing.get(reply.of), put=put))
        self.told = told
        show(self.console, told, full=self.full, by="Type full to see")
        self._keep_standing(reply)
        self.offers = {}
        for part in parts_within(told):
            if isinstance(part, QuestionPart):
                self.offers |= {str(n): (part.question, o.leaning, o.text) for n, o in enumerate(part.options, 1)}
            elif isinstance(part, Confirm):
                self.offers["yes"] = (part.question, part.leaning, part.answer)

    def _keep_standing(self, reply: Reply) -> None:
        self.standing |= dict(reply.people)
        if reply.verdict:
            self.standing[reply.of] = reply.verdict

    def show_full(self) -> None:
        """The last reply once more, with what is folded."""
        from advisor.faces.telling.terminal import show

        show(self.console, self.told, full=True)

    def go_on_from(self, file: Path) -> None:
        """What was said, and the conversation that follows from it; its last reply is shown again."""
        from rich.text import Text

        from advisor.conversation.transcript import SILENT, from_json, replay
        from advisor.faces import wording

        transcript = from_json(read_input(file, "a saved conversation (JSON)"), most=None)
        done = list(replay(self.advisor.counsel, transcript.acts))
        said = f"From {file}: {len(done)} {'turn' if len(done) == 1 else 'turns'}."
        self.console.print(Text(said, style="dim"))
        if transcript.of_others(self.advisor.articles):
            self.console.print(Text(wording.OTHER_SOURCES, style="yellow"))
        self.acts = list(transcript.acts)
        last = max((at for at, each in enumerate(done) if not isinstance(each.act, SILENT)), default=None)
        for each in done[:last]:
            self._keep_standing(each.reply)
            self.conversation = each.conversation
        if last is not None:
            before, self.conversation = self.conversation, done[-1].conversation
            self.show(done[last].reply, before, "")


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


def _keep(advisor: Advisor, acts: list[Act], file: Path) -> None:
    from advisor.disk import write
    from advisor.faces.export.saving import saved

    write(file, saved(advisor, acts, "json"))


def _complete() -> None:
    """On a real terminal: Tab completes what is often typed, arrow up brings back what was."""
    if not sys.stdin.isatty():
        return
    try:
        import readline
    except ImportError:  # Windows has none
        return
    readline.set_completer_delims("")
    readline.set_completer(lambda text, n: [*(each for each in _OFTEN if each.startswith(text)), None][n])
    readline.parse_and_bind("tab: complete")
