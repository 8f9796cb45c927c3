"""From bytes to a canonical text: encodings, formats, sizes, titles and names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.article.importing import Import, read
from advisor.errors import InputTooLarge, InputUnreadable

PROSE = "The keeper climbs the stairs. He’s paid 40 € — née 🎉."


def take(raw: bytes, name: str = "article.txt", **options: str) -> Import:
    return read(raw, name, largest=1_000_000, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param(PROSE.encode("utf-8"), PROSE, id="UTF-8"),
        pytest.param(PROSE.encode("utf-8-sig"), "\ufeff" + PROSE, id="UTF-8 with a byte order mark, which is kept"),
        pytest.param(PROSE.encode("utf-16"), PROSE, id="UTF-16 with its mark"),
        pytest.param(b"\xfe\xff" + PROSE.encode("utf-16-be"), PROSE, id="UTF-16, the other way round"),
        pytest.param("Paid 40 € — née “so”.".encode("cp1252"), "Paid 40 € — née “so”.", id="Windows-1252"),
        pytest.param(
            PROSE.replace(" ", "\r\n").encode(), PROSE.replace(" ", "\r\n"), id="line ends of Windows, which are kept"
        ),
    ],
)
def test_what_is_decoded_once_is_never_altered(raw: bytes, text: str) -> None:
    assert take(raw).text == text


@pytest.mark.parametrize(
    ("raw", "match"),
    [
        pytest.param(b"", "article.txt is empty; expected an article of prose", id="no bytes"),
        pytest.param(b" \r\n\t ", "article.txt is empty", id="white space alone"),
        pytest.param(b"%PDF-1.7 \x00\x01", r"article\.txt.+", id="a zero byte"),
        pytest.param(
            b"Hello w\xf6rld \x81 there.",
            r"not UTF-8 \(byte 7\); expected a text file saved as UTF-8",
            id="no encoding fits",
        ),
        pytest.param(b"Hello \xff\x02 there.", r"article\.txt .*byte [67]\b", id="control characters in Windows-1252"),
        pytest.param(b"\xef\xbb\xbf", "article.txt holds no sentences", id="a byte order mark alone"),
        pytest.param(b"\xff\xfe", "article.txt (is empty|holds no sentences)", id="a mark of UTF-16 alone"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(raw: bytes, match: str) -> None:
    with pytest.raises(InputUnreadable, match=match):
        take(raw)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"\xff\xfea\x00b", id="an odd byte"),
        pytest.param(b"\xff\xfe\x00\xd8a\x00", id="half a surrogate pair"),
    ],
)
def test_broken_utf16_is_refused(raw: bytes) -> None:
    with pytest.raises(InputUnreadable, match=r"article\.txt"):
        take(raw)


def test_a_heading_without_prose_is_no_article() -> None:
    with pytest.raises(InputUnreadable, match="holds no sentences"):
        take("\ufeff".encode(), "article.md")


@pytest.mark.parametrize("name", ["archive.zip", "table.xlsx", "picture.png"])
def test_a_format_that_is_not_read_is_named(name: str) -> None:
    with pytest.raises(InputUnreadable, match=rf"{name} is a \.{name.rsplit('.', 1)[-1]} file; expected one of \.txt, \.md"):
        take(PROSE.encode(), name)


def test_one_byte_more_than_allowed_is_too_large() -> None:
    raw = PROSE.encode()
    assert read(raw, "a.txt", largest=len(raw)).text == PROSE
    with pytest.raises(InputTooLarge, match=rf"a\.txt has {len(raw)} bytes; expected at most {len(raw) - 1}"):
        read(raw, "a.txt", largest=len(raw) - 1)


@pytest.mark.parametrize(
    ("name", "text", "reading"),
    [
        ("a.md", "# One\nText here.", "markdown"),
        ("a.txt", "# One\nText here.\n# Two\nText here.", "markdown"),
        ("a.txt", "# One\nText here.", "text"),
        ("README", "# One\nText here.\n# Two\nText here.", "markdown"),
        ("A.TXT", "Text here.", "text"),
    ],
)
def test_the_reading_follows_name_and_text(name: str, text: str, reading: str) -> None:
    assert take(text.encode(), name).description.reading == reading


@pytest.mark.parametrize(
    ("name", "options", "id", "title"),
    [
        pytest.param("my notes.txt", {}, "my-notes", "my notes", id="by the file's name"),
        pytest.param(
            "a.txt", {"title": "Pay & PhDs: a view"}, "pay-phds-a-view", "Pay & PhDs: a view", id="by the title given"
        ),
        pytest.param("a.txt", {"id": "Teki 2026!"}, "teki-2026", "a", id="a name given is made a folder's name"),
        pytest.param("a.txt", {"id": "../../etc/passwd"}, "etc-passwd", "a", id="a path is no name"),
        pytest.param("../../etc/a.txt", {}, "a", "a", id="the file's folders are no part of it"),
        pytest.param("Überlänge.txt", {}, "uberlange", "Überlänge", id="accents"),
        pytest.param("a.txt", {"id": "x" * 200}, "x" * 60, "a", id="a long name"),
    ],
)
def test_names(name: str, options: dict[str, str], id: str, title: str) -> None:
    description = take(b"One sentence.", name, **options).description
    assert (description.id, description.title) == (id, title)


@pytest.mark.parametrize("words", ["日本語", "🎉", "..", "/", "-"])
def test_a_name_without_latin_letters_still_gives_a_folders_name(words: str) -> None:
    id = take(b"One sentence.", "a.txt", id=words).description.id
    assert id.startswith("source-")
    assert id == take(b"One sentence.", "a.txt", id=words).description.id


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a"]))
def test_any_bytes_are_read_or_refused(raw: bytes, name: str) -> None:
    try:
        found = take(raw, name)
    except InputUnreadable:
        return
    assert found.sections
    assert found.text in {raw.decode(name, "replace") for name in ("utf-8", "cp1252", "utf-16")}


def test_utf32_whose_mark_begins_like_utf16s_is_read_as_what_it_is_or_refused() -> None:
    try:
        text = take(PROSE.encode("utf-32")).text
    except InputUnreadable:
        return
    assert text == PROSE
