"""How cases are judged and rates are counted, for `advisor eval` and the benchmarks alike.

A case is a JSON object with a question or a profile and what a fair judge accepts; what was said is the contract's JSON.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from fractions import Fraction
from math import comb
from typing import Any

Case = Mapping[str, Any]
Said = Mapping[str, Any]

_LEAST_OF_GOLD = 0.6  # of a gold passage that a quote must carry
_MOST_CHARS, _MOST_LIST_CHARS = 700, 1400  # of a right answer; of one that needs several passages


def holds(quote: str, gold: str) -> bool:
    """True where the quote carries the gold passage, or most of it."""
    if gold in quote:
        return True
    if quote in gold:
        return len(quote) >= 0.5 * len(gold)
    match = SequenceMatcher(None, quote, gold, autojunk=False).find_longest_match(0, len(quote), 0, len(gold))
    return match.size >= _LEAST_OF_GOLD * len(gold)


def judge_ask(case: Case, said: Said, text: str | None) -> dict[str, float]:
    """The measures of one question that apply to it; `text` is the source's, None where verbatim is not checked."""
    quotes = said.get("quotes") or []
    texts = [quote["text"] for quote in quotes]
    answered = said["status"] == "answered"
    out: dict[str, float] = {}
    if answered:
        cuts = [bool(q["text"]) and (text is None or text[q["start"] : q["end"]] == q["text"]) for q in quotes]
        out["verbatim"] = bool(texts) and all(cuts)
        out["chars"] = sum(map(len, texts))
    if not case["answerable"]:
        good = ("abstained", "smalltalk") if case.get("trap") == "chit_chat" else ("abstained",)
        out["right"] = out["abstained"] = said["status"] in good
        return out
    groups = case.get("gold_all") or [case["gold"]]
    first = texts[: max(3, len(groups))]
    found = answered and all(any(holds(t, gold) for t in first for gold in group) for group in groups)
    shown = all(any(part in t for t in first) for part in case.get("must_show") or [])
    sections = case["section"] if isinstance(case["section"], list) else [case["section"]]
    limit = _MOST_LIST_CHARS if case.get("gold_all") else _MOST_CHARS
    out["answered"] = answered
    out["hit@1"] = bool(answered and texts and any(holds(texts[0], gold) for group in groups for gold in group))
    out["hit@3"] = found
    out["section@1"] = bool(answered and quotes and quotes[0]["section_number"] in sections)
    out["right"] = bool(found and shown and out["chars"] <= limit)
    return out


def judge_assess(case: Case, said: Said) -> dict[str, float]:
    """The measures of one profile that apply to it; `accept` lists every label that a fair judge could give."""
    out: dict[str, float] = {"is_profile": bool(said["is_profile"]) == (case["kind"] != "non-profile")}
    if case["kind"] == "non-profile":
        out["right"] = out["is_profile"]
        return out
    questions = list(case["expected"])
    wanted = {**case["expected"], **{name: case[name] for name in ("track", "has_phd", "publications")}}
    facts = said.get("facts") or {}
    found = {q: ((said.get("questions") or {}).get(q) or {}).get("leaning") for q in questions}
    found |= {"track": said.get("track"), "has_phd": facts.get("has_phd"), "publications": facts.get("publications")}
    for name, value in found.items():
        out[name] = value in case.get("accept", {}).get(name, [wanted[name]])
    named = [q for q in questions if wanted[q] is not None]
    if named:
        out["leanings found"] = sum(out[q] for q in named) / len(named)
    out["leanings"] = sum(out[q] for q in questions) / len(questions)
    out["labs"] = sorted(facts.get("labs") or []) == sorted(case["labs"])
    out["right"] = bool(out["track"] and all(out[q] for q in questions))
    if case["track"] != "undecided":
        out["track (decided)"] = out["track"]
    return out


def kinds_of(reply: Said) -> set[str]:
    """What a reply is in the words of the dialogues' labels: answer, refusal, note, verdict, both, explanation."""
    reading = reply.get("reading") or {}
    if reply["kind"] != "reading":
        return {reply["kind"]}
    if reading.get("status") == "answered":
        return {"answer"}
    if reading.get("status") == "smalltalk":
        return {"note"}
    return {"refusal", "note"} if reading.get("reason") in ("wants_verdict", "too_vague") else {"refusal"}


def judge_turn(turn: Case, reply: Said) -> list[str]:
    """What falls short of a turn's labels, by name; nothing where the turn is right."""
    short = [] if kinds_of(reply) & set(turn["kind"]) else [f"kind {'/'.join(sorted(kinds_of(reply)))}"]
    return short + _short_of_quotes(turn, reply) + _short_of_state(turn, reply.get("state") or {})


def _short_of_quotes(turn: Case, reply: Said) -> list[str]:
    reading = reply.get("reading") or {}
    groups = turn.get("gold_all") or ([turn["gold"]] if turn.get("gold") else [])
    judged = reading.get("status") == "answered" or not set(turn["kind"]) - {"answer", "both"}
    if not judged or not (groups or turn.get("must_show")):
        return []
    first = [quote["text"] for quote in reading.get("quotes") or []][: max(3, len(groups))]
    found = all(any(holds(text, gold) for text in first for gold in group) for group in groups)
    shown = all(any(part in text for text in first) for part in turn.get("must_show") or [])
    return ([] if found else ["gold"]) + ([] if shown else ["must_show"])


def _short_of_state(turn: Case, state: Said) -> list[str]:
    questions, facts = state.get("questions") or {}, state.get("facts") or {}
    short = []
    for slot, wanted in (turn.get("slots") or {}).items():
        value = (questions.get(slot) or {}).get("leaning")
        short += [] if _fair(value, wanted) else [f"{slot} {value}"]
    for name, wanted in (turn.get("facts") or {}).items():
        value = facts.get(name)
        good = sorted(value or []) == sorted(wanted) if name == "labs" else _fair(value, wanted)
        short += [] if good else [f"{name} {value}"]
    if turn.get("track") and state.get("track", "undecided") not in turn["track"]:
        short.append(f"track {state.get('track')}")
    banned = turn.get("not_evidence") or []
    said = [item["text"] for question in questions.values() for item in question.get("evidence") or []]
    for words in [banned] if isinstance(banned, str) else banned:
        if any(len(text) > 2 and (words in text or text in words) and text in turn["user"] for text in said):
            short.append("evidence")
    return short


def _fair(value: Any, wanted: Any) -> bool:
    return value in wanted if isinstance(wanted, list) else bool(value == wanted)


def mcnemar(won: int, lost: int) -> float:
    """The exact two-sided p of McNemar's test (1947): how often a fair coin falls as unevenly in `won + lost` throws.

    `mcnemar(0, 5)` → `0.0625`
    """
    throws = won + lost
    tail = sum(comb(throws, heads) for heads in range(min(won, lost) + 1))
    return min(1.0, float(Fraction(2 * tail, 1 << throws)))


def means(cases: Sequence[Case], judged: Sequence[Mapping[str, float]]) -> dict[str, tuple[float, int]]:
    """The mean of every measure and over how many cases; of questions, `right` also answerable and not apart."""
    values: dict[str, list[float]] = defaultdict(list)
    for case, row in zip(cases, judged, strict=True):
        for name, value in row.items():
            values[name].append(float(value))
        if "answerable" in case:
            values["right (answerable)" if case["answerable"] else "right (not answerable)"].append(float(row["right"]))
    return {name: (sum(values[name]) / len(values[name]), len(values[name])) for name in sorted(values)}


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """The share of pairs (one positive, one not) in which the positive scores higher; ties count half."""
    yes = [score for score, is_yes in zip(scores, positive, strict=True) if is_yes]
    no = [score for score, is_yes in zip(scores, positive, strict=True) if not is_yes]
    return sum((a > b) + 0.5 * (a == b) for a in yes for b in no) / max(1, len(yes) * len(no))


def brier(confidences: Sequence[float], positive: Sequence[bool]) -> float:
    """The mean squared error of probabilities (Brier 1950)."""
    return sum((p - y) ** 2 for p, y in zip(confidences, positive, strict=True)) / max(1, len(confidences))
