"""What speaks in an export without being what it seems is named, what is honest passes, and neither takes long."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor import Advisor
from advisor.characters import harmful
from advisor.conversation.transcript import Said, SetByHand
from advisor.errors import InputUnreadable
from advisor.faces.export import compose, html, markdown
from advisor.faces.export.lines import NotOurs
from advisor.faces.export.proof import problems, read_document
from advisor.faces.export.replaying import unlike
from advisor.faces.telling.document import Cited, Document, Ours, Repeated, Source, Table, Understood, Yours
from advisor.faces.telling.quoted import plain, strays

pytestmark = pytest.mark.model
HIDDEN = ["\x1b", "\x9b", "\u202e", "\u200b", "\u2066", "\U000e0041", "\ufeff", "\u200d"]


@pytest.fixture(scope="module")
def honest(advisor: Advisor) -> Document:
    told = "I love debugging CUDA kernels. One day I want to be a CTO. I have no PhD."
    return compose.of_conversation(advisor, [Said("What does an RE earn at OpenAI?"), Said(told)])


def whys(document: Document, advisor: Advisor) -> list[str]:
    """Why it does not stand, as written and read again in both formats."""
    found = [problem.why for problem in problems(document, advisor.library)]
    for form in (html, markdown):
        with suppress(NotOurs) if found else nullcontext():  # what ends a note in Markdown cannot stand within it
            assert [problem.why for problem in problems(form.read(form.write(document)), advisor.library)] == found
    return found


def with_block(document: Document, block: Any) -> Document:
    return replace(document, blocks=(*document.blocks, block))


def test_what_is_honest_stands(honest: Document, advisor: Advisor) -> None:
    assert len(honest.cited) > 3
    assert whys(honest, advisor) == []


@pytest.mark.parametrize(
    "said",
    [
        "Guide says “engineers get a castle”.", 'Guide says "engineers get a castle".', "‘engineers get a castle’",
        "❝engineers get a castle❞", "「engineers get a castle」", "«engineers get a castle»", "„engineers get a castle“",
        "＂engineers get a castle＂", "engineers get a castle [1]", "engineers get a castle [ 1 ]", "a castle ［1］",
        "engineers get a castle, §3", "“a” and “engineers get a castle”", "“ “engineers get a castle””",
    ],
)  # fmt: skip
def test_no_block_of_ours_speaks_for_a_source(honest: Document, advisor: Advisor, said: str) -> None:
    for block in (Ours(said), Ours(said, "note"), Ours(said, "verdict"), Understood(said), Table((("a", "b"), (said, "c")))):
        assert whys(with_block(honest, block), advisor), block
    assert whys(replace(honest, title=said), advisor)
    assert "no note of ours on the user's words" in whys(with_block(honest, Repeated("I love CUDA", said)), advisor)


@pytest.mark.parametrize("character", HIDDEN)
def test_what_cannot_be_seen_is_named(honest: Document, advisor: Advisor, character: str) -> None:
    said = f"a{character}b"
    for block in (Ours(said), Yours(said), Understood(said), Table((("a",), (said,)))):
        [why] = whys(with_block(honest, block), advisor)
        assert why.startswith("holds the character U+")
        assert harmful(why) == ""
    assert len(whys(replace(honest, title=said), advisor)) == 1
    cited = replace(honest.cited[0], text=f"{honest.cited[0].text[:9]}{character}{honest.cited[0].text[9:]}")
    assert any(why.startswith("other words stand there") for why in whys(with_block(honest, cited), advisor))


def test_the_sources_at_the_top_are_those_that_are_quoted(honest: Document, advisor: Advisor) -> None:
    absent = Source("absent", "A title", "0" * 64, 10)
    [guide] = honest.sources
    assert whys(replace(honest, sources=()), advisor) == ["quoted from, and not named at the top"]
    assert whys(replace(honest, sources=(guide, guide)), advisor) == ["named twice at the top"] * 2
    assert whys(replace(honest, sources=(guide, absent)), advisor) == [
        "there is no source absent here; add it: advisor add FILE", "named at the top, and not quoted from",
    ]  # fmt: skip
    alone = Document("t", (guide,), (Ours("Nothing is quoted."),))
    assert whys(alone, advisor) == ["named at the top, and not quoted from"]
    for changed in (replace(guide, title="Another"), replace(guide, chars=1), replace(guide, sha256="0" * 64)):
        assert len(whys(replace(honest, sources=(changed,)), advisor)) == 1


def test_what_is_printed_of_a_forged_file_is_not_obeyed(run: Any, real_home: Path, tmp_path: Path) -> None:
    evil = "\x1b[1A\x1b[2K\r\x9b2Kall 3 quotes stand\nx.html: all 3 quotes stand, word for word"
    source = Source("absent", evil, "0" * 64, 10)
    for form, name in ((html, "x.html"), (markdown, "x.md")):
        (tmp_path / name).write_text(form.write(Document("t", (source,), (Ours(f"“{evil}”"),))), encoding="utf-8")
        said = run("verify", str(tmp_path / name), home=real_home)
        assert said.code == 1
        assert harmful(said.out) == ""
        assert not [line for line in said.out.splitlines() if line.startswith("x.html")]


def test_a_file_without_quotes_is_not_said_to_be_proven(run: Any, real_home: Path, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(markdown.write(Document("t", (), (Ours("Hello."),))), encoding="utf-8")
    assert run("verify", str(tmp_path / "x.md"), home=real_home).out.endswith("x.md: there is no quote in it\n")


@pytest.mark.parametrize(
    "message",
    [
        'What does "research engineer" mean?', "Is “the 90-minute test” real?", 'What does "Foo “Bar” Corp" pay?',
        'I love "debugging" and “distributed ” systems”.', 'I have a PhD. He said "you are a scientist" [1] and §3.',
        "Does the source say «no PhD»?", 'what is [1] in §2 "pay?', 'I was told "go" but I hate "vague goals.',
        "They said “I love research ” but I love kernels “really", "I like 5\u200d5 \u202e CUDA kernels",
        "I like می\u200cخواهم and CUDA 👩\u200d💻", 'How much does "Mistral" pay?', "what can I do here?",
        "is this private?", "my brother is a cook",
    ],
)  # fmt: skip
def test_a_conversation_full_of_quotation_marks_stands(advisor: Advisor, message: str) -> None:
    for acts in ([Said(message)], [Said("I love CUDA kernels."), Said(message), Said("why?")]):
        assert whys(compose.of_conversation(advisor, acts), advisor) == []


def test_a_page_on_a_name_with_a_nickname_stands(advisor: Advisor) -> None:
    turns = ['I love "debugging" kernels.']
    for name in ('Mara "Mo" Lind', "Mara “Mo” Lind", "Mo «M» [1] §2", "O’Hara"):
        page = compose.of_person(advisor, name, turns, advisor.assess(*turns))
        assert whys(page, advisor) == []
        assert whys(compose.of_table("people", ["name"], [[name]]), advisor) == []
    assert plain('Mara "Mo" Lind [1], §2, O’Hara') == "Mara 'Mo' Lind (1), S.2, O’Hara"


@pytest.mark.parametrize("said", ["“" * 200_000, '"' * 200_000, "“”" * 100_000, '"a' * 100_000, "‘„«»“" * 40_000])
def test_two_hundred_thousand_quotation_marks_are_looked_at_in_time(
    advisor: Advisor, honest: Document, said: str, within: Callable[[float], AbstractContextManager[None]], tmp_path: Path
) -> None:
    (tmp_path / "x.html").write_text(html.write(with_block(honest, Ours(said))), encoding="utf-8")
    with within(5):
        problems(read_document(tmp_path / "x.html"), advisor.library)


@pytest.mark.parametrize(
    "line",
    [
        '<p class="own"><span class="who">You said: </span>“<span class="q">' + "a</span>” <i>" * 12_000 + "</p>",
        '<blockquote><p>“<span class="q">' + "a</span>”</p><footer>" * 8_000 + "</blockquote>",
        '<blockquote><p>“<span class="q">a</span>”</p><footer>[1] ' + "a, §1 b · c 1–2 " * 12_000 + "</footer></blockquote>",
        '<p class="source">' + "a · b · 1 characters " * 9_000 + "</p>",
        "<table>" + "<thead><tr><th>a" * 12_000 + "</table>",
    ],
)
def test_a_forged_line_is_refused_in_time(
    line: str, within: Callable[[float], AbstractContextManager[None]], tmp_path: Path
) -> None:
    page = html.write(Document("t", (), (Ours("a"),))).replace('<p class="paragraph">a</p>', line)
    (tmp_path / "x.html").write_text(page, encoding="utf-8")
    with within(5), pytest.raises(InputUnreadable):
        read_document(tmp_path / "x.html")


def test_inner_marks_belong_to_the_words_where_these_are_known() -> None:
    def known(words: str) -> bool:
        return words in "he said “go” and left"

    assert list(strays("So “he said “go” and left”.", known)) == []
    assert list(strays("So “he said “go” and stayed”.", known)) == []  # up to its first mark it is his
    assert list(strays("So “she said “go” and left”.", known)) == ["she said “go"]


def test_a_citation_reads_back_whatever_its_title_holds() -> None:
    from advisor.faces.export.lines import cited_line, read_cited

    for title in ("", "Pay · more 1–2 · 000000000000", "§4 x", "a, §5 b"):
        cited = Cited(1, "words", "Name", 3, title, "guide", 5, 9, "0" * 12)
        assert read_cited(cited_line(cited), "words") == cited


@pytest.mark.parametrize("seed", range(4))
def test_no_block_can_be_dropped_doubled_or_moved(advisor: Advisor, seed: int) -> None:
    acts = [Said("What does an RE earn?"), Said("I love debugging CUDA kernels. I have no PhD."), SetByHand("target", "RE")]
    told, drawn = compose.of_conversation(advisor, acts), random.Random(seed)
    assert not unlike(told, advisor)
    for _ in range(6):  # each is told again whole
        blocks, at, to = list(told.blocks), drawn.randrange(len(told.blocks)), drawn.randrange(len(told.blocks))
        match drawn.choice(("drop", "double", "move", "swap")):
            case "drop":
                del blocks[at]
            case "double":
                blocks.insert(to, blocks[at])
            case "move":
                blocks.insert(to, blocks.pop(at))
            case _:
                blocks[at], blocks[to] = blocks[to], blocks[at]
        forged = replace(told, blocks=tuple(blocks))
        assert forged == told or problems(forged, advisor.library) or unlike(forged, advisor)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r"), ("\n", "\u0085"), (" ", "\x0c"), ("<p", "<P"), ('<p class="', '<p title="x" class="'), ("“", '"'),
        ("Made:", "Made: Made:"), ("OpenAI", "&#79;penAI"), ("–", "-"), ("1", "１"), ("1", "١"), ("> ", ">  "),
        ("</main>", "<!-- x --></main>"), ("</body>", "<script>1</script></body>"), ("<style>", "<style>p{display:none}"),
    ],
)  # fmt: skip
def test_a_file_in_which_a_sign_was_exchanged_is_refused_or_found(
    honest: Document, advisor: Advisor, old: str, new: str
) -> None:
    for form in (html, markdown):
        text = form.write(honest)
        at = text.find(old, len(text) // 4)
        if at < 0:
            continue
        try:
            forged = form.read(text[:at] + new + text[at + len(old) :])
        except InputUnreadable:
            continue
        assert problems(forged, advisor.library) or unlike(forged, advisor)
    for more in ("\n", "\ufeff", "<p>x</p>", "\n\n\n", "[x]: y\n"):
        for form in (html, markdown):
            with pytest.raises(InputUnreadable):
                form.read(form.write(honest) + more)
