"""A fault of the page's own is one line to whoever called, and one to whoever serves the page, without a visitor's words.

Otherwise Gradio would say nothing to the one and print a traceback, with what was typed in it, to the other.
"""

from __future__ import annotations

import sys
import traceback

from advisor.faces.door import App, Message, Receive, Send, say


class Faults:
    """ASGI middleware; what was begun already can only be broken off."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            line = fault(error)
            if not begun:
                await say(send, 500, line)


def fault(error: Exception) -> str:
    """One line that names kind and place of the fault, printed for whoever serves the page, and given for the caller."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    line = f"found a fault of the page's own ({type(error).__name__}{place}); expected none"
    print(line, file=sys.stderr, flush=True)
    return line
