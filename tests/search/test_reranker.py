"""The second look: it orders what fusion found and nothing else, and only where there is no question bank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from advisor import Advisor
from advisor.answering.answer import Answer
from advisor.answering.query import read
from advisor.errors import ModelMissing
from advisor.search import weights
from advisor.search.reranker import open_reranker
from advisor.search.torch_models import TorchReranker
from advisor.settings import Settings


class Longest:
    """Prefers the longest text: a judge whose order is known."""

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float64]:
        return np.array([float(len(text)) for text in texts])


@pytest.mark.model
def test_without_a_bank_it_orders_the_best_sentences(advisor: Advisor) -> None:
    bankless = replace(advisor, index=replace(advisor.index, banks={}))
    plain, second = bankless.reader, replace(bankless).reader
    second.reranker = Longest()
    query = read("What does an RE earn at OpenAI?", after=[], speller=advisor.index.speller)
    (before,), (after,) = plain.rank(query), second.rank(query)
    assert {place.spans for place in after.places} == {place.spans for place in before.places}
    lengths = [len(place.spans[0]) for place in after.places]
    assert lengths == sorted(lengths, reverse=True)
    assert (after.sentences.fused == before.sentences.fused).all()  # what the confidence is made of
    assert second.ask(query.text).confidence == plain.ask(query.text).confidence


@pytest.mark.model
def test_with_a_bank_nothing_changes(advisor: Advisor) -> None:
    second = replace(advisor).reader
    second.reranker = Longest()
    reading = second.ask("What does an RE earn at OpenAI?")
    assert isinstance(reading, Answer)
    assert reading == advisor.ask("What does an RE earn at OpenAI?")


@pytest.mark.model
def test_a_real_cross_encoder_is_opened_from_its_folder(tmp_path: Path) -> None:
    from sentence_transformers import CrossEncoder

    # the real weights with a head that was never trained: what it says means nothing, but it says it every time
    model = CrossEncoder(str(weights.model_folder()), num_labels=1, device="cpu", local_files_only=True)
    model.save_pretrained(str(tmp_path / "ce"))
    reranker = open_reranker(Settings(home=tmp_path, reranker=str(tmp_path / "ce")))
    assert isinstance(reranker, TorchReranker)
    texts = ["REs earn money.", "Gulls do not.", ""]
    scores = reranker.score("What does an RE earn?", texts)
    assert scores.shape == (3,)
    assert (scores == reranker.score("What does an RE earn?", texts)).all()


def test_none_named_none_opened_and_a_wrong_folder_is_one_line(tmp_path: Path) -> None:
    assert open_reranker(Settings(home=tmp_path, reranker="")) is None
    with pytest.raises(ModelMissing, match=r"found no model at .*; expected the folder of a CrossEncoder .*"):
        open_reranker(Settings(home=tmp_path, reranker=str(tmp_path)))
