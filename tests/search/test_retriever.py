"""Fusion: every sentence scored by vectors and by words, and what the bank finds."""

from __future__ import annotations

import numpy as np
import pytest

from advisor.search.retriever import score_sentences
from advisor.search.wording import read_as, terms


@pytest.fixture
def source(built):  # type: ignore[no-untyped-def]
    return built.open().sources[0]


def test_every_sentence_is_scored_and_the_right_one_best(built, source) -> None:  # type: ignore[no-untyped-def]
    texts = [span.of(source.article.text) for _, span in source.article.sentences]
    for number, text in enumerate(texts):
        query = read_as(text)
        scores = score_sentences(source, built.encoder.encode([query])[0], terms(query))
        assert len(scores.fused) == len(scores.similarity) == len(texts)
        assert int(np.argmax(scores.fused)) == number
    assert (np.abs(scores.similarity) <= 1 + 1e-6).all()


def test_a_question_put_in_the_banks_own_words_finds_its_entry(built) -> None:  # type: ignore[no-untyped-def]
    bank = built.open().banks["guide"]
    for number, entry in enumerate((*bank.bank.facts, *bank.bank.topics)):
        for question in entry.questions:
            match = bank.match(built.encoder.encodings([read_as(question)])[0], terms(read_as(question)))
            assert int(np.argmax(match.scores(alignment=1.0, wording=0.2))) == number, question
            assert match.wording.max() <= 1
