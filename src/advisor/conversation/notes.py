"""Notes: short, polite words of our own for what is neither a question to the source nor a description."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.article.article import Article
from advisor.article.quote import cut
from advisor.conversation.acts import Part
from advisor.enumeration import enumerated
from advisor.framework.explain import Step
from advisor.framework.words import Words

NOTES = {
    "thanks": "You're welcome.",
    "agree": "Good. Ask on, or tell me more about yourself.",
    "laugh": "All right. Ask on, or tell me more about yourself.",
    "insult": "I'm sorry that this was no help. Tell me in other words what you need, and I try again.",
    "repeat": "I'm sorry, then I misread you. Could you put it in other words, in one short question?",
    "privacy": "What you type stays on this computer: nothing is sent anywhere. “Forget me” empties this conversation.",
    "whoareyou": (
        "I'm a program without a language model: I look up passages of a source and quote them, and I apply its rules."
    ),
    "unsure": "That may stay open.",
    "tell": "I take nothing from that for my questions yet. Say more of it, or ask.",
    "answer": "I cannot tell from that which way you lean. Say it in other words, or “skip”.",
    "forget": "To empty this conversation, type “forget me”.",
    "quiet": "Understood, I will not ask further.",
}
OF_SUBJECT = ("greet", "bye", "help", "talk", "others", "command")  # acts whose words are the framework's
MISREAD = "I may have misread you. This is what I took from your words; tell me which of it is wrong."
ONLY_SUPPOSED = "That was only supposed: nothing of it was kept, and what you told me stands as before."
NOT_ENGLISH = "I read only English. Could you say that in English?"
NO_VERDICT_YET = (
    "I know too little about you for a verdict. Describe yourself in a few sentences, or answer my questions one by one."
)
ONE_BY_ONE = "Gladly, one at a time."
FORGOTTEN = "Forgotten: I know nothing about you any more."
KEPT_APART_TOO = "I keep that apart from you as well."
SUMMARY = "What the source is about, section by section, each with a sentence of it:"
STANDS_HERE = "The source says so here:"
_LIKELY = 0.15
_LIGHT = {"": 0, "talk": 0, "laugh": 1, "agree": 1, "greet": 1}  # "lol what. I never said that" is no laughter


def no_more(topic: str) -> str:
    """When all that stands around an answer was shown."""
    return f"That is all that the source says there ({topic})."


def note(words: Words, act: str) -> str:
    """The word that fits what a message does; of anything else that it was not understood."""
    return str(getattr(words, act)) if act in OF_SUBJECT else NOTES.get(act, words.unclear)


def act_noted(parts: Sequence[Part]) -> str:
    """The act that a word is said to: what a message does most plainly or, of nothing plain, most probably; else ""."""
    part = max(parts, key=lambda each: (_LIGHT.get(each.act, 2), each.probability), default=None)
    if part is None or part.act:
        return part.act if part else ""
    likely = {act: p for act, p in part.told.acts.items() if act in (*NOTES, *OF_SUBJECT) and p >= _LIKELY}
    return max(likely, key=likely.__getitem__, default="")


def about(words: Words, name: str) -> str:
    """The word when somebody else is named and nothing said of them yet."""
    return words.about.replace("{name}", name)


def of(name: str) -> str:
    """Whose a verdict is, in front of it: `of("your daughter")` → `'About your daughter:'`."""
    return f"About {name}:"


def whom(names: Sequence[str]) -> str:
    """`whom(["Ben", "Anna"])` → `'Whom do you mean: Ben or Anna?'`"""
    return f"Whom do you mean: {enumerated(names, 'or')}?"


def forgotten(name: str) -> str:
    """`forgotten("your daughter")` → `'Forgotten: I know nothing about your daughter any more.'`"""
    return f"Forgotten: I know nothing about {name} any more."


def author(articles: Sequence[Article]) -> str:
    """Whose words are quoted."""
    said = []
    for article in articles:
        by = f" by {article.author}" if article.author else ""
        year = f", {article.year}" if article.year and str(article.year) not in by else ""
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
