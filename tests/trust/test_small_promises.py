"""Attacks on promises that few had tried: passwords, kept vectors, feedback, lists of people, the port's names, results.

Each is one clear line or harmless, soon, and leaves what was there.
"""

from __future__ import annotations

import csv
import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from test_loaders import MANY, exchanged, spoiled

from advisor.errors import AdvisorError, InputUnreadable
from advisor.faces.cli.report import _csv, _file_name
from advisor.faces.feedback import FeedbackFile
from advisor.faces.passwords import read_passwords, set_password
from advisor.faces.web.door import refusal
from advisor.faces.web.served_names import ServedNames
from advisor.framework.loading import load_framework
from advisor.framework.saved import read_saved
from advisor.search.kept_vectors import KeptVectors
from advisor.settings import Settings

ZERO = Path("/dev/zero")
devices = pytest.mark.skipif(not ZERO.is_char_device(), reason="found no device that never ends")
WORD = "correct horse"


# --- passwords ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        pytest.param("mara", b"\xff\xfe\x00", id="a file that is no text"),
        pytest.param("mara", b"= a page =\n\nof another kind\n", id="a file of another kind"),
        pytest.param("#mara", None, id="a name that reads as a remark"),
        pytest.param("ma\udcffra", None, id="half a character"),
        pytest.param("ma\u202era", None, id="a name that turns its line about"),
        pytest.param("ma\x1bra", None, id="a name that a terminal obeys"),
    ],
)
def test_a_password_that_would_not_let_in_is_refused(run: Any, tmp_path: Path, name: str, kept: bytes | None) -> None:
    file = tmp_path / "people"
    if kept is not None:
        file.write_bytes(kept)
    said = run("password", str(file), name, stdin=f"{WORD}\n".encode())
    assert (said.code, said.err.count("\n")) == (2, 1), said.err
    assert "fault of its own" not in said.err
    assert not {"\x1b", "\u202e"} & set(said.err)
    assert (file.read_bytes() if file.exists() else None) == kept
    assert list(tmp_path.iterdir()) == ([file] if kept is not None else [])


@devices
def test_a_device_is_no_file_of_passwords(run: Any, tmp_path: Path) -> None:
    (tmp_path / "people").symlink_to(ZERO)
    said = run("password", str(tmp_path / "people"), "mara", stdin=f"{WORD}\n".encode())
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert (tmp_path / "people").is_symlink()


def test_what_lay_in_wait_for_the_hash_gets_none(tmp_path: Path) -> None:
    """Another user's link or open file under the name that is written aside."""
    stolen, beside = tmp_path / "stolen", tmp_path / ".people.part"
    beside.symlink_to(stolen)
    set_password(tmp_path / "people", "mara", WORD)
    assert not stolen.exists()
    beside.unlink(missing_ok=True)
    beside.touch(mode=0o666)
    with beside.open() as lain:
        set_password(tmp_path / "people", "jo", WORD)
        assert lain.read() == ""
    assert (tmp_path / "people").stat().st_mode & 0o077 == 0
    assert all(read_passwords(tmp_path / "people").allows(name, WORD) for name in ("mara", "jo"))


# --- vectors in the cache -----------------------------------------------------------------------------------------


def _lone(path: Path) -> None:
    with path.open("wb") as file:
        np.save(file, np.zeros((3, 3), np.float32))


def _locked(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    for at in (6, raw.rindex(b"PK\x01\x02") + 8):  # the flag that a part is encrypted
        raw[at] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(raw))


def _endless(path: Path) -> None:
    head = io.BytesIO()
    np.lib.format.write_array_header_1_0(head, {"descr": "|u1", "fortran_order": False, "shape": (10**15, 16)})
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("keys.npy", head.getvalue())
        made.writestr("vectors.npy", head.getvalue())


def _objects(path: Path) -> None:
    np.savez(path, keys=np.array([{"a": 1}], dtype=object), vectors=np.zeros((1, 64), np.float32))


def _wide(path: Path) -> None:
    np.savez(path, keys=np.zeros((3, 16), np.int64), vectors=np.zeros((3, 64), np.float32))


def _nothing(path: Path) -> None:
    np.savez(path, keys=np.zeros((0, 16), np.uint8), vectors=np.full((0, 64), np.nan, np.float32))


def _no_numbers(path: Path) -> None:
    with np.load(path) as arrays:
        keys, vectors = arrays["keys"], arrays["vectors"]
    np.savez(path, keys=keys, vectors=np.full_like(vectors, np.nan))


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [_lone, _locked, _endless, _objects, _wide, _nothing, _no_numbers, _folder])
def test_kept_vectors_of_any_form_are_done_without(encoder: Any, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    texts = ["a ship", "a quay"]
    kept = KeptVectors(encoder, tmp_path)
    good = kept.encode(texts)
    kept.write()
    spoil(next((tmp_path / "vectors").glob("*.npz")))
    again = KeptVectors(encoder, tmp_path)
    np.testing.assert_array_equal(again.encode(texts), good)
    again.write()
    np.testing.assert_array_equal(KeptVectors(encoder, tmp_path).encode(texts), good)


# --- feedback -----------------------------------------------------------------------------------------------------


@devices
@pytest.mark.parametrize("option", [[], ["--json"], ["--export", "-"], ["--delete"]], ids=" ".join)
def test_feedback_that_never_ends_is_one_line(run: Any, tmp_path: Path, option: list[str]) -> None:
    (tmp_path / "feedback.jsonl").symlink_to(ZERO)
    said = run("feedback", *option, home=tmp_path)
    assert (said.code, said.err.count("\n")) == (2, 1), said.err
    assert "feedback.jsonl" in said.err


@pytest.mark.parametrize(
    "line",
    [
        b'{"question": "\\u001b[2J", "status": "answered", "quotes": [], "helpful": true}',
        b"[" * 100_000,
        b'{"question": "x", "status": "answered", "quotes": [], "helpful": true, "\\u202e": 1}',
        b'{"question": "x", "status": "\x1b", "quotes": [{"start": ' + b"9" * 5_000 + b"}], \xff",
        b"\x00" * 1_000,
    ],
    ids=["codes", "deep", "key", "number", "zeros"],
)
def test_a_line_of_feedback_of_any_form_moves_no_terminal(run: Any, tmp_path: Path, line: bytes) -> None:
    (tmp_path / "feedback.jsonl").write_bytes(line + b"\n")
    for option in ([], ["--json"], ["--export", "-"]):
        said = run("feedback", *option, home=tmp_path)
        assert said.code in (0, 1)
        assert not {"\x1b", "\u202e", "\0"} & set(said.out + said.err)
        assert "fault of its own" not in said.err


def test_feedback_under_a_lock_that_is_a_folder_is_one_line(run: Any, tmp_path: Path) -> None:
    (tmp_path / "feedback.jsonl").write_bytes(b"")
    (tmp_path / "feedback.lock").mkdir()
    said = run("feedback", "--delete", home=tmp_path)
    assert (said.code, said.err.count("\n")) == (1, 1), said.err
    assert FeedbackFile(Settings(home=tmp_path)).path.exists()


# --- lists of people ----------------------------------------------------------------------------------------------

NAMES = [
    "../../etc/passwd", "..", ".", "", "a/b", "a\\b", "con", "SUMMARY", "summary", "summary-2", "Mara", "MARA", "m" * 400,
    "é" * 400, "𝒎" * 400, "<b>", "-rf", "--help", "%2e%2e%2f", "a\u202eb", "~root", "$HOME", "C:mara", "İ", "i̇",
]  # fmt: skip


def test_every_person_has_a_page_of_their_own_inside_the_folder(tmp_path: Path) -> None:
    taken: set[str] = {"summary"}
    files = [f"{_file_name(name, taken)}.html" for name in NAMES]
    for file in files:
        (tmp_path / file).write_text(file)
        assert (tmp_path / file).resolve().parent == tmp_path
        assert not file.startswith(("-", ".", "~"))
    assert len({file.casefold() for file in files}) == len(NAMES) == len(list(tmp_path.iterdir()))


CELLS = ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1", "＋1", '"=1', "a\n=1", "=a;=b", "'=1", " =1"]


@pytest.mark.parametrize("cell", CELLS)
def test_no_cell_of_a_list_starts_a_formula(cell: str) -> None:
    text = _csv(("name",), [(cell,)])
    [[said]] = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert said.removeprefix("'") == cell.removeprefix("'")
    assert said[0] not in "=+-@\t\r＝＋－＠"
    assert text.splitlines()[1].startswith('"')  # so that no separator of another country cuts it


# --- names of the port --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "localhost:7860@evil.example", "evil.example#localhost", "evil.example?localhost", "evil.example/localhost", "127.1",
        "2130706433", "0x7f000001", "0177.0.0.1", "127.0.0.1.", "[::ffff:8.8.8.8]", "[::1%25eth0]", "localhost:7860:7860",
        "localhost\t", "local\x00host", "lоcalhost", "localhost.:evil", "localhost,evil.example", "xn--lcalhost-nrf", "[::]",
        "localhost..", "localhost:123456",
    ],
)  # fmt: skip
def test_no_spelling_of_another_name_is_served(host: str) -> None:
    raw = host.encode("utf-8")
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", raw)]}
    served = not refusal(scope, ServedNames("127.0.0.1"))
    assert served == (host == "127.0.0.1.")  # with the dot at its end it is the same name


@pytest.mark.parametrize(
    "more",
    [
        [("origin", "http://127.0.0.1:7860.evil.example")], [("origin", "http://127.0.0.1:7860@evil.example")],
        [("origin", "http://127.0.0.1:7860"), ("origin", "http://evil.example")], [("origin", "127.0.0.1:7860")],
        [("origin", "")], [("origin", "http://127.0.0.1:7860/")], [("origin", "http://127.0.0.1:7860, http://evil.example")],
        [("host", "127.0.0.1:7860")], [("x-forwarded-host", "127.0.0.1, evil.example")], [("x-forwarded-host", "")],
        [("sec-fetch-site", "same-origin"), ("origin", "http://evil.example")], [("sec-fetch-site", "cross-site")],
    ],
)  # fmt: skip
def test_no_spelling_of_another_origin_is_let_in(more: list[tuple[str, str]]) -> None:
    headers = [(name.encode(), value.encode()) for name, value in [("host", "127.0.0.1:7860"), *more]]
    scope = {"type": "http", "method": "POST", "path": "/gradio_api/queue/join", "headers": headers}
    assert refusal(scope, ServedNames("127.0.0.1")).startswith("found ")


# --- saved results ------------------------------------------------------------------------------------------------

RESULT: dict[str, Any] = {
    "advisor_result": 1, "date": "2026-11-28", "framework": "re-rs", "track": "RE", "lead": 2,
    "leanings": {"energy": "RE", "ambiguity": None, "credential": "RE", "evaluation": None, "target": "mixed"},
    "weights": dict.fromkeys(("energy", "ambiguity", "credential", "evaluation", "target"), 1),
    "words": {"energy": ["I love kernels."]},
}  # fmt: skip


def test_any_saved_result_is_read_or_refused_in_one_line() -> None:
    framework, drawn, good, said = load_framework(), random.Random(7), json.dumps(RESULT), list[str]()
    assert read_saved(framework, good, name="r.json").track == "RE"
    for number in range(MANY):
        text = spoiled(drawn, good) if number % 2 else json.dumps(exchanged(drawn, RESULT))
        try:
            read_saved(framework, text, name="r.json")
        except AdvisorError as error:
            said.append(str(error))
    assert len(said) > MANY / 2
    assert [line for line in said if len(line.splitlines()) != 1] == []
    for deep in ("[" * 100_000, '{"words":' * 100_000):
        with pytest.raises(InputUnreadable, match="unreadable"):
            read_saved(framework, deep, name="r.json")
