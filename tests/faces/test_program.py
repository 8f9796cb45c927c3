"""The installed program as a process of its own: few of these, since each takes a second."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("advisor")


def process(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME", "PYTHONPATH") if name in os.environ}
    return subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, env=kept | environment, timeout=100)


def test_errors_are_one_line_and_an_exit_code(tmp_path: Path) -> None:
    said = process("show", "nobody", ADVISOR_HOME=str(tmp_path))
    assert (said.returncode, said.stdout) == (2, b"")
    assert said.stderr == b"advisor: found no source 'nobody'; expected one of guide; to mend it: advisor sources\n"


def test_python_m_advisor_is_the_program(tmp_path: Path) -> None:
    command, home = [sys.executable, "-m", "advisor", "chat", "--json"], {**os.environ, "ADVISOR_HOME": str(tmp_path)}
    said = subprocess.run(command, capture_output=True, text=True, timeout=100, env=home)
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.startswith("advisor: ")
    assert "expected --batch FILE" in said.stderr
    assert len(said.stderr.splitlines()) == 1


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    text = "# Gulls\nNée 🎉 “so”.\n".encode()
    said = process(
        "add", "-", "--dry-run", "--json", "--title", "Mö", stdin=text, ADVISOR_HOME=str(tmp_path), LC_ALL="C.UTF-8"
    )
    assert said.returncode == 0
    assert json.loads(said.stdout.decode("utf-8"))["title"] == "Mö"


def test_a_reader_that_goes_away_leaves_no_traceback(tmp_path: Path) -> None:
    command = f"'{PROGRAM}' --home '{tmp_path}' show guide --json | true"
    said = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60)
    assert b"Traceback" not in said.stderr


@pytest.mark.model
def test_ask_imports_nothing_heavy(real_home: Path) -> None:
    code = (
        "import json, sys\nfrom advisor.faces.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    question = "How long does it take to prepare for research engineer interviews?"
    said = subprocess.run(
        [sys.executable, "-c", code, "--home", str(real_home), "ask", question, "--json"],
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert json.loads(said.stdout)["status"] == "answered"
    loaded = {name.split(".")[0] for name in json.loads(said.stderr)}
    heavy = {
        "torch",
        "transformers",
        "sentence_transformers",
        "gradio",
        "fastapi",
        "sklearn",
        "scipy",
        "pandas",
        "onnx",
        "safetensors",
        "huggingface_hub",
        "requests",
        "httpx",
        "tiktoken",
        "bm25s",
        "trafilatura",
        "pypdfium2",
        "docx",
        "lxml",
    }
    assert loaded & heavy == set()


@pytest.mark.model
def test_two_processes_give_the_same_bytes(real_home: Path) -> None:
    question = "How long does the switch from RE to RS take?"
    said = [process("ask", question, "--json", ADVISOR_HOME=str(real_home), PYTHONHASHSEED=seed) for seed in ("1", "2")]
    assert said[0].stdout == said[1].stdout
    assert [s.returncode for s in said] == [0, 0]
    profile = ["I have a PhD and I love reading papers.", "In five years I want to found a lab."]
    said = [process("assess", *profile, "--json", ADVISOR_HOME=str(real_home), PYTHONHASHSEED=seed) for seed in ("1", "2")]
    assert said[0].stdout == said[1].stdout
    assert json.loads(said[0].stdout)["is_profile"]
