"""`advisor serve`: the page."""

from __future__ import annotations

from typing import Annotated

import typer

from advisor.faces.cli import session


def serve(port: Annotated[int | None, typer.Option(help="Listen on this port of 127.0.0.1 (default 7860).")] = None) -> None:
    """Open the page on http://127.0.0.1:7860 and stay until Ctrl-C."""
    from advisor.faces.page import serving

    serving.address(port)  # ahead of the progress bars, so that an error is one line and nothing else
    with session.building() as notice:
        blocks = serving.start(session.settings(), port=port, notice=notice)
    serving.stay(blocks)
