"""How long it takes to tell a kept conversation again, as `advisor chat FILE` takes it up and `advisor verify` proves it.

Talks of 10, 50 and 200 messages, questions and statements in turn; seconds of the processor, of all threads. What grows
with the square shows in the last column: seconds a message, of the longest talk over the shortest.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import results
from opening import GUIDE_CASES, advisor, cases, sources

from advisor import Advisor
from advisor.conversation.transcript import Act, Said, from_json, replay, to_json
from advisor.conversation.transcript import Transcript as Kept
from advisor.faces.export import compose, markdown
from advisor.faces.export.replaying import unlike

TURNS = (10, 50, 200)
TOLD = ("I love debugging CUDA kernels", "I have read papers for {n} years", "Clear goals suit me", "No PhD yet, day {n}")


def main() -> None:
    options = results.arguments(__doc__, "replay", data=GUIDE_CASES).parse_args()
    adviser = advisor(None)
    asked = [case["question"] for case in cases(options.data) if not case.get("context")]
    rows = [measured(adviser, talk(asked, turns)) for turns in ((2, 4) if options.smoke else TURNS)]
    for row in rows:
        print(json.dumps(row))
    each = [{way: row[way] / row["turns"] for way in ("chat", "verify")} for row in rows]
    growth = {way: round(each[-1][way] / each[0][way], 2) for way in each[0]}
    print(json.dumps(growth))
    results.write(options, {"rows": rows, "growth": growth}, encoder=adviser.encoder.hash, corpus=sources())


def talk(asked: list[str], turns: int) -> list[Act]:
    """Every other message a question."""
    return [Said(asked[n % len(asked)] if n % 2 else TOLD[n // 2 % len(TOLD)].format(n=n)) for n in range(turns)]


def measured(adviser: Advisor, acts: list[Act]) -> dict[str, Any]:
    kept, exported = to_json(Kept(tuple(acts))), markdown.write(compose.of_conversation(adviser, acts))
    taken_up = seconds(lambda: list(replay(adviser.counsel, from_json(kept, most=None).acts)))
    found: list[object] = []
    proven = seconds(lambda: found.extend(unlike(markdown.read(exported), adviser)))
    if found:
        raise SystemExit(f"found an export that is not told again as it was: {found[0]}")
    return {"turns": len(acts), "chat": taken_up, "verify": proven}


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return round(time.process_time() - begun, 3)


if __name__ == "__main__":
    main()
