"""Framework: one article's way of choosing between two tracks or more, as data: its tracks, questions and facts.

`load_framework` reads a folder of TOML into these values and checks that they fit together; the rules that use
them are in the files beside this one. Whatever rests on the source carries anchors into it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field, PlainValidator

from advisor.article.anchor import Anchor
from advisor.framework.condition import Condition, parse

STRICT = ConfigDict(extra="forbid")


def _anchor(data: object) -> Anchor:
    match data:
        case {"section": int(section), "terms": [_, *_] as terms, **rest} if not rest:
            if all(isinstance(term, str) and term for term in terms):
                return Anchor(section, tuple(terms))
    raise ValueError(f"found {data!r}; expected {{ section = N, terms = [at least one] }}")


Anchors = tuple[Annotated[Anchor, PlainValidator(_anchor)], ...]
SomeAnchors = Annotated[Anchors, Field(min_length=1)]
When = Annotated[Condition, PlainValidator(parse)]
Text = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Track:
    """`id` stands for it in data and JSON; the names are for sentences."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Text
    name: Text
    plural: Text


@dataclass(frozen=True, slots=True)
class FactName:
    """A fact that the rules may ask for; a choice lists its values, any other value counts as not said."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    name: Text
    kind: Literal["flag", "choice", "number", "many"]
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A condition with a name, to be used like a fact; a threshold in it is explained and cited here."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    name: Text
    when: When
    why: str = ""
    anchors: Anchors = ()


@dataclass(frozen=True, slots=True)
class Side:
    """What it means that the user's words lean to a track on this question, and where the source says so.

    `supposed` completes "if …", for what would change a verdict.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    track: str
    because: Text
    anchors: SomeAnchors
    supposed: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a decision table; the first whose condition is True decides. The leaning "" is: not known."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Text
    when: When
    leaning: str
    because: Text
    anchors: SomeAnchors


@dataclass(frozen=True, slots=True)
class Option:
    """An answer offered to the user, and the leaning that it stands for."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    leaning: str
    text: Text


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How to ask instead, where part of the answer is known."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    when: When
    text: Text


@dataclass(frozen=True, slots=True)
class Question:
    """`topic` completes "you have not said …"; a question with `rows` is decided by facts.

    `now` marks the question that says what to apply for at present; the others say what fits in the long run.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Text
    topic: Text
    text: Text
    why: Text
    anchors: SomeAnchors
    sides: Annotated[tuple[Side, ...], Field(min_length=2)]
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    now: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A piece of advice and when it is given."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Text
    topic: Text
    when: When
    text: Text
    anchors: SomeAnchors


@dataclass(frozen=True, slots=True)
class Pay:
    """Yearly pay on a track at a lab, in thousands."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    lab: Text
    track: str
    low: int
    high: int
    anchors: SomeAnchors
    median: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Odds:
    """The share of applicants accepted on `track` is at most `at_most`; on `other`, `times` as much (from, to)."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    track: str
    at_most: Annotated[float, Field(gt=0, lt=1)]
    other: str
    times: tuple[float, float]
    caveat: Text
    anchors: SomeAnchors


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of an interview pipeline."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    label: Text
    detail: Text
    anchors: SomeAnchors


@dataclass(frozen=True, slots=True)
class Pipeline:
    """How a track interviews: its stages in the order in which the source names them."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    track: str
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Stretch:
    """How long something takes, from low to high; without a track it holds for both."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    label: Text
    group: Literal["preparation", "switching"]
    low: Annotated[int, Field(ge=0)]
    high: int
    unit: Literal["weeks", "years"]
    anchors: SomeAnchors
    track: str = ""
    when: When | None = None


@dataclass(frozen=True, slots=True)
class View:
    """Some of the questions looked at by themselves; with `odds` what the source says of the odds stands beside."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    title: Text
    questions: Annotated[tuple[str, ...], Field(min_length=1)]
    why: Text
    anchors: SomeAnchors
    odds: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What it means that the first view points to one track and the second to another, or to the same."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    first: str
    second: str
    text: Text
    anchors: SomeAnchors


@dataclass(frozen=True, slots=True)
class Ready:
    """One question on being ready to decide, and what to do about a no."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Text
    text: Text
    mend: Text


@dataclass(frozen=True, slots=True)
class StepTemplate:
    """One step of a plan: if `cue`, then `action`; `done` is how one knows; `span` is its part of the time, 0 to 1."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Text
    when: When
    cue: Text
    action: Text
    done: Text
    span: tuple[Annotated[float, Field(ge=0, le=1)], Annotated[float, Field(ge=0, le=1)]]
    anchors: SomeAnchors


@dataclass(frozen=True, slots=True)
class PlanB:
    """Another way to the track, when the first one does not work out."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    track: str
    text: Text
    anchors: SomeAnchors


@dataclass(frozen=True, slots=True)
class Along:
    """A question to take along, to whom `group` names. `of` makes it once for each refused question ({question}),
    contradiction ({first}, {second}) or open question ({id}, {topic}); else it is put where `when` is true."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    group: Text
    text: Text
    when: When | None = None
    of: Literal["", "refused", "contradiction", "open"] = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A button: its label, and the words that it sends where these are others."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    label: Text
    says: str = ""


@dataclass(frozen=True, slots=True)
class Examples:
    """What the page offers to click: questions and people on the first visit, topics to go on with.

    `prepare` asks how to get ready for a track, {name} stands for it; `compare` is the label of the button that opens the
    pictures. What a framework leaves out is not offered.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    questions: tuple[Text, ...] = ()
    profiles: tuple[Example, ...] = ()
    topics: tuple[Example, ...] = ()
    prepare: str = ""
    compare: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said around answers and verdicts that names the subject; what a framework leaves out is said in general.

    In `about` stands {name} for the person who is spoken of.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    small_talk: Text = (
        "Hello! I quote a source. Ask me about it, or describe yourself and I apply its questions to what you say."
    )
    off_topic: Text = "That is outside what I can quote on."
    too_vague: Text = "I am not sure what you are asking. Could you name what you mean?"
    wants_verdict: Text = (
        "That depends on you, so I will not guess. Describe yourself and I apply the source's questions to your words."
    )
    nothing_told: Text = "That says nothing of you yet. Tell me about yourself."
    nothing_said: Text = "Ask me something about the source, or tell me about yourself."
    greet: Text = "Hello! Ask me about the source, or tell me about yourself."
    help: Text = "Ask what the source says. Or tell me about yourself and I apply its questions to you."
    talk: Text = "I see. Ask me about the source, or tell me about yourself."
    others: Text = (
        "I keep that apart from you. Ask for them, and I quote what the source says; for a verdict on somebody else, name "
        "them: “about Ben: …”."
    )
    unclear: Text = "I did not understand that. Ask me about the source, or tell me about yourself."
    command: Text = "I can only quote the source and apply its questions."
    about: Text = "Tell me about {name}. It stays apart from you."
    bye: Text = "Goodbye, and good luck with the choice."


@dataclass(frozen=True, slots=True)
class Framework:
    """`scope` says what a verdict is worth; `lead_why` why a track must lead by `lead_needed` findings."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Text
    title: Text
    scope: Text
    scope_anchors: SomeAnchors
    lead_needed: Annotated[int, Field(ge=1, le=7)]
    lead_why: Text
    tracks: Annotated[tuple[Track, ...], Field(min_length=2, max_length=5)]
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=7)]
    facts: tuple[FactName, ...] = ()
    conditions: tuple[Named, ...] = ()
    advice: tuple[Rule, ...] = ()
    pay: tuple[Pay, ...] = ()
    odds: Odds | None = None
    pipelines: tuple[Pipeline, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    views: Annotated[tuple[View, ...], Field(max_length=2)] = ()
    cells: tuple[Cell, ...] = ()
    readiness: tuple[Ready, ...] = ()
    steps: tuple[StepTemplate, ...] = ()
    plan_b: tuple[PlanB, ...] = ()
    take_along: tuple[Along, ...] = ()
    words: Words = field(default_factory=Words)
    examples: Examples = field(default_factory=Examples)

    def __hash__(self) -> int:
        """By its id: what follows from a framework is kept with it, and it is too large to be summed up each time."""
        return hash(self.id)

    @property
    def sides(self) -> tuple[str, ...]:
        """The ids of the tracks, in the framework's order."""
        return tuple(track.id for track in self.tracks)

    def track(self, id: str) -> Track:
        return next(track for track in self.tracks if track.id == id)

    def other(self, id: str) -> Track:
        """The other of two tracks; of more, the first that is another."""
        return next(track for track in self.tracks if track.id != id)

    def question(self, id: str) -> Question:
        return next(question for question in self.questions if question.id == id)

    def side(self, question: Question, track: str) -> Side:
        return next(side for side in question.sides if side.track == track)
