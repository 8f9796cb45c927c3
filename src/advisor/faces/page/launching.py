"""Launching the page with the settings that keep it private, quiet and bounded, in its own colours and fonts."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import Any

import gradio as gr

from advisor.advisor import Advisor
from advisor.faces.host import Host
from advisor.faces.page.page import TITLE, build, resource
from advisor.faces.page.serving import Options
from advisor.faces.web.door import Door
from advisor.faces.web.intake import Intake, Uploads
from advisor.faces.web.login import Login, hashed_beside
from advisor.faces.web.middleware import Faults, Headers, Leaving
from advisor.faces.web.routes import Asked, Routes
from advisor.faces.web.served_names import ServedNames

SESSIONS = 512  # pages whose conversation is held; of one more the page that was used longest ago is let go
_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")
_MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "Liberation Mono", "monospace")


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


def theme() -> gr.themes.Base:
    """No font is fetched: every family named is one of the system's."""
    base = gr.themes.Base(font=_SANS, font_mono=_MONO, radius_size=gr.themes.sizes.radius_md, neutral_hue="stone")
    return base.set(
        body_background_fill="var(--page)",
        body_background_fill_dark="var(--page)",
        body_text_color="var(--ink)",
        body_text_color_dark="var(--ink)",
        body_text_color_subdued="var(--quiet)",
        body_text_color_subdued_dark="var(--quiet)",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_shadow="none",
        block_label_text_color="var(--quiet)",
        block_label_text_color_dark="var(--quiet)",
        block_title_text_color="var(--ink)",
        block_title_text_color_dark="var(--ink)",
        border_color_primary="var(--line)",
        border_color_primary_dark="var(--line)",
        input_background_fill="var(--paper)",
        input_background_fill_dark="var(--paper)",
        input_background_fill_focus="var(--paper)",
        input_background_fill_focus_dark="var(--paper)",
        input_border_color="var(--line-strong)",
        input_border_color_dark="var(--line-strong)",
        input_border_color_focus="var(--blue)",
        input_border_color_focus_dark="var(--blue)",
        input_border_width="1px",
        input_placeholder_color="var(--quiet)",
        input_placeholder_color_dark="var(--quiet)",
        input_shadow="none",
        input_shadow_focus="0 0 0 2px var(--blue-soft)",
        button_primary_background_fill="var(--blue)",
        button_primary_background_fill_dark="var(--blue)",
        button_primary_background_fill_hover="var(--blue-deep)",
        button_primary_background_fill_hover_dark="var(--blue-deep)",
        button_primary_text_color="var(--on-blue)",
        button_primary_text_color_dark="var(--on-blue)",
        button_secondary_background_fill="var(--paper)",
        button_secondary_background_fill_dark="var(--paper)",
        button_secondary_background_fill_hover="var(--wash)",
        button_secondary_background_fill_hover_dark="var(--wash)",
        button_secondary_border_color="var(--line-strong)",
        button_secondary_border_color_dark="var(--line-strong)",
        button_secondary_text_color="var(--ink)",
        button_secondary_text_color_dark="var(--ink)",
        layout_gap="0px",
    )
