"""The semantic match: what it may add, and what it may never override. A fake matcher stands in for the model."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from advisor.profile import MIN_SIMILARITY, CueTable, Match, Matcher, read_profile


def always(*matches: Match) -> Matcher:
    def match(clauses: Sequence[str]) -> Sequence[Sequence[Match] | None]:
        return [list(matches) for _ in clauses]

    return match


SOUNDS_LIKE_BUILDING: Match = ("energy", "RE", 0.9, "I like to make things.")


def test_a_clause_that_no_cue_reads_is_read_by_meaning(cues: CueTable) -> None:
    profile = read_profile(["The garage swallows my Sundays whole."], cues=cues, matcher=always(SOUNDS_LIKE_BUILDING))
    assert profile.leaning("energy") == "RE"
    assert profile.on("energy")[0].cue == "like: I like to make things."


QUIET = [
    ("I hate on-call and I don't enjoy building pipelines.", SOUNDS_LIKE_BUILDING),
    ("I love theory papers.", SOUNDS_LIKE_BUILDING),
    ("Nobody ever sees my garage on Sundays.", SOUNDS_LIKE_BUILDING),
    ("My brother lives in his garage on Sundays.", SOUNDS_LIKE_BUILDING),
    ("Does the garage swallow whole Sundays?", SOUNDS_LIKE_BUILDING),
    ("The garage swallows my Sundays whole.", ("none", "none", 0.9, "I have a garage.")),
    ("The garage swallows my Sundays whole.", ("energy", "RE", MIN_SIMILARITY - 0.01, "I like to make things.")),
    ("The garage, mine.", SOUNDS_LIKE_BUILDING),
]


@pytest.mark.parametrize(("text", "match"), QUIET)
def test_it_adds_nothing_where_the_words_say_otherwise(text: str, match: Match, cues: CueTable) -> None:
    with_match = read_profile([text], cues=cues, matcher=always(match))
    assert with_match.leaning("energy") == read_profile([text], cues=cues).leaning("energy")


def test_the_nearest_statement_decides(cues: CueTable) -> None:
    matcher = always(("energy", "RE", 0.7, "I like to make things."), ("target", "RS", 0.8, "I want my name on a lab."))
    profile = read_profile(["The garage swallows my Sundays whole."], cues=cues, matcher=matcher)
    assert (profile.leaning("energy"), profile.leaning("target")) == (None, "RS")
