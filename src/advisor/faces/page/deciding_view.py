"""The Decide tab: what matters to the visitor, how firm the verdict is, own concerns, being ready, a plan, what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from advisor.article.article import Article
from advisor.article.quote import Quote
from advisor.faces.markup import Html, joined, tag
from advisor.faces.page.compare_view import cite, picture_html
from advisor.faces.page.do import Do, act
from advisor.faces.pictures import Picture
from advisor.framework import concerns, firmness, readiness, weights
from advisor.framework.aid import Aid
from advisor.framework.choices import Choices
from advisor.framework.decision import UNDECIDED
from advisor.framework.framework import Framework
from advisor.framework.plan import PlanStep, timeline_words
from advisor.framework.readiness import Readiness
from advisor.framework.saved import Changed, Saved
from advisor.framework.verdict import Verdict

DEGREES = ("0, not at all", "1, normal", "2, more", "3, most")
_LONGEST = 250  # characters of a concern


@dataclass(frozen=True, slots=True)
class Deciding:
    """All that is shown: `firm`, `two` and `line` are pictures, () where there is none; `past` is a deadline gone by.

    `changed` is what is new since `then`, None without it; `wrong` names a part of the tab and what is wrong there.
    """

    verdict: Verdict
    aid: Aid
    choices: Choices
    before: Readiness | None
    now: Readiness | None
    firm: Sequence[Picture]
    two: Sequence[Picture]
    line: Sequence[Picture]
    past: date | None
    changed: Sequence[Changed] | None
    then: Saved | None
    wrong: tuple[str, str]
    today: date


def deciding_html(framework: Framework, shown: Deciding, articles: Sequence[Article]) -> Html:
    """Of nothing told, what can be given before: weights, concerns, being ready."""
    known = shown.verdict.is_profile
    return tag(
        "div",
        tag("p", _both_counts(framework, shown), class_="standing both") if known else _nothing_yet(),
        _weighing(framework, shown),
        _firm(framework, shown, articles) if known else "",
        joined(picture_html(each, "", articles) for each in shown.two) if known else "",
        _concerns(framework, shown, articles),
        _ready(framework, shown),
        _plan(framework, shown, articles) if known and shown.aid.plan else "",
        _along(shown) if known else "",
        _again(framework, shown),
        class_="aid",
    )


def _nothing_yet() -> Html:
    return tag(
        "p",
        "I know nothing about you yet: describe yourself in the chat, and how firm the verdict is and a plan appear here. "
        "What matters to you, your concerns and whether you feel ready can be set now.",
        class_="standing quiet",
    )


def _both_counts(framework: Framework, shown: Deciding) -> str:
    leader = max(framework.sides, key=shown.verdict.leanings.count)
    return weights.in_words(framework, shown.verdict.track, shown.verdict.lead, leader, shown.aid.standing)


def _weighing(framework: Framework, shown: Deciding) -> Html:
    values = zip(framework.questions, shown.aid.standing.weights.values, strict=True)
    sliders = joined(_slider(question.id, question.topic, value) for question, value in values)
    reset = act("Count all alike, as the source does", Do.CHOOSE, class_="link", kind="weight", words="")
    form = tag("form", sliders, class_="inputs weighing", data_do=Do.WEIGH, data_live=True)
    title = "How much does each question matter to you?"
    note = tag("p", "The source counts all questions alike: 1 each.", class_="note")
    return _part(title, note, form, reset if shown.choices.weights else "", _wrong(shown, "weight"))


def _slider(id: str, topic: str, value: int) -> Html:
    range_ = {"min": "0", "max": str(weights.MOST), "step": "1", "value": str(value)}
    said = DEGREES[value]
    # subtle: a label is the first labelled thing within it, and that is the output
    words = {"data_words": "|".join(DEGREES), "aria_valuetext": said, "aria_label": f"{id.capitalize()}: {topic}"}
    slider = tag("input", type="range", name=f"w-{id}", data_value=value, **words, **range_)
    return tag("label", tag("strong", id.capitalize()), " ", tag("output", said), tag("span", topic, class_="topic"), slider)


def _firm(framework: Framework, shown: Deciding, articles: Sequence[Article]) -> Html:
    aid = shown.aid
    lines = [firmness.in_words(framework, aid.firmness)]
    if aid.flips:
        flip = aid.flips[0]
        ids = [question.id for question in framework.questions]
        pairs = zip(ids, aid.standing.weights.values, flip.weights.values, strict=True)
        moves = ", ".join(f"{id} from {was} to {now}" for id, was, now in pairs if was != now)
        lines.append(f"Weights nearest to yours with another result: {moves} makes it {_name(framework, flip.track)}.")
    if aid.ask_next:
        lines.append(f"Answering this would settle most: {aid.ask_next.text}")
    words = joined(tag("p", line) for line in lines)
    return joined((joined(picture_html(each, "", articles) for each in shown.firm), tag("div", words, class_="said")))


def _concerns(framework: Framework, shown: Deciding, articles: Sequence[Article]) -> Html:
    rows = joined(_concern(framework, each, articles) for each in shown.aid.concerns)
    stances = [(f"{way} {track.id}", f"{way} {track.name}") for track in framework.tracks for way in ("for", "against")]
    options = joined(tag("option", label, value=value) for value, label in (*stances, ("neither", "for no side")))
    degrees = (("1", "a little"), ("2", "much"), ("3", "very much"))
    much = joined(tag("option", label, value=value) for value, label in degrees)
    words = tag("input", name="words", maxlength=_LONGEST, placeholder="family, a visa, publishing …")
    form = tag(
        "form",
        tag("label", "What else matters ", words),
        tag("label", "Speaks ", tag("select", options, name="stance")),
        tag("label", "How much ", tag("select", much, name="much")),
        tag("button", "Add", class_="chip-button", type="submit"),
        class_="inputs concern", data_do=Do.CONCERN, data_clear=True,
    )  # fmt: skip
    note = tag("p", "They stand beside the count and never move it.", class_="note")
    listed = tag("ul", rows, class_="concerns") if rows else ""
    return _part("Your own concerns", listed, form, _wrong(shown, "concern"), note)


def _concern(framework: Framework, concern: concerns.Concern, articles: Sequence[Article]) -> Html:
    places = _places(concern.quotes, articles)
    source = joined(("The source: ", places)) if places else "The source says nothing on it."
    away = f"Remove “{concern.text}”"
    remove = act("Remove", Do.CHOOSE, class_="back", kind="no-concern", words=concern.text, label_for_readers=away)
    return tag("li", tag("p", concerns.in_words(framework, concern)), tag("p", source, " ", remove, class_="note"))


def _ready(framework: Framework, shown: Deciding) -> Html | str:
    if not framework.readiness:
        return ""
    rows = joined(_ready_row(each.id, each.text, shown.choices) for each in framework.readiness)
    heads = joined(tag("span", words) for words in ("", "At first", "Now"))
    last = shown.now or shown.before
    score = readiness.in_words(last, shown.before if shown.now else None) if last else ""
    mends = readiness.to_mend(framework, last) if last else ()
    return _part(
        "Ready to decide?",
        tag("div", tag("div", heads, class_="row head"), rows, class_="ready"),
        tag("p", score, class_="score") if score else "",
        _items(mends) if mends else "",
        _wrong(shown, "ready"),
    )  # fmt: skip


def _ready_row(id: str, text: str, choices: Choices) -> Html:
    pairs = (("before", "at first", dict(choices.before)), ("ready", "now", dict(choices.ready)))
    cells = []
    for kind, when, given in pairs:
        both = joined(_answer(kind, id, said, given.get(id)) for said in ("yes", "no"))
        cells.append(tag("div", both, class_="pair", role="group", aria_label=f"{text} {when}"))
    return tag("div", tag("span", text), joined(cells), class_="row")


def _answer(kind: str, id: str, said: str, given: bool | None) -> Html:
    pressed = given is not None and given == (said == "yes")
    return tag(
        "button", said.capitalize(), type="button", class_="choice", aria_pressed="true" if pressed else "false",
        data_do=Do.CHOOSE, data_kind=kind, data_words=f"{id}={'' if pressed else said}",
    )  # fmt: skip


def _plan(framework: Framework, shown: Deciding, articles: Sequence[Article]) -> Html:
    plan = shown.aid.plan
    assert plan is not None  # asked by who calls
    soonest = (shown.today + timedelta(days=1)).isoformat()
    now = shown.choices.deadline.isoformat() if shown.choices.deadline else ""
    day = tag("input", type="date", name="words", min=soonest, value=now, data_value=now)
    buttons = [tag("button", "Set the date", class_="chip-button", type="submit")]
    buttons += [act("No date", Do.CHOOSE, class_="back", kind="deadline", words="")] if now else []
    label = tag("label", "I want to apply or choose by ", day)
    form = tag("form", label, *buttons, class_="inputs day", data_do=Do.CHOOSE, data_kind="deadline")
    gone = f"Your date {shown.past.isoformat()} is past; set another." if shown.past else ""
    words = timeline_words(framework, plan) if not shown.line else ""  # the picture has them
    save = act("Save the dates for your calendar (.ics)", Do.SAVE, class_="link", format="calendar") if plan.timeline else ""
    other = tag("p", plan.plan_b, " ", _places(plan.plan_b_quotes, articles)) if plan.plan_b else ""
    return _part(
        "A plan",
        form,
        _wrong(shown, "deadline"),
        tag("p", gone, class_="problem") if gone else "",
        tag("p", words, " ", _places(plan.timeline.quotes, articles)) if words and plan.timeline else "",
        joined(picture_html(each, "", articles) for each in shown.line),
        tag("ol", joined(_step(step, articles) for step in plan.steps), class_="steps"),
        other,
        save,
    )


def _step(step: PlanStep, articles: Sequence[Article]) -> Html:
    when = f"{step.start:%-d %b} to {step.end:%-d %b %Y}. " if step.start and step.end else ""
    done = tag("span", f"{when}Done when: {step.done}", class_="note done")
    return tag("li", step.text, " ", _places(step.quotes, articles), done)


def _along(shown: Deciding) -> Html | str:
    groups = joined(
        joined((tag("p", group.title, class_="whose"), _items(group.questions))) for group in shown.aid.take_along
    )
    return _part("Questions to take along", groups) if groups else ""


def _again(framework: Framework, shown: Deciding) -> Html:
    save = act("Save this result", Do.SAVE, class_="chip-button", format="kept") if shown.verdict.is_profile else ""
    chosen = tag("input", type="file", accept=".json,application/json", class_="sr", data_do=Do.COMPARE_WITH)
    compare = tag("label", chosen, "Compare with a saved result", class_="chip-button") if shown.verdict.is_profile else ""
    changed: Html | str = ""
    if shown.changed is not None and shown.then is not None:
        lines = joined(_changed(each) for each in shown.changed)
        since = f"Since {shown.then.date:%-d %B %Y}" + (":" if lines else " nothing has changed.")
        listed = tag("ul", lines, class_="items") if lines else ""
        changed = tag("div", tag("p", since), listed, class_="changed", role="status")
    note = tag("p", "It is kept as a file of yours; nothing of it leaves this browser and this computer.", class_="note")
    return _part("Come again", tag("div", save, compare, class_="again"), _wrong(shown, "compare"), changed, note)


def _items(lines: Sequence[str]) -> Html:
    return tag("ul", joined(tag("li", line) for line in lines), class_="items")


def _changed(each: Changed) -> Html:
    return tag("li", each.text, f" “{each.words[-1]}”" if each.words else "")


def _part(title: str, *inside: Html | str) -> Html:
    return tag("section", tag("h3", title), *inside, class_="slot")


def _wrong(shown: Deciding, part: str) -> Html | str:
    kinds = {"no-concern": "concern", "before": "ready"}
    named, line = shown.wrong
    return tag("p", line, class_="problem", role="alert") if line and kinds.get(named, named) == part else ""


def _places(quotes: Sequence[Quote], articles: Sequence[Article]) -> Html:
    return joined(joined((cite(quote, articles), " ")) for quote in quotes)


def _name(framework: Framework, track: str) -> str:
    return track if track == UNDECIDED else framework.track(track).name
