"""The page in a real browser, one visitor: until it is usable, and from a question to its answer on the screen.

Usable is the box there and in focus, of a browser that has not been here before. A question's time runs from pressing Enter
to its answer drawn. Needs a chromium.
"""

from __future__ import annotations

import argparse
import shutil
import time
from typing import Any

import numpy as np
import results
from load import free_port, page
from opening import ARTICLE, GUIDE_CASES, advisor, cases, sources

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or "/usr/bin/chromium"
VISITS, QUESTIONS = 10, 60
USABLE = "() => document.activeElement?.matches('#box textarea') && document.querySelector('.welcome')"
DRAWN = "n => document.querySelectorAll('.exchange:not(.pending)').length > n"


def opened(browser: Any, url: str) -> tuple[Any, float]:
    """A new visitor's page, and the seconds until it can be typed into."""
    tab = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    began = time.perf_counter()
    tab.goto(url, wait_until="commit")
    tab.wait_for_function(USABLE)
    return tab, time.perf_counter() - began


def asked(tab: Any, question: str, number: int) -> float:
    """Seconds from pressing Enter until the answer is drawn."""
    tab.fill("#box textarea", question)
    began = time.perf_counter()
    tab.press("#box textarea", "Enter")
    tab.wait_for_function(DRAWN, arg=number)
    return time.perf_counter() - began


def row(what: str, seconds: list[float]) -> dict[str, Any]:
    p50, p95 = np.percentile(np.array(seconds) * 1e3, (50, 95))
    return {"what": what, "times": len(seconds), "p50": round(float(p50), 1), "p95": round(float(p95), 1)}


def main() -> None:
    options: argparse.Namespace = results.arguments(__doc__, "browser", data=GUIDE_CASES.parent).parse_args()
    from playwright.sync_api import sync_playwright

    encoder = advisor(ARTICLE if ARTICLE.is_file() else None).encoder.hash  # builds the index where it is missing
    questions = [case["question"] for case in cases(options.data / GUIDE_CASES.name) if not case.get("context")]
    visits, count, port = (2, 5, free_port()) if options.smoke else (VISITS, QUESTIONS, free_port())
    with page(port), sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        seen = [opened(browser, f"http://127.0.0.1:{port}/") for _ in range(visits)]
        tab = seen[-1][0]
        answered = [asked(tab, question, number) for number, question in enumerate(questions[:count])]
        browser.close()
    rows = [row("page usable (ms)", [each for _, each in seen]), row("question to answer (ms)", answered)]
    results.write(options, {"rows": rows}, encoder=encoder, corpus=[*sources(), options.data])


if __name__ == "__main__":
    main()
