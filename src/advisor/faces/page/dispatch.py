"""From what a click sent to the action that it names. What arrives here comes from a browser and is not trusted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from advisor.characters import whole
from advisor.errors import AdvisorError
from advisor.faces.page.actions import Actions
from advisor.faces.page.comparing import set_sum
from advisor.faces.page.session import Session

Sent = Mapping[str, object]


def dispatch(actions: Actions, session: Session, sent: Sent) -> Session:
    """The session after the action; an unknown one, or one with wrong data, changes nothing."""
    browsing = actions.browsing
    does: dict[str, Callable[[Session], Session]] = {
        "ask": lambda s: actions.ask(s, _word(sent, "message")),
        "answer": lambda s: actions.answer(s, _word(sent, "question"), _word(sent, "leaning"), _word(sent, "message")),
        "correct": lambda s: actions.correct(s, _word(sent, "question"), _word(sent, "leaning")),
        "ask-anyway": actions.ask_anyway,
        "show": lambda s: replace(
            s, comparing=s.comparing or _word(sent, "value") == "compare",
            deciding=s.deciding or _word(sent, "value") == "decide",
        ),
        "weigh": lambda s: actions.weigh(s, {key: _word(sent, key) for key in sent if key.startswith("w-")}),
        "choose": lambda s: actions.choose(s, _word(sent, "kind"), _word(sent, "words")),
        "concern": lambda s: actions.concern(s, *(_word(sent, key) for key in ("stance", "much", "words"))),
        "compare-with": lambda s: actions.compare_with(s, _word(sent, "text")),
        "leave-out": lambda s: actions.leave_out(s, _word(sent, "value")),
        "person": lambda s: actions.show_person(s, _word(sent, "value")),
        "beside": lambda s: actions.put_beside(s, _word(sent, "value")),
        "forget": actions.forget,
        "cite": lambda s: browsing.cite(s, _number(sent, "exchange"), _number(sent, "at")),
        "step": lambda s: browsing.step(s, _number(sent, "at")),
        "section": lambda s: browsing.section(s, _number(sent, "number")),
        "open": lambda s: browsing.open(s, _word(sent, "value")),
        "search": lambda s: browsing.search(s, _word(sent, "query")),
        "clear": lambda s: browsing.search(s, ""),
        "hit": lambda s: browsing.hit(s, _number(sent, "start"), _number(sent, "end")),
        "judge": lambda s: actions.judge(
            s, _number(sent, "exchange"), helpful=_word(sent, "helpful") == "yes",
            why=_word(sent, "why"), words=_word(sent, "words"),
        ),
        "save": lambda s: actions.save(s, _word(sent, "format")),
        "resume": lambda s: actions.resume(s, _word(sent, "text")),
        "quote": lambda s: browsing.quote(s, _word(sent, "source"), _number(sent, "start"), _number(sent, "end")),
        "sum": lambda s: set_sum(actions.host, s, *(_word(sent, key) for key in ("lab", "chance", "few", "many"))),
        "quote-from": lambda s: actions.quote_from(s, _word(sent, "value")),
        "remove": lambda s: actions.remove(s, _word(sent, "source")),
        "discard": actions.discard,
    }
    do = _word(sent, "do")
    act = does.get(do)
    fresh = replace(session, said="", saving="", whole=False, wrong=("", ""))
    if act is None:
        return session
    try:
        fresh = actions.refreshed(fresh)
        if not fresh.acts and (kept := _word(sent, "kept")) and do not in ("resume", "forget"):
            # the server began anew; the browser had kept the chat
            fresh = replace(actions.resume(fresh, kept), said=fresh.said)
        done = act(fresh)
        return done if done.said == fresh.said else replace(done, said=" ".join(filter(None, (fresh.said, done.said))))
    except AdvisorError as error:
        return replace(fresh, said=f"{error.found[:1].upper()}{error.found[1:]}.")
    except ValueError:
        return session


def _word(sent: Sent, key: str) -> str:
    value = sent.get(key, "")
    return whole(value) if isinstance(value, str) else ""


def _number(sent: Sent, key: str) -> int:
    """Raises ValueError for anything but a whole number of reasonable size."""
    word = _word(sent, key)
    if not word.isdecimal() or len(word) > 9:
        raise ValueError(f"found {key}={word!r}; expected a number")
    return int(word)
