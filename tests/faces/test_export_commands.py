"""`advisor chat FILE`, `advisor export` and `advisor verify` as one uses them: keep, take up again, print, check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.conversation.transcript import Said, SetByHand, Transcript, to_json

ACTS = (Said("What does an RE earn at OpenAI?"), Said("I have a PhD and love papers."), SetByHand("target", "RE"))


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.json"
    path.write_text(to_json(Transcript(ACTS)), encoding="utf-8")
    return path


@pytest.mark.model
@pytest.mark.parametrize("name", ["talk.html", "talk.md"])
def test_exported_verified_and_forged(run, real_home: Path, talk: Path, name: str) -> None:  # type: ignore[no-untyped-def]
    out = talk.with_name(name)
    assert run("export", str(talk), "--out", str(out), home=real_home).code == 0
    said = run("verify", str(out), home=real_home)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"{out}: all ")
    assert said.out.endswith("quotes stand, word for word, where they are said to\n")
    forged = out.with_name(f"forged-{name}")
    forged.write_text(out.read_text().replace("$249K to $530K", "$249K to $930K"), encoding="utf-8")
    said = run("verify", str(out), str(forged), home=real_home)
    assert said.code == 1
    assert "other words stand there" in said.out
    assert f"{out}: all" in said.out
    report = json.loads(run("verify", str(forged), "--json", home=real_home).out)
    assert report["stands"] is False
    assert len(report["files"][0]["problems"]) >= 1


@pytest.mark.model
def test_formats_and_standard_streams(run, real_home: Path, talk: Path) -> None:  # type: ignore[no-untyped-def]
    markdown = run("export", str(talk), home=real_home)
    assert markdown.out.startswith("# Track Advisor: a conversation\n")
    assert run("export", "-", "--format", "md", home=real_home, stdin=talk.read_bytes()).out == markdown.out
    kept = json.loads(run("export", str(talk), "--format", "json", home=real_home).out)
    assert kept["acts"] == json.loads(talk.read_text())["acts"]
    assert set(kept["sources"]) == {"guide"}


@pytest.mark.model
def test_a_chat_is_kept_and_taken_up(run, real_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "talk.json"
    says(monkeypatch, "What does an RE earn at Anthropic?")
    assert "Kept in" in run("chat", str(file), home=real_home).out
    says(monkeypatch, "and an RS?")
    said = run("chat", str(file), home=real_home)
    assert "From " in said.out
    assert "What does a Research Scientist earn at Anthropic?" in " ".join(said.out.split())
    acts = json.loads(file.read_text())["acts"]
    assert acts == [{"say": "What does an RE earn at Anthropic?"}, {"say": "and an RS?"}]
    says(monkeypatch, "forget me")
    run("chat", str(file), home=real_home)
    assert json.loads(file.read_text())["acts"] == []


def says(monkeypatch: pytest.MonkeyPatch, *messages: str) -> None:
    left = iter([*messages, ""])
    monkeypatch.setattr("rich.console.Console.input", lambda *_, **__: next(left))


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        pytest.param(("export", "{tmp}/none.json"), "cannot read {tmp}/none.json (No such file", id="no file"),
        pytest.param(("export", "{tmp}/bad.json"), "found no saved conversation", id="another file"),
        pytest.param(("export", "{tmp}/bad.json", "--out", "{tmp}/x.doc"), "a name that ends in .html", id="a format"),
        pytest.param(("verify", "{tmp}/none.html"), "cannot read {tmp}/none.html", id="nothing to verify"),
        pytest.param(("verify", "{tmp}/bytes"), "is no text in UTF-8", id="bytes"),
    ],
)
def test_bad_input_is_one_line(run, tmp_path: Path, arguments: tuple[str, ...], line: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "bad.json").write_text("[]")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    said = run(*(each.format(tmp=tmp_path) for each in arguments), home=tmp_path / "home")
    assert said.code == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert line.format(tmp=tmp_path) in said.err


def test_another_file_does_not_stand(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "notes.md").write_text("# My notes\n\n> “REs earn a castle.”\n")
    said = run("verify", str(tmp_path / "notes.md"), home=tmp_path / "home")
    assert said.code == 1
    assert "expected a file of advisor export, unaltered" in said.out


@pytest.mark.model
def test_what_cannot_be_written_leaves_nothing(run, real_home: Path, talk: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("export", str(talk), "--out", str(talk.parent / "no" / "talk.html"), home=real_home)
    assert said.code == 1
    assert "cannot write" in said.err
    assert [path.name for path in talk.parent.iterdir()] == ["talk.json"]
