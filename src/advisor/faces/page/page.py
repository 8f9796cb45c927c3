"""The page: its components and what each event calls. What they show is in views.py, what they do in actions.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from importlib.resources import files
from typing import Any

import gradio as gr

from advisor.article.importing import READ
from advisor.faces.host import Host
from advisor.faces.markup import Html, joined, tag
from advisor.faces.page import adding
from advisor.faces.page.actions import Actions
from advisor.faces.page.dispatch import dispatch
from advisor.faces.page.do import Do, act
from advisor.faces.page.guarded import Guarded, add_endpoints
from advisor.faces.page.session import Session
from advisor.faces.page.views import Views, views
from advisor.faces.programs.functions import Functions
from advisor.faces.web.intake import Upload, Uploads

TITLE = "Track Advisor"
KEPT = 12 * 3600  # seconds that an untouched conversation is kept while its page is open
_TABS = ("source", "profile", "decide", "compare", "library")
_BAR = tag(
    "nav",
    tag("button", "Chat", type="button", data_pane="chat", aria_current="true"),
    joined(act(name.capitalize(), Do.SHOW, value=name) for name in _TABS),
    class_="bar", aria_label="Parts of the page",
)  # fmt: skip
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def resource(name: str) -> str:
    """A text file that lies beside this one."""
    return files("advisor.faces.page").joinpath(name).read_text(encoding="utf-8")


def build(host: Host, uploads: Uploads) -> gr.Blocks:
    """The whole page, ready to be launched."""
    first = views(host, Session())  # stands in the page as it is sent, so that there is something to read at once
    choice = tag("p", f"{host.advisor().framework.title}, from a source you can check")
    header = joined((tag("h1", TITLE), choice))
    with Guarded(uploads, title=TITLE, analytics_enabled=False, fill_width=True) as blocks:
        parts: dict[str, gr.State | gr.HTML] = {}  # by the name of what each shows in `Views`

        def view(name: str) -> None:
            parts[name] = _view(name, getattr(first, name))

        parts["session"] = gr.State(first.session, time_to_live=KEPT, delete_callback=_let_go)
        with gr.Column(elem_id="advisor", elem_classes="advisor"):
            gr.HTML(header, elem_id="top", apply_default_css=False)
            view("line")
            with gr.Row(elem_id="columns", equal_height=False):
                with gr.Column(elem_id="chat", min_width=0):
                    for name in ("log", "notice", "file", "kept", "focus"):
                        view(name)
                    box = gr.Textbox(
                        label="Your question, or a few sentences about yourself",
                        placeholder="Ask, or describe yourself", lines=1, max_lines=8, submit_btn="Ask", elem_id="box",
                    )
                    view("keeping")
                with gr.Column(elem_id="side", min_width=0), gr.Tabs(elem_id="tabs") as tabs:
                    for name in ("source", "profile", "decide", "compare"):
                        with gr.Tab(name.capitalize(), id=name):
                            view(name)
                    with gr.Tab("Library", id="library"):
                        view("library")
                        pasted = gr.Textbox(
                            label="Add an article: paste its text here", lines=6, max_lines=12, elem_id="pasted",
                            placeholder="The whole page as copied will do; headings are found by themselves.",
                        )
                        title = gr.Textbox(label="Its title, where the text does not say (optional)", elem_id="title")
                        with gr.Row(elem_id="reading"):
                            read = gr.Button("See the sections found", size="md", elem_id="read")
                            formats, called = READ.split(", "), f"Or choose a file: {READ}"
                            upload = gr.UploadButton(called, size="md", file_types=formats, elem_id="upload")
                        view("preview")
            bar = _view("bar", _BAR)
        add_endpoints(Functions(host))  # first, so that their names are free
        _wire(host, blocks, tabs, parts, box=box, bar=bar, pasted=pasted, title=title, read=read, upload=upload)
    return blocks


def _view(name: str, value: Any) -> gr.HTML:
    """A component that page.js draws, and whose buttons send "act"; the names of events stand in its script."""
    script = f"window.advisorPage.mount('{name}', element, trigger, props, watch, ['act', 'accept', 'library'])"
    drawn: dict[str, Any] = {"html_template": "", "js_on_load": script, "apply_default_css": False}
    return gr.HTML(value=value, elem_id=name, elem_classes="view", **drawn)


def _let_go(session: Session) -> None:
    """Called when a session's state is deleted: it is a plain value, so nothing else holds on to the user's words."""


def _wire(
    host: Host, blocks: gr.Blocks, tabs: gr.Tabs, parts: Mapping[str, Any], *,
    box: gr.Textbox, bar: gr.HTML, pasted: gr.Textbox, title: gr.Textbox, read: gr.Button, upload: gr.UploadButton,
) -> None:  # fmt: skip
    actions = Actions(host)
    session, preview = parts["session"], parts["preview"]
    shown = [parts[field.name] for field in fields(Views)]  # in the order of `Views.values()`

    def begin() -> list[Any]:
        # subtle: of what the page was sent with only this can be out of date, and nothing here depends on the visitor,
        # so a question asked before this comes back is not undone by it
        fresh = views(host, Session())
        return [fresh.line, fresh.library]

    def ask(now: Session, message: str, before: str) -> list[Any]:
        return views(host, dispatch(actions, now, {"do": Do.ASK, "message": message, "kept": before})).values()

    def act(now: Session, event: gr.EventData) -> list[Any]:
        sent = event._data if isinstance(event._data, dict) else {}
        do = sent.get("do")
        if do == Do.USE_ARTICLE:
            offered = adding.offer_text(host, now, host.waiting.text(now.pasted), "")
            return [*views(host, offered).values(), gr.Tabs(selected="library")]
        where = "source" if do in (Do.CITE, Do.HIT, Do.QUOTE) else None
        return [*views(host, dispatch(actions, now, sent)).values(), gr.Tabs(selected=where) if where else gr.skip()]

    def offer_text(now: Session, words: str, name: str) -> list[Any]:
        return views(host, adding.offer_text(host, now, words, name)).values()

    def offer_file(now: Session, sent: Upload, name: str) -> list[Any]:
        return views(host, adding.offer_file(host, now, sent, name)).values()

    def accept(now: Session) -> Iterator[Html]:
        yield from adding.accept(host, now)

    def accepted(now: Session) -> list[Any]:
        offered = host.waiting.offer(now.offered)
        if offered is None or not host.holds(offered):
            return [gr.skip()] * (len(shown) + 2)  # what went wrong stands where the preview was
        said = f"Added {offered.description.title}."
        added = replace(actions.moved(replace(actions.discard(now), viewing=None)), said=said)
        return [*views(host, added).values(), "", ""]

    blocks.load(begin, None, [parts["line"], parts["library"]], **_QUIET)
    asking = "(s, m) => [s, m, window.advisorPage.asking(m)]"
    box.submit(ask, [session, box, parts["kept"]], shown, js=asking, **_QUIET)  # which empties the box
    for each in (*(part for name, part in parts.items() if name != "session"), bar):
        each.act(act, session, [*shown, tabs], trigger_mode="multiple", **_QUIET)
    parts["line"].library(lambda: gr.Tabs(selected="library"), None, tabs, **_QUIET)
    read.click(offer_text, [session, pasted, title], shown, **_QUIET)
    upload.upload(offer_file, [session, upload, title], shown, **_QUIET)
    preview.accept(accept, session, preview, **_QUIET).then(accepted, session, [*shown, pasted, title], **_QUIET)
