"""Bytes to text: labels as browsers read them, UTF-8 whatever a page says, UTF-16 without a mark."""

from __future__ import annotations

import pytest

from advisor.article.formats.encoding import decode, decode_page, named_in
from advisor.errors import InputUnreadable


@pytest.mark.parametrize(
    ("label", "codec", "words"),
    [
        ("shift_jis", "cp932", "手順①は髙い。"),
        ("x-sjis", "cp932", "手順②です。"),
        ("Windows-31J", "cp932", "手順③です。"),
        ("euc-jp", "euc_jp", "手順です。"),
        ("gb2312", "gb18030", "朱镕基 公司"),
        ("gbk", "gb18030", "镕 €"),
        ("x-gbk", "gb18030", "公司成立"),
        ("big5", "big5hkscs", "公司成立"),
        ("x-x-big5", "big5hkscs", "公司成立"),
        ("euc-kr", "cp949", "똠방각하"),
        ("ks_c_5601-1987", "cp949", "회사는 크다"),
        ("windows-949", "cp949", "회사는 크다"),
        ("iso-8859-1", "cp1252", "“Open” – née €5"),
        ("us-ascii", "cp1252", "“Open” – née"),
        ("l1", "cp1252", "née"),
        ("iso-8859-9", "cp1254", "İstanbul’da “ev”"),
        ("latin5", "cp1254", "şehir"),
        ("iso-8859-11", "cp874", "บริษัท"),
        ("dos-874", "cp874", "บริษัท"),
        ("x-cp1251", "cp1251", "фирма"),
        ("koi8", "koi8-r", "фирма"),
        ("koi8-u", "koi8-u", "фірма"),
        ("sun_eu_greek", "iso8859-7", "εταιρεία"),
        ("x-mac-roman", "mac-roman", "née"),
        ("iso-2022-jp", "iso2022_jp", "手順です。"),
    ],
)
def test_a_label_is_read_as_browsers_read_it(label: str, codec: str, words: str) -> None:
    raw = f'<meta charset="{label}"><p>{words}</p>'.encode(codec)
    assert words in decode_page(raw, "a.html", expected="text")


@pytest.mark.parametrize(
    "label", ["utf-16", "utf-16le", "ucs-2", "replacement", "x-user-defined", "no-such-thing", "iso-2022-kr"]
)
def test_a_label_that_the_bytes_deny_is_passed_over(label: str) -> None:
    raw = f'<meta charset="{label}"><p>née “so”</p>'.encode()
    assert "née “so”" in decode_page(raw, "a.html", expected="text")


@pytest.mark.parametrize("label", ["gb2312", "shift_jis", "iso-8859-1", "euc-kr", "windows-1251", "big5"])
def test_utf8_is_read_as_utf8_whatever_the_page_says(label: str) -> None:
    raw = f'<meta http-equiv="Content-Type" content="text/html; charset={label}"><p>朱镕 – née</p>'.encode()
    assert "朱镕 – née" in decode_page(raw, "a.html", expected="text")


def test_a_few_spoiled_bytes_are_shown_as_browsers_show_them() -> None:
    raw = b'<meta charset="utf-8"><p>' + "Café is open. ".encode() * 40 + b"\xff and on.</p>"
    assert decode_page(raw, "a.html", expected="text").count("\ufffd") == 1


def test_bytes_that_are_something_else_are_refused() -> None:
    with pytest.raises(InputUnreadable, match=r"a\.html is not UTF-8 \(byte \d+\); expected a text file saved as UTF-8"):
        decode_page(b"<p>" + bytes(range(0x81, 0xFF)) * 4, "a.html", expected="text")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "words", ["The firm was founded in 1998.\r\n", "Фирма была основана в 1998 году.", "née — “so” 🎉 and on"]
)
def test_utf16_without_a_mark(words: str, encoding: str) -> None:
    assert decode(words.encode(encoding), "a.txt", expected="text") == words
    assert decode_page(f"<p>{words}</p>".encode(encoding), "a.html", expected="text") == f"<p>{words}</p>"


@pytest.mark.parametrize(
    "raw",
    [b"\x00\x01\x02\x03 abc", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00", b"a\x00b", b"\x00" * 64, b"RIFF\x24\x08\x00\x00WAVE"],
)
def test_a_binary_file_is_not_taken_for_utf16(raw: bytes) -> None:
    with pytest.raises(InputUnreadable, match=r"a\.txt is a binary file \(a zero byte at \d+\)"):
        decode(raw, "a.txt", expected="text")


def test_controls_are_refused_in_utf16_too() -> None:
    with pytest.raises(InputUnreadable, match=r"holds the control character '\\x9b' \(byte 8\)"):
        decode("The \x9b31m firm was founded in 1998.".encode("utf-16-le"), "a.txt", expected="text")


def test_an_xml_declaration_names_an_encoding_too() -> None:
    assert named_in(b'<?xml version="1.0" encoding="Shift_JIS"?><html>') == "cp932"
    assert named_in(b"<html>") == ""
