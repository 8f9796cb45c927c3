"""How answers are judged and rates are counted: the benchmarks' own copy of the case format's rules.

In: cases as dicts, readings as the command line's JSON, probabilities. Out: numbers. Where the scoring program of the
case files is at hand, answers.py stops if the two ever differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

import numpy as np

Case = Mapping[str, Any]


def holds(quote: str, gold: str) -> bool:
    """True where the quote carries the gold passage, or most of it."""
    if gold in quote:
        return True
    if quote in gold:
        return len(quote) >= 0.5 * len(gold)
    match = SequenceMatcher(None, quote, gold, autojunk=False).find_longest_match(0, len(quote), 0, len(gold))
    return match.size >= 0.6 * len(gold)


def judge(case: Case, said: Mapping[str, Any], text: str | None) -> dict[str, float]:
    """The measures of one case that apply to it; `text` is the source's, None where verbatim is not checked."""
    quotes = said.get("quotes") or []
    texts = [quote["text"] for quote in quotes]
    answered = said["status"] == "answered"
    out: dict[str, float] = {}
    if answered:
        cuts = [text is None or text[q["start"] : q["end"]] == q["text"] != "" for q in quotes]
        out["verbatim"] = bool(texts) and all(cuts)
        out["chars"] = sum(map(len, texts))
    if not case["answerable"]:
        good = ("abstained", "smalltalk") if case.get("trap") == "chit_chat" else ("abstained",)
        out["right"] = out["abstained"] = said["status"] in good
        return out
    groups = case.get("gold_all") or [case["gold"]]
    first = texts[: max(3, len(groups))]
    found = answered and all(any(holds(t, g) for t in first for g in group) for group in groups)
    shown = all(any(s in t for t in first) for s in case.get("must_show") or [])
    sections = case["section"] if isinstance(case["section"], list) else [case["section"]]
    out["answered"] = answered
    out["hit@1"] = bool(answered and texts and any(holds(texts[0], g) for group in groups for g in group))
    out["hit@3"] = found
    out["section@1"] = bool(answered and quotes and quotes[0]["section_number"] in sections)
    out["right"] = bool(found and shown and out["chars"] <= (1400 if case.get("gold_all") else 700))
    return out


def means(cases: Sequence[Case], judged: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The mean of every measure over the cases that it applies to; `right` also for answerable and not apart."""
    values = defaultdict(list)
    for case, row in zip(cases, judged, strict=True):
        for name, value in row.items():
            values[name].append(float(value))
        values["right (answerable)" if case["answerable"] else "right (not answerable)"].append(float(row["right"]))
    return {name: round(float(np.mean(values[name])), 4) for name in sorted(values)}


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float | None:
    """The share of pairs (one positive, one not) in which the positive scores higher, ties half; None without pairs."""
    value, yes = np.asarray(scores, float), np.asarray(positive, bool)
    if yes.all() or not yes.any():
        return None
    up, down = value[yes], np.sort(value[~yes])
    wins = np.searchsorted(down, up, "left") + 0.5 * (np.searchsorted(down, up, "right") - np.searchsorted(down, up, "left"))
    return round(float(wins.sum() / (len(up) * len(down))), 4)


def brier(believed: Sequence[float], positive: Sequence[bool]) -> float:
    return round(float(np.mean((np.asarray(believed) - np.asarray(positive, float)) ** 2)), 4)


def reliability(believed: Sequence[float], positive: Sequence[bool], *, bins: int = 10) -> list[dict[str, float]]:
    """Per tenth of the confidence: how many, their mean confidence, and how many of them are positive."""
    value, yes = np.asarray(believed, float), np.asarray(positive, float)
    at = np.minimum((value * bins).astype(int), bins - 1)
    return [
        {"from": b / bins, "count": int((at == b).sum()), "confidence": round(float(value[at == b].mean()), 4),
         "share": round(float(yes[at == b].mean()), 4)}
        for b in range(bins)
        if (at == b).any()
    ]


def risk_coverage(believed: Sequence[float], right: Sequence[bool]) -> list[list[float]]:
    """[coverage, risk] when only the most confident are answered; `right` is whether the answer given would be right."""
    order = np.argsort(-np.asarray(believed, float), kind="stable")
    wrong = np.cumsum(~np.asarray(right, bool)[order])
    count = np.arange(1, len(order) + 1)
    return [[round(float(c / len(order)), 4), round(float(w / c), 4)] for c, w in zip(count, wrong, strict=True)]
