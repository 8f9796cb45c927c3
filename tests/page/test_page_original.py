"""From a quote to the page that it was published on: a link to the very words, followed by nobody but the reader."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import unquote

import pytest

from advisor.article import source
from advisor.article.article import Article
from advisor.article.library import Library
from advisor.article.quote import cut
from advisor.faces.page.session import Viewing
from advisor.faces.page.source_view import source_html
from advisor.settings import Settings
from advisor.span import Span

LONG = "A herring gull lays three eggs in May, and where foxes come by it moves " + "far " * 12 + "up to the highest ledge."
BEGIN, END = "A herring gull lays three eggs in May, and where", "far far far far far far up to the highest ledge."
WHOLE = "Gulls, a well-known nuisance, cost 5% more – & nobody pays."
TEXT = f"# Gulls\n\n## Nests\n\n{LONG}\n\n## Costs\n\n{WHOLE} A gull is no pigeon.\n"


def coded(words: str) -> str:
    return words.replace(" ", "%20").replace(",", "%2C")


def href(words: str, *, url: str, id: str = "gulls") -> str:
    """Of the link beside a quote of these words; "" where there is none."""
    article = Article(id, "Gulls", TEXT, source.find_sections(TEXT, "markdown"), url=url)
    start = TEXT.index(words)
    quote = cut(article, Span(start, start + len(words)))
    html = source_html(Viewing(id, quote.section_number, (quote,), 0), article, [article], None, [])
    _, _, after = html.partition('href="')
    return after.partition('"')[0]


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        pytest.param("Gulls, a well-known nuisance", "Gulls%2C%20a%20well%2Dknown%20nuisance", id="comma and dash"),
        pytest.param("cost 5% more – & nobody", "cost%205%25%20more%20%E2%80%93%20%26%20nobody", id="other signs"),
        pytest.param(LONG, f"{coded(BEGIN)},{coded(END)}", id="of a long one the beginning and the end"),
    ],
)
def test_the_link_names_the_words_of_the_quote(words: str, fragment: str) -> None:
    found = href(words, url="https://example.org/gulls?page=1#top")
    assert found.startswith("https://example.org/gulls?page=1#:~:text=")
    assert found.partition(":~:text=")[2] == fragment
    assert all(unquote(end) in words for end in fragment.split(","))


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "ftp://example.org/gulls", "//example.org/gulls"])
def test_no_link_without_an_address_of_the_web(url: str) -> None:
    assert href("A gull is no pigeon.", url=url) == ""


def test_our_guide_is_on_no_page() -> None:
    assert href("A gull is no pigeon.", url="https://example.org/", id="guide") == ""


@pytest.fixture
def published() -> Iterator[tuple[str, list[str]]]:
    """A page far longer than a window, the words at its end; what was asked of it."""
    asked: list[str] = []
    body = f"<title>Gulls</title>{'<p>Water.</p>' * 300}<p>{LONG}</p>{'<p>Sand.</p>' * 300}".encode()

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = HTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/gulls", asked
    server.shutdown()
    server.server_close()


@pytest.fixture
def gulls(served: Any, published: tuple[str, list[str]]) -> Iterator[list[str]]:
    """That page's article in the library of the page that all share; what was asked of where it is from."""
    url, asked = published
    library = Library(Settings(home=served.home))
    prepared = library.prepare(TEXT.encode(), "gulls.md")
    library.add(replace(prepared, description=prepared.description.model_copy(update={"url": url})))
    yield asked
    library.remove("gulls")


@pytest.mark.browser
def test_it_is_opened_by_a_click_alone_and_at_the_words(served: Any, gulls: list[str], chromium: Any) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(served.url)
    page.wait_for_selector(".welcome")
    page.fill("#box textarea", "How many eggs does a herring gull lay?")
    page.press("#box textarea", "Enter")
    page.locator(".exchange .quote .cite").first.click()
    link = page.get_by_role("link", name="In the original")
    link.wait_for()
    link.focus()
    link.hover()
    page.wait_for_timeout(300)
    assert gulls == []
    with context.expect_page() as opened:
        link.click()
    original = opened.value
    original.wait_for_function("() => scrollY > innerHeight")
    assert gulls[0] == "/gulls"
    assert original.evaluate("() => document.referrer") == ""
    assert original.evaluate("() => window.opener") is None
    context.close()
