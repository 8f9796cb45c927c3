"""Token counts: cl100k_base, from a vocabulary on disk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.article.tokens import count_tokens


@pytest.mark.parametrize(("text", "count"), [("", 0), ("hello world", 2), ("<|endoftext|>", 7), ("tiktoken is great!", 6)])
def test_counts_that_openai_publishes(text: str, count: int) -> None:
    assert count_tokens(text) == count


@given(st.text(max_size=100))
def test_any_text_is_counted(text: str) -> None:
    assert (count_tokens(text) == 0) == (text == "")
