"""The reading flow: one question in, an answer, a refusal or a friendly word out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import chain, zip_longest

from advisor.answering import abstain
from advisor.answering.answer import Abstention, Answer, Certainty, Citation, Reading, SmallTalk, Why
from advisor.answering.asked import asked, halves
from advisor.answering.claim import SERIOUS, TIE, claims, known_to, names_of
from advisor.answering.differing import differing
from advisor.answering.followup import LONGEST, goes_on, in_context, is_follow_up, with_names
from advisor.answering.instructions import is_instruction
from advisor.answering.lab import lab_of
from advisor.answering.language import is_english
from advisor.answering.neighbourhood import kind_alone, next_quotes, of_kind
from advisor.answering.polarity import denies
from advisor.answering.query import Query, read
from advisor.answering.ranking import Ranking, rank
from advisor.answering.select import nearest, select
from advisor.article.bank import Reason
from advisor.article.quote import Quote, cut
from advisor.errors import InputTooLarge
from advisor.hearing import Hear, acts_of, silent
from advisor.search.encoder import Encoder, Vectors, for_any_subject
from advisor.search.index import Index
from advisor.search.source_index import SourceIndex
from advisor.search.wording import read_as
from advisor.settings import Settings
from advisor.span import Span

_NAMED = 0.32  # how far a topic scores ahead of every place, from which it is named as what the source lacks
# how much surer an answer is without the question that it follows, to be given so: with that one's names, or by itself
_SURER, _MUCH_SURER = 0.05, 0.3
_PLAIN = 0.95  # probability from which a question and the one before it plainly lead on together
_MATTER = 0.3  # probability from which a question asks something by itself, and not by the names alone that it is given
_WORTH_NAMING = 3  # words of a question beside others, from which it is said that it found no answer


class Reader:
    """Answers from an opened index; holds nothing that changes what it says."""

    def __init__(self, index: Index, encoder: Encoder, settings: Settings, hear: Hear = silent) -> None:
        self.index, self.encoder, self.settings, self.hear = index, encoder, settings, hear
        self._named: dict[str, frozenset[str]] = {}

    def ask(self, question: str, *, after: Sequence[str] = ()) -> Reading:
        """Raises InputTooLarge for a question above the limit; anything else gets a reading."""
        limit = self.settings.longest_question_chars
        if len(question) > limit:
            raise InputTooLarge(f"the question has {len(question):,} characters", expected=f"at most {limit:,}")
        earlier = [text for text in after if len(text) <= limit]
        readings: list[Reading] = []
        for part in asked(question, self.hear):
            before = [*earlier, *(each.question for each in readings if isinstance(each, Answer))]
            readings += self._halved(part, before, question if part != question else "")
        return _together(question, readings, self.settings)

    def more(self, message: str, question: str, shown: Sequence[Quote]) -> Answer | None:
        """What stands around what was shown for a question, next best first; None where all of that section was shown."""
        query = self.query(question)
        ranking = self._around(query, shown)
        citations = next_quotes(query, ranking, shown, self.settings) if ranking else ()
        if ranking is None or not citations:
            return None
        confidence = round(abstain.confidence(query, ranking), 6)
        return Answer(message, f"more on {shown[0].section_title.lower()}.", confidence, citations, goes_on_as=question)

    def in_kind(self, message: str, question: str, shown: Sequence[Quote]) -> Answer | Abstention | None:
        """The answer to "how long?" behind a question, from the fact of that kind that belongs to what was shown.

        None where the message is no such question, or the source has no bank to find it by.
        """
        kind = kind_alone(message)
        if kind is None:
            return None
        query = replace(self.query(in_context(read_as(message), [question], lambda _: True).text), text=message)
        first, ranking = (self._around(each, shown) for each in (self.query(question), query))
        if first is None or ranking is None or not ranking.places or ranking.places[0].fact is None:
            return None
        found = of_kind(kind, query, ranking, shown[0].section_number, first.places[0].score)
        if found.place is None or found.place.fact is None:
            near = nearest(found.elsewhere.spans, ranking.source.article) if found.elsewhere else ()
            return Abstention(message, query.read_as, 0.0, "not_covered", found.missing, near)
        citations = self._selected(query, replace(ranking, places=(found.place,)))
        fact = found.place.fact
        confidence = round(abstain.confidence(query, ranking), 6)
        return Answer(message, query.read_as, confidence, citations, facts=(fact.id,), goes_on_as=question)

    def _around(self, query: Query, shown: Sequence[Quote]) -> Ranking | None:
        """All places of the source that was quoted, best first for the query; None where it is here no more."""
        source = next((each for each in self.index.sources if shown and each.article.id == shown[0].source), None)
        return self._ranked(query, source, every=True) if source else None

    def understands(self, message: str) -> bool:
        """True of English, however it is spelled."""
        return is_english(message) or is_english(self.index.speller.repair(read_as(message)))

    def query(self, question: str, after: Sequence[str] = (), within: str = "") -> Query:
        """The question as read, a follow-up resolved with what it follows."""
        query = read(question, after=after, speller=self.index.speller, follows=self._follows, within=within)
        return replace(query, foreign=self.hear([query.alone])[0].get("act=foreign", 0.0))

    def _follows(self, text: str) -> bool:
        if goes_on(text):
            return True
        acts = acts_of(self.hear([text])[0])
        if not acts:  # nothing to hear with
            return is_follow_up(text)
        return acts.get("followup", 0.0) + acts.get("whatif", 0.0) > max(0.5, acts.get("ask", 0.0))

    def _halved(self, part: str, after: Sequence[str], within: str) -> list[Reading]:
        """The readings of both halves where each is answered, from places of their own or where the whole is not; else the
        reading of the whole."""
        whole = self._one(part, after, within)
        if within and len(part.split()) > LONGEST and isinstance(whole, Abstention):  # it stands on its own
            bare = self._one(part, after, "")
            whole = bare if isinstance(bare, Answer) and bare.certainty == "sure" else whole
        if both := halves(part):
            apart = [self._one(both[0], after, within), self._one(both[1], [both[0]], "")]
            first = [each.citations[0].quote for each in apart if isinstance(each, Answer)]
            if len(first) == len(apart) and (first[0] != first[1] or not isinstance(whole, Answer)):
                return apart
        return [whole]

    def examined(self, question: str, after: Sequence[str] = ()) -> list[tuple[Query, list[Ranking]]]:
        """What each part of a message is read as, and what each source has to offer on it: for measuring."""
        queries = [self.query(part, after, question if part != question else "") for part in asked(question, self.hear)]
        return [(query, self.rank(query)) for query in queries]

    def _one(self, question: str, after: Sequence[str], within: str) -> Reading:
        query = self.query(question, after, within)
        if not any(c.isalnum() for c in query.alone):
            return _unread(query, "too_vague")
        if is_instruction(query.alone):
            return _unread(query, "off_topic")
        rankings = self.rank(query)
        if not rankings:
            return _unread(query, "not_covered")
        if query.behind:
            query, rankings = self._clearest(query, rankings, within)
        confidences = [abstain.confidence(query, ranking) for ranking in rankings]
        claimed = self._claims(query, rankings)
        keys = [_order(ranking, confidences[i], claimed[i]) for i, ranking in enumerate(rankings)]
        order = sorted(range(len(rankings)), key=lambda i: (keys[i], -i), reverse=True)
        best = order[0]
        reading = self._reading(query, rankings[best], confidences[best])
        if not isinstance(reading, Answer):
            return reading
        compared = self._with_differing(query, reading, rankings, best)
        if compared is reading and len(order) > 1 and claimed[order[1]] >= TIE * claimed[best]:
            return _tied(reading, self._reading(query, rankings[order[1]], confidences[order[1]]))
        return compared

    def _clearest(self, query: Query, rankings: list[Ranking], within: str) -> tuple[Query, list[Ranking]]:
        """A question behind the one that it follows; or without it, where that is answered more surely, or as surely and
        the two together lead where the earlier one led by itself.

        "And how much do they earn?" goes on about the engineers, and no longer about their day.
        """
        behind, led = _surest(query, rankings), _first_places(rankings)
        leads_on = cache(lambda: led != self._leads(query.behind))  # elsewhere than the earlier question by itself
        if behind >= _PLAIN and leads_on():
            return query, rankings  # "how would anyone know that?"
        alone = self.query(query.text, (), within)
        by_itself = self.rank(alone)
        named = with_names(read_as(query.text), query.behind) if _surest(alone, by_itself) >= _MATTER else ""
        others = [(self.query(named), _SURER)] if named else []
        for other, surer in (*others, (alone, _MUCH_SURER)):
            ranked = by_itself if other is alone else self.rank(other)
            sure = _surest(other, ranked)
            if sure < abstain.sure_from("bank"):
                continue
            if sure >= behind + surer or (_first_places(ranked) != led and not leads_on()):
                return replace(other, text=query.text, behind=query.behind if named else ""), ranked
        return query, rankings

    def _leads(self, question: str) -> list[tuple[Span, ...]]:
        """Of each source the spans that it would quote first to a question by itself."""
        return _first_places(self.rank(self.query(question)))

    def _claims(self, query: Query, rankings: Sequence[Ranking]) -> list[float]:
        """Each source's claim to the question; the whole, where there is one source."""
        if len(rankings) == 1:
            return [1.0]
        known = [self._known.get(ranking.source.article.stands_for, frozenset()) for ranking in rankings]
        return claims(query, rankings, self._by_any(query), [self._names(ranking) for ranking in rankings], known)

    @cached_property
    def _known(self) -> Mapping[str, frozenset[str]]:
        return {id: known_to(bank) for id, bank in self.index.banks.items()}

    def _names(self, ranking: Ranking) -> frozenset[str]:
        article = ranking.source.article
        if article.id not in self._named:
            self._named[article.id] = names_of(article)
        return self._named[article.id]

    def rank(self, query: Query) -> list[Ranking]:
        """What each source has to offer, in the order of the index; behind them those of the store that have something."""
        sources = list(self.index.sources)
        if self.index.stored is not None:
            sources += self.index.stored.find(self._by_any(query), query.terms)
        return [self._ranked(query, source) for source in sources]

    def _ranked(self, query: Query, source: SourceIndex, *, every: bool = False) -> Ranking:
        bank = self.index.banks.get(source.article.stands_for)
        encoder = self.encoder_of(source)
        around, alone = (encoder.encodings([text])[0] for text in (query.around, query.alone))
        tells_gaps = bank is not None and bool(bank.bank.topics)  # then no second opinion is needed
        second = self._by_any(query) if source.adapted and not tells_gaps else None
        return rank(query, around, alone, source, bank, every=every, second=second)

    def _by_any(self, query: Query) -> Vectors:
        """The query by the encoder for any subject, shape (dimension,)."""
        vector: Vectors = for_any_subject(self.encoder).encode([query.around])[0]
        return vector

    def encoder_of(self, source: SourceIndex) -> Encoder:
        """The one that the source was read with."""
        return self.encoder if source.adapted else for_any_subject(self.encoder)

    def _reading(self, query: Query, ranking: Ranking, confidence: float) -> Reading:
        confidence = round(confidence, 6)
        article = ranking.source.article
        if confidence >= abstain.threshold(abstain.kind_of(ranking)):
            citations = self._selected(query, ranking)
            if citations:
                denied = denies(query, citations[0].quote.text)
                sure: Certainty = "sure" if confidence >= abstain.sure_from(abstain.kind_of(ranking)) else "likely"
                first = ranking.places[0].fact
                goes_on_as = read_as(first.questions[0]) if first and query.read_as != query.alone else query.read_as
                return Answer(
                    query.text, query.read_as, confidence, citations, denied,
                    facts=(first.id,) if first else (), certainty=sure, goes_on_as=goes_on_as,
                    behind=query.behind,
                )  # fmt: skip
        reason: Reason = ranking.topic.reason if ranking.topic else "not_covered"
        if reason == "smalltalk":
            return SmallTalk(query.text, query.read_as, confidence)
        ahead = ranking.topic_score - max((place.score for place in ranking.places), default=0.0)
        missing = ranking.topic.missing if ranking.topic and ahead >= _NAMED else ""
        why: Why = reason
        near = nearest(_near(ranking, why), article)
        return Abstention(query.text, query.read_as, confidence, why, missing, near, query.behind)

    def _selected(self, query: Query, ranking: Ranking) -> tuple[Citation, ...]:
        """The quotes, each with the lab that it is about where a bank knows it and the quote does not name it."""
        bank = self.index.banks.get(ranking.source.article.stands_for)
        citations = select(query, ranking, self.settings)
        if bank is None:
            return citations
        return tuple(replace(each, lab=lab_of(each.quote, ranking.source, bank.bank.facts)) for each in citations)

    def _with_differing(self, query: Query, answer: Answer, rankings: Sequence[Ranking], best: int) -> Answer:
        """The answer with the quote of another source that gives another figure for the same thing, where one does."""
        first = rankings[best].source.article.stands_for
        for ranking in rankings:
            article = ranking.source.article
            if article.stands_for == first:  # the source itself, or the guide beside its original
                continue
            place = differing(query, answer.citations[0].quote, ranking, for_any_subject(self.encoder))
            if place is not None:
                number = len(answer.citations) + 1
                other = Citation(number, cut(article, place.spans[0]), min(place.score, answer.citations[-1].score))
                return replace(answer, citations=(*answer.citations, other), differs=True)
        return answer


def _surest(query: Query, rankings: Sequence[Ranking]) -> float:
    """The highest probability that a source answers."""
    return max((abstain.confidence(query, ranking) for ranking in rankings), default=0.0)


def _first_places(rankings: Sequence[Ranking]) -> list[tuple[Span, ...]]:
    """Of each source the spans that it would quote first."""
    return [ranking.places[0].spans if ranking.places else () for ranking in rankings]


def _unread(query: Query, why: Why) -> Abstention:
    """The refusal of what is not looked up at all."""
    return Abstention(query.text, query.read_as, 0.0, why, "", (), query.behind)


def _together(question: str, readings: Sequence[Reading], settings: Settings) -> Reading:
    """One reading of a message: its answers one after another, else the refusal or word of its last question."""
    answers = [each for each in readings if isinstance(each, Answer)]
    last = readings[-1]
    if not answers and len(readings) > 1 and isinstance(last, Abstention):  # none of them is left out
        return replace(last, question=question, read_as="; ".join(each.read_as for each in readings), missing="")
    if not answers:
        return replace(last, question=question)
    refused = (each for each in readings if isinstance(each, Abstention) and each.reason == "not_covered")
    unanswered = tuple(each.question for each in refused if len(each.question.split()) >= _WORTH_NAMING)
    if len(answers) == 1:
        return replace(answers[0], question=question, unanswered=unanswered)
    cited: list[Citation] = []
    in_turn = filter(None, chain(*zip_longest(*(answer.citations for answer in answers))))  # the first of each, then …
    for number, citation in enumerate(in_turn):
        length = sum(len(each.quote.text) for each in (*cited, citation))
        fits = number < len(answers) or (len(cited) < settings.most_quotes and length <= settings.quotes_chars)
        if fits and not any(_same_place(citation, other) for other in cited):
            cited.append(replace(citation, number=len(cited) + 1))
    return Answer(
        question,
        "; ".join(answer.read_as for answer in answers),
        min(answer.confidence for answer in answers),
        tuple(cited),
        unanswered=unanswered,
        denied=answers[0].denied, differs=any(answer.differs for answer in answers),
        facts=tuple(dict.fromkeys(fact for answer in answers for fact in answer.facts)),
        goes_on_as=answers[-1].goes_on_as, behind=answers[0].behind,  # the later ones follow those of this message
        certainty="sure" if all(answer.certainty == "sure" for answer in answers) else "likely",
    )  # fmt: skip


def _same_place(one: Citation, other: Citation) -> bool:
    return one.quote.source == other.quote.source and one.quote.span.meets(other.quote.span)


def _order(ranking: Ranking, confidence: float, claimed: float) -> tuple[int, float]:
    """Small talk ahead of all, then answers of those with a serious claim, then the others, by their claims."""
    answers = confidence >= abstain.threshold(abstain.kind_of(ranking))
    talk = ranking.topic is not None and ranking.topic.reason == "smalltalk" and not answers
    return (2 if talk else int(answers and claimed >= SERIOUS)), claimed


def _tied(one: Answer, other: Reading) -> Answer:
    """The answer with the first quote of another source behind it, where that one answers as well."""
    if not isinstance(other, Answer):
        return one
    quote, number = other.citations[0], len(one.citations) + 1
    score = min(quote.score, one.citations[-1].score)
    return replace(one, citations=(*one.citations, replace(quote, number=number, score=score)))


def _near(ranking: Ranking, why: Why) -> list[Span]:
    """The places that the bank names beside this topic, then the best of the ranking; none for what is off topic."""
    if why == "off_topic":
        return []
    return [*ranking.topic_spans, *(span for place in ranking.places[:4] for span in place.spans[:1])]
