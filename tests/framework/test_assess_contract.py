"""The assess contract: its keys and shapes, and one object written out."""

from __future__ import annotations

import json

from advisor.article.article import Article
from advisor.framework.contract import verdict_json
from advisor.framework.framework import Framework
from advisor.framework.verdict import assess
from advisor.profile.evidence import Contradiction

KEYS = [
    "id",
    "is_profile",
    "track",
    "lead",
    "questions",
    "facts",
    "missing",
    "ask_next",
    "contradictions",
    "what_would_change_it",
    "advice",
]
QUOTE = ["text", "source", "section_number", "section_title", "start", "end", "score"]
EVIDENCE = ["turn", "start", "end", "text", "status", "cue"]


def test_the_keys_of_the_contract(framework: Framework, guide: Article, say) -> None:
    said = verdict_json(assess(framework, say(energy="RE", labs=("OpenAI",), has_phd=False), [guide]), id="p1")
    assert list(said) == KEYS
    assert list(said["questions"]) == ["energy", "ambiguity", "credential", "evaluation", "target"]
    for question in said["questions"].values():
        assert list(question) == ["leaning", "because", "evidence", "quotes"]
        assert all(list(quote) == QUOTE for quote in question["quotes"])
        assert all(list(item) == EVIDENCE for item in question["evidence"])
    assert all(list(advice) == ["text", "quotes"] and advice["quotes"] for advice in said["advice"])
    assert list(said["facts"])[:4] == ["has_phd", "publications", "labs", "years_experience"]
    assert json.loads(json.dumps(said)) == said


def test_one_object_written_out(framework: Framework, guide: Article, say) -> None:
    profile = say(
        energy="RE", ambiguity="RE", evaluation="RE", phd_status="has", has_phd=True, papers="top", publications=True
    )
    said = verdict_json(assess(framework, profile, [guide]), id="p7")
    assert (said["id"], said["is_profile"], said["track"], said["lead"]) == ("p7", True, "RE", -2)
    assert said["missing"] == ["target"]
    assert said["ask_next"] == {"question": "target", "text": framework.question("target").text}
    assert said["facts"]["labs"] == []
    assert said["facts"]["has_phd"] is True
    assert said["facts"]["years_experience"] is None
    assert said["what_would_change_it"][0] == {"set": {"target": "RS"}, "track": "undecided"}
    evidence = {"turn": 0, "start": 0, "end": 6, "text": "energy", "status": "affirmed", "cue": "by hand"}
    assert said["questions"]["energy"]["evidence"] == [evidence]
    quote = said["questions"]["energy"]["quotes"][0]
    assert guide.text[quote["start"] : quote["end"]] == quote["text"]
    assert (quote["source"], quote["section_number"], quote["score"]) == ("guide", 9, 1.0)


def test_contradictions_are_kept(framework: Framework, guide: Article, say) -> None:
    from dataclasses import replace

    profile = say(energy="RE+RS")
    first, second = profile.evidence
    told = replace(profile, contradictions=(Contradiction("energy", first, second),))
    said = verdict_json(assess(framework, told, [guide]), id="p1")
    assert [list(each) for each in said["contradictions"]] == [["slot", "first", "second"]]


def test_what_says_nothing_of_the_user_is_no_profile(framework: Framework, guide: Article, say) -> None:
    said = verdict_json(assess(framework, say(speaks=False), [guide]), id="p1")
    assert (said["is_profile"], said["track"], said["lead"], said["advice"]) == (False, "undecided", 0, [])
    assert said["ask_next"]["question"] == "energy"


def test_the_same_profile_gives_the_same_bytes(framework: Framework, guide: Article, say) -> None:
    profile = say(energy="RE", target="RS", labs=("DeepMind", "OpenAI"), years_experience=4.0)
    assert len({json.dumps(verdict_json(assess(framework, profile, [guide]), id="p1")) for _ in range(5)}) == 1
