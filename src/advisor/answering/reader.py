"""The reading flow: one question in, an answer, a refusal or a friendly word out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.answering.abstain import confidence, threshold
from advisor.answering.answer import Abstention, Answer, Citation, Reading, SmallTalk, Why
from advisor.answering.differing import differing
from advisor.answering.instructions import is_instruction
from advisor.answering.polarity import denies
from advisor.answering.query import Query, read
from advisor.answering.ranking import Ranking, rank
from advisor.answering.select import nearest, select
from advisor.article.bank import Reason
from advisor.article.quote import cut
from advisor.errors import InputTooLarge
from advisor.search.encoder import Encoder
from advisor.search.index import Index
from advisor.search.reranker import Reranker
from advisor.settings import Settings
from advisor.span import Span


class Reader:
    """Answers from an opened index; holds no state of its own."""

    def __init__(self, index: Index, encoder: Encoder, settings: Settings, reranker: Reranker | None = None) -> None:
        self.index, self.encoder, self.settings, self.reranker = index, encoder, settings, reranker

    def ask(self, question: str, *, after: Sequence[str] = ()) -> Reading:
        """Raises InputTooLarge for a question above the limit; anything else gets a reading."""
        limit = self.settings.longest_question_chars
        if len(question) > limit:
            raise InputTooLarge(f"the question has {len(question):,} characters", expected=f"at most {limit:,}")
        query = read(question, after=[text for text in after if len(text) <= limit], speller=self.index.speller)
        if not any(c.isalnum() for c in query.alone):
            return Abstention(question, query.read_as, 0.0, "too_vague", "", ())
        if is_instruction(query.alone):
            return Abstention(question, query.read_as, 0.0, "off_topic", "", ())
        rankings = self.rank(query)
        believed = [confidence(query, ranking) for ranking in rankings]
        best = max(range(len(rankings)), key=lambda i: (_order(rankings[i], believed[i]), -i))
        reading = self._reading(query, rankings[best], believed[best])
        return self._with_differing(query, reading, rankings, best) if isinstance(reading, Answer) else reading

    def rank(self, query: Query) -> list[Ranking]:
        """What each source has to offer, in the order of the index."""
        texts = [query.read_as, query.alone] if query.is_follow_up else [query.read_as]
        vectors = [self.encoder.encode([text])[0] for text in texts]
        return [
            rank(query, vectors[0], vectors[-1], source, self.index.banks.get(source.article.stands_for), self.reranker)
            for source in self.index.sources
        ]

    def _reading(self, query: Query, ranking: Ranking, believed: float) -> Reading:
        believed = round(believed, 6)
        article = ranking.source.article
        if believed >= threshold(bank=ranking.topic is not None):
            citations = select(query, ranking, self.settings)
            if citations:
                denied = denies(query, citations[0].quote.text)
                return Answer(query.text, query.read_as, believed, citations, denied)
        reason: Reason = ranking.topic.reason if ranking.topic else "not_covered"
        if reason == "smalltalk":
            return SmallTalk(query.text, query.read_as, believed)
        missing = ranking.topic.missing if ranking.topic else ""
        why: Why = reason
        return Abstention(query.text, query.read_as, believed, why, missing, nearest(_near(ranking, why), article))


    def _with_differing(self, query: Query, answer: Answer, rankings: Sequence[Ranking], best: int) -> Answer:
        """The answer with the quote of another source that gives another figure for the same thing, where one does."""
        first = rankings[best].source.article.stands_for
        for ranking in rankings:
            article = ranking.source.article
            if article.stands_for == first:  # the source itself, or the guide beside its original
                continue
            place = differing(query, answer.citations[0].quote, ranking, self.encoder)
            if place is not None:
                number = len(answer.citations) + 1
                other = Citation(number, cut(article, place.spans[0]), min(place.score, answer.citations[-1].score))
                return replace(answer, citations=(*answer.citations, other), differs=True)
        return answer


def _order(ranking: Ranking, believed: float) -> tuple[int, float]:
    """Small talk ahead of all, then answers, then refusals that know what is missing, then the others."""
    bank = ranking.topic is not None
    answers = believed >= threshold(bank=bank)
    talk = ranking.topic is not None and ranking.topic.reason == "smalltalk" and not answers
    return (3 if talk else 2 if answers else int(bank)), believed


def _near(ranking: Ranking, why: Why) -> list[Span]:
    """The places that the bank names beside this topic, then the best of the ranking; none for what is off topic."""
    if why == "off_topic":
        return []
    return [*ranking.topic_spans, *(span for place in ranking.places[:4] for span in place.spans[:1])]
