"""Launching the page with the settings that keep it private, quiet and bounded."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import Any

import gradio as gr

from advisor.advisor import Advisor
from advisor.faces.door import Door
from advisor.faces.host import Host
from advisor.faces.page.asked import Asked
from advisor.faces.page.faults import Faults
from advisor.faces.page.headers import Headers
from advisor.faces.page.intake import Intake
from advisor.faces.page.leaving import Leaving
from advisor.faces.page.login import Login, hashed_beside
from advisor.faces.page.page import TITLE, build, resource
from advisor.faces.page.routes import Routes
from advisor.faces.page.serving import Options
from advisor.faces.page.theme import theme
from advisor.faces.page.uploads import Uploads
from advisor.faces.served_names import ServedNames

SESSIONS = 512  # pages whose conversation is held; of one more the page that was used longest ago is let go


def launch(advisor: Advisor, options: Options, *, name: str, port: int, at_once: int, waiting: int) -> gr.Blocks:
    """Listen at the address; returns at once."""
    allows = hashed_beside(options.passwords) if options.passwords else None
    uploads = Uploads(largest=advisor.settings.largest_source_bytes)
    proxied = bool(options.names or options.root_path)
    blocks = build(Host(advisor), uploads)
    blocks.queue(max_size=waiting, default_concurrency_limit=at_once, api_open=False)
    blocks._queue.pending_messages_per_session.max_size = SESSIONS  # answers that nobody fetches, too, are held for so many
    with as_file(files("advisor.faces.page").joinpath("icon.svg")) as icon:
        blocks.launch(
            server_name=name, server_port=port, prevent_thread_lock=True, quiet=True, share=False, inbrowser=False,
            show_error=False, enable_monitoring=False, run_history=False, footer_links=[], ssr_mode=False, mcp_server=False,
            auth=allows, auth_message=_greeting(), root_path=options.root_path or None, pwa=False, allowed_paths=[],
            blocked_paths=[str(advisor.settings.home)], favicon_path=str(icon),
            max_file_size=advisor.settings.largest_source_bytes, state_session_capacity=SESSIONS, theme=theme(),
            head=_head(), app_kwargs=_app(ServedNames(name, options.names), uploads, proxied=proxied),
        )
    return blocks


def _head() -> str:
    return f"<style>{resource('page.css')}</style><script>{resource('page.js')}</script>"


def _greeting() -> str:
    """Above the login, which Gradio draws without the head: what this is, and the colours that the theme names."""
    colours, _, _ = resource("page.css").partition("\nbody")
    return f"<style>{colours}</style><strong>{TITLE}</strong>: type your name and password."


def _app(names: ServedNames, uploads: Uploads, *, proxied: bool) -> dict[str, Any]:
    """What stands before Gradio, outermost first."""
    from starlette.middleware import Middleware

    before = [
        Middleware(Headers), Middleware(Faults), Middleware(Door, names=names), Middleware(Routes),
        Middleware(Intake, uploads=uploads), Middleware(Login, proxied=proxied), Middleware(Leaving),
        Middleware(Asked),
    ]
    return {"middleware": before, "docs_url": None, "redoc_url": None, "openapi_url": None}
