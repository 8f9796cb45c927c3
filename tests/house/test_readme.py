"""The README's and the docs' commands print what they are said to print, and their Python runs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from advisor.conversation.transcript import Said, Transcript, to_json

pytestmark = pytest.mark.model
ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for language, text in _BLOCK.findall(page.read_text(encoding="utf-8")):
            if language == kind:
                yield page.name, text


def commands() -> list[tuple[str, str, list[str]]]:
    """Each command of a console block with the lines that it is shown to print, up to "…"."""
    found = []
    for name, text in blocks("console"):
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, *shown = part.rstrip().split("\n")
            if command.startswith("advisor "):
                found.append((name, command, [line for line in shown if line.strip() != "…"]))
    return found


SHOWN = commands()


def test_there_are_commands_to_try() -> None:
    assert len(SHOWN) >= 4


@pytest.mark.parametrize(("page", "command", "shown"), SHOWN, ids=[command for _, command, _ in SHOWN])
def test_a_command_prints_what_is_shown(
    run: Any, real_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, command: str, shown: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    talk = (Said("What does an RE earn at OpenAI?"), Said("I love debugging and I want clear goals."))
    (tmp_path / "talk.json").write_text(to_json(Transcript(talk)), encoding="utf-8")
    if " verify " in command:
        run("export", "talk.json", "--out", "talk.html", home=real_home)
    said = run(*shlex.split(command)[1:], home=real_home)
    assert said.code == 0, said.err
    rest = re.sub(r"\d+ quotes", "N quotes", " ".join(said.out.split()))
    for line in shown:
        assert re.sub(r"\d+ quotes", "N quotes", " ".join(line.split())) in rest, (page, said.out)


def test_every_command_named_in_the_readme_exists(run: Any) -> None:
    readme = PAGES[0].read_text(encoding="utf-8")
    table = " ".join(re.findall(r"^\| (`.*?) \|", readme, re.MULTILINE))
    named = set(re.findall(r"`([a-z]+)\b", table))
    listed = set(re.findall(r"^  ([a-z]+) ", run("--help").out.partition("Commands:")[2], re.MULTILINE))
    assert named == listed
    for name in sorted(listed):
        said = run(name, "--help")
        assert said.code == 0
        assert f"Example: advisor {name}" in " ".join(said.out.split())
        assert "list[" not in said.out
        assert "..." not in run("--help").out.partition("Commands:")[2]


def test_the_python_of_readme_and_docs_runs(
    real_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import doctest

    monkeypatch.setenv("ADVISOR_HOME", str(real_home))
    for name, text in blocks("python"):
        if ">>>" in text:
            test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
            assert doctest.DocTestRunner().run(test).failed == 0
        else:
            compile(text, name, "exec")  # what asks a page that is served is tried where one is
