"""Whether a quote denies what a yes/no question asks."""

from __future__ import annotations

import pytest

from advisor.answering.polarity import denies
from advisor.answering.query import read
from advisor.search.wording import Speller


@pytest.mark.parametrize(
    ("question", "quote", "denied"),
    [
        pytest.param("Is a degree required?", "A degree is not required of anybody.", True, id="plainly"),
        pytest.param("Is a degree required?", "You do not apply by post, a degree is required.", False, id="another clause"),
        pytest.param("Is a degree required?", "A degree is not only required but checked.", False, id="not only"),
        pytest.param("Is a degree not required?", "A degree is not required of anybody.", False, id="asked with a not"),
        pytest.param("Why is a degree required?", "A degree is not required of anybody.", False, id="no yes or no"),
    ],
)
def test_a_quote_denies_what_stands_in_reach_of_its_negation(question: str, quote: str, denied: bool) -> None:
    assert denies(read(question, speller=Speller(targets={}, known=frozenset)), quote) is denied
