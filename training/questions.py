"""Questions on documents, each with the sentences that answer it: written for this project, and public ones.

`training/documents/`, a file a writer, a document a line: `{"title", "kind", "paragraphs": [{"head", "sentences"}],
"questions": [{"q", "answer": [paragraph, sentence] or null}]}`. The public sets (shared/eval/public, licences in its README)
are no part of the repository; a half of them, by the hash of their titles, is learned from, and the other half measures.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP / "benchmarks"))

from opening import article_of, cases, half_of, holding  # noqa: E402

DOCUMENTS = TOP / "training" / "documents"
MEASURED = ("ladders", "leaflets", "papers", "wikis")  # writers from whom nothing is learned
LEARNED_HALF = 0


class Question(NamedTuple):
    """`right` are the numbers of the sentences that answer, none where the document does not."""

    text: str
    right: frozenset[int]


class Document(NamedTuple):
    """`set` is the public set or "written"."""

    set: str
    title: str
    sentences: tuple[str, ...]
    questions: tuple[Question, ...]


def files(*, learned: bool) -> list[Path]:
    """Those of the writers that are learned from, or of the others."""
    return [path for path in sorted(DOCUMENTS.glob("*.jsonl")) if (path.stem in MEASURED) != learned]


def written(*, learned: bool) -> Iterator[Document]:
    """What stands in these files."""
    for path in files(learned=learned):
        for row in cases(path):
            number, sentences = {}, []
            for i, paragraph in enumerate(row["paragraphs"]):
                for j, sentence in enumerate(paragraph["sentences"]):
                    number[i, j] = len(sentences)
                    sentences.append(sentence)
            asked = [
                Question(each["q"], frozenset() if each["answer"] is None else frozenset([number[tuple(each["answer"])]]))
                for each in row["questions"]
            ]
            yield Document("written", row["title"], tuple(sentences), tuple(asked))


def public(folder: Path) -> Iterator[Document]:
    """The half of the public sets that is learned from; nothing where they are not here."""
    makers = {"qed": _candidates, "selqa": _candidates, "squad2": _paragraphs, "clapnq": _paragraphs, "xquad": _xquad}
    for name, make in makers.items():
        if (folder / name).is_dir():
            yield from make(folder / name)


def _candidates(folder: Path) -> Iterator[Document]:
    for row in cases(folder / "candidates.jsonl"):
        told = [(text, label) for text, label in zip(row["candidates"], row["labels"], strict=True) if text.strip()]
        right = frozenset(i for i, (_, label) in enumerate(told) if label)
        single = row.get("type", "single_sentence") == "single_sentence"
        if right and single and half_of(row["title"]) == LEARNED_HALF:
            yield Document(folder.name, row["title"], tuple(text for text, _ in told), (Question(row["question"], right),))


def _paragraphs(folder: Path) -> Iterator[Document]:
    asked = _by_document(folder)
    for row in cases(folder / "corpus.jsonl"):
        article = article_of(row["doc_id"], row["title"], [row["text"]])
        if half_of(row["title"]) != LEARNED_HALF or not article.sentences or row["doc_id"] not in asked:
            continue
        questions = []
        for each in asked[row["doc_id"]]:
            right = holding(article, each["answers"], whole=folder.name == "clapnq") & each["answerable"]
            questions.append(Question(each["question"], frozenset(right.nonzero()[0].tolist())))
        sentences = tuple(span.of(article.text) for _, span in article.sentences)
        yield Document(folder.name, row["title"], sentences, tuple(questions))


def _xquad(folder: Path) -> Iterator[Document]:
    sentences, asked = defaultdict(list), _by_document(folder)
    for row in cases(folder / "sentences.jsonl"):
        sentences[row["doc_id"]].append(row)
    for id, rows in sentences.items():
        learned = [each for each in asked.get(id, ()) if half_of(each["article"]) == LEARNED_HALF]
        questions = []
        for each in learned:
            starts = [answer["start"] for answer in each["answers"]]
            right = (i for i, s in enumerate(rows) if any(s["start"] <= start < s["end"] for start in starts))
            questions.append(Question(each["question"], frozenset(right)))
        if questions:
            yield Document("xquad", learned[0]["article"], tuple(row["text"] for row in rows), tuple(questions))


def _by_document(folder: Path) -> dict[str, list[dict[str, Any]]]:
    asked = defaultdict(list)
    for question in cases(folder / "questions.jsonl"):
        asked[question["doc_id"]].append(question)
    return asked
