"""How it grows: 100 to 10,000 passages of real text, 100,000 synthetic vectors; each size in a process of its own.

Build rate, search p50 of the exact scan against what the memory can deliver, bytes of the index, resident memory; and the
slopes on log-log axes. A passage is one sentence here, so that the public texts suffice.
"""

from __future__ import annotations

import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import results
from opening import PUBLIC, article_of, cases

from advisor.article.bank import Bank
from advisor.search import store
from advisor.search.build import build_source
from advisor.search.encoder import open_encoder
from advisor.search.retriever import score_sentences
from advisor.search.vectors import VectorIndex
from advisor.search.wording import read_as, terms
from advisor.settings import Settings

SIZES = (100, 316, 1_000, 3_162, 10_000)
SYNTHETIC = 100_000
DIMENSION = 384


def paragraphs(folder: Path) -> Iterator[str]:
    """The texts of all public sets, none twice."""
    seen = set()
    for name in ("squad2", "clapnq", "xquad"):
        for row in cases(folder / name / "corpus.jsonl"):
            yield from [row["text"]] if row["text"] not in seen else []
            seen.add(row["text"])
    for name in ("selqa", "qed"):
        for row in cases(folder / name / "candidates.jsonl"):
            text = " ".join(row["candidates"])
            yield from [text] if text not in seen else []
            seen.add(text)


def real(folder: Path, size: int) -> dict[str, Any]:
    """Build, write and search one source of that many passages."""
    encoder = open_encoder(Settings())
    texts, count = [], 0
    for text in paragraphs(folder):
        texts.append(text)
        count += len(article_of("one", "", [text]).sentences)
        if count >= size:
            break
    started = time.perf_counter()
    source = build_source(article_of("growth", "", texts), Bank(), encoder, passage_tokens=1)
    seconds = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as name:
        store.write_source(Path(name), source, {})
        size_on_disk = sum(path.stat().st_size for path in Path(name).iterdir())
    asked = [read_as(row["question"]) for row in itertools.islice(cases(folder / "xquad" / "questions.jsonl"), 30)]
    found = list(zip(asked, encoder.encodings(asked), strict=True))
    passages = len(source.passages)
    return {
        "passages": passages, "sentences": len(source.article.sentences), "build seconds": round(seconds, 2),
        "texts a second": round((passages + len(source.article.sentences)) / seconds, 1), "index bytes": size_on_disk,
        "scan ms": median_ms([lambda e=e: source.sentence_vectors.search(e.vector, 10) for _, e in found]),
        "ranking ms": median_ms([lambda e=e, q=q: score_sentences(source, e, terms(q)) for q, e in found]),
    }


def synthetic(size: int) -> dict[str, Any]:
    """Unit vectors of a seeded generator: the scan alone."""
    random = np.random.default_rng(7)
    vectors = random.standard_normal((size, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    index = VectorIndex.of(vectors, DIMENSION)
    with tempfile.TemporaryDirectory() as name:
        index.write(Path(name) / "vectors.faiss")
        size_on_disk = (Path(name) / "vectors.faiss").stat().st_size
    scan = median_ms([lambda v=v: index.search(v, 10) for v in vectors[:30]])
    return {"passages": size, "synthetic": True, "index bytes": size_on_disk, "scan ms": scan}


def median_ms(searches: list[Callable[[], Any]]) -> float:
    taken = []
    for search in [*searches[:3], *searches]:
        started = time.perf_counter()
        search()
        taken.append(time.perf_counter() - started)
    return round(1e3 * statistics.median(taken[3:]), 4)


def bandwidth() -> float:
    """Bytes a second that one reduction over an array too big for the caches reads."""
    array = np.ones(64_000_000, np.float32)
    taken = []
    for _ in range(7):
        started = time.perf_counter()
        array.sum()
        taken.append(time.perf_counter() - started)
    return array.nbytes / min(taken)


def resident() -> dict[str, float]:
    rows = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines())
    return {name: round(int(rows[row].split()[0]) / 1024, 1) for name, row in (("RSS MB", "VmRSS"), ("peak MB", "VmHWM"))}


def slopes(rows: list[dict[str, Any]]) -> dict[str, float]:
    """The exponents: figure ~ passages ** slope."""
    out = {}
    for name in ("build seconds", "index bytes", "scan ms", "ranking ms", "RSS MB"):
        points = [(row["passages"], row[name]) for row in rows if name in row]
        x, y = np.log10(np.array(points, float)).T
        out[name] = round(float(np.polyfit(x, y, 1)[0]), 3)
    return out


def main() -> None:
    parser = results.arguments(__doc__, "growth", data=PUBLIC)
    parser.add_argument("--size", type=int, help="measure this one size and print it")
    options = parser.parse_args()
    if options.size:
        row = real(options.data, options.size) if options.size < SYNTHETIC else synthetic(options.size)
        print(json.dumps({**row, **resident()}))
        return
    if not options.data.is_dir():
        print(f"{options.data} is not here, skipped")
        return
    rows, limit = [], bandwidth()
    for size in SIZES[:2] if options.smoke else (*SIZES, SYNTHETIC):
        command = [sys.executable, __file__, "--size", str(size), "--data", str(options.data)]
        row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        row["limit ms"] = round(1e3 * row["passages"] * DIMENSION * 4 / limit, 4)
        rows.append(row)
        print(row, flush=True)
    figures = {"sizes": rows, "slopes": slopes(rows), "memory GB a second": round(limit / 1e9, 2)}
    print(figures["slopes"])
    results.write(options, figures, encoder=open_encoder(Settings()).hash, corpus=[options.data])


if __name__ == "__main__":
    main()
