"""What is around an article and in it for programs is left out; front matter, titles, widthless letters, another's words."""

from __future__ import annotations

import pytest

from advisor.article import importing
from advisor.article.article import Article

PROSE = ["The office moved to the harbour in spring, and the team liked the light there very much."] + [
    f"Paragraph {n} tells how the harbour office is run and why people stay for years." for n in range(6)
]
BODY = "<h1>Notes on work</h1>" + "".join(f"<p>{words}</p>" for words in PROSE)


def taken(raw: str, name: str) -> tuple[importing.Import, list[str]]:
    found = importing.read(raw.encode(), name, largest=1_000_000)
    article = Article("a", "a", found.text, found.sections)
    return found, [span.of(found.text) for _, span in article.sentences]


@pytest.mark.parametrize(
    "foot",
    [
        "<div class='related-articles'><h3>Related</h3><p>Ten ways to earn more than 40K a year.</p></div>",
        "<section><h2>You may also like</h2><h3>How we moved</h3><p>Insights from the move to the south.</p></section>",
        "<div><h2>Ähnliche Beiträge</h2><p>Wie wir umgezogen sind und was es kostete.</p></div>",
        "<div><h2>Articles similaires</h2><p>Comment nous avons déménagé au sud.</p></div>",
        "<div><h3>Artículos relacionados</h3><p>Cómo nos mudamos al sur del puerto.</p></div>",
        "<p>← Older Post | Home | Newer Post →</p><p>Subscribe to: Post Comments (Atom)</p>",
        "<p>Copyright © 2021 Harbour Press. All rights reserved.</p><p>Powered by Blogger</p>",
        "<h3>3 Comments</h3><p>Anna says: I liked it very much indeed.</p><h3>Leave a Reply</h3><p>Your name</p>",
        "<p>Share this:</p><p>Tweet</p><p>Read more</p>",
        "<span class='tooltip' role='tooltip'>Copied to the clipboard.</span>",
        "<p>Impressum | Datenschutz | Kontakt</p>",
    ],
)
def test_the_foot_of_a_page_is_left_out(foot: str) -> None:
    found, said = taken(f"<html><body><main>{BODY}{foot}</main></body></html>", "a.html")
    assert said == PROSE
    assert [section.title for section in found.sections] == ["Notes on work"]


@pytest.mark.parametrize(
    "box", ["<div id='drop-down'><ul>{}</ul></div>", "<div><ol>{}</ol></div>", "<ul>{}</ul>", "<table>{}</table>"]
)
def test_the_contents_of_a_whole_book_are_left_out(box: str) -> None:
    entry = "<tr><td>{}</td></tr>" if "table" in box else "<li>{}</li>"
    links = "".join(
        entry.format(f"<a href='/c{n}.html'>{n}. Chapter on the work of the night shift</a>") for n in range(1, 9)
    )
    assert taken(f"<html><body>{box.format(links)}<div>{BODY}</div></body></html>", "a.html")[1] == PROSE


@pytest.mark.parametrize(
    "heading", ["Related work", "Comments on the plan", "Contents of the box", "Share prices", "Tags of the trade"]
)
def test_a_section_that_is_the_articles_own_is_kept(heading: str) -> None:
    page = f"{BODY}<h2>{heading}</h2><p>It was tried before, in 1998.</p><h2>End</h2><p>So it ends.</p>"
    assert "It was tried before, in 1998." in taken(page, "a.html")[1]


def test_a_list_of_links_behind_the_text_is_kept() -> None:
    links = "".join(f"<li><a href='/b{n}'>A long book on the night shift, volume {n}</a></li>" for n in range(6))
    assert len(taken(f"{BODY}<h2>Further books</h2><ul>{links}</ul>", "a.html")[1]) == len(PROSE) + 6


MATTER = [
    ('---\ntitle: "Pay at the Harbour"\nauthor: Anna Oak\ndate: 2024-01-02\n---\n', "Anna Oak"),
    ("---\ntitle: Pay at the Harbour\nauthors:\n  - Anna Oak\n  - Ben Elm\n---\n", "Anna Oak, Ben Elm"),
    ("---\nauthor: [Anna Oak, 'Ben Elm']\ntitle: 'Pay at the Harbour'\n---\n", "Anna Oak, Ben Elm"),
    ("---\nauthors:\n  - name: Anna Oak\n    email: a@b.example\ntitle: Pay at the Harbour # in short\n---\n", "Anna Oak"),
    ('+++\ntitle = "Pay at the Harbour"\nauthor = "Anna Oak"\n+++\n', "Anna Oak"),
    ("---\r\ntitle: Pay at the Harbour\r\n---\r\n", ""),
    ("\ufeff---\ntitle: Pay at the Harbour\n...\n", ""),
]


@pytest.mark.parametrize(("matter", "author"), MATTER)
def test_front_matter_names_title_and_author(matter: str, author: str) -> None:
    found, said = taken(matter + "\nWe pay well.\n\n## Bands\n\nLevel 1 earns 50K.\n", "n2.md")
    assert (found.description.title, found.description.author) == ("Pay at the Harbour", author)
    assert said == ["We pay well.", "Level 1 earns 50K."]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Pay\n\nWe pay well.\n\n## Bands\n\nMany.\n", "Pay"),
        ("Pay\n===\n\nWe pay well.\n", "Pay"),
        ("Ahead of it.\n\n# Pay\n\nWe pay well.\n", "Pay"),
        ("# Pay\n\nWell.\n\n# Rest\n\nLong.\n", "index"),
        ("## Bands\n\nMany.\n", "index"),
    ],
)
def test_the_one_outermost_heading_is_the_title(text: str, title: str) -> None:
    assert taken(text, "index.md")[0].description.title == title


def test_a_page_names_its_author() -> None:
    page = f"<html><head><title>x | Site</title><meta name='author' content='Anna Oak'></head><body>{BODY}</body></html>"
    found, _ = taken(page, "a.html")
    assert (found.description.title, found.description.author) == ("Notes on work", "Anna Oak")


@pytest.mark.parametrize(
    "line",
    [
        "import Tabs from '@theme/Tabs';",
        "export const meta = {title: 'x'}",
        "<Tabs groupId='a'>",
        "</Tabs>",
        "<!-- a remark. Two. -->",
        "{% include nav.html %}",
        "{{< youtube id >}}",
        "{/* a remark */}",
        "[TOC]",
        "[[_TOC_]]",
        ":::note",
        ":::",
        "---",
        "***",
        "![A picture](a.png)",
        "- [Bands](#bands)",
        "[ref]: https://a.example/b",
        "<br/>",
        "> [!NOTE]",
    ],
)
def test_what_is_for_programs_is_no_sentence(line: str) -> None:
    _, said = taken(f"# Pay\n\nWe pay well.\n\n{line}\n\nNobody complains.\n", "a.mdx.md")
    assert said == ["We pay well.", "Nobody complains."]


def test_anothers_words_are_quoted_so() -> None:
    found, said = taken(
        f"{BODY}<blockquote><p>We never paid well. We never will.</p></blockquote><p>So said Anna.</p>", "a.html"
    )
    assert said[-3:] == ["> We never paid well.", "> We never will.", "So said Anna."]
    article = Article("a", "a", found.text, found.sections)
    assert [article.searched(span) for _, span in article.sentences][-2] == "We never will."


@pytest.mark.parametrize("mark", ["\u200b", "\u00ad", "\ufeff", "\u2060", "\u200e"])
def test_letters_without_width_go(mark: str) -> None:
    found, said = taken(f"<h1>P{mark}ay{mark}</h1><p>The quay pays nine{mark}ty thousand.</p>", "a.html")
    assert (found.sections[0].title, said) == ("Pay", ["The quay pays ninety thousand."])
    text, said = taken(f"# P{mark}ay\n\nThe quay pays nine{mark}ty thousand.\n", "a.md")
    assert text.sections[0].title in ("Pay", f"P{mark}ay" if mark == "\u00ad" else "Pay")
    article = Article("a", "a", text.text, text.sections)
    if mark != "\u200e":
        assert article.searched(article.sentences[0][1]) == "The quay pays ninety thousand."
