"""Adding a source from the page: read what was pasted or uploaded, show what was found, index it once accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePath
from queue import Empty, SimpleQueue
from threading import Thread

from advisor.errors import AdvisorError
from advisor.faces.host import Host
from advisor.faces.markup import Html
from advisor.faces.page.library_view import problem_html, progress_html
from advisor.faces.page.session import Session
from advisor.faces.web.intake import Upload

_PASTED = "pasted.txt"
_WAIT = 0.2  # seconds between two looks at the progress
_LONG = 2_000  # characters
_OF_ONESELF = 0.02  # share of words that speak of the writer: a description of oneself has several times as many
_ONESELF = re.compile(r"\b(?:i|i'm|i've|i'd|me|my|mine|myself)\b", re.IGNORECASE)


def offer_text(host: Host, session: Session, pasted: str, title: str) -> Session:
    """What was pasted, read and offered for acceptance."""
    return _offer(host, session, lambda: pasted.encode("utf-8", "replace"), _PASTED, title)


def offer_file(host: Host, session: Session, sent: Upload, title: str) -> Session:
    """An uploaded file, read and offered for acceptance."""
    return _offer(host, session, lambda: sent.raw, PurePath(sent.name).name, title)


def accept(host: Host, session: Session) -> Iterator[Html]:
    """Index what was offered, a progress bar at a time; the last piece is empty, or says what went wrong."""
    offered = host.waiting.offer(session.offered)
    if offered is None:
        return
    steps: SimpleQueue[tuple[str, int, int]] = SimpleQueue()
    failed: list[str] = []

    def work() -> None:
        try:
            host.add(offered, _noticing(steps))
        except AdvisorError as error:
            failed.append(_told(error))

    worker = Thread(target=work, name="indexing")
    worker.start()
    yield progress_html(f"Indexing {offered.description.title}", 0, 0)
    while worker.is_alive():
        last = _last(steps)
        if last:
            yield progress_html(f"Indexing {last[0]}", last[1], last[2])
        worker.join(_WAIT)
    yield problem_html(failed[0]) if failed else Html("")


def _offer(host: Host, session: Session, raw: Callable[[], bytes], name: str, title: str) -> Session:
    host.waiting.let_go(session.offered)
    fresh = replace(session, offered="", problem="", said="")
    try:
        return replace(fresh, offered=host.waiting.keep(host.library.prepare(raw(), name, title=title.strip())))
    except AdvisorError as error:
        return replace(fresh, problem=_told(error))


def _noticing(steps: SimpleQueue[tuple[str, int, int]]) -> Callable[[str, int], Callable[[int], None]]:
    def notice(what: str, total: int) -> Callable[[int], None]:
        done = 0

        def step(more: int) -> None:
            nonlocal done
            done += more
            steps.put((what, done, total))

        return step

    return notice


def _last(steps: SimpleQueue[tuple[str, int, int]]) -> tuple[str, int, int] | None:
    last = None
    try:
        while True:
            last = steps.get_nowait()
    except Empty:
        return last


def _told(error: AdvisorError) -> str:
    """What was found and what was expected; the command that mends it belongs to the terminal."""
    said = f"{error.found}; expected {error.expected}" if error.expected else error.found
    return f"{said[:1].upper()}{said[1:]}."


def looks_like_article(message: str) -> bool:
    """True of a long text that hardly speaks of its writer."""
    if len(message) < _LONG:
        return False
    words = len(message.split())
    return words > 200 and len(_ONESELF.findall(message.replace("’", "'"))) < _OF_ONESELF * words
