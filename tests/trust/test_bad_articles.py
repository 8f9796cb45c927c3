"""What cannot be a source is refused in one line, or limited, and the library stays as it was."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from advisor.article import importing
from advisor.article.formats.confined import Limits
from advisor.errors import InputTooLarge, InputUnreadable, SourceUnknown, UsageError

Within = Callable[[float], AbstractContextManager[None]]
SMALL = Limits(seconds=10, pages=50, unpacked_bytes=50_000_000)


def read(raw: bytes, name: str, limits: Limits = SMALL) -> importing.Import:
    return importing.read(raw, name, largest=20_000_000, limits=limits)


def one_line(error: Exception) -> bool:
    """What the terminal shows of it."""
    return len(str(error).splitlines()) == 1


@pytest.mark.parametrize(
    ("raw", "name", "match"),
    [
        (b"", "a.txt", "a.txt is empty"),
        (b" \n\t\n", "a.md", "a.md is empty"),
        (b"", "a.html", "a.html is empty"),
        (b"", "a.pdf", "malformed|empty"),
        (b"", "a.docx", "no DOCX package"),
        (b"\x7fELF\x02\x01\x00\x00", "a.txt", r"binary file \(a zero byte at 6\)"),
        (b"GIF89a\x01\x02 text", "a.txt", r"control character '\\x01' \(byte 6\)"),
        (b"The tug \x1b]0;owned\x07 sails.", "a.txt", r"control character '\\x1b' \(byte 8\)"),
        ("Кафе открыто с утра до вечера.".encode("koi8-r"), "a.txt", r"not UTF-8 \(byte 0\)"),
        ("茶店は朝から晩まで開いている。".encode("shift-jis"), "a.txt", r"not UTF-8 \(byte 0\)"),
        ("Café – “open” — до ночи, ".encode() + b"\xff and on.", "a.txt", r"not UTF-8 \(byte \d+\)"),
        ("The tug sails.".encode("utf-16")[:-1], "a.txt", r"not UTF-16 \(byte"),
        (b"<html><body></body></html>", "a.html", "holds no sentences|empty"),
        (b"<html><body><nav>Home</nav></body></html>", "a.html", "holds no sentences|empty"),
        (b"1 2 3\n4 5 6\n", "a.txt", "holds no sentences"),
        (b"--- --- ---", "a.md", "holds no sentences"),
        (b"%PDF-1.4 and nothing else", "a.pdf", "malformed"),
        (b"not a PDF at all", "a.pdf", "malformed"),
        (b"PK\x03\x04 not a package", "a.docx", "no DOCX package"),
        (b"text", "a.exe", r"a\.exe is a \.exe file"),
    ],
)  # fmt: skip
def test_it_is_refused_in_one_line(raw: bytes, name: str, match: str) -> None:
    with pytest.raises(InputUnreadable, match=match) as caught:
        read(raw, name)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2


def test_a_spoiled_pdf_is_refused_or_read_and_never_more(pdf: bytes) -> None:
    for cut in (100, len(pdf) // 2, len(pdf) - 30):
        try:
            assert read(pdf[:cut], "a.pdf").sections
        except InputUnreadable as error:
            lines = one_line(error)
            assert lines


def test_a_package_that_is_no_word_file_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("../../evil.txt", "out of its folder")
        package.writestr("word/document.xml", "<nothing/>")
    with pytest.raises(InputUnreadable, match="malformed DOCX"):
        read(out.getvalue(), "a.docx")


def test_entities_are_not_blown_up_nor_fetched(word_file: bytes, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret word")
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">{laughs}<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    for entity in ("&l9;", "&s;"):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(word_file)) as whole, zipfile.ZipFile(out, "w") as package:
            for name in whole.namelist():
                said = f"<w:body><w:p><w:r><w:t>It says {entity} here.</w:t></w:r></w:p></w:body>"
                body = f'{head}<w:document xmlns:w="{space}">{said}</w:document>'
                package.writestr(name, body if name == "word/document.xml" else whole.read(name))
        try:
            text = read(out.getvalue(), "a.docx").text
        except InputUnreadable:
            continue
        assert "secret word" not in text
        assert len(text) < 10_000


def test_bombs_are_limited(word_bomb: bytes, pdf_bomb: bytes, within: Within) -> None:
    assert len(word_bomb) < 2_000_000
    assert len(pdf_bomb) < 4_000_000
    with within(30):
        with pytest.raises(InputTooLarge, match="a DOCX that unpacks to"):
            read(word_bomb, "a.docx")
        with pytest.raises(UsageError):
            read(pdf_bomb, "a.pdf", Limits(seconds=10, memory_bytes=900_000_000))


def test_a_lying_package_hits_the_limit_of_memory(word_bomb: bytes) -> None:
    with pytest.raises(InputUnreadable) as caught:
        read(word_bomb, "a.docx", Limits(seconds=20, memory_bytes=900_000_000, unpacked_bytes=10**12))
    assert "\n" not in str(caught.value)


def test_what_takes_too_long_is_stopped(pdf: bytes, within: Within) -> None:
    with within(5), pytest.raises(InputUnreadable, match=r"takes more than 0 seconds to read|reader was stopped"):
        read(pdf, "a.pdf", Limits(seconds=0))


def test_pages_are_counted(make_pdf: Callable[..., bytes]) -> None:
    with pytest.raises(InputTooLarge, match="found 51 pages; expected at most 50"):
        read(make_pdf([[(10, "The tug sails.")]] * 51), "a.pdf")


@pytest.mark.parametrize("depth", [200, 5_000, 200_000])
def test_deep_pages_are_read_or_refused(depth: int, within: Within) -> None:
    with within(12):
        try:
            assert "The tug sails." in read(b"<div>" * depth + b"<p>The tug sails.</p>", "a.html").text
        except InputUnreadable as error:
            refused = str(error)
            assert "nested too deep" in refused or "cannot be read" in refused


def test_one_endless_sentence_is_refused(within: Within) -> None:
    refused = r"holds (?:a sentence of [\d,]+ characters|no sentences)"
    for text in ("word " * 200_000, "a" * 1_000_000, "b " + " " * 1_000_000 + "b" * 60_000):
        with within(20), pytest.raises((InputTooLarge, InputUnreadable), match=refused):
            read(text.encode(), "a.txt")


def test_more_than_the_limit_is_refused_unread() -> None:
    with pytest.raises(InputTooLarge, match=r"a\.txt has 20,000,001 bytes; expected at most 20,000,000"):
        read(b"a" * 20_000_001, "a.txt")


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.txt", "/etc/passwd", "..", "a/../../b.md", "C:\\x\\y.txt", "nul.txt", "\u202egpj.txt", "a\nb.txt",
     "—.txt", "x" * 5_000 + ".txt"],
)
def test_odd_names_become_plain_ones_inside_the_library(harbour, name: str) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    prepared = library.prepare(b"The tug sails at noon.", name if "." in name[-4:] and name != ".." else "-")
    id = library.add(prepared).description.id
    assert id.replace("-", "").isalnum()
    assert id.isascii()
    assert id not in ("nul", "con")
    assert sorted(p.name for p in harbour.settings.corpus.iterdir()) == sorted(["guide", id])
    assert library.article(id).text == "The tug sails at noon."
    assert all(ord(c) >= 32 and c != "\u202e" for c in library.article(id).title)


@pytest.mark.parametrize("id", ["../x", "/etc", "..", "guide/../x", "\x00"])
def test_no_id_leads_out_of_the_library(harbour, id: str) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    for act in (library.article, library.remove):
        with pytest.raises(SourceUnknown):
            act(id)


def test_links_devices_and_pipes(run, harbour, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    home, before = harbour.settings.home, harbour.library().descriptions()
    (tmp_path / "pipe").unlink(missing_ok=True)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "zero").symlink_to("/dev/zero")
    for name in ("pipe", "loop", "dangling", "zero", "."):
        said = run("add", str(tmp_path / name), home=home)
        assert said.code == 2
        assert len(said.err.strip().splitlines()) == 1
    assert harbour.library().descriptions() == before


def test_removing_a_linked_source_removes_the_link_alone(harbour, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    library.add(library.prepare(b"The tug sails.", "tug.txt"))
    folder, elsewhere = harbour.settings.corpus / "tug", tmp_path / "tug"
    folder.rename(elsewhere)
    folder.symlink_to(elsewhere)
    library.remove("tug")
    assert (elsewhere / "text.txt").read_bytes() == b"The tug sails."
    assert not folder.is_symlink()


def test_a_refused_file_changes_nothing(run, harbour, word_bomb: bytes, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    home = harbour.settings.home
    harbour.library()
    before = sorted(p.as_posix() for p in home.rglob("*"))
    (tmp_path / "bomb.docx").write_bytes(word_bomb)
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-nothing")
    for name in ("bomb.docx", "bad.pdf"):
        said = run("add", str(tmp_path / name), home=home)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("advisor: ")
        assert len(said.err.strip().splitlines()) == 1
    assert sorted(p.as_posix() for p in home.rglob("*")) == before
