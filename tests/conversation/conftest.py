"""Conversations in a line."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import pytest

from advisor import Advisor
from advisor.conversation.conversation import Conversation
from advisor.conversation.counsel import Step


@pytest.fixture
def after(advisor: Advisor) -> Callable[..., Step]:
    """The last step of a conversation: `after("I love kernels", "so which?")`."""

    def last(first: str, *messages: str) -> Step:
        began = advisor.chat(Conversation(), first)
        return reduce(lambda step, message: advisor.chat(step.conversation, message), messages, began)

    return last
