"""What stands beside a verdict: weights, views, being ready, the plan and its calendar, questions to take, coming again."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from advisor.article.article import Article
from advisor.errors import AdvisorError, DataInvalid, InputUnreadable, UsageError
from advisor.framework.aid import Aid, decision_aid
from advisor.framework.aid_contract import aid_json
from advisor.framework.concerns import balance, read_concern
from advisor.framework.concerns import in_words as concern_words
from advisor.framework.contract import verdict_json
from advisor.framework.framework import Framework
from advisor.framework.icalendar_text import calendar
from advisor.framework.loading import SHIPPED, load_framework
from advisor.framework.plan import plan, timeline_words
from advisor.framework.readiness import in_words as ready_words
from advisor.framework.readiness import readiness, to_mend
from advisor.framework.saved import as_text, changes_since, read_saved, saved_decision
from advisor.framework.take_along import take_along
from advisor.framework.verdict import Verdict, assess
from advisor.framework.views import two_views
from advisor.framework.weights import Weights, in_words, read_weights, standing, weights_of
from advisor.profile.evidence import Contradiction

TODAY = date(2026, 1, 1)


@pytest.fixture
def torn(framework: Framework, say, guide: Article) -> Verdict:
    """Fit for research, credential of an engineer."""
    said = say(energy="RS", ambiguity="RS", phd_status="none", has_phd=False, papers="none", years_experience=6.0)
    return assess(framework, said, [guide])


def aid_of(framework: Framework, verdict: Verdict, guide: Article, **more: object) -> Aid:
    return decision_aid(framework, verdict, [guide], **({"weights": weights_of(framework, {})} | more))  # type: ignore[arg-type]


# --- weights ------------------------------------------------------------------------------------------------------


def test_weights_stand_beside_the_count_and_never_in_its_place(framework: Framework, torn: Verdict, guide: Article) -> None:
    before = verdict_json(torn, id="")
    weighed = standing(framework, torn.leanings, weights_of(framework, {"energy": 3, "ambiguity": 3, "credential": 0}))
    assert (torn.track, weighed.track) == ("undecided", "RS")
    assert in_words(framework, torn.track, torn.lead, "RS", weighed) == (
        "By the source's count: undecided, Research Scientist ahead by 1. "
        "With your weights: Research Scientist, ahead by 3.75."
    )
    assert verdict_json(torn, id="") == before


@pytest.mark.parametrize(
    ("items", "message"),
    [
        (["target=4"], r"found the weight target=4; expected a whole number from 0 to 3"),
        (["target=-1"], r"found the weight 'target=-1'; expected QUESTION=WEIGHT"),
        (["target"], r"found the weight 'target'; expected QUESTION=WEIGHT"),
        (["target=²"], r"expected QUESTION=WEIGHT"),
        (["salary=2"], r"found no question 'salary' to weigh; expected one of energy, ambiguity"),
        ([f"{q}=0" for q in ("energy", "ambiguity", "credential", "evaluation", "target")], "found weight 0 for every"),
    ],
)
def test_weights_that_cannot_be(framework: Framework, items: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_weights(framework, items)


# --- views --------------------------------------------------------------------------------------------------------


def test_two_views_that_disagree_cite_the_source(framework: Framework, torn: Verdict, guide: Article) -> None:
    seen = two_views(framework, torn, [guide])
    assert (seen.first.leaning, seen.second.leaning, seen.disagree) == ("RS", "RE", True)
    assert seen.text.startswith("What suits you is the Research Scientist; what you can get now is the Research Engineer.")
    assert seen.quotes
    assert seen.first.quotes
    assert (
        seen.second.odds
        == "The odds, for anybody: at most 0.5% as Research Scientist, 2 to 5 times that as Research Engineer."
    )
    assert any("0.5%" in quote.text for quote in seen.second.quotes)


def test_a_view_that_points_nowhere_says_so(framework: Framework, say, guide: Article) -> None:
    seen = two_views(framework, assess(framework, say(energy="RS", target="RE"), [guide]), [guide])
    assert (seen.first.leaning, seen.second.leaning, seen.disagree) == ("mixed", None, False)
    assert seen.text == "What suits you: both sides alike. What you can get now: not said yet."


# --- readiness ----------------------------------------------------------------------------------------------------


def test_readiness_before_and_at_the_end(framework: Framework) -> None:
    before = readiness(framework, {"sure": False, "informed": True, "values": False, "support": False})
    after = readiness(framework, {"sure": True, "informed": True, "values": True, "support": False})
    assert (before.score, after.score, after.is_whole) == (1, 3, True)
    assert ready_words(after, before) == "3 of 4 with yes; before it was 1."
    assert to_mend(framework, after) == (framework.readiness[3].mend,)
    assert not readiness(framework, {"sure": True}).is_whole
    with pytest.raises(UsageError, match=r"found no readiness question 'happy'; expected one of sure, informed"):
        readiness(framework, {"happy": True})


# --- the plan -----------------------------------------------------------------------------------------------------


def test_a_plan_follows_from_the_gaps_and_every_step_cites(framework: Framework, torn: Verdict, guide: Article) -> None:
    made = plan(framework, torn, [guide], today=TODAY, deadline=date(2026, 4, 1))
    ids = [step.id for step in made.steps]
    assert {"settle-evaluation", "settle-target", "proof-of-engineering", "bridge", "towards-papers"} <= set(ids)
    assert not {"settle-energy", "research-talk"} & set(ids)
    assert all(step.quotes and step.text.startswith("If ") and ", then " in step.text for step in made.steps)
    assert made.towards == "RE"
    assert made.plan_b.startswith("Plan B: start as a Research Engineer")
    assert made.plan_b_quotes


def test_dates_follow_from_the_deadline_by_the_source_s_weeks(framework: Framework, torn: Verdict, guide: Article) -> None:
    made = plan(framework, torn, [guide], today=TODAY, deadline=date(2026, 4, 1))
    assert made.timeline is not None
    assert made.timeline.weeks == (6, 10)
    assert made.timeline.start == date(2026, 4, 1) - timedelta(weeks=10)
    assert timeline_words(framework, made) == (
        "12 weeks to 2026-04-01; preparing as Research Engineer takes 6 to 10 weeks: begin by 2026-01-21."
    )
    for step in made.steps:
        if step.start and step.end:
            assert made.timeline.start <= step.start <= step.end <= made.timeline.deadline
    assert {step.id for step in made.steps if step.start is None} == {"bridge"}


@pytest.mark.parametrize(
    ("said", "weeks"),
    [
        ({"phd_status": "has", "papers": "top"}, (4, 6)),
        ({"energy": "RS", "ambiguity": "RS", "phd_status": "has", "papers": "other"}, (12, 16)),
    ],
)
def test_a_scientist_s_weeks_depend_on_papers(framework: Framework, say, guide: Article, said: dict, weeks: tuple) -> None:
    made = plan(framework, assess(framework, say(**said), [guide]), [guide], today=TODAY, deadline=date(2026, 12, 1))
    assert made.timeline is not None
    assert (made.towards, made.timeline.weeks) == ("RS", weeks)


def test_a_deadline_that_is_near_and_one_that_is_past(framework: Framework, torn: Verdict, guide: Article) -> None:
    made = plan(framework, torn, [guide], today=TODAY, deadline=date(2026, 1, 20))
    assert made.timeline is not None
    assert made.timeline.is_short
    assert made.timeline.start == TODAY
    assert timeline_words(framework, made).endswith("takes 6 to 10 weeks: begin today, or move the date.")
    with pytest.raises(UsageError, match="found the deadline 2026-01-01; expected a day after 2026-01-01"):
        plan(framework, torn, [guide], today=TODAY, deadline=TODAY)


# --- the calendar -------------------------------------------------------------------------------------------------


def events(text: str) -> Iterator[dict[str, str]]:
    """An own reading of RFC 5545: unfold, then lines of NAME;PARAMETER:VALUE between BEGIN and END."""
    lines = text.replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    found: dict[str, str] = {}
    for line in lines[1:-2]:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found = {}
        elif line == "END:VEVENT":
            yield found
        else:
            value = value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
            found[name.split(";")[0]] = value


def test_the_calendar_holds_every_dated_step(framework: Framework, torn: Verdict, guide: Article) -> None:
    made = plan(framework, torn, [guide], today=TODAY, deadline=date(2026, 4, 1))
    text = calendar(framework.title, made)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    found = list(events(text))
    dated = [step for step in made.steps if step.start is not None]
    assert [each["SUMMARY"] for each in found] == [*(step.text for step in dated), f"Deadline: {framework.title}"]
    assert len({each["UID"] for each in found}) == len(found)
    for each, step in zip(found, dated, strict=False):
        assert each["DTSTART"] == f"{step.start:%Y%m%d}"
        assert step.end is not None
        assert each["DTEND"] == f"{step.end + timedelta(days=1):%Y%m%d}"
        assert each["DESCRIPTION"].endswith(step.done)
        assert re.fullmatch(r"\d{8}T\d{6}Z", each["DTSTAMP"])
    assert calendar(framework.title, made) == text
    with pytest.raises(UsageError, match="found a plan without dates; expected a deadline"):
        calendar(framework.title, plan(framework, torn, [guide]))


def test_a_calendar_library_reads_it_alike(framework: Framework, torn: Verdict, guide: Article) -> None:
    library = pytest.importorskip("icalendar")
    made = plan(framework, torn, [guide], today=TODAY, deadline=date(2026, 4, 1))
    text = calendar(framework.title, made)
    read = library.Calendar.from_ical(text).walk("VEVENT")
    assert [str(each["SUMMARY"]) for each in read] == [each["SUMMARY"] for each in events(text)]
    assert [each["DTSTART"].dt for each in read][-1] == date(2026, 4, 1)


# --- what to take along, concerns ---------------------------------------------------------------------------------


def test_questions_to_take_along(framework: Framework, torn: Verdict) -> None:
    evidence = torn.findings[0].evidence[0]
    verdict = replace(torn, contradictions=(Contradiction("energy", evidence, replace(evidence, text="meetings")),))
    groups = {each.title: each.questions for each in take_along(framework, verdict, ["Do they sponsor visas?"] * 2)}
    assert groups["To a recruiter"][0] == "Do they sponsor visas?"
    assert groups["To a coach"][0] == "I said first “energy” and later “meetings”. Which of the two would you build on?"
    assert sum("I had no answer" in each for each in groups["To a coach"]) == len(verdict.missing) == 2
    assert any("crossed to research" in each for each in groups["To a lab"])


def test_concerns_never_move_the_count(framework: Framework, torn: Verdict, guide: Article) -> None:
    lines = ["for RS 3: I want to publish", "against RS 1:  family in\nZurich", "neither: visa"]
    concerns = [read_concern(framework, line) for line in lines]
    assert concern_words(framework, concerns[0]) == "I want to publish: for Research Scientist, very much."
    assert concern_words(framework, concerns[1]) == "family in Zurich: against Research Scientist, a little."
    assert concern_words(framework, concerns[2]) == "visa: for no side."
    assert balance(framework, concerns) == (("RE", 0), ("RS", 2))
    with_them = aid_json(framework, aid_of(framework, torn, guide, concerns=concerns))
    without = aid_json(framework, aid_of(framework, torn, guide))
    assert {key: value for key, value in with_them.items() if key != "concerns"} == {
        key: value for key, value in without.items() if key != "concerns"
    }


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("visa", r"found the concern 'visa'; expected “for TRACK 1-3: words”"),
        ("for PM 2: x", r"found the track 'PM' in a concern; expected one of RE, RS"),
        ("for RE 9: x", r"found the weight '9' in a concern; expected 1, 2 or 3"),
        (f"neither: {'x' * 400}", r"at most 300 characters"),
    ],
)
def test_concerns_that_cannot_be_read(framework: Framework, line: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_concern(framework, line)


# --- coming again -------------------------------------------------------------------------------------------------


def test_what_changed_between_two_results(framework: Framework, say, torn: Verdict, guide: Article) -> None:
    before = saved_decision(framework, torn, weights_of(framework, {}), on=TODAY)
    facts = {"phd_status": "none", "has_phd": False, "papers": "none", "years_experience": 6.0}
    later = assess(framework, say(energy="RS", ambiguity="RS", evaluation="RS", **facts), [guide])
    after = saved_decision(framework, later, weights_of(framework, {"target": 3}), on=date(2026, 6, 1))
    assert read_saved(framework, as_text(before), name="then.json") == before
    assert [change.text for change in changes_since(framework, before, after)] == [
        "The verdict was undecided, and is Research Scientist.",
        "evaluation: was open, is Research Scientist.",
        "target: you gave it weight 1, and now 3.",
    ]
    assert changes_since(framework, before, after)[1].words == ("evaluation",)
    assert changes_since(framework, before, before) == ()


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"framework": "pets"}, UsageError, "found a result of the framework 'pets'; expected one of 're-rs'"),
        ({"leanings": {"energy": "RE"}}, InputUnreadable, "found other questions in then.json"),
        ({"date": "yesterday"}, InputUnreadable, r"found then.json unreadable \(date: "),
        ({"weights": {"energy": 9}}, InputUnreadable, r"weights.energy"),
        ({"more": 1}, InputUnreadable, r"more: "),
    ],
)
def test_a_saved_result_that_cannot_be_read(
    framework: Framework, torn: Verdict, change: dict, error: type[AdvisorError], message: str
) -> None:
    whole = json.loads(as_text(saved_decision(framework, torn, weights_of(framework, {}), on=TODAY)))
    with pytest.raises(error, match=message):
        read_saved(framework, json.dumps(whole | change), name="then.json")
    with pytest.raises(InputUnreadable, match="expected a saved result; to mend it: make one with"):
        read_saved(framework, "not json", name="then.json")


# --- data ---------------------------------------------------------------------------------------------------------


def test_a_framework_without_the_tables_has_an_aid_without_them(tmp_path: Path, say, guide: Article) -> None:
    folder = tmp_path / "bare"
    shutil.copytree(SHIPPED, folder)
    (folder / "decide.toml").unlink()
    bare = load_framework(folder)
    verdict = assess(bare, say(energy="RS"), [guide])
    aid = aid_of(bare, verdict, guide)
    assert (aid.views, aid.plan, aid.take_along) == (None, None, ())
    assert sum(aid.firmness.shares) == 1
    for made, table in ((two_views, "views"), (plan, "steps")):
        with pytest.raises(DataInvalid, match=rf"found no \[\[{table}\]\] in the framework re-rs; expected .* decide.toml"):
            made(bare, verdict, [guide])
    with pytest.raises(DataInvalid, match=r"found no \[\[readiness\]\]"):
        readiness(bare, {})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('questions = ["credential"]', 'questions = ["money"]', "found the question 'money' in the view"),
        ("span = [0.0, 0.2]", "span = [0.5, 0.2]", "expected the lower end first"),
        ("span = [0.0, 0.2]", "span = [0.5, 2.0]", "steps.0.span.1: Input should be less than or equal to 1"),
        ("when = { energy = { said = false } }", "when = { mood = 1 }", "found the name 'mood' in settle-energy"),
        ('id = "settle-energy"', 'id = "settle-target"', "found the step 'settle-target' twice"),
        ('first = "RS"\nsecond = "RE"', 'first = "RE"\nsecond = "RE"', "found the cell 'RE RE' twice"),
        ('track = "RS"\ntext = "Plan B', 'track = "XX"\ntext = "Plan B', "found 'XX' at a plan B; expected one of RE, RS"),
    ],
)
def test_a_broken_row_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(SHIPPED, folder)
    path = folder / "decide.toml"
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataInvalid, match=message):
        load_framework(folder)


def test_weights_say_what_they_are() -> None:
    assert Weights((1, 1)).are_equal
    assert sum(Weights((0, 3, 1)).shares) == 1


@pytest.mark.parametrize(("weights", "ahead"), [({}, 1), ({"energy": 3}, Fraction(5, 7) * 3), ({"energy": 0}, 0)])
def test_who_leads_is_ahead_by_the_difference(framework: Framework, weights: dict[str, int], ahead: Fraction) -> None:
    assert standing(framework, ("RE", "RE", "RS", None, None), weights_of(framework, weights)).ahead == ahead
