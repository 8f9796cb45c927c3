"""`advisor chat`: the conversation on a terminal."""

from __future__ import annotations

from advisor.faces.cli import session


def chat() -> None:
    """Ask about the roles or describe yourself; an empty line or Ctrl-D ends it."""
    from rich.console import Console
    from rich.text import Text

    from advisor.conversation.conversation import Conversation
    from advisor.faces import wording
    from advisor.faces.cli.printing import print_reading
    from advisor.faces.cli.printing_verdict import print_step, print_verdict

    advisor = session.load()
    console = Console(highlight=False)
    console.print(Text(wording.SMALL_TALK))
    console.print(Text(wording.which_source(advisor.articles), style="dim"))
    conversation = Conversation()
    while True:
        try:
            message = console.input("\n[bold]you>[/bold] ").strip()
        except EOFError:
            return
        if not message:
            return
        conversation, reply = advisor.chat(conversation, message)
        if reply.text:
            console.print(Text(reply.text))
        if reply.reading:
            print_reading(advisor, reply.reading, console)
        if reply.before:
            console.print(Text(f"That changes the verdict: it was {reply.before}.", style="yellow"))
        if reply.verdict:
            print_verdict(advisor, reply.verdict, console)
        for step in reply.steps:
            print_step(console, advisor, step)
