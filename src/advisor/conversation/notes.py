"""Notes: short, polite words of our own for what is neither a question to the source nor a description."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.article.article import Article
from advisor.article.quote import cut
from advisor.framework.explain import Step

NOTES = {
    "greet": "Hello! Ask me about the two roles, or tell me about yourself.",
    "thanks": "You're welcome.",
    "bye": "Goodbye, and good luck with the choice.",
    "agree": "Good. Ask on, or tell me more about yourself.",
    "laugh": "Glad that it made you laugh.",
    "insult": "I'm sorry that this was no help. Tell me in other words what you need, and I try again.",
    "repeat": "I'm sorry, then I misread you. Could you put it in other words, in one short question?",
    "help": (
        "Ask about pay, the PhD, daily work, interviews, the labs or switching, for instance “What does an engineer earn at "
        "Anthropic?” or “How long does preparation take?”. Or tell me about yourself (what you enjoy, your degree and "
        "years, where you want to be) and I apply the source's five questions to you."
    ),
    "privacy": "What you type stays on this computer: nothing is sent anywhere. “Forget me” empties this conversation.",
    "whoareyou": (
        "I'm a program without a language model: I look up passages of a source and quote them, and I apply its rules."
    ),
    "talk": "I see. Ask me about the two roles, or tell me about yourself.",
    "others": (
        "I keep that apart from you. Ask about the roles for them, and I quote what the source says; for a verdict on "
        "somebody else, name them: “about Ben: eight years of CUDA, likes clear goals”."
    ),
    "unsure": "That may stay open.",
    "quiet": "Understood, I will not ask further.",
    "command": "I can only quote the source and apply its five questions.",
    "": "I did not understand that. Ask me about the two roles, or tell me about yourself.",
}
FORGOTTEN = "Forgotten: I know nothing about you any more."
SUMMARY = "What the source is about, section by section, each with a sentence of it:"


def about(name: str) -> str:
    """The word when somebody else is named and nothing said of them yet."""
    return f"Tell me about {name}: what they enjoy, their degree and years, where they want to be. It stays apart from you."


def of(name: str) -> str:
    """Whose a verdict is, in front of it: `of("your daughter")` → `'About your daughter:'`."""
    return f"About {name}:"


def author(articles: Sequence[Article]) -> str:
    """Whose words are quoted."""
    said = []
    for article in articles:
        by = f" by {article.author}" if article.author else ""
        year = f", {article.year}" if article.year else ""
        said.append(f"“{article.title}”{by}{year}")
    return f"I quote from {' and '.join(said)}. It is one author's view, no lab's word."


def summary(article: Article) -> tuple[Step, ...]:
    """One step a section: its title, and the first sentence that stands in it."""
    steps = []
    for section in article.sections:
        first = next((span for of, span in article.sentences if of.number == section.number), None)
        if first is not None and section.title:
            steps.append(Step(f"{section.number}. {section.title}", quotes=(cut(article, first),)))
    return tuple(steps)
