"""What is exported proves its replies: told the same words again, the adviser says the same, or it is forged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor import Advisor
from advisor.article.library import Library
from advisor.characters import strange
from advisor.conversation.transcript import Act, Said, SetByHand
from advisor.faces.export import compose, html, markdown
from advisor.faces.export.making import made_by
from advisor.faces.export.proof import problems
from advisor.faces.export.replaying import SHORTENED, UNMADE, made_otherwise, unlike
from advisor.faces.export.saving import result_of
from advisor.faces.telling.document import ByHand, Cited, Document, Key, Made, Ours, Table, Yours
from advisor.faces.verdict_wording import cut_short

pytestmark = pytest.mark.model
TALK: tuple[Act, ...] = (
    Said("What does an RE earn at OpenAI?"),
    Said("I love debugging kernels and clear goals. Six years of production work, no papers."),
    SetByHand("target", "RE", "An engineering leader"),
    SetByHand("target", ""),
    Said('  Is "the [1] rule" real?\x1b[2J\n\nYes “or” no\u202e  '),
    Said("why?"),
)
Change = Callable[[Document], Document]


@pytest.fixture(scope="module")
def honest(advisor: Advisor) -> Document:
    return compose.of_conversation(advisor, TALK)


def with_blocks(document: Document, *blocks: Any) -> Document:
    return replace(document, blocks=tuple(blocks))


@pytest.mark.parametrize("form", [html, markdown], ids=["html", "markdown"])
def test_an_honest_export_is_told_again_the_same(advisor: Advisor, honest: Document, form: Any) -> None:
    read = form.read(form.write(honest))
    assert read == honest
    assert problems(read, advisor.library) == ()
    assert made_otherwise(read.made, advisor) == ""
    assert unlike(read, advisor) == ()
    assert [b.leaning for b in read.blocks if isinstance(b, ByHand)] == ["RE", ""]


def test_what_was_said_before_forget_me_is_not_needed(advisor: Advisor) -> None:
    acts = (*TALK[:2], Said("forget me"), Said("What does an RS earn at Anthropic?"), Said("I want to lead research."))
    document = compose.of_conversation(advisor, acts)
    assert problems(document, advisor.library) == ()
    assert unlike(document, advisor) == ()
    assert document == compose.of_conversation(advisor, acts[3:])


def verdict_turned(document: Document) -> Document:
    at = next(i for i, b in enumerate(document.blocks) if isinstance(b, Ours) and b.look == "verdict")
    said = document.blocks[at].text  # type: ignore[union-attr]
    forged = said.replace("Research Engineer", "Research Scientist") if "Engineer" in said else f"{said} Not."
    return with_blocks(document, *document.blocks[:at], Ours(forged, "verdict"), *document.blocks[at + 1 :])


def without(kind: type) -> Change:
    def change(document: Document) -> Document:
        at = next(i for i, b in enumerate(document.blocks) if isinstance(b, kind))
        return with_blocks(document, *document.blocks[:at], *document.blocks[at + 1 :])

    return change


def with_act(old: str, new: str) -> Change:
    def change(document: Document) -> Document:
        blocks = [replace(b, text=b.text.replace(old, new)) if isinstance(b, Yours) else b for b in document.blocks]
        return with_blocks(document, *blocks)

    return change


def swapped(document: Document) -> Document:
    at = [i for i, b in enumerate(document.blocks) if isinstance(b, Ours)]
    blocks = list(document.blocks)
    blocks[at[0]], blocks[at[-2]] = blocks[at[-2]], blocks[at[0]]
    return with_blocks(document, *blocks)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(verdict_turned, id="the verdict turned"),
        pytest.param(lambda d: with_blocks(d, *d.blocks[:3], Ours("Take the offer at once."), *d.blocks[3:]), id="added"),
        pytest.param(without(Ours), id="a sentence of ours taken out"),
        pytest.param(without(Yours), id="a message taken out"),
        pytest.param(without(ByHand), id="a tap taken out"),
        pytest.param(with_act("no papers", "two papers at NeurIPS"), id="another message"),
        pytest.param(swapped, id="two sentences changed about"),
        pytest.param(lambda d: with_blocks(d, *(b for b in d.blocks if not isinstance(b, Cited))), id="no quotes"),
        pytest.param(lambda d: with_blocks(d, *d.blocks, Yours("thanks")), id="a message without a reply"),
        pytest.param(lambda d: with_blocks(d, *d.blocks, ByHand("mood", "RE")), id="a question that is none"),
        pytest.param(lambda d: with_blocks(d, *d.blocks, Table((("You", "RS"),))), id="a table"),
        pytest.param(lambda d: with_blocks(d, *d.blocks[:-1], replace(d.blocks[-1], look="part")), id="set otherwise"),
        pytest.param(lambda d: replace(d, title="Track Advisor: a certificate"), id="another title"),
        pytest.param(lambda d: replace(d, made=replace(d.made, kind="profile")), id="given for a profile"),  # type: ignore[type-var]
        pytest.param(lambda d: with_blocks(d, *[Yours("hm")] * 2_001), id="messages without end"),
    ],
)
def test_a_forgery_of_our_own_words_is_named(advisor: Advisor, change: Change) -> None:
    document = compose.of_conversation(advisor, TALK[:3])
    assert unlike(change(document), advisor)
    assert not unlike(document, advisor)


def test_the_line_that_was_forged_is_named(advisor: Advisor) -> None:
    document = compose.of_conversation(advisor, TALK[1:2])
    [found] = unlike(verdict_turned(document), advisor)
    assert "other words are said here" in found.why
    added = with_blocks(document, *document.blocks[:3], Ours("Take the offer at once."), *document.blocks[3:])
    assert next(str(each) for each in unlike(added, advisor)).startswith("words “Take the offer at once.”")


def test_a_look_alike_letter_is_named(advisor: Advisor) -> None:
    document = compose.of_conversation(advisor, TALK[1:2])
    at = next(i for i, b in enumerate(document.blocks) if isinstance(b, Ours) and b.look == "verdict")
    for old, new, called in (
        ("a", "\u0430", "U+0430 CYRILLIC SMALL LETTER A"),
        ("e", "e\u0301", "U+0301 COMBINING ACUTE ACCENT"),
        ("R", "\uff32", "U+FF32 FULLWIDTH LATIN CAPITAL LETTER R"),
        ("R", "\U0001d411", "U+1D411 MATHEMATICAL BOLD CAPITAL R"),
        ("I", "\u0406", "U+0406 CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I"),
    ):
        block = document.blocks[at]
        assert isinstance(block, Ours)
        words = block.text if old in block.text else f"{block.text} {old}"
        forged = with_blocks(document, *document.blocks[:at], Ours(words.replace(old, new, 1)), *document.blocks[at + 1 :])
        assert any(called in problem.why for problem in problems(forged, advisor.library)), called
    assert "U+0430" in next(iter(problems(replace(document, title="M\u0430ra"), advisor.library))).why


def test_honest_names_are_not_strange() -> None:
    for name in ("Zoë", "Zoe\u0308", "Ẹ̀kọ́", "Мара", "O’Hara", "李雷", "Renée-Ann", "Ngũgĩ", "Ægir"):
        assert strange(name) == "", name
    assert strange("Mara а", ["а"]) == ""
    assert strange("RЕ") == "U+0415 CYRILLIC CAPITAL LETTER IE"
    assert strange("ok", []) == ""


def test_another_version_proves_quotes_alone(run: Any, advisor: Advisor, real_home: Path, tmp_path: Path) -> None:
    document = compose.of_conversation(advisor, TALK[:2])
    own = document.made
    assert own == made_by(advisor, "conversation")
    assert own is not None
    file, forged = tmp_path / "x.html", verdict_turned(document)
    cases: list[tuple[Document, int, str]] = [
        (document, 0, "all replies are what this version says"),
        (forged, 1, "1 thing does not stand"),
        (replace(forged, made=replace(own, version="0.0.9")), 0, "the replies are not proven, made with version 0.0.9"),
        (replace(forged, made=replace(own, adapter="0" * 12)), 0, "the replies are not proven, made with adapter 0"),
        (replace(forged, made=replace(own, framework="0" * 12)), 0, "the replies are not proven, made with framework 0"),
        (replace(forged, made=replace(own, sources=(("guide", "0" * 12),))), 0, "made with other sources than are here"),
        (replace(forged, made=replace(own, sources=(("absent", "0" * 12),))), 0, "found no source 'absent'"),
        (replace(forged, made=None), 0, UNMADE),
    ]
    for case, code, words in cases:
        file.write_text(html.write(case), encoding="utf-8")
        said = run("verify", str(file), home=real_home)
        assert (said.code, words in said.out) == (code, True), said
        assert ("quotes stand, word for word" in said.out) is (code == 0)


def test_the_pages_of_a_report_are_told_again(run: Any, real_home: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    rows = 'name,about,energy\n"Mara ""Mo"" Lind",I have a PhD and papers at NeurIPS.,Papers\n'
    rows += 'Ben,I love kernels,"I ""ship"""\n'
    people.write_text(rows, encoding="utf-8")
    assert run("report", str(people), "--out", str(tmp_path / "out"), home=real_home).code == 0
    pages = sorted(str(page) for page in (tmp_path / "out").glob("*.html") if page.stem != "summary")
    assert len(pages) == 2
    said = run("verify", *pages, home=real_home)
    assert said.code == 0
    assert said.out.count("all replies are what this version says") == 2
    page = Path(pages[0])
    forged = html.read(page.read_text(encoding="utf-8"))
    page.write_text(html.write(verdict_turned(forged)), encoding="utf-8")
    assert run("verify", str(page), home=real_home).code == 1


def test_the_line_that_says_what_made_it_reads_back() -> None:
    from advisor.errors import InputUnreadable
    from advisor.faces.export.lines import made_line, read_made

    made = Made("profile", "1.2", "a" * 12, "b" * 12, "c" * 12, (("guide", "d" * 12), ("notes-2", "e" * 12)))
    assert read_made(made_line(made)) == made
    for other in ("", made_line(made) + "0", made_line(made).replace("profile", "poem")):
        with pytest.raises(InputUnreadable):
            read_made(other)


def test_answering_words_put_under_another_quote_are_named(advisor: Advisor) -> None:
    document = compose.of_conversation(advisor, (Said("Do I need a PhD to become a research engineer?"),))
    at = next(i for i, b in enumerate(document.blocks) if isinstance(b, Key))
    key = document.blocks[at]
    assert isinstance(key, Key)
    for forged in (replace(key, number=key.number + 1), replace(key, label="yes"), replace(key, text=key.text[:-1])):
        assert unlike(with_blocks(document, *document.blocks[:at], forged, *document.blocks[at + 1 :]), advisor)


def test_a_result_proves_its_quotes_alone_and_says_why(run: Any, advisor: Advisor, real_home: Path, tmp_path: Path) -> None:
    for format in ("html", "md"):
        file = tmp_path / f"result.{format}"
        file.write_text(result_of(advisor, TALK[1:4], format, name="Mara"), encoding="utf-8")
        said = run("verify", str(file), home=real_home)
        assert said.code == 0
        assert f"the replies are not proven, {SHORTENED}; the quotes alone are looked at" in said.out
        assert "quotes stand, word for word" in said.out


@pytest.mark.parametrize("words", ["私は多分研究が好きです" * 9, "Ich mag vielleicht Größenordnungen"])
def test_the_users_words_cut_short_are_not_strange(advisor: Advisor, words: str) -> None:
    document = compose.of_conversation(advisor, (Said(words),))
    said = Ours(f"I could not tell from: {cut_short(words)}.")
    assert problems(with_blocks(document, *document.blocks, said), advisor.library) == ()


def test_the_words_of_a_framework_are_not_strange(advisor: Advisor, tmp_path: Path) -> None:
    (tmp_path / "framework.toml").write_text('name = "Größe"\n', encoding="utf-8")
    elsewhere = replace(advisor.library.settings, framework=tmp_path)
    document = Document("t", (), (Ours("Größe: 3 of 5."),))
    assert problems(document, Library(elsewhere)) == ()
    assert "U+00F6" in problems(document, advisor.library)[0].why


def test_pages_in_an_earlier_style_say_what_made_them(honest: Document) -> None:
    assert html.read(html.write(honest, style="export-1.css")) == honest
