"""Findings from words, by hand, and where nothing counts."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from advisor.errors import UsageError
from advisor.framework.findings import findings_of
from advisor.framework.framework import Framework
from advisor.profile.evidence import Status
from advisor.profile.profile import Profile


def test_words_give_a_finding_with_its_words_and_places(framework: Framework, say) -> None:
    energy = findings_of(framework, say(energy="RS"))[0]
    assert (energy.leaning, energy.rule, energy.missing) == ("RS", "words", False)
    assert [item.text for item in energy.evidence] == ["energy"]
    assert energy.anchors == framework.side(framework.question("energy"), "RS").anchors


def test_both_sides_are_mixed_and_cite_both(framework: Framework, say) -> None:
    energy = findings_of(framework, say(energy="RE+RS"))[0]
    assert (energy.leaning, len(energy.evidence), len(energy.anchors)) == ("mixed", 2, 2)


@pytest.mark.parametrize("status", [status for status in get_args(Status) if status != "affirmed"])
def test_what_does_not_count_is_shown_with_the_reason_and_gives_no_finding(
    framework: Framework, say, status: Status
) -> None:
    said = say(energy="RS")
    said = replace(said, evidence=tuple(item.turned(status) for item in said.evidence))
    energy = findings_of(framework, said)[0]
    assert energy.missing
    assert energy.evidence[0].status == status
    assert energy.because.startswith("You have not said where your energy comes from: ")


def test_not_sure_leaves_a_question_open(framework: Framework, say) -> None:
    assert findings_of(framework, say(unknown=("target",)))[4].rule == "declined"


def test_a_credential_named_in_so_many_words_counts_where_the_table_has_no_word(framework: Framework, say) -> None:
    assert findings_of(framework, say(credential="RE"))[2].leaning == "RE"
    assert findings_of(framework, say(credential="RE", phd_status="has", papers="top"))[2].leaning == "RS"


@pytest.mark.parametrize(("value", "leaning"), [("RE", "RE"), ("RS", "RS"), ("mixed", "mixed"), ("unknown", None)])
def test_a_setting_overrides_the_words(framework: Framework, say, value: str, leaning: str | None) -> None:
    energy = findings_of(framework, say(energy="RE"), settings={"energy": value})[0]
    assert energy.leaning == leaning
    assert energy.evidence == ()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"mood": "RE"}, "found no question 'mood'; expected one of energy, ambiguity"),
        ({"energy": "maybe"}, "found energy=maybe; expected one of RE, RS, mixed, unknown"),
    ],
)
def test_a_setting_that_names_nothing_is_wrong_usage(framework: Framework, settings: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        findings_of(framework, Profile(), settings=settings)
