"""How long an answer takes: cold against the floor of its imports, warm by stage, assess, int8 against float32, indexing.

Times are of this machine under its load of the moment; the ratios are what to look at.
"""

from __future__ import annotations

import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import measures
import numpy as np
import results
from answers import answered_anyway
from load import free_port
from opening import ARTICLE, ARTICLE_CASES, GUIDE_CASES, TOP, advisor, cases, context, home, sources
from peers import cold

from advisor import Advisor
from advisor.answering.abstain import confidence
from advisor.answering.query import read
from advisor.article.sentences import sentences
from advisor.search.adapter import Adapter
from advisor.search.onnx_encoder import OnnxEncoder, recipe

IMPORTS = {"python": "pass", "numpy": "import numpy", "onnxruntime": "import onnxruntime", "faiss": "import faiss",
           "floor": "import onnxruntime, faiss, numpy", "advisor": "import advisor"}
LISTEN = """
import os, sys, pathlib
from advisor.faces.page import serving
from advisor.settings import Settings
serving.start(Settings(home=pathlib.Path(sys.argv[1])), serving.Options(port=int(sys.argv[2])))
print(1, flush=True)
os._exit(0)
"""
PROFILES = TOP / "tests" / "cases" / "profiles.jsonl"


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    p50, p95, p99 = np.percentile(np.array(seconds) * 1e3, (50, 95, 99))
    return {"p50": round(float(p50), 2), "p95": round(float(p95), 2), "p99": round(float(p99), 2), "runs": len(seconds)}


def timed(do: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    out = do()
    return time.perf_counter() - started, out


def warm(adviser: Advisor, asked: Sequence[dict[str, Any]], repeat: int) -> dict[str, dict[str, float]]:
    """Milliseconds of a whole answer and of its stages, every question `repeat` times."""
    reader = adviser.reader
    taken: dict[str, list[float]] = {stage: [] for stage in ("whole answer", "read", "encode", "rank", "judge and select")}
    for case in itertools.chain(asked[:5], *([asked] * repeat)):
        question, after = case["question"], context(case)
        whole, _ = timed(lambda q=question, a=after: adviser.ask(q, after=a))
        reading, query = timed(lambda q=question, a=after: read(q, after=a, speller=reader.index.speller))
        texts = [query.alone] if query.stands_alone else [query.around, query.alone]
        encoding, _ = timed(lambda t=texts: [reader.encoder.encode([text]) for text in t])
        both, rankings = timed(lambda q=query: reader.rank(q))
        last, _ = timed(lambda q=query, r=rankings[0]: reader._reading(q, r, max(confidence(q, r), 1.0)))
        for stage, seconds in zip(taken, (whole, reading, encoding, max(0.0, both - encoding), last), strict=True):
            taken[stage].append(seconds)
    return {stage: percentiles(seconds[5:]) for stage, seconds in taken.items()}


def assessing(adviser: Advisor, repeat: int) -> dict[str, float]:
    """Profiles of ten sentences: the case texts one after the other, cut into tens."""
    told = [s.of(t) for case in cases(PROFILES) for t in _turns(case) for s in sentences(t)]
    profiles = [" ".join(told[i : i + 10]) for i in range(0, len(told) - 10, 10)][:40]
    adviser.assess(profiles[0])
    return percentiles([timed(lambda t=text: adviser.assess(t))[0] for _ in range(repeat) for text in profiles])


def _turns(case: dict[str, Any]) -> list[str]:
    return case["text"] if isinstance(case["text"], list) else [case["text"]]


def cold_starts(adviser: Advisor, rounds: int) -> dict[str, Any]:
    commands = {name: [sys.executable, "-c", f"{code}; print(1)"] for name, code in IMPORTS.items()}
    start = [str(TOP / ".venv/bin/advisor"), "--home", str(home().home)]
    source = ["--source", adviser.articles[0].id]
    commands["advisor ask"] = [*start, "ask", "what is the median pay of research scientists at anthropic?", *source]
    commands["advisor ask --json"] = [*commands["advisor ask"], "--json"]
    taken = cold(commands, rounds)
    taken["ratio to the floor"] = {"seconds": round(taken["advisor ask"]["seconds"] / taken["floor"]["seconds"], 3)}
    return taken


def cold_profile(adviser: Advisor, rounds: int) -> dict[str, float]:
    """Median milliseconds of every step of a cold answer."""
    command = [sys.executable, str(TOP / "benchmarks" / "cold_profile.py"), str(home().home), adviser.articles[0].id]
    runs = [json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(rounds)]
    return {step: round(statistics.median(run[step] for run in runs), 1) for step in runs[0]}


def page_starts(rounds: int) -> dict[str, Any]:
    """From process start until the page listens, beside `import gradio` alone."""
    commands = {"import gradio": [sys.executable, "-c", "import gradio; print(1)"],
                "page listens": [sys.executable, "-c", LISTEN, str(home().home), str(free_port())]}
    taken = cold(commands, rounds)
    ratio = taken["page listens"]["seconds"] / taken["import gradio"]["seconds"]
    return {**taken, "ratio to import gradio": {"seconds": round(ratio, 3)}}


def quantised(adviser: Advisor, asked: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Dynamic int8 beside float32: bytes, milliseconds, nearness of the vectors, and the answers on the same index."""
    from dataclasses import replace

    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph = home().cache / "encoders" / recipe(Adapter.open()) / "model.onnx"
    with tempfile.TemporaryDirectory() as name:
        small = Path(name) / "model.onnx"
        quantize_dynamic(graph, small, weight_type=QuantType.QInt8)
        size, encoder = small.stat().st_size, OnnxEncoder(small, hash="int8")
    texts = [read(c["question"], after=context(c), speller=adviser.index.speller).read_as for c in asked]
    out: dict[str, Any] = {}
    vectors = {}
    whole = graph.with_name("weights.bin").stat().st_size
    for label, one, bytes_ in (("float32", adviser.encoder, whole), ("int8", encoder, size)):
        one.encode(texts[:1])
        runs = [timed(lambda t=text, e=one: e.encode([t])) for text in texts]
        vectors[label] = np.concatenate([vector for _, vector in runs])
        other = replace(adviser, encoder=one)
        judged = [measures.judge(c, answered_anyway(other, c), None) for c in asked]
        believed = [other.ask(c["question"], after=context(c)).confidence for c in asked]
        out[label] = {"bytes": bytes_, **percentiles([s for s, _ in runs]),
                      "right, nothing refused": measures.means(asked, judged)["right (answerable)"],
                      "auroc": measures.auroc(believed, [c["answerable"] for c in asked])}
    nearness = (vectors["float32"] * vectors["int8"]).sum(axis=1)
    return {**out, "cosine": {"least": round(float(nearness.min()), 4), "mean": round(float(nearness.mean()), 4)}}


def indexing(adviser: Advisor, count: int) -> dict[str, float]:
    """Texts and word pieces a second, at the lengths of the source's sentences, and what the arithmetic allows."""
    article = adviser.articles[0]
    texts = list(itertools.islice(itertools.cycle([s.of(article.text) for _, s in article.sentences]), count))
    seconds, _ = timed(lambda: adviser.encoder.encode(texts))
    pieces = sum(map(adviser.encoder.count, texts))
    multiply = np.ones((1024, 1024), np.float32)
    flops = 2 * 1024**3 / statistics.median(timed(lambda: multiply @ multiply)[0] for _ in range(9))
    needed = 2 * 10.6e6 * pieces  # the encoder has 10.6 million weights outside its word table, each used once a piece
    return {"texts": count, "texts a second": round(count / seconds, 1), "pieces a second": round(pieces / seconds),
            "share of the arithmetic limit": round(needed / flops / seconds, 3)}


def main() -> None:
    options = results.arguments(__doc__, "speed", data=ARTICLE_CASES.parent).parse_args()
    adviser = advisor(ARTICLE if ARTICLE.is_file() else None)
    path = options.data / ARTICLE_CASES.name
    asked = cases(path if path.is_file() else GUIDE_CASES)[:: 8 if options.smoke else 1]
    figures = {
        "cold": cold_starts(adviser, 2 if options.smoke else 9),
        "cold profile": cold_profile(adviser, 1 if options.smoke else 9),
        "page": page_starts(1 if options.smoke else 7),
        "warm": warm(adviser, asked, 1 if options.smoke else 12),
        "assess": assessing(adviser, 1 if options.smoke else 5),
        "encoders": quantised(adviser, asked),
        "indexing": indexing(adviser, 64 if options.smoke else 1000),
    }
    print(json.dumps(figures, indent=1))
    results.write(options, figures, encoder=adviser.encoder.hash, corpus=sources())


if __name__ == "__main__":
    main()
