"""Odd surroundings: each is worked in, or named in one line with what mends it; a traceback never."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.faces.cli import session
from advisor.search.adapter import FOLDER, HEADS, MATRICES, Adapter
from advisor.settings import Settings

pytestmark = pytest.mark.model
PROGRAM = "from advisor_program import main; main()"
TWICE = """
import sys
from advisor_program import main
given = sys.argv
for more in ([], ["--json"]):
    sys.argv = [*given, *more]
    try:
        main()
    except SystemExit as stop:
        if stop.code:
            raise
"""
QUESTION = "What does an RE earn at OpenAI?"
Start = Callable[..., subprocess.CompletedProcess[str]]


def environment(without: tuple[str, ...] = (), **more: str) -> dict[str, str]:
    return {name: value for name, value in {**os.environ, **more}.items() if name not in without}


def start(
    home: Path, *arguments: str, program: str = PROGRAM, options: tuple[str, ...] = (), without: tuple[str, ...] = (),
    mask: int = -1, **more: str,
) -> subprocess.CompletedProcess[str]:  # fmt: skip
    """The program in a process of its own: its code, its output and what it says of errors."""
    command = [sys.executable, *options, "-c", program, "--home", str(home), *arguments]
    done = subprocess.run(command, env=environment(without, **more), capture_output=True, timeout=240, umask=mask)
    out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    assert "Traceback" not in err, err
    assert "fault of its own" not in err, err
    return subprocess.CompletedProcess(command, done.returncode, out, err)


@pytest.mark.parametrize("name", ["a b", "дом 家 é", "a\nb", "a'\"$(x)&;*", "%41 #x"])
def test_a_home_on_any_path(real_home: Path, tmp_path: Path, name: str) -> None:
    home = Path(shutil.copytree(real_home, tmp_path / name / "home"))
    assert "$249K" in start(home, "ask", QUESTION).stdout
    gone = start(home, "show", "nothing")
    assert (gone.returncode, gone.stderr.count("\n")) == (2, 1)


WORKS: dict[str, dict[str, Any]] = {
    "no HOME": {"without": ("HOME",), "XDG_CACHE_HOME": "CACHE"},
    "a HOME that is not there": {"HOME": "/nonexistent", "XDG_CACHE_HOME": "CACHE"},
    "a TMPDIR that is not there": {"TMPDIR": "/nonexistent"},
    "the locale C": {"LC_ALL": "C"},
    "the locale POSIX without UTF-8": {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "output in ASCII": {"PYTHONIOENCODING": "ascii"},
    "output in Latin-1": {"PYTHONIOENCODING": "latin-1"},
    "10 columns": {"COLUMNS": "10"},
    "no columns": {"COLUMNS": "0"},
    "a dumb terminal": {"TERM": "dumb"},
    "python -O": {"options": ("-OO",)},
    "umask 077": {"mask": 0o077},
}


@pytest.mark.parametrize("name", WORKS)
def test_it_works(real_home: Path, name: str) -> None:
    cache = str(Settings().cache.parent)
    given = {key: cache if value == "CACHE" else value for key, value in WORKS[name].items()}
    said = start(real_home, "ask", QUESTION, program=TWICE, **given)
    assert said.returncode == 0, said.stderr
    *lines, last = said.stdout.splitlines()
    assert "$249K" in "\n".join(lines)
    assert "$249K" in json.loads(last)["quotes"][0]["text"]


def test_an_export_is_utf8_whatever_the_terminal(real_home: Path, tmp_path: Path) -> None:
    kept = tmp_path / "talk.json"
    kept.write_text('{"kind": "track-advisor conversation", "version": 1, "acts": [{"say": "What does an RE earn?"}]}')
    (tmp_path / "talk.md").write_text(start(real_home, "export", str(kept), PYTHONIOENCODING="ascii").stdout, "utf-8")
    assert "quotes stand" in start(real_home, "verify", str(tmp_path / "talk.md")).stdout


def test_a_clock_set_back(own_home: Path) -> None:
    ahead = time.time() + 10 * 365 * 86_400
    for path in [own_home, *own_home.rglob("*")]:
        os.utime(path, (ahead, ahead))
    assert "$249K" in start(own_home, "ask", QUESTION).stdout


@pytest.mark.parametrize(
    ("where", "code", "says"),
    [("| head -c 1", 0, ""), (">&-", 0, ""), (">/dev/full", 1, "No space left"), ("| true", 1, "")],
)
def test_an_output_that_takes_no_more(real_home: Path, where: str, code: int, says: str) -> None:
    ask = f'"$0" -c "{PROGRAM}" --home "$1" show guide --section 3 {where}; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", ask, sys.executable, str(real_home)], capture_output=True, text=True, timeout=120)
    assert done.returncode in {code, 0 if where.startswith("|") else code, 1 if where.startswith("|") else code}
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert done.stderr.count("\n") <= 1
    assert says in done.stderr


NAMED: dict[str, tuple[dict[str, Any], str, tuple[str, ...]]] = {
    "a cache that is no folder": (
        {"XDG_CACHE_HOME": "/dev/null/x"}, "cannot use the cache /dev/null/x", ("ask", QUESTION),
    ),
    "a temporary folder of Gradio's that is none": (
        {"GRADIO_TEMP_DIR": "/dev/null/x"}, "cannot write to /dev/null/x (Not a directory)", ("serve", "--port", "0"),
    ),
    "a home that is no folder": ({"ADVISOR_HOME": "/dev/null"}, "cannot write to /dev/null", ("sources",)),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_it_is_named_in_one_line(real_home: Path, name: str) -> None:
    given, says, command = NAMED[name]
    home = Path(given.get("ADVISOR_HOME", real_home))
    said = start(home, *command, **given)
    assert (said.returncode, said.stderr.count("\n")) == (1, 1), said.stderr
    assert says in said.stderr
    assert "to mend it: " in said.stderr


@pytest.mark.parametrize(
    ("check", "given", "says"),
    [
        ("cache", {"XDG_CACHE_HOME": "/dev/null/x"}, "to mend it: XDG_CACHE_HOME=DIR"),
        ("temporary", {"GRADIO_TEMP_DIR": "/dev/null/x"}, "to mend it: GRADIO_TEMP_DIR=DIR"),
        ("output", {"PYTHONIOENCODING": "ascii"}, "to mend it: PYTHONUTF8=1, or LC_ALL=C.UTF-8"),
    ],
)
def test_doctor_names_it(real_home: Path, check: str, given: dict[str, str], says: str) -> None:
    said = start(real_home, "doctor", "--json", **given)
    rows = {row["check"]: row for row in json.loads(said.stdout)["checks"]}
    assert (said.returncode, rows[check]["ok"]) == (1, False)
    assert says in rows[check]["says"]


@pytest.mark.parametrize(("name", "code"), [(MATRICES, 0), (HEADS, 1)])  # of the matrices the graph is there already
def test_doctor_names_a_damaged_adapter(
    run: Any, own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int
) -> None:
    folder = Path(shutil.copytree(Adapter.open().folder, tmp_path / "adapter"))
    with (folder / name).open("r+b") as file:
        file.seek(20_000)
        file.write(b"\0\0\0\0\1")
    spoiled, opened = {FOLDER: Adapter.open(folder)}, Adapter.open
    monkeypatch.setattr(Adapter, "open", classmethod(lambda cls, folder=FOLDER: spoiled.get(folder) or opened(folder)))
    rows = {row["check"]: row for row in json.loads(run("doctor", "--json", home=own_home).out)["checks"]}
    assert "to mend it: git checkout -- src/advisor/search/data/adapter" in rows["adapter"]["says"]
    said = run("ask", QUESTION, home=own_home)
    assert (said.code, said.err.count("\n")) == (code, code)


def test_a_half_written_encoder_is_named_or_written_anew(
    run: Any, real_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    shutil.copytree(Settings().cache / "encoders", cache / "encoders", ignore=_but_ours)
    [folder] = (cache / "encoders").iterdir()
    monkeypatch.setattr(session, "settings", lambda: Settings(home=real_home, cache=cache))
    with (folder / "weights.bin").open("r+b") as file:
        file.truncate(1_000_000)
    said = run("ask", QUESTION, home=real_home)
    assert f"to mend it: delete {folder}, then advisor index" in said.err
    assert (said.code, said.err.count("\n")) == (1, 1)
    rows = {row["check"]: row for row in json.loads(run("doctor", "--json", home=real_home).out)["checks"]}
    assert f"delete {folder}" in rows["export"]["says"]
    (folder / "model.sha256").unlink()  # as a kill leaves it: the list is written last
    assert run("ask", QUESTION, home=real_home).code == 0


def _but_ours(folder: str, names: list[str]) -> list[str]:
    ours = Adapter.open().sha256[:12]
    return [name for name in names if name.startswith((".", "minilm-")) and not name.endswith(ours)]


def test_five_first_starts_at_once(real_home: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, "--home", str(real_home), "ask", QUESTION]
    given: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    given["env"] = environment(XDG_CACHE_HOME=str(tmp_path))
    started = [subprocess.Popen(command, **given) for _ in range(5)]
    for each in started:
        out, err = each.communicate(timeout=400)
        assert (each.returncode, b"$249K" in out) == (0, True), err
    left = sorted(path.name for path in (tmp_path / "track-advisor" / "encoders").iterdir())
    assert len(left) == 1, left


@pytest.mark.parametrize("after", [0.15, 0.4, 0.8])
def test_ctrl_c_while_it_is_imported(real_home: Path, after: float) -> None:
    command = [sys.executable, "-c", f"print('up', flush=True); {PROGRAM}", "--home", str(real_home), "ask", QUESTION]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        try:
            _, err = process.communicate(timeout=60)
        finally:
            process.kill()  # what hangs fails here, and not after hours
    # subtle: while the interpreter closes, Python leaves the signal to the system, and a shell calls that 130 too
    assert process.returncode in (130, -signal.SIGINT, 0)
    assert err == b""


@pytest.mark.parametrize(
    ("body", "amid", "code", "said"),
    [("while True: asleep()", True, 130, b"up\n"), ("asleep()", False, 0, b"up\nheard\n")],
    ids=["import", "elsewhere"],
)
def test_ctrl_c_amid_an_import_is_never_lost(tmp_path: Path, body: str, amid: bool, code: int, said: bytes) -> None:
    asleep = "import time\ndef asleep():\n try: print('up', flush=True); time.sleep(30)\n"
    asleep += " except KeyboardInterrupt: print('heard')\n"
    (tmp_path / "stubborn.py").write_text(f"{asleep}{body}\n" if amid else asleep)
    program = "import signal, advisor_program as a; signal.signal(signal.SIGINT, a.interrupted); from stubborn import *"
    command = [sys.executable, "-c", program if amid else f"{program}; {body}"]
    env = environment(PYTHONPATH=str(tmp_path))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        try:
            out, err = process.communicate(timeout=20)
        finally:
            process.kill()
    assert (process.returncode, first + out, err) == (code, said, b"")
