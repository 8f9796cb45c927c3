"""Is a second look by a CrossEncoder worth its milliseconds, for an article without a question bank?

One is trained from the MiniLM weights on half of the public sets (by document), each question with its right sentence and
five wrong ones, one epoch, listwise softmax loss; then measured on the other half, and on the guide's and the article's
cases with the bank switched off: fusion alone, its 24 best sentences ordered by the CrossEncoder, and its score added.
"""

from __future__ import annotations

import dataclasses
import hashlib
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
import results
import torch
from ablation import measured
from opening import ARTICLE, ARTICLE_CASES, GUIDE_CASES, PUBLIC, advisor, article_of, cases, sources
from sentence_transformers import CrossEncoder

from advisor.answering import ranking
from advisor.search import weights
from advisor.search.torch_models import TorchReranker

WRONG = 5  # sentences beside each right one, the last of them from another document
BATCH, RATE, LONGEST = 8, 5e-5, 128  # questions, learning rate, word pieces
SHARES = (0.03, 0.06, 0.1)  # of the CrossEncoder's score, added to fusion's


class Asked(NamedTuple):
    question: str
    sentences: list[str]
    right: list[bool]
    half: int


def half_of(id: str) -> int:
    return hashlib.sha256(id.encode()).digest()[0] % 2


def asked(folder: Path) -> Iterator[Asked]:
    """Every question of the public sets that some sentence answers."""
    for name in ("qed", "selqa"):
        for row in cases(folder / name / "candidates.jsonl"):
            yield Asked(row["question"], row["candidates"], list(map(bool, row["labels"])), half_of(row["title"]))
    for name in ("squad2", "clapnq", "xquad"):
        documents = {row["doc_id"]: row for row in cases(folder / name / "corpus.jsonl")}
        articles = {id: article_of(id, row["title"], [row["text"]]) for id, row in documents.items()}
        for row in cases(folder / name / "questions.jsonl"):
            if not row.get("answerable", True) or not row["answers"]:
                continue
            article = articles[row["doc_id"]]
            spans = [span for _, span in article.sentences]
            right = [any(span.start <= answer["start"] < span.end for answer in row["answers"]) for span in spans]
            title = row["doc_id"] if name == "xquad" else documents[row["doc_id"]]["title"]
            yield Asked(row["question"], [span.of(article.text) for span in spans], right, half_of(title))


def trained(lessons: Sequence[Asked], folder: str) -> None:
    """The CrossEncoder, saved to the folder; the same lessons give the same one on one machine."""
    torch.manual_seed(1)
    drawn = random.Random(1)
    everything = [text for each in lessons for text in each.sentences]
    model = CrossEncoder(str(weights.model_folder()), num_labels=1, device="cpu", local_files_only=True, max_length=LONGEST)
    network, steps = model.model.train(), len(lessons) // BATCH
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min(1, n / (0.1 * steps)) * max(0.0, 1 - n / steps))
    order = drawn.sample(lessons, len(lessons))
    for step in range(steps):
        losses = [_loss(model, each, drawn, everything) for each in order[step * BATCH : (step + 1) * BATCH]]
        optimiser.zero_grad()
        torch.stack(losses).mean().backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 25 == 0:
            print(f"step {step} of {steps}", flush=True)
    model.save_pretrained(folder)


def _loss(model: CrossEncoder, lesson: Asked, drawn: random.Random, everything: Sequence[str]) -> torch.Tensor:
    right = [text for text, is_right in zip(lesson.sentences, lesson.right, strict=True) if is_right]
    wrong = [text for text, is_right in zip(lesson.sentences, lesson.right, strict=True) if not is_right]
    texts = [drawn.choice(right), *drawn.sample(wrong, min(WRONG - 1, len(wrong))), drawn.choice(everything)]
    asked_of = [lesson.question] * len(texts)
    pairs = model.tokenizer(asked_of, texts, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
    return -torch.log_softmax(model.model(**pairs).logits.squeeze(-1), 0)[0]


def adding(share: float) -> Any:
    """In the place of ordering by the CrossEncoder alone."""

    def reranked(query: Any, places: Any, source: Any, reranker: Any) -> Any:
        texts = [place.spans[0].of(source.article.text) for place in places]
        scores = np.array([place.score for place in places]) + share * reranker.score(query.read_as, texts)
        return tuple(dataclasses.replace(places[i], score=float(scores[i])) for i in np.argsort(-scores, kind="stable"))

    return patch.object(ranking, "_reranked", reranked)


def compared(reranker: TorchReranker, source: Path | None, asked: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    adviser = advisor(source, use_bank=False)
    yield {"order": "fusion alone", **measured(adviser, asked)}
    adviser.reader.reranker = reranker
    started = time.perf_counter()
    found = measured(adviser, asked)
    taken = round(1e3 * (time.perf_counter() - started) / len(asked))
    yield {"order": "CrossEncoder alone", **found, "ms a question": taken}
    for share in SHARES:
        with adding(share):
            yield {"order": f"fusion + {share} CrossEncoder", **measured(adviser, asked)}


def main() -> None:
    options = results.arguments(__doc__, "reranker", data=PUBLIC).parse_args()
    lessons = [each for each in asked(options.data) if any(each.right) and not all(each.right)]
    step = 60 if options.smoke else 1
    with tempfile.TemporaryDirectory() as folder:
        trained([each for each in lessons if each.half == 0][::step], folder)
        reranker = TorchReranker(folder)
        others = [each for each in lessons if each.half == 1][::step]
        first = [each.right[int(np.argmax(reranker.score(each.question, each.sentences)))] for each in others]
        figures: dict[str, Any] = {"other half": {"questions": len(others), "first right": round(float(np.mean(first)), 4)}}
        print(figures, flush=True)
        sets = {"guide": (None, GUIDE_CASES), **({"article": (ARTICLE, ARTICLE_CASES)} if ARTICLE.is_file() else {})}
        for name, (source, path) in sets.items():
            figures[name] = list(compared(reranker, source, cases(path)[::step]))
            print(name, figures[name], flush=True)
    results.write(options, figures, encoder=advisor(None).encoder.hash, corpus=sources())


if __name__ == "__main__":
    main()
