"""Facts as they are heard and ruled together, by the real heads."""

from __future__ import annotations

import pytest

from advisor import Advisor
from advisor.conversation.conversation import Conversation

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("PhD stats. 2 NeurIPS.", "has_phd", True),
        ("phd needed", "has_phd", None),
        ("PhD? Nope.", "has_phd", False),
        ("I finished the course but my dissertation is not yet defended.", "has_phd", False),
        ("2x PRL, no ML pubs", "publications", True),
        ("no interest in writing papers whatsoever", "publications", None),
        ("pubished at icmll once", "publications", True),  # slips of the keys
        ("i hvae six yeras expereince as softwar enginer", "years_experience", 6),
        ("PROFILE: Postdoc, computational neuroscience, PhD 2021 (UCL)", "has_phd", True),
        ("tl;dr which one", "has_phd", None),
        ("If I'd published at KDD I would not ask.", "publications", None),
        ("If I would leave and work for 3 years as an ML engineer, would they consider me?", "years_experience", None),
        ("If it helps, I have a PhD in physics.", "has_phd", True),
        ("My cousin is doing a PhD, and next to her I feel mostly lazy.", "has_phd", None),
        ("I taught maths eleven years, and I have been a backend developer for two years", "years_experience", 2),
    ],
)
def test_a_fact(advisor: Advisor, text: str, name: str, value: object) -> None:
    assert advisor.profile(text).fact(name) == value


def test_what_is_handed_in_is_at_no_top_venue_yet(advisor: Advisor) -> None:
    said = {item.value for item in advisor.profile("Two papers under review at ICML").on("papers") if item.counts}
    assert said == {"other"}


@pytest.mark.parametrize(
    ("asked", "told", "name", "value"),
    [
        ("do I need a PhD for this?", "I don't have one", "has_phd", False),
        ("do they all have a doctorate?", "i have one, from 2019", "has_phd", True),
        ("how many papers do they want?", "I have none of those", "publications", False),
        ("do I need a PhD?", "I like vague goals", "has_phd", None),
    ],
)
def test_what_is_told_goes_on_from_what_was_asked_just_before(
    advisor: Advisor, asked: str, told: str, name: str, value: object
) -> None:
    assert advisor.profile(asked, told).fact(name) == value
    step = advisor.chat(advisor.chat(Conversation(), asked).conversation, told)
    assert step.profile.fact(name) == value
