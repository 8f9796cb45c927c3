"""Explanations: every step with the user's words and a quote that is an exact slice of its article."""

from __future__ import annotations

from itertools import product

import pytest

from advisor.article.article import Article
from advisor.framework import explain
from advisor.framework.explain import Step
from advisor.framework.framework import Framework
from advisor.framework.verdict import assess
from advisor.profile.profile import Profile

STATES = list(product(("RE", "RS", "mixed", "unknown"), repeat=5))


def verbatim(steps: tuple[Step, ...], *articles: Article) -> bool:
    texts = {article.id: article.text for article in articles}
    return all(texts[q.source][q.span.start : q.span.end] == q.text for step in steps for q in step.quotes)


def test_why_each_question_is_asked(framework: Framework, guide: Article) -> None:
    for question in framework.questions:
        step = explain.why_asked(framework, question.id, [guide])
        assert step.text == question.why
        assert step.quotes
        assert verbatim((step,), guide)


def test_how_a_verdict_came_about(framework: Framework, guide: Article, say) -> None:
    said = say(energy="RE", ambiguity="RE", evaluation="RS", years_experience=5.0, target="RE")
    verdict = assess(framework, said, [guide])
    *findings, count, threshold = explain.how_concluded(framework, verdict)
    assert all(step.evidence and step.quotes for step in findings)
    assert count.text == (
        "4 of 5 questions point to Research Engineer, 1 to Research Scientist; "
        "that is a lead of 3, and two are needed: Research Engineer."
    )
    assert threshold.text == framework.lead_why
    assert verbatim(tuple(findings), guide)


def test_the_users_words_are_exact_slices(framework: Framework, guide: Article, say) -> None:
    said = say(energy="RE", target="RS", years_experience=5.0, labs=("OpenAI",))
    steps = explain.how_concluded(framework, assess(framework, said, [guide]))
    words = [item for step in steps for item in step.evidence]
    assert len(words) == 3
    assert all(said.turns[item.turn][item.span.start : item.span.end] == item.text for item in words)


def test_why_not_names_what_speaks_for_the_other_track_and_how_far_it_is(framework: Framework, guide: Article, say) -> None:
    verdict = assess(framework, say(energy="RE", ambiguity="RE", target="RE", evaluation="RS"), [guide])
    head, *rest = explain.why_not(framework, verdict)
    assert head.text == (
        "Why not Research Scientist: it trails by 2, and to be the verdict it would have to lead by 2, so it is 4 short."
    )
    assert [step.evidence[0].slot for step in rest] == ["evaluation", "energy", "ambiguity", "target"]


def test_why_not_speaks_of_both_tracks_where_undecided(framework: Framework, guide: Article, say) -> None:
    steps = explain.why_not(framework, assess(framework, say(energy="RE", target="RS"), [guide]))
    assert [step.text.split(":")[0] for step in steps if step.text.startswith("Why not")] == [
        "Why not Research Engineer",
        "Why not Research Scientist",
    ]


def test_what_if_is_said_in_words(framework: Framework, guide: Article, say) -> None:
    steps = explain.what_if(framework, assess(framework, say(energy="RS", target="RE"), [guide]))
    assert steps[0].text == "If energy pointed to Research Engineer, the verdict would be Research Engineer."
    assert steps[0].evidence[0].slot == "energy"


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        (("RE",) * 5, "No question is open: the verdict changes only if an answer does."),
        (("RE", "RE", "RE", "RE", "unknown"), "Whatever you answer to the question still open, it stays Research Engineer."),
        (("RE", "RE", "RE", "RS", "unknown"), "The one question still open can make it Research Engineer or undecided."),
        (
            ("RE", "RS", "unknown", "unknown", "unknown"),
            "The three questions still open can make it Research Engineer, Research Scientist or undecided.",
        ),
    ],
)
def test_the_range_of_verdicts_still_possible(
    framework: Framework, guide: Article, settings: tuple[str, ...], text: str
) -> None:
    by_hand = dict(zip((question.id for question in framework.questions), settings, strict=True))
    assert explain.possible(framework, assess(framework, Profile(), [guide], settings=by_hand)).text == text


@pytest.mark.parametrize("at", range(4))
def test_every_eighth_state_can_be_explained_in_full(framework: Framework, guide: Article, at: int) -> None:
    names = [question.id for question in framework.questions]
    for state in STATES[at * 2 :: 32]:
        verdict = assess(framework, Profile(), [guide], settings=dict(zip(names, state, strict=True)))
        steps = (
            *explain.how_concluded(framework, verdict),
            *explain.why_not(framework, verdict),
            *explain.what_if(framework, verdict),
            explain.possible(framework, verdict),
            *explain.how_sure(framework, verdict, [guide]),
        )
        assert all(step.text.endswith(".") for step in steps)
        assert not any("%" in step.text for step in steps)
        assert verbatim(steps, guide)


def test_the_original_is_quoted_where_it_is_here(framework: Framework, guide: Article, original: Article, say) -> None:
    verdict = assess(framework, say(energy="RE", years_experience=5.0), [original, guide])
    quotes = [quote for finding in verdict.findings for quote in finding.quotes]
    assert {quote.source for quote in quotes} == {"original"}
    assert verbatim(explain.how_concluded(framework, verdict), original, guide)
