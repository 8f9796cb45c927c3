"""What any other article gets, without a bank: choosing the sentence, and refusing, on public sets; and which weights.

xquad, clapnq, qed, selqa: is the first sentence the right one? squad2, clapnq: AUROC of the confidence. Both of documents
that two writers made for it (`written`). negex: F1 of "negated". Beside the program BM25 alone and the cosine alone, each
its own confidence. From one half of the documents the encoder's adapter has learned: the figures are those of the other
half, and so are the best weights of the mix; of the written documents it has learned nothing.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import measures
import numpy as np
import results
from mix_weights import PARTS, Asked, best_weights, first_right, parts, shipped
from negation import negation_f1
from numpy.typing import NDArray
from opening import PUBLIC, TOP, article_of, built, cases, given_sentences, half_of, holding, reader_of

from advisor.answering.abstain import confidence
from advisor.answering.query import read
from advisor.answering.reader import Reader
from advisor.article.article import Article
from advisor.article.section import Section
from advisor.search.encoder import Encoder, open_encoder
from advisor.search.wording import terms
from advisor.settings import Settings
from advisor.span import Span

AIMS = {"xquad": 0.80, "clapnq": 0.80, "qed": 0.72, "selqa": 0.85, "squad2 refusal": 0.72, "clapnq refusal": 0.90}
sys.path.insert(0, str(TOP))

from training.questions import LEARNED_HALF  # noqa: E402
from training.questions import written as documents_written  # noqa: E402


def ask(reader: Reader, question: str, right: NDArray[np.bool_], answerable: bool, half: int) -> Asked:
    query = read(question, speller=reader.index.speller)
    (ranking,) = reader.rank(query)
    source = ranking.source
    asked = reader.encoder_of(source).encodings([query.read_as])[0]
    of_each = parts(source, asked, query.terms)
    by_words = source.sentence_terms.scores(terms(question)).astype(float)
    return Asked(half, of_each, by_words, right, answerable, confidence(query, ranking))


def candidates(folder: Path, encoder: Encoder, limit: int | None) -> Iterator[Asked]:
    """qed and selqa: the sentences are given; questions with a right one count."""
    for row in cases(folder / "candidates.jsonl")[:limit]:
        told = [(text, bool(label)) for text, label in zip(row["candidates"], row["labels"], strict=True) if text.strip()]
        labels = np.array([label for _, label in told])
        if not labels.any() or row.get("type", "single_sentence") != "single_sentence":
            continue
        article = given_sentences(row["id"], row["title"], [[text for text, _ in told]])
        yield ask(reader_of(built(article, encoder), encoder), row["question"], labels, True, half_of(row["title"]))


def documents(folder: Path, encoder: Encoder, limit: int | None) -> Iterator[Asked]:
    """squad2 and clapnq: every paragraph a source of its own, cut by the program."""
    questions = cases(folder / "questions.jsonl")
    for document in cases(folder / "corpus.jsonl")[:limit]:
        article = article_of(document["doc_id"], document["title"], [document["text"]])
        if not article.sentences:
            continue
        reader = reader_of(built(article, encoder), encoder)
        for row in questions:
            if row["doc_id"] == document["doc_id"]:
                right = holding(article, row["answers"], whole=folder.name == "clapnq")
                yield ask(reader, row["question"], right, row["answerable"], half_of(document["title"]))


def written(_: Path, encoder: Encoder, limit: int | None) -> Iterator[Asked]:
    """Documents written for this project, by writers from whom nothing was learned: each a source of its own."""
    for number, document in enumerate(itertools.islice(documents_written(learned=False), limit)):
        article = given_sentences(f"written-{number}", document.title, [document.sentences])
        reader = reader_of(built(article, encoder), encoder)
        for question in document.questions:
            right = np.isin(np.arange(len(document.sentences)), list(question.right))
            yield ask(reader, question.text, right, bool(question.right), half_of(document.title))


def xquad(folder: Path, encoder: Encoder, limit: int | None) -> Iterator[Asked]:
    """All sentences of all passages are one source."""
    sentences: dict[str, list[dict[str, Any]]] = {}
    for row in cases(folder / "sentences.jsonl"):
        sentences.setdefault(row["doc_id"], []).append(row)
    docs = [d for d in cases(folder / "corpus.jsonl") if d["doc_id"] in sentences][:limit]
    article = article_of("xquad", "", [d["text"] for d in docs])
    titled = tuple(Section(s.number, (d["title"],), s.heading, s.body) for s, d in zip(article.sections, docs, strict=True))
    article = Article("xquad", "", article.text, titled, stands_for="xquad")
    at = {d["doc_id"]: section for d, section in zip(docs, titled, strict=True)}
    numbered = [(id, row) for id in at for row in sentences[id]]
    article.__dict__["sentences"] = tuple(
        (at[id], Span(row["start"], row["end"]).shifted(at[id].body.start)) for id, row in numbered
    )
    reader = reader_of(built(article, encoder), encoder)
    for row in cases(folder / "questions.jsonl"):
        if row["doc_id"] in at:
            starts = [a["start"] for a in row["answers"]]
            right = [id == row["doc_id"] and any(s["start"] <= x < s["end"] for x in starts) for id, s in numbered]
            yield ask(reader, row["question"], np.array(right), True, half_of(row["article"]))


def figures_of(asked: Sequence[Asked], *, refusal: bool) -> dict[str, Any]:
    """Sentence selection over the answerable, refusal over all."""
    told = [a for a in asked if a.answerable and a.right.any()]
    out: dict[str, Any] = {
        "questions": len(told),
        "program": round(first_right(told, shipped()), 4),
        "BM25": round(float(np.mean([a.right[int(np.argmax(a.bm25))] for a in told])), 4),
        "cosine": round(first_right(told, (1, *(0,) * (len(PARTS) - 1))), 4),
    }
    if refusal:
        yes = [a.answerable for a in asked]
        out["refusal"] = {
            "questions": len(asked),
            "program": measures.auroc([a.confidence for a in asked], yes),
            "BM25": measures.auroc([float(a.bm25.max()) for a in asked], yes),
            "cosine": measures.auroc([float(a.parts[0].max()) for a in asked], yes),
        }
    return out


def main() -> None:
    options = results.arguments(__doc__, "public_sets", data=PUBLIC).parse_args()
    if not options.data.is_dir():
        print(f"{options.data} is not here, skipped")
        return
    limit = 12 if options.smoke else None
    encoder = open_encoder(Settings())
    makers = {"xquad": xquad, "clapnq": documents, "qed": candidates, "selqa": candidates, "squad2": documents,
              "written": written}
    sets = {name: list(make(options.data / name, encoder, limit)) for name, make in makers.items()}
    unseen = {name: [a for a in asked if name == "written" or a.half != LEARNED_HALF] for name, asked in sets.items()}
    figures = {name: figures_of(asked, refusal=name in ("squad2", "clapnq", "written")) for name, asked in unseen.items()}
    figures["negex"] = negation_f1(cases(options.data / "negex" / "sentences.jsonl")[: 100 if limit else None])
    weights = best_weights(unseen)
    for name, row in {**figures, **weights}.items():
        print(name, row)
    results.write(options, {"sets": figures, "weights": weights, "aims": AIMS}, encoder=encoder.hash, corpus=[options.data])


if __name__ == "__main__":
    main()
