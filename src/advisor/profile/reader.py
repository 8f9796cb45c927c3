"""Reading one turn: what each sentence says of its writer, heard by the heads, with facts completed by rules.

Takes a turn and, where the adviser had put a question, which; gives a Read. Nothing of other turns is needed, so a
conversation reads each of its turns once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from advisor.clauses import Sentence, sentences_of, words_of
from advisor.hearing import AFTER_VERDICT, Hear, Heard, in_answer_to
from advisor.kin import GOES_ON
from advisor.profile.evidence import Evidence
from advisor.profile.fact_reader import FactReader
from advisor.profile.facts import FactTable
from advisor.profile.repair import repaired
from advisor.profile.told import Told
from advisor.span import Span

SURE, THIN = 0.6, 0.25  # probabilities: from SURE on a reading counts, between the two it is asked about
ANSWERS = 0.4  # from here on a label of the question that was put is asked about
APART = 0.6  # from here on both sides of a question are meant by one sentence, each in a clause of its own
BOTH = 0.8  # from here on both sides of a question are meant by one clause
BOTH_ANSWERED = 0.9  # from here on both sides are meant by an answer to the question that was put
TELLS = 0.5  # from here on a sentence tells rather than asks
SPEAKS = 0.8  # from here on it tells of its writer, whatever it says
CORRECTS = UNSURE = 0.5  # from here on it takes back, or leaves open, what was asked
ELSEWHERE = 0.6  # from here on it speaks of another question, and so does not answer the one that was put
TRACE = 0.01  # below it, heard by themselves, a few words say nothing on the question that was put: "and the pay"
WEIGHS = 0.4  # from here on a sentence says how much a question matters to its writer
_WEIGHTS = {"none": 0, "high": 3}  # as labels have it: `weight=energy_none`, `weight=energy_high`
_FEW, _SHORT = 3, 7  # words; a sentence that points back and is no longer than _SHORT is read with the one before it
_POINTS_BACK = re.compile(
    r"\b(?:it|that|this|those|these|them|same|both|neither|one|there(?!\W+(?:is|are|was|were|s|re)\b))\b", re.IGNORECASE
)
_MINE = re.compile(r"\W*(?:and |but |while |whereas |so )?(?:i|i'm|i've|i'd|i’m|i’ve|i’d|my|me)\b", re.IGNORECASE)
_HEAD = re.compile(r"\s*(?P<head>[^:=\n]{1,40}?)\s*(?::|=|\s[-–—]\s)\s*(?P<rest>\S.*)", re.DOTALL)  # "energy: kernels"
_PRESSED = re.compile(  # around an answer that somebody settles for: "if I had to choose, papers"
    r"(?:^|(?<=\? ))\W*(?:but |and |so |well,? )?if "
    r"(?:i (?:really |absolutely )?(?:had|have|must)(?: to)? (?:choose|pick|say|decide)"
    r"|(?:forced|pushed|pressed)(?: to (?:choose|say|pick))?)\b[\s,:–—-]*"
    r"|,? (?:then )?if (?:those|these) are (?:the|my) (?:two )?(?:boxes|options|choices|answers)(?=\W*$)"
    r"|,? if i (?:really )?(?:had|have) to (?:choose|pick|say|decide)(?=\W*$)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\s*|[,;:]\s+")  # where an item of a list may begin
_NUMBERED = re.compile(r"\s*q(?:uestion)?\s?(?P<number>\d)\b\W*(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL)  # "Q2 fond of it"


@dataclass(frozen=True, slots=True)
class Behind:
    """What a turn comes behind: `put` is the question that it may answer, `answer` is True where it may follow up on an
    answer of the source, `others` where the turn before it ended on somebody else, `verdict` where one was shown last.
    `asked` is what its writer asked just before: "do I need a PhD?", "I have one".
    """

    put: str | None = None
    answer: bool = False
    others: bool = False
    verdict: bool = False
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """`evidence` of this turn alone; `unsure` are questions declined, `takes_back` slots emptied by it.

    `tells` is True where it speaks of its writer, `corrects` where it takes back something said before, `of_others` where
    it ends on somebody else. `weights` say how much a question matters to the writer, 0 or 3, as far as this turn says it.
    """

    text: str
    told: tuple[Told, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    unsure: tuple[str, ...] = ()
    takes_back: tuple[str, ...] = ()
    tells: bool = False
    corrects: bool = False
    weights: tuple[tuple[str, int], ...] = ()
    of_others: bool = False

    @property
    def slots(self) -> tuple[str, ...]:
        """Those on which it says something that counts, each once, in the order of the text."""
        return tuple(dict.fromkeys(item.slot for item in self.evidence if item.counts))


@dataclass(frozen=True, slots=True)
class TurnReader:
    """`questions` maps each question that words answer to its sides; `weighed` are all that may matter more or less.

    `like` gives, for a text and a label, the nearest statement of the bank that has the label. `of_other` is True where
    somebody else is described: "his papers" are the person's own then. `heads` maps words to the question that they name at
    the head of an answer; "Q2" there is the second of `weighed`. `mend` gives a text with slips of the keys mended.
    """

    hear: Hear
    table: FactTable
    questions: Mapping[str, Sequence[str]]
    like: Callable[[str, str], str] = lambda text, label: ""
    of_other: bool = False
    weighed: Sequence[str] = ()
    heads: Mapping[str, str] = field(default_factory=dict)
    mend: Callable[[str], str] = str

    def read(self, text: str, behind: Behind = Behind()) -> Read:
        """Any text will do: what holds no words says nothing of the writer. Which turn it is, `profile_of` says."""
        told = self._told(text, behind)
        words = any(map(str.isalpha, text))  # a bare number says nothing by itself
        units = [unit for sentence in told for unit in _own(sentence, text)] if words else []
        found: dict[tuple[str, str, Span], Evidence] = {}
        for each in units:
            facts = FactReader(self.table, each, text, self.of_other, self.mend).read()
            said = {slot for slot, _, _ in found}  # "clear tickets. always": one word more answers nothing anew
            if each.answers in said and len(words_of(each.sentence.span.of(text))) == 1:
                each = replace(each, answers=None, as_answer={})
            leanings = [*self._leanings(each, text)]
            if _brief(each, text) and any(item.slot == each.answers for item in leanings):  # "systems" is one answer
                leanings = [item for item in leanings if item.slot == each.answers]
            for item in (*leanings, *facts):
                found.setdefault((item.slot, item.value, item.span), item)  # said twice in one clause, it counts once
        evidence = repaired([*found.values()], told, text)
        answered = {item.slot for item in evidence if item.counts}
        others = any(each.quiet == "others" for each in told)  # "she loves CUDA. I don't know what that is."
        declines = not others and any(each.acts.get("unsure", 0.0) >= UNSURE for each in told)
        unsure = (behind.put,) if behind.put and behind.put not in answered and declines else ()
        tells = bool(answered) or any(each.heard.get("act=tell", 0.0) >= SPEAKS and not each.quiet for each in told)
        corrects = any(each.acts.get("correct", 0.0) >= CORRECTS for each in told)
        weights = tuple(self._weights(units).items())
        ends = bool(told) and told[-1].quiet == "others"
        return Read(text, told, evidence, unsure, tells=tells, corrects=corrects, weights=weights, of_others=ends)

    def _told(self, text: str, behind: Behind) -> tuple[Told, ...]:
        """Every sentence and clause of the text, heard in one go; each sentence also as an answer to what was put."""
        sentences = [part for sentence in sentences_of(text) for part in self._by_heads(sentence, text)]
        answered = [self._answered(sentence.span.of(text), behind.put) for sentence in sentences]
        texts: list[str] = []
        for number, (sentence, (asked, words)) in enumerate(zip(sentences, answered, strict=True)):
            own = sentence.span.of(text)
            texts += [own, _with_context(text, sentences, number, behind.asked)]
            texts += [in_answer_to(AFTER_VERDICT, own)] if behind.verdict else []
            texts += [clause.of(text) for clause in sentence.parts]
            texts += [in_answer_to(asked, words)] if asked else []
        unheard = () if behind.answer else ("act=followup",)  # there is no answer that could be followed up
        plain = [_PRESSED.sub("", each) or each for each in texts]
        heard = ({label: p for label, p in each.items() if label not in unheard} for each in self.hear(plain))
        told: list[Told] = []
        for sentence, (asked, _) in zip(sentences, answered, strict=True):
            alone, within = next(heard), next(heard)
            whole = _in_context(_both_ways(alone, next(heard)) if behind.verdict else alone, within)
            clauses = tuple(next(heard) for _ in sentence.parts)
            others = told[-1].quiet == "others" if told else behind.others
            goes_on = others and not sentence.asks and GOES_ON.match(sentence.span.of(text)) is not None
            before = behind.asked if sentence is sentences[0] else ""
            told.append(Told(sentence, whole, clauses, next(heard) if asked else {}, asked, goes_on, before))
        return tuple(told)

    def _by_heads(self, sentence: Sentence, text: str) -> list[Sentence]:
        """The sentence; of a list with heads each item, "energy = systems, target = CTO"."""
        own = sentence.span
        starts = [own.start + match.end() for match in _ITEM.finditer(own.of(text))]
        starts = [start for start in starts if self._head(text[start : own.end])]
        if len(starts) < 2:
            return [sentence]
        edges = [own.start, *(start for start in starts if start > own.start), own.end]
        ends = (start + len(text[start:end].rstrip(" ,;:")) for start, end in pairwise(edges))
        spans = [Span(start, end) for start, end in zip(edges, ends, strict=False)]
        return [Sentence(span, (span,), sentence.asks) for span in spans]

    def _head(self, text: str) -> tuple[str, str] | None:
        """The question that the head of a text names, and the words behind it."""
        headed = _HEAD.match(text)
        head = f" {' '.join(words_of(headed['head'].lower()))} " if headed else ""
        found = next((question for words, question in self.heads.items() if f" {words} " in head), None)
        return (found, headed["rest"]) if headed and found else None

    def _answered(self, text: str, put: str | None) -> tuple[str | None, str]:
        """The question that a sentence answers, by its head or as it was put, and the words that answer it."""
        if (numbered := _NUMBERED.match(text)) and 0 < int(numbered["number"]) <= len(self.weighed):
            return self.weighed[int(numbered["number"]) - 1], numbered["rest"]
        return self._head(text) or (put, text)

    def _leanings(self, told: Told, text: str) -> Iterator[Evidence]:
        for question, sides in self.questions.items():
            heard = {side: told.probability(f"{question}={side}") for side in sides}
            answers = question == told.answers and not told.quiet and _replies(told) and _speaks_to(heard, told, text)
            answers = answers and (max(heard.values()) >= THIN or not self._speaks_elsewhere(told, question, text))
            if answers:
                heard = {side: max(p, told.as_answer.get(f"{question}={side}", 0.0)) for side, p in heard.items()}
            both = [side for side in sides if answers and told.as_answer.get(f"{question}={side}", 0.0) >= BOTH_ANSWERED]
            for side in both if len(both) > 1 else self._meant(heard, told, question, text):
                p, label = heard[side], f"{question}={side}"
                if p < (ANSWERS if answers else THIN):
                    continue
                status, span = told.status(label), told.place(label)
                left_open = not answers and told.left_open >= UNSURE and span != told.sentence.clauses[-1]
                if status == "affirmed" and (p < SURE or left_open):
                    status = "hedged"
                yield Evidence(question, side, 0, span, span.of(text), status, f"like: {self.like(span.of(text), label)}")

    def _speaks_elsewhere(self, told: Told, put: str, text: str) -> bool:
        """True of a sentence on another question than the one that was put: "debugging is where time flies", of judging."""
        if _brief(told, text) and max(told.as_answer.get(f"{put}={side}", 0.0) for side in self.questions[put]) >= SURE:
            return False
        others = (f"{name}={side}" for name, sides in self.questions.items() if name != put for side in sides)
        return any(told.probability(label) >= ELSEWHERE for label in others)

    def _meant(self, heard: Mapping[str, float], told: Told, question: str, text: str) -> list[str]:
        """The side that is heard; both where each is heard in a clause of its own, both are plain, or what is nearest to
        either is one statement that says both: "credit for uptime and for insight".
        """
        order = sorted(heard, key=heard.__getitem__, reverse=True)
        if len(order) < 2 or heard[order[1]] < THIN:
            return order[:1]
        places = {side: told.place(f"{question}={side}") for side in order[:2]}
        apart = len({*places.values()}) == 2 and told.sentence.span not in places.values()
        plain = min(told.heard.get(f"{question}={order[1]}", 0.0), heard[order[1]]) >= (APART if apart else BOTH)
        likes = {self.like(place.of(text), f"{question}={side}") for side, place in places.items()}
        return order[:2] if plain or (len(likes) == 1 and "" not in likes) else order[:1]

    def _weights(self, told: Sequence[Told]) -> dict[str, int]:
        """How much each question matters to the writer, where a sentence of his own says so; the later word counts."""
        found: dict[str, int] = {}
        for each in told:
            for question in self.weighed if not each.quiet else ():
                p, value = max((each.probability(f"weight={question}_{name}"), value) for name, value in _WEIGHTS.items())
                if p >= WEIGHS and (value or not self._leans(each, question)):
                    found[question] = value
        return found

    def _leans(self, told: Told, question: str) -> bool:
        """True of "ambiguity doesn't bother me, I love it": who leans does not say that the question counts for nothing."""
        return any(told.probability(f"{question}={side}") >= SURE for side in self.questions.get(question, ()))


def _replies(told: Told) -> bool:
    """True where a sentence neither asks back nor is mere talk ("sick.", "trying to sleep")."""
    return told.telling >= (TELLS if told.sentence.asks else told.acts.get("talk", 0.0))


def _brief(told: Told, text: str) -> bool:
    """True of a few words behind a question."""
    return told.answers is not None and len(told.sentence.span.of(text).split()) <= _FEW


def _speaks_to(heard: Mapping[str, float], told: Told, text: str) -> bool:
    """True where the words have to do with a question by themselves, or are too many to tell."""
    sentence = told.sentence.span.of(text)
    headed = _HEAD.match(sentence) or _NUMBERED.match(sentence)
    return bool(headed) or len(sentence.split()) > _FEW or max(heard.values()) >= TRACE


def _own(told: Told, text: str) -> list[Told]:
    """The sentence; of one that speaks of others or asks, first each clause in which the writer speaks of himself."""
    if told.quiet not in ("others", "ask", "followup"):
        return [told]
    clauses = [
        (span, heard)
        for span, heard in zip(told.sentence.clauses, told.of_clauses, strict=False)
        if (_MINE.match(span.of(text)) if told.quiet == "others" else heard.get("act=tell", 0.0) >= SPEAKS)
    ]
    return [*(Told(Sentence(span, (span,), False), heard, ()) for span, heard in clauses), told]


def _with_context(text: str, sentences: Sequence[Sentence], number: int, asked: str) -> str:
    own = sentences[number].span.of(text)
    before = sentences[number - 1].span.of(text) if number else asked
    return f"{before} {own}" if before and len(words_of(own)) <= _SHORT and _POINTS_BACK.search(own) else own


def _in_context(alone: Heard, within: Heard) -> Heard:
    """What a sentence does is heard of it alone, what it says with the sentence that it points back to."""
    says = {label: p for label, p in within.items() if not label.startswith("act=")}
    return {label: p for label, p in alone.items() if label.startswith("act=")} | says


def _both_ways(one: Heard, other: Heard) -> Heard:
    """The mean of a sentence heard by itself and heard right behind a verdict."""
    return {label: (p + other.get(label, 0.0)) / 2 for label, p in one.items()}
