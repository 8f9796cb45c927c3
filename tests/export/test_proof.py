"""What is exported proves itself by what is in sight, and nothing altered in it passes."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from advisor import Advisor
from advisor.conversation.transcript import Act, Said, SetByHand
from advisor.errors import AdvisorError
from advisor.faces.export import compose, html, markdown
from advisor.faces.export.proof import problems, read_document
from advisor.faces.export.saving import saved
from advisor.faces.telling.document import Cited, Document, Ours, Repeated, Source

pytestmark = pytest.mark.model
TALK: tuple[Act, ...] = (
    Said("hello"),
    Said("What does an RE earn at OpenAI, and is the median odd?"),
    Said('Is there a "signing bonus" at Anthropic?'),
    Said("I love *debugging* distributed systems.\n\nI want clear goals & tangible results <now>. A Master's, no papers."),
    Said("Actually I finished a PhD, with two papers at NeurIPS."),
    SetByHand("target", "RS"),
    SetByHand("evaluation", "RE", "The systems I ship"),
    Said("why?"),
    Said("what would change it?"),
    Said("why not the other one?"),
    SetByHand("target", ""),
    Said("blorp\0\x07 ¿qué?"),
    Said("Do I need a PhD to become a research engineer?"),
)

NEVER_SAID = '<p class="own"><span class="who">You said: </span>“<span class="q">my PhD in law</span>”</p>'


@pytest.fixture(scope="module")
def document(advisor: Advisor) -> Document:
    return compose.of_conversation(advisor, TALK)


def test_every_quote_of_an_export_stands(advisor: Advisor, document: Document) -> None:
    assert len(document.cited) > 30
    for text in (html.write(document), markdown.write(document)):
        read = html.read(text) if text.startswith("<") else markdown.read(text)
        assert read == document
        assert problems(read, advisor.library) == ()
    assert saved(advisor, TALK, "html") == html.write(document)


def test_a_quote_keeps_its_number(document: Document) -> None:
    numbers = {}
    for cited in document.cited:
        assert numbers.setdefault(cited.number, cited) == cited
    assert list(numbers) == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("name", ["talk.html", "talk.md"])
def test_no_letter_of_a_quote_or_of_its_place_can_be_altered(
    advisor: Advisor, document: Document, tmp_path: Path, name: str
) -> None:
    file, drawn = tmp_path / name, random.Random(7)
    text = html.write(document) if name.endswith("html") else markdown.write(document)
    lines = [i for i, line in enumerate(text.split("\n")) if line.startswith(("<blockquote", "> "))]
    for _ in range(300):
        altered = text.split("\n")
        at = drawn.choice(lines)
        place = drawn.randrange(len(altered[at]))
        altered[at] = altered[at][:place] + drawn.choice("x70<–\u200b") + altered[at][place + 1 :]
        if altered == text.split("\n"):
            continue
        file.write_text("\n".join(altered), encoding="utf-8")
        assert _fails(file, advisor), altered[at]


def _fails(file: Path, advisor: Advisor) -> bool:
    try:
        return bool(problems(read_document(file), advisor.library))
    except AdvisorError:
        return True


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("</main>", '<script type="application/json">{"quotes": []}</script></main>', id="a hidden data block"),
        pytest.param("<style>", "<style>.q { display: none }", id="a style that hides"),
        pytest.param("<blockquote>", '<blockquote hidden="">', id="a hidden quote"),
        pytest.param("<blockquote>", "<!-- <blockquote>", id="a comment"),
        pytest.param("</h1>", '</h1>\n<p class="paragraph">“REs earn $9M at OpenAI.”</p>', id="a quote in our own voice"),
        pytest.param("</h1>", '</h1>\n<p class="paragraph">REs earn $9M [1].</p>', id="a number that cites nothing"),
        pytest.param("</h1>", f"</h1>\n{NEVER_SAID}", id="words the user never said"),
        pytest.param("<body>", "<body onload=alert(1)>", id="a script"),
        pytest.param("§3", "§4", id="another section"),
        pytest.param("SHA-256 ", "SHA-256 0", id="another hash"),
    ],
)
def test_a_forged_page_is_refused(advisor: Advisor, document: Document, tmp_path: Path, old: str, new: str) -> None:
    file = tmp_path / "forged.html"
    page = html.write(document)
    assert old in page
    file.write_text(page.replace(old, new, 1), encoding="utf-8")
    assert _fails(file, advisor)


def test_what_does_not_stand_is_named(advisor: Advisor, document: Document) -> None:
    cited = document.cited[0]
    source = document.sources[0]
    found = problems(
        Document(
            "t",
            (replace(source, sha256="0" * 64),),
            (
                replace(cited, text="Engineers get a castle."),
                replace(cited, source="elsewhere"),
                replace(cited, hash="0" * 12),
                replace(cited, end=10**9),
                replace(cited, section_title="Castles"),
                Ours("Teki says “engineers get a castle”."),
                Repeated("a castle"),
                cited,
            ),
        ),
        advisor.library,
    )
    assert [problem.why.split("“")[0].split(" (")[0].strip() for problem in found] == [
        "the source guide here is another text",
        "quoted from, and not named at the top",
        "other words stand there:",
        "there is no source elsewhere here; add it: advisor add FILE",
        "quoted from another text of guide",
        f"guide has no characters {cited.start} to 1000000000",
        f"it stands in §{cited.section_number} {cited.section_title}",
        "in quotation marks, and in no source and no message",
        "given as the user's, and in no message of the user",
    ]
    assert "Engineers get a castle." in str(found[2])


def test_forget_me_leaves_nothing(advisor: Advisor) -> None:
    document = compose.of_conversation(advisor, (Said("I have a PhD in law."), Said("forget me"), Said("hello")))
    assert "PhD in law" not in markdown.write(document)


def test_two_sources_are_both_named(advisor: Advisor) -> None:
    source = Source("guide", advisor.articles[0].title, advisor.articles[0].sha256, len(advisor.articles[0].text))
    assert compose.of_conversation(advisor, (Said("What does an RE earn at OpenAI?"),)).sources == (source,)
    assert compose.of_conversation(advisor, (Said("hello"),)).sources == ()
    assert not [b for b in compose.of_conversation(advisor, ()).blocks if isinstance(b, Cited)]
