"""Focus: what the last answered question was about; a follow-up takes from it what it lacks. Parts can be left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from advisor.answering.answer import Answer
from advisor.answering.entities import LABS, ROLE_NAMES, ROLES, entities
from advisor.article.quote import Quote

TOPIC = "topic"  # the name that stands for what it is about apart from labs and roles
_UNTITLED = "your last question"
_LINK = r"(?:(?:and|or|versus|at|in|for|of|by|from|with|a|an|the) )*"


@dataclass(frozen=True, slots=True)
class Focus:
    """`question` is what a follow-up is read behind (`Answer.goes_on_as`), `facts` the bank's entries that answered it.

    `topic` is the title of the section that did, "" once it was left out; `shown` are the quotes that were shown on it, the
    first of the answer that opened it first.
    """

    question: str
    labs: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    topic: str = ""
    shown: tuple[Quote, ...] = ()


def focus_of(answer: Answer, before: Focus | None = None) -> Focus:
    """Of an answer; a refusal has none, so that nothing is inherited from it, but for an `unclear` question.

    What was shown under the same topic `before` counts as shown.
    """
    question = answer.goes_on_as or answer.read_as
    named = entities(question)
    titles = [citation.quote.section_title.partition(":")[0] for citation in answer.citations[:1]]
    topic = "".join(titles) or _UNTITLED
    earlier = before.shown if before is not None and before.topic == topic else ()
    shown = (*earlier, *(citation.quote for citation in answer.citations))
    return Focus(question, named.labs, named.roles, answer.facts, topic, shown)


def unclear(question: str) -> Focus:
    """Of a question that was too vague to look up: what is named next is read with it."""
    named = entities(question)
    return Focus(question, named.labs, named.roles)


def without(focus: Focus, name: str) -> Focus | None:
    """The focus less a lab, a role or the TOPIC, None where nothing is left; any other name changes nothing.

    `without(Focus("re pay at openai", ("OpenAI",), ("RE",), topic="Pay"), "OpenAI").question` → `'re pay'`
    """
    if name == TOPIC:
        roles = " and ".join(ROLE_NAMES[role] for role in focus.roles)
        labs = " and ".join(lab.lower() for lab in focus.labs)
        less = replace(focus, question=" at ".join(filter(None, (roles, labs))), facts=(), topic="")
    else:
        labs_left, roles_left = (tuple(each for each in kind if each != name) for kind in (focus.labs, focus.roles))
        if (labs_left, roles_left) == (focus.labs, focus.roles):
            return focus
        pattern = f"(?:{LABS[name] if name in focus.labs else ROLES[name]})(?:['’]s)?(?!\\w)"
        question = re.sub(rf"(?<!\w){pattern} (?:and|or|versus) ", "", focus.question)
        question = re.sub(rf"\s*(?<!\w){_LINK}{pattern}", "", question)
        less = replace(focus, question=question.strip(), labs=labs_left, roles=roles_left)
    return less if less.topic or less.labs or less.roles else None
