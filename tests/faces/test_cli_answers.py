"""The command line's contract with the real encoder: ask, assess, batches, add and remove, index and doctor."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from advisor.search.adapter import Adapter
from advisor.search.onnx_encoder import recipe
from advisor.settings import Settings

pytestmark = pytest.mark.model

PREPARATION = "How long does it take to prepare for research engineer interviews?"
ASK_KEYS = ["id", "status", "reason", "confidence", "certainty", "read_as", "quotes", "nearest"]
QUOTE_KEYS = ["text", "source", "section_number", "section_title", "start", "end", "score"]
ASSESS_KEYS = [
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
PROFILE = "I love debugging distributed systems. I have a Master's degree and six years of production ML experience."
NOTES = "# Herring\nHerring swim in dense shoals near the old pier.\n\n# Gulls\nGulls steal chips.\n"


def lines(*rows: object) -> bytes:
    return "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows).encode()


def test_an_answer_as_json(run, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("ask", PREPARATION, "--json", home=real_home)
    answer = json.loads(said.out)
    assert (said.code, said.err.strip(), said.out.count("\n")) == (0, "", 1)
    assert list(answer) == ASK_KEYS
    assert (answer["status"], answer["reason"], answer["nearest"]) == ("answered", None, [])
    assert 0 <= answer["confidence"] <= 1
    text = (real_home / "corpus" / "guide" / "text.txt").read_text(encoding="utf-8")
    for quote in answer["quotes"]:
        assert list(quote) == QUOTE_KEYS
        assert text[quote["start"] : quote["end"]] == quote["text"]
        assert (quote["source"], quote["section_title"]) == ("guide", quote["section_title"])
    assert "6-10 weeks" in answer["quotes"][0]["text"]
    scores = [quote["score"] for quote in answer["quotes"]]
    assert scores == sorted(scores, reverse=True)


def test_what_needs_no_notice_writes_nothing_to_stderr(run, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("ask", "hi there!", "--json", home=real_home).err == ""
    assert run("ask", "x" * 4_001, home=real_home).err.count("\n") == 1


@pytest.mark.parametrize(
    ("question", "status", "reason"),
    [
        ("What is the capital of Norway?", "abstained", "off_topic"),
        ("How large is the signing bonus at Anthropic?", "abstained", "not_covered"),
        ("Which one is right for me, RE or RS?", "abstained", "wants_verdict"),
        ("?", "abstained", "too_vague"),
        ("hi there!", "smalltalk", None),
    ],
)
def test_what_is_no_answer_is_done_all_the_same(
    run, real_home: Path, question: str, status: str, reason: str | None
) -> None:  # type: ignore[no-untyped-def]
    said = run("ask", question, "--json", home=real_home)
    answer = json.loads(said.out)
    assert (said.code, answer["status"], answer["reason"], answer["quotes"]) == (0, status, reason, [])
    assert (status == "abstained" and reason == "not_covered") <= bool(answer["nearest"])


def test_the_same_input_gives_the_same_bytes_but_for_timings(run, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    first, second = (run("ask", PREPARATION, "--json", home=real_home).out for _ in range(2))
    assert first == second
    timed = json.loads(run("ask", PREPARATION, "--json", "--timings", home=real_home).out)
    assert timed.pop("timings_ms")
    assert timed == json.loads(first)


def test_earlier_questions_are_followed_oldest_first(run, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    said = run(
        "ask", "and at OpenAI?", "--after", "What do RSs earn?", "--after", "and at DeepMind?", "--json", home=real_home
    )
    assert json.loads(said.out)["read_as"] == "what do research scientists earn at openai"


def test_a_question_from_standard_input(run, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    typed = run("ask", PREPARATION, "--json", home=real_home).out
    assert run("ask", "-", "--json", home=real_home, stdin=PREPARATION.encode()).out == typed


def test_an_answer_for_people_has_quotes_places_and_the_source(run, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("ask", PREPARATION, home=real_home)
    text = " ".join(said.out.split())
    assert said.code == 0
    assert "6-10 weeks" in text
    assert "[1] Guide, §6 Interviews" in text
    assert "Quoted from our guide; add the original article to quote its own words: advisor add FILE" in text


def test_a_batch_of_questions_is_answered_line_by_line(run, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    stdin = lines(
        {"id": "q1", "question": PREPARATION},
        {"id": "q2"},
        "{no json",
        [1, 2],
        {"id": "q3", "question": "and at OpenAI?", "after": ["What do RSs earn?"]},
        {"id": "q4", "question": "x", "after": "not a list"},
        {"id": "q5", "question": "x" * 4_001},
        {"id": 6, "question": "hi there!"},
    )
    said = run("ask", "--batch", "-", "--json", home=real_home, stdin=stdin)
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert said.code == 1
    assert [row["id"] for row in rows] == ["q1", "q2", None, None, "q3", "q4", "q5", 6]
    assert ["error" in row for row in rows] == [False, True, True, True, False, True, True, False]
    assert all(list(row) == ["id", "error"] and "\n" not in row["error"] for row in rows if "error" in row)
    assert rows[0] == {**json.loads(run("ask", PREPARATION, "--json", home=real_home).out), "id": "q1"}
    assert rows[4]["read_as"] == "what do research scientists earn at openai"


def test_a_batch_without_a_bad_line_is_done(run, real_home: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "q.jsonl").write_bytes(lines({"id": "a", "question": "hi there!"}, {"question": "?"}))
    said = run("ask", "--batch", str(tmp_path / "q.jsonl"), "--json", home=real_home)
    assert (said.code, len(said.out.splitlines()), said.err.strip()) == (0, 2, "")


GOOD = json.dumps({"id": "good", "question": "hi there!"}).encode() + b"\n"


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(b'{"id": "b", "question": "\xff"}\n', id="a byte that is no UTF-8"),
        pytest.param(b"[" * 100_000 + b"\n", id="lists in lists in lists"),
        pytest.param(b'{"id": "\\ud800", "question": "x"}\n', id="half a character in the id"),
    ],
)
def test_no_line_ends_a_batch(run, real_home: Path, bad: bytes, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "q.jsonl").write_bytes(GOOD + bad + GOOD)
    said = run("ask", "--batch", str(tmp_path / "q.jsonl"), "--json", home=real_home)
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert [row["id"] for row in rows[::2]] == ["good", "good"]
    assert "error" in rows[1] or rows[1]["status"]


def test_a_verdict_as_json(run, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("assess", PROFILE, "In five years I want to be a CTO.", "--json", home=real_home)
    verdict = json.loads(said.out)
    assert (said.code, said.err.strip(), list(verdict)) == (0, "", ASSESS_KEYS)
    assert list(verdict["questions"]) == ["energy", "ambiguity", "credential", "evaluation", "target"]
    leanings = {name: question["leaning"] for name, question in verdict["questions"].items()}
    assert (leanings["energy"], leanings["credential"], leanings["target"]) == ("RE", "RE", "RE")
    assert (verdict["track"], verdict["lead"]) == ("RE", -3)
    turns = [PROFILE, "In five years I want to be a CTO."]
    for question in verdict["questions"].values():
        for item in question["evidence"]:
            assert turns[item["turn"]][item["start"] : item["end"]] == item["text"]
    assert said.out == run("assess", *turns, "--json", home=real_home).out


def test_a_leaning_set_by_hand(run, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("assess", PROFILE, "--set", "energy=RS", "--set", "target=unknown", "--json", home=real_home)
    verdict = json.loads(said.out)
    assert verdict["questions"]["energy"]["leaning"] == "RS"
    assert verdict["questions"]["target"]["leaning"] is None
    assert (verdict["ask_next"] or {}).get("question") != "target"


def test_what_says_nothing_of_the_user_is_no_profile(run, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    verdict = json.loads(run("assess", "The weather is fine.", "--json", home=real_home).out)
    assert (verdict["is_profile"], verdict["track"], verdict["lead"]) == (False, "undecided", 0)


def test_a_verdict_for_people(run, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("assess", PROFILE, home=real_home)
    assert said.code == 0
    assert "Energy RE" in said.out
    assert "You: “" not in said.out
    assert len(said.out.splitlines()) <= 25
    assert "You: “" in run("assess", PROFILE, "--full", home=real_home).out


def test_a_batch_of_profiles(run, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    said = run(
        "assess",
        "--batch",
        "-",
        "--json",
        home=real_home,
        stdin=lines({"id": "p1", "text": [PROFILE]}, {"id": "p2", "text": PROFILE}),
    )
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert said.code == 1
    assert (rows[0]["id"], list(rows[0]), list(rows[1])) == ("p1", ASSESS_KEYS, ["id", "error"])


@pytest.mark.parametrize(
    "line", ['{"id": "p"}', '{"id": "p", "text": 0}', '{"id": "p", "text": null}', '{"id": "p", "text": ""}']
)
def test_a_profile_without_its_text_is_a_bad_line(run, real_home: Path, line: str) -> None:  # type: ignore[no-untyped-def]
    said = run("assess", "--batch", "-", "--json", home=real_home, stdin=lines(line))
    assert said.code == 1
    assert list(json.loads(said.out)) == ["id", "error"]


def test_a_description_too_long_is_refused(run, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("assess", "x" * 10_001, home=real_home)
    assert (said.code, said.out) == (2, "")
    assert said.err.lstrip() == "advisor: the profile has 10,001 characters; expected at most 10,000\n"


def test_an_article_comes_is_quoted_and_goes(run, own_home: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "notes.md").write_text(NOTES)
    before = {p.relative_to(own_home).as_posix(): p.read_bytes() for p in (own_home / "index").rglob("*") if p.is_file()}
    said = run("add", str(tmp_path / "notes.md"), "--json", home=own_home)
    assert said.code == 0
    assert json.loads(said.out)["kept"]
    listed = json.loads(run("sources", "--json", home=own_home).out)["sources"]
    assert [(row["id"], row["quoted"]) for row in listed] == [("guide", True), ("notes", True)]
    answer = json.loads(
        run("ask", "Where do herring swim in dense shoals?", "--source", "notes", "--json", home=own_home).out
    )
    assert answer["status"] == "answered"
    assert answer["quotes"][0]["text"] == "Herring swim in dense shoals near the old pier."
    again = run("add", str(tmp_path / "notes.md"), home=own_home)
    assert again.code == 0
    assert "in the library already, as notes" in again.out
    removed = run("remove", "notes", home=own_home)
    assert (removed.code, removed.out) == (0, "Removed notes.\n")
    assert before == {
        p.relative_to(own_home).as_posix(): p.read_bytes() for p in (own_home / "index").rglob("*") if p.is_file()
    }


def test_a_text_that_is_known_is_named_as_it_is_called(run, own_home: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "notes.md").write_text(NOTES)
    run("add", str(tmp_path / "notes.md"), home=own_home)
    said = json.loads(run("add", str(tmp_path / "notes.md"), "--id", "other", "--json", home=own_home).out)
    assert (said["id"], said["known"]) == ("notes", True)


def test_the_original_takes_the_guides_place_until_it_is_removed(run, own_home: Path, original_bytes: bytes) -> None:  # type: ignore[no-untyped-def]
    said = run("add", "-", home=own_home, stdin=original_bytes)
    assert said.code == 0
    assert "Added as teki-2026 and takes the guide's place." in said.out
    answer = json.loads(run("ask", PREPARATION, "--json", home=own_home).out)
    assert {quote["source"] for quote in answer["quotes"]} == {"teki-2026"}
    assert all(original_bytes.decode()[q["start"] : q["end"]] == q["text"] for q in answer["quotes"])
    of_guide = json.loads(run("ask", PREPARATION, "--source", "guide", "--json", home=own_home).out)
    assert {quote["source"] for quote in of_guide["quotes"]} == {"guide"}
    assert "Quoted from" in run("ask", PREPARATION, home=own_home).out
    assert run("remove", "teki-2026", home=own_home).out == "Removed teki-2026; the guide is quoted again.\n"
    back = json.loads(run("ask", PREPARATION, "--json", home=own_home).out)
    assert {quote["source"] for quote in back["quotes"]} == {"guide"}


def test_a_stale_index_is_built_once_with_a_notice_on_stderr(run, own_home: Path) -> None:  # type: ignore[no-untyped-def]
    """Stale by one source more, put there by other means than `add`: the bank's part is used again, so it takes no time."""
    folder = own_home / "corpus" / "notes"
    folder.mkdir()
    (folder / "text.txt").write_text(NOTES)
    digest = hashlib.sha256(NOTES.encode()).hexdigest()
    (folder / "source.toml").write_text(f'id = "notes"\ntitle = "Notes"\nsha256 = "{digest}"\nreading = "markdown"\n')
    said = run("ask", "?", "--json", home=own_home)
    assert (said.code, json.loads(said.out)["status"]) == (0, "abstained")
    assert "building the index once" in said.err
    again = run("ask", "?", "--json", home=own_home)
    assert (again.out, again.err.strip()) == (said.out, "")


def test_index_uses_again_what_is_there(run, own_home: Path) -> None:  # type: ignore[no-untyped-def]
    before = {p: p.read_bytes() for p in (own_home / "index").rglob("*") if p.is_file()}
    said = run("index", home=own_home)
    assert (said.code, said.out) == (0, f"Indexed guide in {own_home / 'index'}.\n")
    assert {p: p.read_bytes() for p in (own_home / "index").rglob("*") if p.is_file()} == before


def test_a_damaged_index_is_an_error_that_names_the_way_out(run, own_home: Path) -> None:  # type: ignore[no-untyped-def]
    path = next((own_home / "index").glob("guide-*")) / "words.json"
    path.write_bytes(path.read_bytes()[:-1] + b"]")
    for command in (["ask", "hi"], ["assess", "hi"]):
        said = run(*command, home=own_home)
        assert (said.code, said.out) == (1, "")
        assert said.err.lstrip().startswith("advisor: found guide-")
        assert said.err.endswith("to mend it: advisor index --force\n")
        assert len(said.err.strip().splitlines()) == 1


def test_doctor_finds_everything_well(run, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("doctor", "--json", home=real_home)
    checks = {row["check"]: row for row in json.loads(said.out)["checks"]}
    bad = {name: row["says"] for name, row in checks.items() if not row["ok"]}
    assert bad == {}
    assert said.code == 0
    assert {"python", "torch", "model", "vocabulary", "home", "library", "index"} <= checks.keys()


def test_doctor_names_a_missing_index_and_a_damaged_source(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    home = tmp_path / "home"
    run("sources", home=home)
    folder = home / "corpus" / "notes"
    folder.mkdir()
    (folder / "source.toml").write_text('id = "notes"\ntitle = "Notes"\nsha256 = "0"\nreading = "text"\n')
    (folder / "text.txt").write_text("One sentence.")
    said = run("doctor", home=home)
    assert said.code == 1
    assert "to mend it: advisor index" in said.out
    assert "to mend it: advisor remove notes" in said.out


def test_doctor_names_a_damaged_part_that_is_not_quoted_from(run, own_home: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = next((own_home / "index").glob("statements-*")) / "statements.faiss"
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)
    said = run("doctor", home=own_home)
    assert said.code == 1
    assert "statements.faiss changed" in said.out


def test_doctor_names_an_exported_encoder_that_changed(  # type: ignore[no-untyped-def]
    run, real_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = recipe(Adapter.open())
    shutil.copytree(Settings().cache / "encoders" / name, tmp_path / "track-advisor" / "encoders" / name)
    weights = tmp_path / "track-advisor" / "encoders" / name / "weights.bin"
    raw = bytearray(weights.read_bytes())
    raw[len(raw) // 2] ^= 1
    weights.write_bytes(raw)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    said = run("doctor", home=real_home)
    assert said.code == 1
    assert "weights.bin" in said.out


def test_a_chat_on_a_terminal(run, real_home: Path) -> None:  # type: ignore[no-untyped-def]
    typed = f"{PREPARATION}\n{PROFILE}\nwhy?\n\n".encode()
    said = run("chat", home=real_home, stdin=typed)
    text = " ".join(said.out.split())
    assert said.code == 0
    assert "6-10 weeks" in text
    assert "Energy RE" in text
    assert run("chat", home=real_home).code == 0  # Ctrl-D at once
