"""Does anything typed or loaded break, take long or stay? Random messages through chat, spoiled files through every loader.

Messages are drawn from words of cases and statements, from all of Unicode, and from what attacks are made of. Counted are
errors, the slowest in seconds of the processor, and memory at ten moments; exit code 1 where one of them is too much.
"""

from __future__ import annotations

import gc
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import results
from opening import GUIDE_CASES, TOP, advisor, cases, sources

sys.path.insert(0, str(TOP / "tests" / "trust"))
from test_loaders import LOADERS, spoiled

from advisor import Advisor
from advisor.characters import whole
from advisor.conversation.conversation import Conversation
from advisor.errors import AdvisorError

MESSAGES, FILES = 10_000, 2_000
SLOW = 1.0  # seconds
GROWTH = 1.1  # of memory, from the second of ten moments to the last
TALK = 12  # messages of a conversation
ATTACKS = [
    "<script>alert(1)</script>", "{{7*7}}", "%s%n", "'; DROP TABLE x; --", "\x1b[2J", "\u202e", "\u200b", "[1]", "§3", "“",
    "\0", "${HOME}", "../../etc/passwd", "=cmd|' /C calc'!A0", "a" * 3_000, "? " * 500, "\n" * 200, "é" * 500, "9" * 400,
    "I am not " * 200,
]  # fmt: skip


def main() -> None:
    parser = results.arguments(__doc__, "random_input", data=GUIDE_CASES)
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--files", type=int, default=FILES, help="of each loader")
    options = parser.parse_args()
    share, drawn, adviser = 50 if options.smoke else 1, random.Random(19), advisor(None)
    parts = {
        "messages": chat(adviser, Words(options.data), drawn, options.messages // share),
        "files": files(drawn, options.files // share),
    }
    for name, figures in parts.items():
        print(name, json.dumps(figures))
    results.write(options, {"parts": parts}, encoder=adviser.encoder.hash, corpus=sources())
    steady = options.smoke or all(flat(each["memory_mb"]) for each in parts.values())
    sys.exit(not steady or any(each["errors"] or each["slow"] for each in parts.values()))


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


def watched(items: Sequence[Any], one: Callable[[Any], object]) -> dict[str, Any]:
    """Errors, refusals, the slowest, those above a second, and memory at ten moments."""
    seen, slowest, moments = Counter[str](), 0.0, list[float]()
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
        if took > SLOW:
            seen["slow"] += 1
            print(f"{item}: {took:.2f} s", file=sys.stderr, flush=True)
        if (number + 1) % max(1, len(items) // 10) == 0:
            moments.append(memory())
            print(f"{number + 1} tried, {moments[-1]} MB, slowest {slowest:.2f} s", file=sys.stderr, flush=True)
    return {"tried": len(items), "errors": 0, "slow": 0, **seen, "slowest_s": round(slowest, 3), "memory_mb": moments}


def flat(moments: Sequence[float]) -> bool:
    """True where memory has grown by less than a tenth since the second moment: the first pays for what is loaded once."""
    return len(moments) < 3 or moments[-1] <= GROWTH * moments[1]


def memory(process: int | str = "self") -> float:
    """Resident megabytes of a process, of this one after a sweep; 0 where the system does not say."""
    if process == "self":
        gc.collect()
    status = Path(f"/proc/{process}/status")
    lines = status.read_text(encoding="ascii", errors="replace").splitlines() if status.is_file() else []
    return next((round(int(line.split()[1]) / 1024, 1) for line in lines if line.startswith("VmRSS:")), 0.0)


if __name__ == "__main__":
    main()
