"""The guide with the real encoder: a handful of facts with their figures, refusals with their reasons, the law for all."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.answering.answer import Abstention, Answer, SmallTalk
from advisor.faces.contract import reading_json

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("question", "figures", "section"),
    [
        ("What is the median pay of research scientists at Anthropic?", ["$746K"], 3),
        ("How much do research scientists at OpenAI get in total?", ["$771K", "$1.47M"], 3),
        ("research engineer salary deepmind", ["$250K", "$500K"], 3),
        ("How many points of 600 does Anthropic's online test need?", ["520+"], 6),
        ("How long does it take to prepare for research engineer interviews?", ["6-10 weeks"], 6),
        ("How long does the switch from RE to RS take?", ["2-4 years"], 8),
        ("How many minutes is the research talk of an RS candidate?", ["30-45 minutes"], 6),
        ("What does Teki call Anthropic?", ["Safety-First Architects"], 7),
        ("How many papers does an RS read in a week?", ["5-10"], 5),
    ],
)
def test_the_first_quote_holds_the_figures(advisor, question: str, figures: list[str], section: int) -> None:  # type: ignore[no-untyped-def]
    reading = advisor.ask(question)
    assert isinstance(reading, Answer)
    first = reading.citations[0].quote
    assert [figure for figure in figures if figure not in first.text] == []
    assert first.section_number == section


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How large is the signing bonus at Anthropic?", "not_covered"),
        ("What is the capital of Norway?", "off_topic"),
        ("Which one is right for me, RE or RS?", "wants_verdict"),
        ("?", "too_vague"),
    ],
)
def test_refusals(advisor, question: str, reason: str) -> None:  # type: ignore[no-untyped-def]
    reading = advisor.ask(question)
    assert isinstance(reading, Abstention)
    assert reading.reason == reason


def test_small_talk(advisor) -> None:  # type: ignore[no-untyped-def]
    assert isinstance(advisor.ask("hi there!"), SmallTalk)


def test_a_follow_up_is_answered_for_the_other_lab(advisor) -> None:  # type: ignore[no-untyped-def]
    reading = advisor.ask("and at OpenAI?", after=["What do research scientists at Anthropic earn in total?"])
    assert "openai" in reading.read_as
    assert isinstance(reading, Answer)
    assert "OpenAI" in reading.citations[0].quote.text


def everything_asked(advisor) -> list[str]:  # type: ignore[no-untyped-def]
    bank = advisor.index.banks["guide"].bank
    return [entry.questions[-1] for entry in (*bank.facts, *bank.topics)][::10]


def test_the_law_for_a_question_of_every_tenth_entry_of_the_bank(advisor) -> None:  # type: ignore[no-untyped-def]
    articles = {article.id: article for article in advisor.articles}
    answered = 0
    for question in everything_asked(advisor):
        said = reading_json(advisor.ask(question))
        quotes = [*said["quotes"], *said["nearest"]]
        for quote in quotes:
            assert articles[quote["source"]].text[quote["start"] : quote["end"]] == quote["text"]
        spans = sorted((q["start"], q["end"]) for q in quotes)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans)), question
        answered += said["status"] == "answered"
        assert (said["status"] == "answered") == bool(said["quotes"])
    assert answered > 10


def test_no_fact_of_the_guide_has_places_that_overlap(advisor) -> None:  # type: ignore[no-untyped-def]
    for source in advisor.index.sources:
        for spans in source.fact_places:
            partly = [
                (a, b)
                for i, a in enumerate(spans)
                for b in spans[i + 1 :]
                if a.meets(b) and not a.holds(b) and not b.holds(a)
            ]
            assert partly == []


def test_the_same_question_gives_the_same_bytes_in_a_fresh_process(advisor, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    questions = everything_asked(advisor)[:15]
    code = (
        "import json, sys\nfrom pathlib import Path\nfrom advisor import Advisor, Settings\n"
        "from advisor.faces.contract import reading_json\nadvisor = Advisor.load(Settings(home=Path(sys.argv[1])))\n"
        "print(json.dumps([reading_json(advisor.ask(q)) for q in json.loads(sys.stdin.read())]))\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code, str(real_home)],
            input=json.dumps(questions),
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    here = json.dumps([reading_json(advisor.ask(q)) for q in questions]) + "\n"
    assert said == [here, here]
