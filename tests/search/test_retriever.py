"""Fusion: every sentence scored by vectors and by words, and what the bank finds."""

from __future__ import annotations

import numpy as np
import pytest

from advisor.search import retriever
from advisor.search.retriever import PUBLIC, score_sentences
from advisor.search.wording import read_as, terms


@pytest.fixture
def source(built):  # type: ignore[no-untyped-def]
    return built.open().sources[0]


def test_every_sentence_is_scored_and_the_right_one_best(built, source) -> None:  # type: ignore[no-untyped-def]
    texts = [span.of(source.article.text) for _, span in source.article.sentences]
    for number, text in enumerate(texts):
        query = read_as(text)
        scores = score_sentences(source, built.encoder.encodings([query])[0], terms(query))
        assert len(scores.fused) == len(scores.similarity) == len(texts)
        assert int(np.argmax(scores.fused)) == number
    assert (np.abs(scores.similarity) <= 1 + 1e-6).all()


def test_word_pieces_decide_among_the_best_and_are_looked_at_there_alone(built, source, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    asked = built.encoder.encodings(["which licence does the captain need"])[0]
    plain = score_sentences(source, asked, terms("which licence"), PUBLIC._replace(pieces=0.0))
    assert not plain.alignment.any()
    monkeypatch.setattr(retriever, "LOOKED_AT", 3)
    found = score_sentences(source, asked, terms("which licence"), PUBLIC)
    looked_at = np.argsort(-plain.fused, kind="stable")[:3]
    others = np.setdiff1d(np.arange(len(plain.fused)), looked_at)
    assert (found.alignment[others] == found.alignment[looked_at].min()).all()
    np.testing.assert_allclose(found.fused, plain.fused + PUBLIC.pieces * found.alignment)


def test_a_question_put_in_the_banks_own_words_finds_its_entry(built) -> None:  # type: ignore[no-untyped-def]
    bank = built.open().banks["guide"]
    for number, entry in enumerate((*bank.bank.facts, *bank.bank.topics)):
        for question in entry.questions:
            match = bank.match(built.encoder.encodings([read_as(question)])[0], terms(read_as(question)))
            assert int(np.argmax(match.scores(alignment=1.0, wording=0.2))) == number, question
            assert match.wording.max() <= 1
