"""`advisor decide`, `assess --weight`: the aid on one screen and as JSON; the JSON of `assess` is otherwise what it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

TORN = "I love papers and open questions. No PhD, six years of CUDA kernels."
DECISION = ["weights", "weighted", "firmness", "ask_next", "views", "concerns", "readiness", "plan", "take_along"]


def test_the_whole_aid_fits_on_a_screen(run, real_home: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    said = run(
        *("decide", TORN, "--weight", "target=3", "--deadline", "2026-04-01", "--today", "2026-01-01"),
        *("--concern", "for RS 3: I want to publish", "--question", "Do they sponsor visas?"),
        *("--ics", str(tmp_path / "plan.ics"), "--svg", str(tmp_path / "pictures"), "--save", str(tmp_path / "then.json")),
        home=real_home,
    )
    lines = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80
    for words in ("By the source's count:", "Of all ways to weigh", "Two views.", "Plan.", "Ready to decide?", "take along"):
        assert words in said.out
    assert "Do they sponsor visas?" in said.out
    assert (tmp_path / "plan.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert sorted(path.name for path in (tmp_path / "pictures").iterdir()) == ["firmness.svg", "timeline.svg", "views.svg"]
    again = run("decide", f"{TORN} I want to be judged by my ideas.", "--since", str(tmp_path / "then.json"), home=real_home)
    assert "Since the last time:" in again.out
    assert "evaluation: was open, is Research Scientist." in again.out
    assert "target: you gave it weight 3, and now 1." in again.out


def test_the_json_of_assess_has_a_decision_only_where_it_is_asked_for(run, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    plain = json.loads(run("assess", TORN, "--json", home=real_home).out)
    weighed = json.loads(run("assess", TORN, "--weight", "target=3", "--json", home=real_home).out)
    asked = json.loads(run("assess", TORN, "--decision", "--json", home=real_home).out)
    assert "decision" not in plain
    assert list(weighed["decision"]) == DECISION
    assert {key: value for key, value in weighed.items() if key != "decision"} == plain
    assert {key: value for key, value in asked.items() if key != "decision"} == plain
    assert weighed["decision"]["weights"]["target"] == 3
    assert sum(weighed["decision"]["firmness"]["shares"].values()) == pytest.approx(1, abs=1e-5)
    assert "With your weights" in run("assess", TORN, "--weight", "target=3", home=real_home).out


def test_importance_is_heard_in_words_and_corrected_by_hand(
    run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_FRAMEWORK", str(root / "examples" / "commute"))
    home = tmp_path / "home"
    words = "I live four kilometres from the office. The weather doesn't matter to me."
    said = run("decide", words, home=home)
    assert "What you say matters to you is heard as: weather 0;" in said.out
    assert json.loads(run("decide", words, "--json", home=home).out)["decision"]["weights"]["weather"] == 0
    corrected = run("decide", words, "--weight", "weather=2", "--json", home=home)
    assert json.loads(corrected.out)["decision"]["weights"]["weather"] == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--weight", "target=9"], "found the weight target=9; expected a whole number from 0 to 3"),
        (["--weight", "salary=1"], "found no question 'salary' to weigh"),
        (["--deadline", "soon"], "found the day 'soon'; expected YYYY-MM-DD"),
        (["--deadline", "2025-12-31", "--today", "2026-01-01"], "found the deadline 2025-12-31; expected a day after"),
        (["--ics", "plan.ics"], "found --ics without --deadline"),
        (["--ready", "sure=perhaps"], "found the answer 'sure=perhaps'; expected ID=yes or ID=no"),
        (["--ready", "happy=yes"], "found no readiness question 'happy'"),
        (["--concern", "visa"], "found the concern 'visa'"),
        (["--since", "nowhere.json"], "found nowhere.json unreadable"),
        (["--set", "energy=XX"], "found energy=XX; expected one of RE, RS, mixed, unknown"),
    ],
)
def test_wrong_usage_is_one_line(run, real_home: Path, arguments: list[str], message: str) -> None:  # type: ignore[no-untyped-def]
    said = run("decide", TORN, *arguments, home=real_home)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert message in said.err


def test_what_is_no_framework(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("ADVISOR_FRAMEWORK", str(tmp_path))
    said = run("sources")
    assert (said.code, said.out) == (2, "")
    assert f"found no framework.toml in {tmp_path}; expected a framework; to mend it: advisor framework new" in said.err


def test_another_decision_without_a_line_of_code(
    run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("ADVISOR_FRAMEWORK", str(root / "examples" / "commute"))
    home = tmp_path / "home"
    answer = json.loads(run("ask", "what does a tram pass cost?", "--json", home=home).out)
    assert "58 crowns" in answer["quotes"][0]["text"]
    refused = json.loads(run("ask", "do i need a helmet?", "--json", home=home).out)
    assert refused["status"] == "abstained"
    profile = "I live four kilometres from the office. I don't mind rain at all. I work night shifts twice a week."
    said = json.loads(run("decide", profile, "--json", home=home).out)
    leanings = {id: finding["leaning"] for id, finding in said["questions"].items()}
    assert leanings == {"distance": "bike", "weather": "bike", "load": None, "hours": "car"}
    assert (said["track"], said["lead"]) == ("bike", 1)
    assert list(said["decision"]["firmness"]["shares"]) == ["bike", "tram", "car", "undecided"]
    talk = {"id": "d", "turns": ["hello", "thanks", "help", "about Ben", "who won the world cup?", "what should I take?"]}
    replies = json.loads(run("chat", "--batch", "-", home=home, stdin=json.dumps(talk).encode()).out)["replies"]
    assert not any(word in reply["text"] for reply in replies for word in ("Research", "PhD", "role", "CUDA", "interview"))
    lines = run("decide", profile, home=home).out.splitlines()
    assert len(lines) <= 40
    assert not any("Research" in line for line in lines)
