"""Does anything break, slow down or grow? Random messages through chat, spoiled files through every loader, and visitors
at once who ask, tap, upload, save and take up again, for an hour.

Messages are drawn from words of cases and statements, from all of Unicode, and from what attacks are made of. Counted are
errors, the slowest step, and memory at ten moments of each part; visitors act on the page's own sessions, without HTTP.
"""

from __future__ import annotations

import gc
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import results
from opening import GUIDE_CASES, TOP, advisor, cases, sources

sys.path.insert(0, str(TOP / "tests" / "trust"))
from test_loaders import LOADERS, spoiled

from advisor import Advisor
from advisor.characters import whole
from advisor.conversation.conversation import Conversation
from advisor.conversation.transcript import Transcript, to_json
from advisor.errors import AdvisorError
from advisor.faces.host import Host
from advisor.faces.page import adding
from advisor.faces.page.actions import Actions
from advisor.faces.page.dispatch import dispatch
from advisor.faces.page.session import Session
from advisor.faces.page.uploads import Upload
from advisor.faces.page.views import views

MESSAGES, FILES, VISITORS, SECONDS = 10_000, 2_000, 50, 3_600
SLOW = 1.0  # seconds
TALK = 12  # messages of a conversation
ATTACKS = [
    "<script>alert(1)</script>", "{{7*7}}", "%s%n", "'; DROP TABLE x; --", "\x1b[2J", "\u202e", "\u200b", "[1]", "§3", "“",
    "\0", "${HOME}", "../../etc/passwd", "=cmd|' /C calc'!A0", "a" * 3_000, "? " * 500, "\n" * 200, "é" * 500, "9" * 400,
    "I am not " * 200,
]  # fmt: skip


def main() -> None:
    options = results.arguments(__doc__, "soak", data=GUIDE_CASES).parse_args()
    share, drawn, adviser = 50 if options.smoke else 1, random.Random(19), advisor(None)
    said = Words(options.data)
    parts = {
        "messages": chat(adviser, said, drawn, MESSAGES // share),
        "files": files(drawn, FILES // share),
        "visitors": visit(adviser, said, VISITORS // (10 if options.smoke else 1), SECONDS // (share * 7)),
    }
    for name, figures in parts.items():
        print(name, json.dumps(figures))
    results.write(options, {"parts": parts}, encoder=adviser.encoder.hash, corpus=sources())
    sys.exit(any(figures["errors"] for figures in parts.values()))


class Words:
    """Draws messages."""

    def __init__(self, data: Path) -> None:
        self.known = [case["question"] for case in cases(data)]
        for each in sorted((TOP / "src/advisor/framework/data/re-rs/statements").glob("*.jsonl")):
            self.known += [row["text"] for row in cases(each)[::10]]
        self.words = sorted({word for text in self.known for word in text.split()})

    def message(self, drawn: random.Random) -> str:
        kind = drawn.random()
        if kind < 0.4:
            return drawn.choice(self.known)
        if kind < 0.6:
            return " ".join(drawn.choices(self.words, k=drawn.randint(1, 40)))
        if kind < 0.75:
            return " ".join(drawn.choices(self.known, k=2)) + drawn.choice(ATTACKS)
        if kind < 0.9:
            return drawn.choice(ATTACKS) + drawn.choice(self.words) + drawn.choice(ATTACKS)
        return whole("".join(chr(drawn.randrange(0x11000)) for _ in range(drawn.randint(1, 200))))


def chat(adviser: Advisor, said: Words, drawn: random.Random, many: int) -> dict[str, Any]:
    """One message after the other, a new conversation after twelve."""
    state = {"conversation": Conversation()}

    def one(number: int) -> None:
        before = Conversation() if number % TALK == 0 else state["conversation"]
        state["conversation"] = adviser.chat(before, said.message(drawn)).conversation

    return watched(range(many), one)


def files(drawn: random.Random, many: int) -> dict[str, Any]:
    """So many to each loader."""
    with tempfile.TemporaryDirectory() as folder:

        def one(name: str) -> None:
            good, load = LOADERS[name]
            load(spoiled(drawn, good), Path(folder))

        return watched([name for name in LOADERS for _ in range(many)], one)


def visit(adviser: Advisor, said: Words, visitors: int, seconds: float) -> dict[str, Any]:
    """All at once, each with a page of its own, until the time is over."""
    host = Host(adviser)

    def one(number: int) -> Counter[str]:
        drawn, session, done, until = random.Random(number), Session(), Counter[str](), time.monotonic() + seconds
        while time.monotonic() < until:
            what = drawn.choice(("ask", "ask", "ask", "tap", "upload", "save", "resume", "forget"))
            begun = time.perf_counter()
            try:
                session = _acted(host, session, what, said, drawn)
                done["actions"] += 1
            except Exception as error:
                print(f"{what}: {type(error).__name__}: {error}", file=sys.stderr)
                done["errors"] += 1
            done["slowest_ms"] = max(done["slowest_ms"], round(1000 * (time.perf_counter() - begun)))
            time.sleep(drawn.random())
        return done

    total: Counter[str] = Counter()
    with ThreadPoolExecutor(visitors + 1) as pool:
        memory = pool.submit(_sampled, seconds)
        for done in pool.map(one, range(visitors)):
            slowest = max(total["slowest_ms"], done["slowest_ms"])
            total += done
            total["slowest_ms"] = slowest
    return {"visitors": visitors, "errors": 0, **total, "memory_mb": memory.result()}


def _acted(host: Host, session: Session, what: str, said: Words, drawn: random.Random) -> Session:
    actions = Actions(host)
    if what == "ask":
        session = dispatch(actions, session, {"do": "ask", "message": said.message(drawn)})
    elif what == "tap":
        question = drawn.choice(("energy", "ambiguity", "credential", "evaluation", "target", "none"))
        leaning = drawn.choice(("RE", "RS", "", "x"))
        session = dispatch(actions, session, {"do": "correct", "question": question, "leaning": leaning})
    elif what == "upload":
        text = f"# {drawn.random()}\n\n## One\n\n{said.message(drawn)}\n\n## Two\n\nWords.\n"
        offered = adding.offer_file(host, session, Upload("a.md", text.encode("utf-8", "replace")), "")
        session = actions.discard(offered)
    elif what == "save":
        session = dispatch(actions, session, {"do": "save", "format": drawn.choice(("html", "md", "json"))})
    elif what == "resume":
        kept = to_json(Transcript(session.acts[-TALK:])) if drawn.random() < 0.8 else "{"
        session = dispatch(actions, session, {"do": "resume", "text": kept})
    else:
        session = dispatch(actions, session, {"do": "forget"})
    drawn_now = views(host, session)
    return drawn_now.session if len(session.acts) < 3 * TALK else Session()


def watched(given: Any, one: Callable[[Any], object]) -> dict[str, Any]:
    """Errors, refusals, the slowest, those above a second, and memory at ten moments."""
    seen, slowest, moments = Counter[str](), 0.0, list[float]()
    items = list(given)
    for number, item in enumerate(items):
        begun = time.thread_time()  # of the processor, so that a busy machine makes nothing slow
        try:
            one(item)
        except AdvisorError:
            seen["refused"] += 1
        except Exception as error:
            seen["errors"] += 1
            print(f"{item}: {type(error).__name__}: {error}", file=sys.stderr)
        took = time.thread_time() - begun
        slowest = max(slowest, took)
        seen["slow"] += took > SLOW
        if number % max(1, len(items) // 10) == 0:
            moments.append(_memory())
    return {"tried": len(items), "errors": 0, **seen, "slowest_s": round(slowest, 3), "memory_mb": moments}


def _sampled(seconds: float) -> list[float]:
    return list(_each(seconds))


def _each(seconds: float) -> Iterator[float]:
    for _ in range(10):
        time.sleep(seconds / 10)
        yield _memory()


def _memory() -> float:
    """Resident megabytes of this process, after a sweep; 0 where the system does not say."""
    gc.collect()
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii", errors="replace").splitlines() if status.is_file() else []
    return next((round(int(line.split()[1]) / 1024, 1) for line in lines if line.startswith("VmRSS:")), 0.0)


if __name__ == "__main__":
    main()
