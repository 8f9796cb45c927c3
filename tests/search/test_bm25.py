"""BM25: equal to the package bm25s, which is its oracle, on real sentences; and a case by hand."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from advisor.article.article import Article
from advisor.article.bank import load_bank
from advisor.search.lexical import K1, B, Lexical, build
from advisor.search.store import _read_lexical, _write_lexical
from advisor.search.wording import read_as, terms


@pytest.fixture(scope="module")
def documents(guide: Article) -> list[list[str]]:
    return [terms(read_as(span.of(guide.text))) for _, span in guide.sentences]


def test_equal_to_bm25s_on_every_sentence_of_the_guide(documents: list[list[str]], root: Path) -> None:
    import bm25s

    ours = build(documents)
    theirs = bm25s.BM25(method="lucene", k1=K1, b=B)
    theirs.index(documents, show_progress=False)
    facts = load_bank(root / "corpus" / "guide").facts
    asked = [terms(read_as(question)) for fact in facts for question in fact.questions[:2]]
    assert len(asked) > 100
    for query in asked:
        known = [term for term in query if term in ours.vocabulary]
        expected = theirs.get_scores(known) if known else np.zeros(len(documents))
        np.testing.assert_allclose(ours.scores(query), expected, rtol=1e-4, atol=1e-5)


def test_a_case_by_hand() -> None:
    built = build([["ferry", "fare"], ["ferry", "ferry", "crew"], ["gull"]])
    rarity = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    lengths, average = (2, 3, 1), 2
    expected = [rarity * n / (n + K1 * (1 - B + B * size / average)) for n, size in zip((1, 2, 0), lengths, strict=True)]
    np.testing.assert_allclose(built.scores(["ferry"]), expected, rtol=1e-6)
    np.testing.assert_allclose(built.scores(["ferry", "ferry"]), 2 * np.array(expected), rtol=1e-6)


@pytest.mark.parametrize(
    ("query", "shares"),
    [
        pytest.param(["fare"], [1, 0, 0], id="the best document has a share of 1"),
        pytest.param(["unknown"], [0, 0, 0], id="an unknown term counts for nothing"),
        pytest.param([], [0, 0, 0], id="no terms"),
    ],
)
def test_shares(query: list[str], shares: list[float]) -> None:
    built = build([["ferry", "fare"], ["ferry", "crew"], ["gull"]])
    np.testing.assert_allclose(built.normalised(query), shares, atol=1e-9)


@pytest.mark.parametrize("documents", [[], [[]], [[], []]])
def test_no_words_at_all(documents: list[list[str]]) -> None:
    assert build(documents).scores(["x"]).tolist() == [0.0] * len(documents)


def test_a_rare_term_matters_more_and_an_unknown_one_most() -> None:
    built = build([["ferry", "fare"], ["ferry"], ["ferry"]])
    assert built.idf_of("ferry") < built.idf_of("fare") < built.idf_of("unknown")


def test_written_and_read_is_the_same(documents: list[list[str]], tmp_path: Path) -> None:
    built = build(documents)
    _write_lexical(tmp_path, "x", built)
    read: Lexical = _read_lexical(tmp_path, "x")
    assert read.vocabulary == built.vocabulary
    assert read.scores(["phd", "pay"]).tobytes() == built.scores(["phd", "pay"]).tobytes()


def test_the_order_of_terms_within_a_document_changes_nothing(documents: list[list[str]]) -> None:
    one, other = build(documents), build([list(reversed(document)) for document in documents])
    assert one.weights.tobytes() == other.weights.tobytes()
    assert list(one.vocabulary) == list(other.vocabulary)


def test_real_sentences_share_terms_with_their_abbreviations(make_encoder: Callable[..., object]) -> None:
    assert terms(read_as("RE pay at OAI")) == terms("research engineer's pay at OpenAI")
