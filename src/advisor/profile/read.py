"""Reading a profile: the room's entry point, from the user's turns to a Profile.

Takes the turns, the cue table and, if there is one, a semantic matcher; gives the Profile. Any text will do: what
holds no words (emoji, code, another language) says nothing of the user.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from advisor.profile.cues import CueTable
from advisor.profile.evidence import Evidence
from advisor.profile.facts import facts_of
from advisor.profile.fold import facts_from, settled
from advisor.profile.leanings import SHORT, LeaningReader, Open
from advisor.profile.mark import marks_of
from advisor.profile.profile import Profile
from advisor.profile.scope import Scope
from advisor.profile.semantic import Matcher, matches_of
from advisor.profile.words import sentences_of


def read_profile(
    turns: Sequence[str],
    *,
    cues: CueTable,
    matcher: Matcher | None = None,
    asked: Sequence[str | None] = (),
) -> Profile:
    """All that the turns say of their writer; `asked[i]` names the question that was put before turn i."""
    evidence: list[Evidence] = []
    unknown: dict[str, None] = {}
    sides = {axis.name: axis.sides for axis in cues.axes if axis.asked}
    speaks = False
    spoken_of: frozenset[str] = frozenset()
    for turn, text in enumerate(turns):
        put = asked[turn] if turn < len(asked) else None
        scopes = _scopes(text, cues)
        found = _read_turn(scopes, cues=cues, turn=turn, text=text, put=put, spoken_of=spoken_of)
        spoken_of = _spoken_of(scopes, spoken_of)
        if matcher is not None:
            found += matches_of(scopes, matcher=matcher, turn=turn, text=text, sides=sides, read=found)
        evidence += found
        _note_unknown(unknown, scopes, found, put, questions={*sides, *([put] if put else [])})
        speaks = speaks or any(_speaks(scope) for scope in scopes)
    weak = frozenset(cue.words for cue in cues.cues if cue.weak)
    standing, contradictions = settled(evidence, cues=cues, weak=weak)
    return Profile(
        turns=tuple(turns),
        evidence=standing,
        facts=facts_from(standing, cues=cues),
        contradictions=contradictions,
        unknown=tuple(unknown),
        is_profile=speaks or bool(unknown) or any(_says(item) for item in standing),
    )


def _says(item: Evidence) -> bool:
    """True for evidence that makes a profile; a plan alone does not ("should I try OpenAI?")."""
    return item.about_user and item.status != "planned"


def _scopes(text: str, cues: CueTable) -> list[Scope]:
    """Each sentence with its marks; a sentence about someone else lets a following "she" stand for them."""
    scopes: list[Scope] = []
    about_other = False
    for sentence in sentences_of(text, spelling=cues.spelling):
        scope = Scope(sentence, marks_of(sentence, cues=cues), about_other)
        scopes.append(scope)
        others = scope.of("other")
        named = [mark for mark in others if mark.cue.kind != "pronoun"]
        about_other = bool(named) or (about_other and bool(others))
    return scopes


def _spoken_of(scopes: Sequence[Scope], before: frozenset[str]) -> frozenset[str]:
    """The slots of facts that the last sentence with any was about; a bare "sorry" changes nothing."""
    for scope in scopes:
        slots = frozenset(mark.cue.slot for mark in scope.of("fact") if mark.cue.kind != "again")
        before = slots or (before if len(scope.sentence.words) <= SHORT else frozenset())
    return before


def _read_turn(
    scopes: Sequence[Scope], *, cues: CueTable, turn: int, text: str, put: str | None, spoken_of: frozenset[str]
) -> list[Evidence]:
    found: list[Evidence] = []
    before = Open(slots=frozenset({put} if put else ()), asked=put)
    for at, scope in enumerate(scopes):
        said, left = LeaningReader(scope, cues=cues, turn=turn, text=text, before=before).read()
        answer = _answer(scopes[at + 1]) if at + 1 < len(scopes) and scope.sentence.asks else ""
        facts = facts_of(scope, cues=cues, turn=turn, text=text, answer=answer, spoken_of=spoken_of)
        found += sorted((*said, *facts), key=lambda item: (item.span, item.slot))
        # subtle: the adviser's question stays open for the first two sentences of the turn.
        still = frozenset({put}) if put and at == 0 and not said else frozenset()
        before = replace(left, slots=left.slots | still, asked=put if still else None)
        spoken_of = _spoken_of([scope], spoken_of)
    return found


def _answer(scope: Scope) -> str:
    """ "yes" or "no" where a sentence begins with such a word."""
    first = next((mark for mark in scope.of("answer") if mark.first == 0), None)
    return first.cue.value if first else ""


def _speaks(scope: Scope) -> bool:
    """True for a plain statement about the writer that fills no slot ("I work in a bakery")."""
    own = [each for each in scope.of("attitude") if each.cue.kind != "want" and scope.of("self")]
    return any(
        scope.status(mark.first, mark.end, among=("question", "someone_else")) == "affirmed"
        and not any(meta.meets(mark) or not scope.parted(meta.end, mark.first) for meta in scope.of("meta"))
        for mark in (*scope.of("about"), *own)
    )


def _note_unknown(
    unknown: dict[str, None], scopes: Sequence[Scope], found: Sequence[Evidence], put: str | None, *, questions: Set[str]
) -> None:
    """ "Not sure", "skip": the question put, or the one the sentence names, stays open and is not asked again."""
    answered = {item.slot for item in found if item.counts}
    for slot in answered:
        unknown.pop(slot, None)
    for scope in scopes:
        if not scope.of("unsure"):
            continue
        # subtle: "I don't know how I want to be judged" says I twice; "I don't know how they are judged" asks.
        named = [mark.cue.slot for mark in scope.of("frame") if len(scope.of("self")) > 1]
        if put and len(scope.sentence.words) <= SHORT:
            named.append(put)
        unknown.update(dict.fromkeys(slot for slot in named if slot in questions and slot not in answered))
