"""What a click can do, without a browser: every action on a session, and data that no page of ours would send."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import pytest

from advisor.answering.answer import Answer
from advisor.conversation.conversation import Conversation
from advisor.faces.host import Host
from advisor.faces.page import suggestions
from advisor.faces.page.actions import Actions
from advisor.faces.page.dispatch import dispatch
from advisor.faces.page.do import Do
from advisor.faces.page.session import Session
from advisor.faces.page.views import views

ENGINEER = "I love debugging distributed systems, I want clear goals, and in five years I want to be a CTO."


@pytest.fixture(scope="module")
def actions(advisor: Any) -> Actions:
    return Actions(Host(advisor))


@pytest.fixture(scope="module")
def asked(actions: Actions) -> Session:
    return actions.ask(Session(), "What is the median pay of research scientists at Anthropic?")


def test_what_the_page_offers_to_ask_is_answered(advisor: Any) -> None:
    offered = [*suggestions.questions(advisor.framework), *suggestions.topics(advisor.framework)]
    refused = [each.message for each in offered if not isinstance(advisor.ask(each.message), Answer)]
    assert (len(offered), refused) == (9, [])


@pytest.mark.parametrize(("number", "track"), [(0, "RE"), (1, "RS")])
def test_an_example_profile_gets_a_verdict(advisor: Any, number: int, track: str) -> None:
    assert advisor.assess(suggestions.profiles(advisor.framework)[number].message).track == track


def test_every_offered_answer_comes_out_as_what_it_stands_for(actions: Actions) -> None:
    framework = actions.host.advisor().framework
    for question in framework.questions:
        for option in question.options:
            session = Session(conversation=Conversation(put=question.id))
            after = actions.answer(session, question.id, option.leaning, option.text)
            assert after.verdict is not None
            leanings = {finding.question: finding.leaning for finding in after.verdict.findings}
            assert leanings == {each.id: option.leaning if each == question else None for each in framework.questions}


def test_the_script_sends_only_what_the_page_knows() -> None:
    script = files("advisor.faces.page").joinpath("page.js").read_text(encoding="utf-8")
    sent = set(re.findall(r"""\bdo(?: ===|:) "([a-z-]+)\"""", script))
    assert sent
    assert sent <= {do.value for do in Do}


@pytest.mark.parametrize(
    "sent",
    [
        {}, {"do": "nothing"}, {"do": ["ask"]}, {"do": "ask"}, {"do": "ask", "message": 7},
        {"do": "cite", "exchange": "9", "at": "0"}, {"do": "cite", "exchange": "0", "at": "99"},
        {"do": "cite", "exchange": "-1", "at": "0"}, {"do": "cite", "exchange": "٣", "at": "0"},
        {"do": "step", "at": "7"}, {"do": "step"}, {"do": "hit", "start": "5", "end": "2"},
        {"do": "hit", "start": "0", "end": "999999999"}, {"do": "hit", "start": "9" * 99, "end": "1"},
    ],
    ids=str,
)  # fmt: skip
def test_what_no_page_of_ours_would_send_changes_nothing(actions: Actions, asked: Session, sent: dict[str, object]) -> None:
    assert dispatch(actions, asked, sent) == asked


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"do": "correct", "question": "height", "leaning": "RE"}, "Found no question 'height'."),
        ({"do": "correct", "question": "target", "leaning": "tall"}, "Found target=tall."),
        ({"do": "open", "value": "../../etc"}, "Found no source '../../etc'."),
        ({"do": "remove", "source": "guide"}, "The guide ships with the program and cannot be removed."),
        ({"do": "remove", "source": "../index"}, "Found no source '../index'."),
    ],
    ids=lambda value: str(value),
)
def test_what_cannot_be_done_is_said(actions: Actions, asked: Session, sent: dict[str, object], said: str) -> None:
    assert dispatch(actions, asked, sent).said == said


def test_a_section_that_does_not_exist_shows_the_beginning(actions: Actions, asked: Session) -> None:
    after = dispatch(actions, asked, {"do": "section", "number": "77"})
    assert "1. Introduction" in views(actions.host, after).source


def test_a_session_is_a_value_and_an_action_leaves_the_old_one_as_it_was(actions: Actions, asked: Session) -> None:
    before = repr(asked)
    told = actions.ask(asked, ENGINEER)
    assert repr(asked) == before
    assert actions.ask(asked, ENGINEER) == told
    assert actions.forget(told).conversation == Conversation()
    assert actions.forget(told).exchanges == ()


def test_only_the_last_exchanges_are_sent(actions: Actions) -> None:
    session = Session()
    for _ in range(7):
        session = actions.ask(session, "hello")
    log = views(actions.host, session).log
    assert (log["total"], log["start"], len(log["items"])) == (7, 3, 4)


def test_a_long_message_is_answered_and_not_cut(actions: Actions) -> None:
    long = "I am a " * 3000
    after = actions.ask(Session(), long)
    assert long.strip() in after.exchanges[0].html
    assert "more than I read at once" in after.exchanges[0].html


def test_a_note_on_the_source_leads_to_its_places(actions: Actions) -> None:
    session = actions.ask(Session(), "what do senior engineers at anthropic earn?")
    (exchange,) = session.exchanges
    assert 'class="remark"' in exchange.html
    assert "Senior engineers ($550K–$759K) fall outside the range given for all" in exchange.html
    (noted,) = [i for i, quote in enumerate(exchange.quotes) if "$759K" in quote.text]
    assert f'data-exchange="0" data-at="{noted}"' in exchange.html.partition('class="remark"')[2]


def test_an_answer_without_a_note_has_none(actions: Actions) -> None:
    session = actions.ask(Session(), "how long is anthropic's online coding test?")
    assert 'class="remark"' not in session.exchanges[0].html


@pytest.mark.parametrize(
    "moved",
    [
        pytest.param({"chance": "50", "few": "2", "many": "10"}, id="more than certain"),
        pytest.param({"chance": "nan", "few": "2", "many": "5"}, id="no number"),
        pytest.param({"chance": "inf", "few": "2", "many": "5"}, id="without end"),
        pytest.param({"chance": "1", "few": "0", "many": "5"}, id="never"),
        pytest.param({"chance": "1", "few": "x", "many": "5"}, id="a letter"),
        pytest.param({"chance": "1", "few": "2", "many": "5", "lab": "Meta"}, id="another lab"),
    ],
)
def test_a_sum_that_cannot_be_made_is_not_kept(actions: Actions, moved: dict[str, str]) -> None:
    session = Session(comparing=True)
    after = dispatch(actions, session, {"do": "sum", "lab": "OpenAI", **moved})
    assert after.sum is None
    assert views(actions.host, after).compare == views(actions.host, session).compare
