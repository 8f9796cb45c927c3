"""An answer that was offered and chosen: said in its words where they are heard as meant, else set by hand."""

from __future__ import annotations

from advisor.conversation.conversation import Conversation
from advisor.conversation.counsel import Counsel
from advisor.conversation.step import next_step


def heard_as_meant(counsel: Counsel, conversation: Conversation, question: str, leaning: str, words: str) -> bool:
    """True where these words, as the next message, set this question to this leaning and no other question."""
    before, after = counsel.verdict(conversation), next_step(counsel, conversation, words).verdict
    meant = {finding.question: finding.leaning for finding in before.findings} | {question: leaning}
    return after.leanings == tuple(meant.values())
