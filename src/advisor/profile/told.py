"""One sentence of a turn as it was heard: as a whole, and clause by clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from advisor.clauses import Sentence
from advisor.hearing import Heard, acts_of
from advisor.profile.evidence import Status
from advisor.span import Span

_LONG = 170  # characters: in a longer sentence its clauses speak for themselves
_MANY = 3  # clauses, likewise
_CLAUSE = 0.9  # weight of the best clause beside the sentence, where there are fewer
_CERTAIN = 0.9  # from here on a label counts in a sentence that asks or speaks of others
_QUIET = ("ask", "followup", "whatif", "foreign", "others", "insult", "command")  # acts that tell nothing of the writer


@dataclass(frozen=True)
class Told:
    """One sentence: where it stands, what was heard of it as a whole, of each of its clauses, and as an answer.

    `answers` is the question that it may answer, the one that was put or the one that its own head names ("energy: …"),
    and `as_answer` what it says beside that; empty where there is none. `of_others` is True where it goes on about somebody
    else. `before` is a question of its writer that it may go on from.
    """

    sentence: Sentence
    heard: Heard
    of_clauses: tuple[Heard, ...]
    as_answer: Heard = field(default_factory=dict)
    answers: str | None = None
    of_others: bool = False
    before: str = ""

    def probability(self, label: str) -> float:
        """Of the label in this sentence; clauses speak for themselves where it is long or has many, else they add weight."""
        whole, best = self.heard.get(label, 0.0), max((h.get(label, 0.0) for h in self.of_clauses), default=0.0)
        long = len(self.sentence.span) > _LONG or len(self.of_clauses) >= _MANY
        return max(whole, best) if long else max(whole, _CLAUSE * best + (1 - _CLAUSE) * whole)

    def status(self, label: str) -> Status:
        """Whether the label is said of the writer; of others a clause by itself ("8 years of C++") says nothing."""
        if not self.quiet:
            return "affirmed"
        others = self.quiet == "others"
        sure = not self.of_others and (self.heard.get(label, 0.0) if others else self.probability(label)) >= _CERTAIN
        return "affirmed" if sure else "someone_else" if others else "question"

    def place(self, label: str) -> Span:
        """The clause that says it, the whole sentence where none says it alone."""
        if len(self.of_clauses) < 2:
            return self.sentence.clauses[0] if self.sentence.clauses else self.sentence.span
        best = max(range(len(self.of_clauses)), key=lambda i: self.of_clauses[i].get(label, 0.0))
        enough = self.of_clauses[best].get(label, 0.0) >= 0.5 * self.heard.get(label, 0.0)
        return self.sentence.clauses[best] if enough else self.sentence.span

    @cached_property
    def acts(self) -> Mapping[str, float]:
        """What the sentence does, by itself and, where a question was put, as an answer to it: the mean of both."""
        if self.of_others:
            return {"others": 1.0}
        if not self.as_answer:
            return acts_of(self.heard)
        return acts_of({label: (p + self.as_answer.get(label, 0.0)) / 2 for label, p in self.heard.items()})

    @property
    def telling(self) -> float:
        """The probability of the likeliest act by which one speaks of oneself."""
        return max(self.acts.get(act, 0.0) for act in ("tell", "answer", "correct"))

    @property
    def left_open(self) -> float:
        """The probability that its last clause takes back what stands before it: "a VP somewhere, or maybe not, no idea"."""
        return self.of_clauses[-1].get("act=unsure", 0.0) if self.of_clauses else 0.0

    @cached_property
    def quiet(self) -> str | None:
        """The act that makes the sentence tell nothing of its writer, where one outweighs telling."""
        if self.of_others:
            return "others"
        act = max(_QUIET, key=lambda name: self.acts.get(name, 0.0))
        return act if self.acts.get(act, 0.0) > max(0.5, self.telling) else None
