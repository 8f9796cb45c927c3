"""Our own words, as first-time users asked for them: what is read, what changed nothing, whose a word is."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from advisor.answering.answer import Abstention
from advisor.conversation.conversation import Conversation
from advisor.faces import verdict_wording, wording
from advisor.faces.page.told_html import Drawn, told_html
from advisor.faces.telling.document import Ours, QuestionPart, Repeated, Table, Understood, parts_within
from advisor.faces.telling.tell import newly_put, outermost, teller_of
from advisor.faces.telling.terminal import show
from advisor.framework.loading import load_framework
from advisor.framework.verdict import assess
from advisor.profile.evidence import Evidence
from advisor.profile.profile import Profile
from advisor.span import Span


def read(typed: str, read_as: str) -> Abstention:
    return Abstention(typed, read_as, 0.5, "not_covered", "", ())


@pytest.mark.parametrize(
    ("read_as", "written"),
    [
        ("how much does openai pay research scientist?", "How much does OpenAI pay a Research Scientist?"),
        ("what does an research engineer make", "What does a Research Engineer make?"),
        ("does an deepmind offer need an phd", "Does a DeepMind offer need a PhD?"),
        ("can i start as research engineer at deepmind", "Can I start as a Research Engineer at DeepMind?"),
        ("research engineer versus research scientist pay", "Research Engineer versus Research Scientist pay?"),
        ("what is the pay; how long does it take", "What is the pay? How long does it take?"),
    ],
)
def test_a_question_as_read_is_written_as_one_writes(read_as: str, written: str) -> None:
    assert wording.as_read(read("x", read_as)) == written


@pytest.mark.parametrize(
    ("behind", "before"),
    [
        ("who should i send to deepmind", "Who should I send to DeepMind?"),
        ("what is the pay, the bonus", "What is the pay, the bonus?"),
        ("", ""),
    ],
)
def test_a_follow_up_is_shown_with_what_it_follows_and_never_glued_to_it(behind: str, before: str) -> None:
    reading = replace(read("and teh levels?", "what is the pay, the bonus, and the levels?"), behind=behind)
    assert wording.asked_before(reading) == before


@pytest.mark.model
def test_whether_the_verdict_is_wanted_is_heard(advisor: Any) -> None:
    now, wants = Conversation(), list[bool]()
    for message in (
        "I have six years of backend work.", "I live in Lagos and like cooking.", "so whats the call",
        "about Ben: he has eight years of CUDA", "about Ben: he lives in Rome", "about Ben",
    ):
        step = advisor.chat(now, message)
        now = step.conversation
        wants.append(step.reply.wants)
    assert wants == [False, False, True, False, False, True]


def test_words_to_somebody_turned_to_words_on_them() -> None:
    said = "You want to be judged by your ideas; which work gives you energy? From “you told me”, yourself."
    turned = "They want to be judged by their ideas; which work gives them energy? From “you told me”, themselves."
    assert verdict_wording.of_them(said) == turned
    every = [side.because for question in load_framework().questions for side in question.sides]
    assert not [line for line in map(verdict_wording.of_them, every) if " you" in line.lower()]


def test_words_within_other_words_are_not_repeated() -> None:
    def said(start: int, text: str, turn: int = 0) -> Evidence:
        return Evidence("degree", "master", turn, Span(start, start + len(text)), text, "affirmed", "x")

    whole, within, elsewhere = said(0, "Six years, MSc"), said(11, "MSc"), said(11, "MSc", turn=1)
    assert list(outermost([within, whole, elsewhere, whole])) == [whole, elsewhere, whole]


def test_at_most_four_changes_and_each_other_verdict_among_them(guide: Any) -> None:
    framework = load_framework()
    verdict = assess(framework, Profile(), [guide], settings={"energy": "RS", "ambiguity": "RS", "evaluation": "RS"})
    lines = [verdict_wording.supposed(framework, change) for change in verdict_wording.nearest_changes(verdict)]
    assert len(lines) == 4
    assert lines[0].endswith(", it would be undecided.")
    assert any(line.endswith(", it would be Research Engineer.") for line in lines)


@pytest.mark.model
def test_a_verdict_that_stays_is_not_drawn_again_and_a_question_that_waits_is_put_again(advisor: Any) -> None:
    now, standing, told = Conversation(), dict[str, Any](), list[list[Any]]()
    for message in (
        "I have six years of backend work.", "ok", "I live in Lagos and like cooking.", "skip", "so which one?",
        "about Ben: he has eight years of CUDA and hates vague goals", "why?", "about Ben: he lives in Rome",
    ):
        step = advisor.chat(now, message)
        put = newly_put(advisor.framework, now, step.conversation, step.reply)
        parts = teller_of(advisor).reply(step.reply, message=message, standing=standing.get(step.reply.of), put=put)
        told.append(list(parts_within(list(parts))))
        now = step.conversation
        if step.reply.verdict:
            standing[step.reply.of] = step.reply.verdict
    lines = [[part.text for part in parts if isinstance(part, Ours)] for parts in told]
    questions = [[part.question for part in parts if isinstance(part, QuestionPart)] for parts in told]
    strips = [any(isinstance(part, Table) for part in parts) for parts in told]
    assert strips == [True, False, False, False, True, True, False, False]
    assert questions[:3] == [["energy"]] * 3
    assert verdict_wording.UNCHANGED in lines[2]
    assert "Energy stays open: you can come back to it at any time." in lines[3]
    assert verdict_wording.UNCHANGED not in lines[4]
    assert sum("begin with the words about Ben" in line for each in lines for line in each) == 1
    assert not [line for line in lines[6] if " you" in line.lower() or line.startswith("You")]
    assert any(isinstance(part, Repeated) for part in told[6])


def test_every_face_says_which_question_a_follow_up_follows() -> None:
    console = Console(file=io.StringIO(), width=200, color_system=None)
    show(console, [Understood("What is the pay?", follows=True)])
    assert console.file.getvalue() == "Read as a follow-up to: What is the pay?\n"  # type: ignore[attr-defined]
    assert "Read as a follow-up to: What is the pay?" in told_html([Understood("What is the pay?", follows=True)], Drawn(0))
