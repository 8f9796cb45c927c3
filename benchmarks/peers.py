"""Side by side with its peers, in one run: the same questions, encoder, machine and scorer; quality and cold start together.

Needs benchmarks/.venv with requirements/bench.lock. Peers are asked a follow-up together with the question before it. They
never refuse; their best threshold on the score of the first passage is chosen for them, on these very questions.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import measures
import numpy as np
import results
from opening import ARTICLE, ARTICLE_CASES, GUIDE_CASES, TOP, advisor, cases, context, home, sources

from advisor.article.article import Article
from advisor.faces.contract import reading_json
from advisor.search.weights import model_folder
from advisor.span import Span

HERE = Path(__file__).resolve().parent
PYTHON = HERE / ".venv" / "bin" / "python"  # of the peers; where it is not there, ours has what a smoke run needs
PEERS = ("txtai_hybrid", "llamaindex_48", "llamaindex_default", "haystack_default", "dense_only", "bm25_only")
HEAVY = ("txtai_hybrid", "llamaindex_48", "haystack_default")  # what the aims compare with
ROUNDS = 7


def command(peer: str, folder: Path, questions: Path) -> list[str]:
    given = {"text": folder / "text.txt", "sentences": folder / "sentences.json", "model": model_folder(),
             "index": folder / peer, "questions": questions}
    options = [word for name, path in given.items() for word in (f"--{name}", str(path))]
    return [str(PYTHON if PYTHON.exists() else sys.executable), str(HERE / "peers" / f"{peer}.py"), *options]


def as_reading(line: dict[str, Any], article: Article) -> dict[str, Any]:
    """A peer's line in the shape that is judged; the section is found by where its text begins in the article."""
    quotes = []
    for text in line["texts"]:
        at = article.text.find(text[:40])
        section = article.section_at(Span(at, at)) if at >= 0 else None
        quotes.append({"text": text, "section_number": section.number if section else None})
    return {"status": "answered" if quotes else "abstained", "quotes": quotes}


def quality(asked: Sequence[dict[str, Any]], said: Sequence[dict[str, Any]], scores: Sequence[float]) -> dict[str, Any]:
    rows = [measures.judge(case, line, None) for case, line in zip(asked, said, strict=True)]
    anyhow = [r["hit@3"] and _shows(c, s) for c, r, s in zip(asked, rows, said, strict=True) if c["answerable"]]
    yes = np.array([case["answerable"] for case in asked])
    value = np.array(scores)
    best = max((float((value[yes] >= t).mean() + (value[~yes] < t).mean()) / 2 for t in sorted({*scores})), default=0.0)
    means = measures.means(asked, rows)
    return {
        **{k: means.get(k, 0.0) for k in ("right (answerable)", "right (not answerable)", "hit@1", "section@1", "chars")},
        "right, any length": round(float(np.mean(anyhow)), 4),
        "auroc": measures.auroc(scores, yes), "balanced accuracy at the best threshold": round(best, 4),
    }


def _shows(case: dict[str, Any], said: dict[str, Any]) -> bool:
    return all(any(s in q["text"] for q in said["quotes"]) for s in case.get("must_show") or [])


def cold(commands: dict[str, list[str]], rounds: int) -> dict[str, dict[str, float]]:
    """Medians of the cold starts, the commands taking turns."""
    done = subprocess.run([sys.executable, "-I", str(HERE / "cold.py"), str(rounds)], input=json.dumps(commands),
                          capture_output=True, text=True, check=True)
    return {
        name: {
            "seconds": statistics.median(seconds), "fastest": min(seconds), "slowest": max(seconds),
            "megabytes": statistics.median(megabytes), "CPU seconds": statistics.median(busy),
        }
        for name, (seconds, megabytes, busy) in ((n, zip(*runs, strict=True)) for n, runs in json.loads(done.stdout).items())
    }


def main() -> None:
    parser = results.arguments(__doc__, "peers", data=ARTICLE_CASES.parent)
    options = parser.parse_args()
    source = ARTICLE if ARTICLE.is_file() else None
    adviser = advisor(source)
    path = options.data / ARTICLE_CASES.name if source else GUIDE_CASES
    asked = cases(path)[:: 8 if options.smoke else 1]
    peers = [p for p in PEERS if not options.smoke or p in ("bm25_only", "dense_only")]
    article = adviser.articles[0]
    own = [reading_json(adviser.ask(c["question"], after=context(c)), id=c["id"]) for c in asked]
    told = {"advisor": quality(asked, own, [line["confidence"] for line in own])}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "text.txt").write_bytes(article.text.encode("utf-8"))
        sentences = [span.of(article.text) for _, span in article.sentences]
        (folder / "sentences.json").write_text(json.dumps(sentences), encoding="utf-8")
        lines = [{"id": c["id"], "question": " ".join([*context(c)[-1:], c["question"]])} for c in asked]
        (folder / "all.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        (folder / "one.jsonl").write_text(json.dumps(lines[0]), encoding="utf-8")
        for peer in peers:
            done = subprocess.run(command(peer, folder, folder / "all.jsonl"), capture_output=True, text=True, check=True)
            found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"id"')]
            scores = [max(row["scores"], default=0.0) for row in found]
            told[peer] = quality(asked, [as_reading(row, article) for row in found], scores)
        ask = [str(TOP / ".venv/bin/advisor"), "--home", str(home().home), "ask", lines[0]["question"]]
        ask += ["--source", article.id]
        floor = [sys.executable, "-c", "import onnxruntime, faiss, numpy; print(1)"]
        starts = cold({"advisor": ask, "floor": floor, **{p: command(p, folder, folder / "one.jsonl") for p in peers}},
                      2 if options.smoke else ROUNDS)
    rivals = [p for p in (HEAVY if not options.smoke else peers) if p in starts]
    ratios = {
        f"{field} to the least of the peers'": round(starts["advisor"][field] / min(starts[p][field] for p in rivals), 4)
        for field in ("seconds", "fastest", "megabytes", "CPU seconds")
    }
    ratios["seconds to the floor's"] = round(starts["advisor"]["seconds"] / starts["floor"]["seconds"], 4)
    figures = {"quality": told, "cold": starts, "ratios": ratios, "compared with": rivals, "questions": len(asked)}
    for part in ("quality", "cold"):
        for name, row in figures[part].items():
            print(f"{name:20}", row)
    print(ratios)
    results.write(options, figures, encoder=adviser.encoder.hash, corpus=sources())


if __name__ == "__main__":
    main()
