"""The sum over files: by hand, and different where a name, a byte or the place of an end differs."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from advisor.checksum import file_sha256, files_sha256


def written(folder: Path, **texts: str) -> list[Path]:
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def test_a_sum_is_over_names_and_bytes(tmp_path: Path) -> None:
    files = written(tmp_path / "one", a="gull", b="")
    assert file_sha256(files[0]) == hashlib.sha256(b"gull").hexdigest()
    assert files_sha256(files) == hashlib.sha256(b"a\0gull\0b\0\0").hexdigest()
    assert files_sha256(written(tmp_path / "elsewhere", a="gull", b="")) == files_sha256(files)


@pytest.mark.parametrize(
    "other", [{"a": "gulls", "b": ""}, {"a": "gull", "c": ""}, {"b": "", "a": "gull"}, {"ag": "ull", "b": ""}]
)
def test_another_name_byte_or_order_is_another_sum(tmp_path: Path, other: dict[str, str]) -> None:
    assert files_sha256(written(tmp_path / "one", a="gull", b="")) != files_sha256(written(tmp_path / "other", **other))
