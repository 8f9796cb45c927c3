"""Facts as they are heard and ruled together, by the real heads."""

from __future__ import annotations

import pytest

from advisor import Advisor

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
    ],
)
def test_a_fact(advisor: Advisor, text: str, name: str, value: object) -> None:
    assert advisor.profile(text).fact(name) == value
