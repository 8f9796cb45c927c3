"""Fifty people at the page at once, who ask, tap, upload, save, take up again and leave, for an hour, over loopback.

They speak to a page in a process of its own as a browser does, heartbeats included, and read for a while between two
actions. Counted are actions by kind, errors, the server's processor seconds and its memory every minute; exit code 1
where there is an error or memory grows by more than a tenth after the first quarter of an hour. `--messages 600` asks
one person's questions instead, and shows memory after every fiftieth.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import results
from load import PATIENCE, free_port, get, page
from opening import GUIDE_CASES, advisor, sources
from random_input import GROWTH, Words, memory

VISITORS, SECONDS = 50, 3_600
MOMENT, WARM = 60.0, 15  # seconds between two looks at memory; the looks after which it has to be flat
READING = 40.0  # seconds that a visitor waits at most before the next action: all together need a quarter of a core
TALK = 24  # actions of a visit
EDGE = "----edge"
DEEDS = ("ask", "ask", "ask", "ask", "tap", "tap", "upload", "save", "resume", "forget")


def main() -> None:
    parser = results.arguments(__doc__, "soak", data=GUIDE_CASES)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--messages", type=int, default=0)
    options = parser.parse_args()
    said, port, encoder = Words(options.data), free_port(), advisor(None).encoder.hash
    with page(port) as server:
        if options.messages:
            figures = curve(port, server, said, options.messages)
        else:
            figures = crowd(port, server, said, *((5, 8, 1.0, 2.0) if options.smoke else (VISITORS, options.seconds)))
    print(json.dumps(figures))
    results.write(options, figures, encoder=encoder, corpus=sources())
    moments = figures["memory_mb"]
    grown = len(moments) > WARM and moments[-1] > GROWTH * moments[WARM]
    sys.exit(bool(figures["errors"] or (grown and not options.smoke)))


class Visitor:
    """One browser: a session with its heartbeat, and what it has kept of the chat."""

    def __init__(self, port: int, number: int, said: Words, functions: dict[str, int]) -> None:
        self._port, self._number, self._said, self._functions = port, number, said, functions
        self._drawn, self._visits, self._kept = random.Random(number), 0, ""
        self._session, self._beat = "", http.client.HTTPConnection("127.0.0.1", port)

    def come(self) -> None:
        """A new page; the one before is closed."""
        self.leave()
        self._visits += 1
        self._session = f"v{self._number}-{self._visits}"
        self._beat = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        self._beat.request("GET", f"/gradio_api/heartbeat/{self._session}")
        self._beat.getresponse().readline()

    def leave(self) -> None:
        self._beat.close()

    def act(self, what: str) -> bool:
        """True where it went well."""
        if what == "ask":
            return self._event("submit", [None, self._said.message(self._drawn), ""])
        if what == "upload":
            return self._upload()
        sent: dict[str, str] = {"do": what}
        if what == "tap":
            question = self._drawn.choice(("energy", "ambiguity", "credential", "evaluation", "target", "none"))
            sent = {"do": "correct", "question": question, "leaning": self._drawn.choice(("RE", "RS", "", "x"))}
        elif what == "save":
            sent["format"] = self._drawn.choice(("html", "md", "json"))
        elif what == "resume":
            sent["text"] = self._kept if self._drawn.random() < 0.8 else "{"
        return self._event("act", [None], sent)

    def _upload(self) -> bool:
        """A small article, read, shown, and not added."""
        text = f"# {self._drawn.random()}\n\n## One\n\nA word of it.\n\n## Two\n\n{'Words of it. ' * 2_000}\n"
        file = f'--{EDGE}\r\nContent-Disposition: form-data; name="files"; filename="a.md"\r\n\r\n{text}\r\n--{EDGE}--\r\n'
        link = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        link.request("POST", "/gradio_api/upload", file.encode(), {"Content-Type": f"multipart/form-data; boundary={EDGE}"})
        answer = link.getresponse()
        raw = answer.read()
        link.close()
        if answer.status != 200:
            return False
        file_given = {"path": json.loads(raw)[0], "orig_name": "a.md", "meta": {"_type": "gradio.FileData"}}
        return self._event("upload", [None, file_given, ""]) and self._event("act", [None], {"do": "discard"})

    def _event(self, name: str, data: list[Any], sent: dict[str, str] | None = None) -> bool:
        body = {"data": data, "fn_index": self._functions[name], "session_hash": self._session, "event_data": sent}
        joining, link = (http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE) for _ in range(2))
        try:  # two connections: the server closes one that is idle for some seconds
            joining.request("POST", "/gradio_api/queue/join", json.dumps(body), {"Content-Type": "application/json"})
            joined = joining.getresponse()
            if joined.read() and joined.status != 200:
                return False
            link.request("GET", f"/gradio_api/queue/data?session_hash={self._session}")
            stream = link.getresponse()
            while line := stream.readline():
                message = json.loads(line[5:]) if line.startswith(b"data:") else {}
                if message.get("msg") == "process_completed":
                    self._keep(message)
                    return bool(message["success"])
            return False
        finally:
            joining.close()
            link.close()

    def _keep(self, message: dict[str, Any]) -> None:
        for value in message["output"].get("data") or ():
            if isinstance(value, dict) and set(value) == {"tick", "text"} and value["text"]:
                self._kept = value["text"]


def functions(port: int) -> dict[str, int]:
    """The number of the function behind each event that a visitor sends."""
    found: dict[str, int] = {}
    for each in get(port, "/config")["dependencies"]:
        for _, event in each["targets"]:
            found.setdefault(event, int(each["id"]))
    return found


def crowd(
    port: int, server: int, said: Words, visitors: int, seconds: float, moment: float = MOMENT, reading: float = READING
) -> dict[str, Any]:
    """All at once, until the time is over."""
    known, until, moments, over = functions(port), time.monotonic() + seconds, list[float](), threading.Event()

    def one(number: int) -> Counter[str]:
        visitor, drawn, done = Visitor(port, number, said, known), random.Random(-number), Counter[str]()
        while time.monotonic() < until:
            if done["actions"] % TALK == 0:
                visitor.come()
            what = drawn.choice(DEEDS)
            done["actions"] += 1
            done[what] += 1
            try:
                done["errors"] += not visitor.act(what)
            except (OSError, http.client.HTTPException, ValueError) as error:
                print(f"{what}: {type(error).__name__}: {error}", file=sys.stderr)
                done["errors"] += 1
            time.sleep(drawn.uniform(0, reading))
        visitor.leave()
        return done

    def watch() -> None:
        while not over.wait(moment):
            moments.append(memory(server))
            print(f"{len(moments)} looks, {moments[-1]} MB, {processor(server)} s", file=sys.stderr, flush=True)

    watching = threading.Thread(target=watch)
    watching.start()
    total: Counter[str] = Counter()
    with ThreadPoolExecutor(visitors) as pool:
        for done in pool.map(one, range(visitors)):
            total.update(done)
    over.set()
    watching.join()
    took = processor(server)
    return {"visitors": visitors, "seconds": seconds, "errors": 0, **total, "processor_s": took, "memory_mb": moments}


def processor(process: int) -> float:
    """Seconds that a process has used of the processor, with the children it has waited for."""
    used = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[11:15]
    return round(sum(map(int, used)) / os.sysconf("SC_CLK_TCK"), 1)


def curve(port: int, server: int, said: Words, many: int) -> dict[str, Any]:
    """One person after the other, eight questions each; memory after every fiftieth."""
    visitor, errors, moments = Visitor(port, 0, said, functions(port)), 0, list[float]()
    for number in range(many):
        if number % 8 == 0:
            visitor.come()
        errors += not visitor.act("ask")
        if (number + 1) % 50 == 0:
            moments.append(memory(server))
            print(f"{number + 1} messages, {moments[-1]} MB", file=sys.stderr, flush=True)
    visitor.leave()
    return {"messages": many, "errors": errors, "memory_mb": moments}


if __name__ == "__main__":
    main()
