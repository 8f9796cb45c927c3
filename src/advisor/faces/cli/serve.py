"""`advisor serve`: the page, for oneself or for a group; or the MCP server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.characters import shown
from advisor.faces.cli import session

if TYPE_CHECKING:
    from advisor.faces.passwords import Passwords


def serve(
    port: Annotated[int | None, typer.Option(help="Listen on this port of 127.0.0.1 (default 7860).")] = None,
    auth: Annotated[Path | None, typer.Option(help="Ask for a name and password: see advisor password.")] = None,
    root_path: Annotated[str, typer.Option(help="The path below which a proxy serves the page, as in /advisor.")] = "",
    name: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name that a proxy serves it under: advisor.example.")
    ] = None,
    mcp: Annotated[bool, typer.Option("--mcp", help="Serve the MCP tools ask and assess, on stdio or --port.")] = False,
) -> None:
    """Open the page on http://127.0.0.1:7860 and stay until Ctrl-C."""
    from advisor.faces.page import serving

    if mcp:
        if auth or root_path or name:
            raise typer.BadParameter("found --mcp with an option of the page's; expected --mcp alone")
        _serve_mcp(port)
        return
    options = serving.Options(port, _passwords(auth), _root_path(root_path), _names(name or []))
    serving.address(port)  # ahead of the progress bars, so that an error is one line and nothing else
    with session.building() as notice:
        blocks = serving.start(session.settings(), options, notice=notice)
    serving.stay(blocks)


def _serve_mcp(port: int | None) -> None:
    """Standard output belongs to the protocol: whatever else is said goes to stderr."""
    from advisor.faces.host import Host
    from advisor.faces.programs import mcp_server
    from advisor.faces.programs.functions import Functions

    if port is not None:
        from advisor.faces.page.serving import address

        address(port)
        session.stderr().print(f"MCP is on http://127.0.0.1:{port}/mcp", soft_wrap=True)
    mcp_server.run(Functions(Host(session.load())), port=port)


def _passwords(path: Path | None) -> Passwords | None:
    from advisor.faces.passwords import read_passwords

    return read_passwords(path) if path else None


def _names(names: list[str]) -> tuple[str, ...]:
    for name in names:
        if not re.fullmatch(r"[\w.:\[\]-]+", name) or "://" in name:
            raise typer.BadParameter(f"found --name {shown(name)}; expected a name as in advisor.example")
    return tuple(names)


def _root_path(path: str) -> str:
    if path and (not path.startswith("/") or path.endswith("/") or "//" in path):
        raise typer.BadParameter(f"found --root-path {path}; expected a path as in /advisor")
    return path
