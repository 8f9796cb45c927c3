"""The page under 1, 10, 32, 64 and 100 users at once, over loopback, as a browser speaks to it: errors, latency, memory.

Every user asks questions of the guide's cases one after the other, and begins a new conversation after eight. First
without a pause, which is as fast as a page can be asked; then as people do it, who read for some 20 seconds in between.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import results
from opening import ARTICLE, GUIDE_CASES, TOP, advisor, cases, home, sources

USERS = (1, 10, 32, 64, 100)
READERS, READING, ASKED_EACH = 100, 20.0, 4  # people, seconds between two questions, questions
REQUESTS = 2_000
CONVERSATION = 8  # questions
PATIENCE = 120  # seconds


@contextmanager
def page(port: int) -> Iterator[int]:
    """The page in a process of its own; gives its id once it listens."""
    env = {**os.environ, "ADVISOR_HOME": str(home().home), "GRADIO_SERVER_PORT": str(port)}
    with tempfile.TemporaryFile() as said:
        server = subprocess.Popen([sys.executable, str(TOP / "app.py")], env=env, stdout=said, stderr=said, cwd=TOP)
        try:
            for _ in range(PATIENCE * 10):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield server.pid
        finally:
            server.terminate()
            server.wait(timeout=20)


def get(port: int, path: str) -> Any:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    link.request("GET", path)
    return json.loads(link.getresponse().read())


def asking(port: int) -> int:
    """The number of the function that the question box calls."""
    for number, function in enumerate(get(port, "/config")["dependencies"]):
        if any(event == "submit" for _, event in function["targets"]):
            return int(function.get("id", number))
    raise SystemExit("found no question box on the page; expected an event called submit")


def ask(port: int, function: int, session: str, question: str) -> tuple[float, bool]:
    """Seconds until the answer is there, and whether it came without an error."""
    started = time.perf_counter()
    body = {"data": [None, question, ""], "fn_index": function, "session_hash": session, "event_data": None, "trigger_id": 1}
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        link.request("POST", "/gradio_api/queue/join", json.dumps(body), {"Content-Type": "application/json"})
        joined = link.getresponse()
        joined.read()
        link.request("GET", f"/gradio_api/queue/data?session_hash={session}")
        stream = link.getresponse()
        good = False
        while joined.status == 200 and (line := stream.readline()):
            message = json.loads(line[5:]) if line.startswith(b"data:") else {}
            if message.get("msg") == "process_completed":
                good = bool(message["success"]) and bool(message["output"].get("data"))
                break
            if message.get("msg") in ("unexpected_error", "server_stopped", "close_stream"):
                break
        return time.perf_counter() - started, good
    except (OSError, http.client.HTTPException, json.JSONDecodeError):
        return time.perf_counter() - started, False
    finally:
        link.close()


def user(port: int, function: int, number: int, questions: list[str], pause: float = 0.0) -> list[tuple[float, bool]]:
    """One user's questions; with a pause they come at a moment of their own."""
    done, own = [], random.Random(number)
    for i, question in enumerate(questions):
        time.sleep(own.uniform(0, 2 * pause) if i else own.uniform(0, pause))
        done.append(ask(port, function, f"u{number}c{i // CONVERSATION}", question))
    return done


def crowd(
    port: int, function: int, users: int, requests: int, asked: list[str], start: int, *, pause: float = 0.0
) -> dict[str, Any]:
    each = max(1, requests // users)
    endless = itertools.cycle(asked)
    given = [[next(endless) for _ in range(each)] for _ in range(users)]
    began = time.perf_counter()
    with ThreadPoolExecutor(users) as pool:
        done = list(pool.map(lambda n: user(port, function, start + n, given[n], pause), range(users)))
    took = time.perf_counter() - began
    seconds = np.array([s for runs in done for s, _ in runs]) * 1e3
    p50, p95, p99 = np.percentile(seconds, (50, 95, 99))
    return {
        "users": users, "pause": pause, "requests": len(seconds),
        "errors": sum(not good for runs in done for _, good in runs),
        "p50": round(float(p50), 1), "p95": round(float(p95), 1), "p99": round(float(p99), 1),
        "requests a second": round(len(seconds) / took, 1),
    }


def megabytes(pid: int) -> float:
    rows = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines())
    return round(int(rows["VmRSS"].split()[0]) / 1024, 1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    options: argparse.Namespace = results.arguments(__doc__, "load", data=GUIDE_CASES.parent).parse_args()
    encoder = advisor(ARTICLE if ARTICLE.is_file() else None).encoder.hash  # builds the index where it is missing
    asked = [case["question"] for case in cases(options.data / GUIDE_CASES.name) if not case.get("context")]
    total, port, rows = 300 if options.smoke else REQUESTS, free_port(), []
    with page(port) as pid:
        function = asking(port)
        crowd(port, function, 1, 5, asked, 0)
        before = megabytes(pid)
        for number, users in enumerate(USERS[:2] if options.smoke else USERS, 1):
            row = crowd(port, function, users, total // (2 if options.smoke else len(USERS)), asked, 1000 * number)
            rows.append({**row, "megabytes": megabytes(pid)})
            print(rows[-1], flush=True)
        if not options.smoke:
            row = crowd(port, function, READERS, READERS * ASKED_EACH, asked, 9000, pause=READING)
            rows.append({**row, "megabytes": megabytes(pid)})
            print(rows[-1], flush=True)
    results.write(options, {"crowds": rows, "megabytes before": before}, encoder=encoder, corpus=sources())


if __name__ == "__main__":
    main()
