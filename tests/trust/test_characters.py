"""Harmful characters, all code points of every kind: shown where they are shown, refused where a text may hold none."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.article.library import Library
from advisor.characters import character_name, control, escaped, harmful, on_one_line, shown, shown_on_a_line, whole
from advisor.errors import InputUnreadable

C0 = [chr(code) for code in range(0x20) if chr(code) not in "\n\t"]
C1 = [chr(code) for code in range(0x7F, 0xA0)]
BIDI = [chr(code) for code in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070))]
WITHOUT_WIDTH = (0x34F, 0x115F, 0x1160, 0x180E, 0x200B, 0x200C, 0x200D, *range(0x2060, 0x2065), 0x3164, 0xFEFF)
ZERO = [chr(code) for code in WITHOUT_WIDTH]
TAGS = [chr(code) for code in range(0xE0000, 0xE0080)]
HALVES = [chr(code) for code in range(0xD800, 0xE000)]
ALL = C0 + C1 + BIDI + ZERO + TAGS + HALVES
EVERYTHING = [chr(code) for code in range(sys.maxunicode + 1)]


def test_every_harmful_character_becomes_a_sign() -> None:
    for character in ALL:
        made = shown(f"a{character}b")
        assert character not in made, character_name(character)
        assert len(made) >= 3
        assert harmful(f"a{character}b") == character
        assert harmful(made) == ""
        assert shown(made) == made
        assert made.encode("utf-8")


def test_signs_differ_so_that_one_can_tell_what_stands_there() -> None:
    assert len({shown(f"a{character}b") for character in ALL if character not in HALVES}) == len(set(ALL)) - len(HALVES)
    assert shown("a\x1b[2J\x9b31m\u202eb\r") == "a␛[2J⟨U+009B⟩31m⟨U+202E⟩b␍"
    assert shown("\ud800\U000e0041") == "�⟨U+E0041⟩"


def test_every_other_character_stays_as_it_is() -> None:
    kept = "".join(character for character in EVERYTHING if unicodedata.category(character) not in ("Cc", "Cf", "Cs"))
    odd = {c for c in kept if harmful(f"a{c}b")}
    assert {unicodedata.category(c) for c in odd} <= {"Lo", "Mn", "Cn"}
    assert all("FILLER" in unicodedata.name(c, "") or unicodedata.category(c) in ("Mn", "Cn") for c in odd)
    assert len(odd) < 120
    assert shown("a\nb\tc\r\nd") == "a\nb\tc\r\nd"


def test_what_unicode_calls_control_or_format_is_harmful_but_for_a_few() -> None:
    """What is left are the soft hyphen, signs that are drawn, and the marks of musical and other notations."""
    left = {c for c in EVERYTHING if unicodedata.category(c) in ("Cc", "Cf") and not harmful(f"a{c}b")}
    drawn = {c for c in left if "\u0600" <= c <= "\u08e2" or c in "\U000110bd\U000110cd"}
    notations = (*range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B), *range(0x13430, 0x13440))
    assert left - drawn <= {"\n", "\t", "\xad", *map(chr, notations)}


@pytest.mark.parametrize("word", ["می\u200cخواهم", "क्\u200dष", "ක්\u200dර", "👩\u200d💻", "👩🏽\u200d🚒", "🏳\ufe0f\u200d🌈"])
def test_joiners_stay_where_a_script_or_an_emoji_needs_them(word: str) -> None:
    assert shown(word) == word
    assert on_one_line(word) == word
    assert harmful(word) == ""


@pytest.mark.parametrize("text", ["pay\u200droll", "a\u200cb", "\u200dक", "क\u200d", "می\u200c خ", "👩\u200dx", "\u200c"])
def test_joiners_do_not_hide_anywhere_else(text: str) -> None:
    assert not set(shown(text)) & {"\u200c", "\u200d"}


def test_text_without_end_is_shown_in_no_time(within: Callable[[float], Any]) -> None:
    with within(4):
        shown("\x1b\u200d\r\ud800" * 100_000)
        shown("a" * 2_000_000)
        on_one_line("a\u202e " * 200_000)


def test_a_name_is_one_line_without_any_of_them() -> None:
    for character in ALL:
        assert harmful(on_one_line(f" a{character}b ")) == ""
    assert on_one_line("Mara\r\n\x1b[31mLind\u202e") == "Mara [31mLind"
    assert shown_on_a_line("a\nadvisor: all stands\x1b") == "a advisor: all stands␛"


def test_json_keeps_its_value_and_shows_none_of_them() -> None:
    for character in ALL:
        text = escaped(json.dumps({"a": character}, ensure_ascii=False))
        assert harmful(text) == ""
        assert text.encode("utf-8")
        assert json.loads(text) == {"a": character}


def test_halves_are_made_whole() -> None:
    assert whole("a\ud800b\U0001f642") == "a�b🙂"
    assert all(whole(half) == "�" for half in HALVES)


def test_a_source_with_a_control_is_refused_with_its_place(workshop: Any) -> None:
    library: Library = workshop.library
    for character in [*C0, *C1]:
        raw = f"Pay at the quay\n\nThe quay pays {character}31m ninety thousand a year.\n".encode()
        if character in "\r\x0b\x0c":
            assert library.prepare(raw, "quay.txt")
            continue
        for file in ("quay.txt", "quay.md"):
            with pytest.raises(InputUnreadable, match=r"quay\.\w+ (holds the control .*\(byte 31\)|is a binary file)"):
                library.prepare(raw, file)


def test_the_case_from_outside_is_refused(workshop: Any, root: Path) -> None:
    case = root.parent / "shared" / "cases" / "files" / "c1-control.txt"
    if not case.is_file():
        pytest.skip("the cases from outside are not here")
    with pytest.raises(InputUnreadable, match="holds the control character"):
        workshop.library.prepare(case.read_bytes(), case.name)


def test_a_page_loses_its_controls(workshop: Any) -> None:
    page = "<html><body><h1>Pay</h1><p>The quay pays \x9b31m ninety thousand.</p></body></html>".encode()
    assert control(workshop.library.prepare(page, "quay.html").text) is None


def test_no_control_reaches_the_terminal(run: Any, real_home: Path, tmp_path: Path) -> None:
    evil = "What \x1b[2J\x9b31m does\u202e an RE\r earn\U000e0041?"
    (tmp_path / "batch.jsonl").write_text(json.dumps({"id": "\x9b", "question": evil}), encoding="utf-8")
    (tmp_path / "talk.json").write_text(evil, encoding="utf-8")
    for command in (
        ["ask", evil], ["ask", evil, "--json"], ["ask", "--batch", str(tmp_path / "batch.jsonl")],
        ["ask", "a", "--source", evil], ["assess", f"I love CUDA. {evil}"], ["show", evil], ["remove", evil], ["add", evil],
        ["verify", evil], ["serve", evil], ["chat", str(tmp_path / "talk.json")], ["eval", "ask", evil],
        ["report", evil, "--out", str(tmp_path / evil)], [evil],
    ):  # fmt: skip
        said = run(*command, home=real_home)
        assert harmful(said.out) == "", command
        assert harmful(said.err) == "", command
        assert said.out + said.err


def test_names_in_a_list_of_people_hold_none_and_start_no_formula(run: Any, real_home: Path, tmp_path: Path) -> None:
    names = ["Mara\x1b[31m", "Jo\u202eliv", "Ada;=cmd()", "=cmd()", "＝cmd()", "Bo\t=cmd()", "\x9b"]
    rows = ["name,said", *(f'"{character_name}","I love CUDA kernels and PyTorch."' for character_name in names)]
    (tmp_path / "people.csv").write_text("\n".join(rows), encoding="utf-8")
    said = run("report", str(tmp_path / "people.csv"), "--out", str(tmp_path / "out"), home=real_home)
    assert said.code == 1
    assert said.err.endswith("line 8: found no name\n")
    made = (tmp_path / "out" / "summary.csv").read_text(encoding="utf-8")
    assert harmful(made) == ""
    for separator in ",;\t":
        cells = [cell for row in csv.reader(made.splitlines(), delimiter=separator) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "＝"))]


def test_half_a_character_in_a_batch_is_one_line_and_the_rest_goes_on(run: Any, real_home: Path, tmp_path: Path) -> None:
    lines = [r'{"id": 0, "text": ["\udc00"]}', r'{"id": 1, "text": ["CUDA \ud800"]}', '{"id": 2, "text": ["I love CUDA."]}']
    (tmp_path / "batch.jsonl").write_text("\n".join(lines), encoding="utf-8")
    said = run("assess", "--batch", str(tmp_path / "batch.jsonl"), home=real_home)
    assert said.code == 1
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert [each["id"] for each in answers] == [0, 1, 2]
    assert [each.get("error", "")[:22] for each in answers] == ["found half a character"] * 2 + [""]
