"""From what a click sent to the action that it names. What arrives here comes from a browser and is not trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from advisor.characters import whole
from advisor.errors import AdvisorError
from advisor.faces.page.actions import Actions
from advisor.faces.page.compare_view import set_sum
from advisor.faces.page.do import Do
from advisor.faces.page.session import Session

Sent = Mapping[str, object]


def dispatch(actions: Actions, session: Session, sent: Sent) -> Session:
    """The session after the action; an unknown one, or one with wrong data, changes nothing."""
    try:
        do = Do(_word(sent, "do"))
    except ValueError:
        return session
    fresh = replace(session, said="", saving="", whole=False, wrong=("", ""))
    try:
        fresh = actions.refreshed(fresh)
        if not fresh.acts and (kept := _word(sent, "kept")) and do not in (Do.RESUME, Do.FORGET):
            # the server began anew; the browser had kept the chat
            fresh = replace(actions.resume(fresh, kept), said=fresh.said)
        done = _done(actions, fresh, do, sent)
        return done if done.said == fresh.said else replace(done, said=" ".join(filter(None, (fresh.said, done.said))))
    except AdvisorError as error:
        return replace(fresh, said=f"{error.found[:1].upper()}{error.found[1:]}.")
    except ValueError:
        return session


def _done(actions: Actions, now: Session, do: Do, sent: Sent) -> Session:
    """Raises ValueError for data of another form, AdvisorError for what cannot be done."""
    browsing = actions.browsing
    match do:
        case Do.ASK:
            return actions.ask(now, _word(sent, "message"))
        case Do.ANSWER:
            return actions.answer(now, *(_word(sent, key) for key in ("question", "leaning", "message")))
        case Do.CORRECT:
            return actions.correct(now, _word(sent, "question"), _word(sent, "leaning"))
        case Do.ASK_ANYWAY:
            return actions.ask_anyway(now)
        case Do.SHOW:
            return _shown(now, _word(sent, "value"))
        case Do.WEIGH:
            return actions.weigh(now, {key: _word(sent, key) for key in sent if key.startswith("w-")})
        case Do.CHOOSE:
            return actions.choose(now, _word(sent, "kind"), _word(sent, "words"))
        case Do.CONCERN:
            return actions.concern(now, *(_word(sent, key) for key in ("stance", "much", "words")))
        case Do.COMPARE_WITH:
            return actions.compare_with(now, _word(sent, "text"))
        case Do.LEAVE_OUT:
            return actions.leave_out(now, _word(sent, "value"))
        case Do.PERSON:
            return actions.show_person(now, _word(sent, "value"))
        case Do.BESIDE:
            return actions.put_beside(now, _word(sent, "value"))
        case Do.FORGET:
            return actions.forget(now)
        case Do.CITE:
            return browsing.cite(now, _number(sent, "exchange"), _number(sent, "at"))
        case Do.STEP:
            return browsing.step(now, _number(sent, "at"))
        case Do.SECTION:
            return browsing.section(now, _number(sent, "number"))
        case Do.OPEN:
            return browsing.open(now, _word(sent, "value"))
        case Do.SEARCH:
            return browsing.search(now, _word(sent, "query"))
        case Do.CLEAR:
            return browsing.search(now, "")
        case Do.HIT:
            return browsing.hit(now, _number(sent, "start"), _number(sent, "end"))
        case Do.JUDGE:
            return actions.judge(
                now, _number(sent, "exchange"), helpful=_word(sent, "helpful") == "yes",
                why=_word(sent, "why"), words=_word(sent, "words"),
            )  # fmt: skip
        case Do.SAVE:
            return actions.save(now, _word(sent, "format"))
        case Do.RESUME:
            return actions.resume(now, _word(sent, "text"))
        case Do.QUOTE:
            return browsing.quote(now, _word(sent, "source"), _number(sent, "start"), _number(sent, "end"))
        case Do.SUM:
            return set_sum(actions.host, now, *(_word(sent, key) for key in ("lab", "chance", "few", "many")))
        case Do.QUOTE_FROM:
            return actions.quote_from(now, _word(sent, "value"))
        case Do.REMOVE:
            return actions.remove(now, _word(sent, "source"))
        case Do.DISCARD:
            return actions.discard(now)
        case Do.USE_ARTICLE | Do.ACCEPT | Do.LIBRARY:  # see page.py
            return now
        case _:
            assert_never(do)


def _shown(now: Session, tab: str) -> Session:
    """What a tab shows is drawn from when it is first opened."""
    return replace(now, comparing=now.comparing or tab == "compare", deciding=now.deciding or tab == "decide")


def _word(sent: Sent, key: str) -> str:
    value = sent.get(key, "")
    return whole(value) if isinstance(value, str) else ""


def _number(sent: Sent, key: str) -> int:
    """Raises ValueError for anything but a whole number of reasonable size."""
    word = _word(sent, key)
    if not word.isdecimal() or len(word) > 9:
        raise ValueError(f"found {key}={word!r}; expected a number")
    return int(word)
