"""What one message says on a question: boundaries in pairs, the sentence is the case."""

from __future__ import annotations

import pytest

from advisor.profile import CueTable, read_profile

ENERGY = [
    ("I love debugging race conditions.", "RE"),
    ("I don't love debugging race conditions.", None),
    ("Debugging drains me.", None),
    ("My brother loves debugging.", None),
    ("I'm the one who likes making slow code fast.", "RE"),
    ("What makes me happy is a whiteboard and a new idea.", "RS"),
    ("Reading papers is the best part of my week.", "RS"),
    ("Reading papers is the worst.", None),
    ("I enjoy papers more than infrastructure.", "RS"),
    ("I enjoy infrastructure more than papers.", "RE"),
    ("I love experiments and I love kernels.", "mixed"),
    ("I used to love theory; these days I live for pipelines.", "RE"),
    ("I used to love theory.", None),
    ("Do people enjoy debugging?", None),
    ("Kernels at midnight. Love it.", "RE"),
    ("Profiling the scheduler, which I enjoy.", "RE"),
    ("I can fix clusters, but it bores me.", None),
    ("Energy: shipping.", "RE"),
    ("I light up when a hypothesis fails in an interesting way.", "RS"),
]

AMBIGUITY = [
    ("I hate fuzzy goals.", "RE"),
    ("I love fuzzy goals.", "RS"),
    ("I don't mind fuzzy goals.", "RS"),
    ("I'm not comfortable with uncertainty.", "RE"),
    ("I'm comfortable with uncertainty.", "RS"),
    ("Open-ended projects exhaust me.", "RE"),
    ("Without a deadline I get anxious.", "RE"),
    ("I get bored when there is a deadline.", "RS"),
    ("I need clear objectives.", "RE"),
    ("I don't need clear objectives.", "RS"),
    ("It's not that I can't bear vagueness.", None),
    ("Dead ends don't scare me.", "RS"),
    ("Dead ends scare me.", "RE"),
    ("I enjoy the unknown, yet I need a deadline.", "mixed"),
    ("The roadmap of my company is unclear.", None),
    ("I prefer measurable goals over open exploration.", "RE"),
    ("Uncertainty: can't stand it.", "RE"),
]

EVALUATION = [
    ("Judge me by what I ship.", "RE"),
    ("Judge me by how new my ideas are.", "RS"),
    ("Don't judge me by citations but by uptime.", "RE"),
    ("I don't want to be judged on citations.", None),
    ("I'd like people to look at my latency numbers when they evaluate me.", "RE"),
    ("How are engineers evaluated?", None),
    ("I want to be measured on ideas and on reliability.", "mixed"),
]

TARGET = [
    ("In five years I want to be a CTO.", "RE"),
    ("I don't want to be a CTO.", None),
    ("My manager wants to be a CTO.", None),
    ("Long term I'd like to run my own lab.", "RS"),
    ("I run the lab's coffee machine.", None),
    ("Eventually: VP of Engineering or head of research.", "mixed"),
    ("My old dream was a professorship. Now I'd like to lead an engineering team.", "RE"),
    ("5 year goal: set a research agenda", "RS"),
]


def leaning(text: str, question: str, cues: CueTable) -> str | None:
    return read_profile([text], cues=cues).leaning(question)


@pytest.mark.parametrize(("text", "expected"), ENERGY)
def test_energy(text: str, expected: str | None, cues: CueTable) -> None:
    assert leaning(text, "energy", cues) == expected


@pytest.mark.parametrize(("text", "expected"), AMBIGUITY)
def test_ambiguity(text: str, expected: str | None, cues: CueTable) -> None:
    assert leaning(text, "ambiguity", cues) == expected


@pytest.mark.parametrize(("text", "expected"), EVALUATION)
def test_evaluation(text: str, expected: str | None, cues: CueTable) -> None:
    assert leaning(text, "evaluation", cues) == expected


@pytest.mark.parametrize(("text", "expected"), TARGET)
def test_target(text: str, expected: str | None, cues: CueTable) -> None:
    assert leaning(text, "target", cues) == expected


def test_evidence_quotes_the_exact_words_of_the_user(cues: CueTable) -> None:
    text = "Well… I reeeally enjoi  DEBUGGING 🙂, and that’s that."
    (item,) = read_profile([text], cues=cues).leaning_evidence("energy")
    assert item.span.of(text) == item.text
    assert "DEBUGGING" in item.text


def test_a_denied_leaning_is_kept_as_denied(cues: CueTable) -> None:
    (item,) = read_profile(["I don't enjoy debugging."], cues=cues).on("energy")
    assert (item.value, item.status, item.counts) == ("RE", "negated", False)
