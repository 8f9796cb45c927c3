"""The rule about lists: a sentence that announces one with a colon, and prose, a heading or nothing behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.article.article import Article
from advisor.article.critique.note import Note
from advisor.article.critique.sentence import ParsedSentence, note, parsed_sentences
from advisor.span import Span

_COUNT = r"two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|several|these|those"
_ANNOUNCES = re.compile(
    rf"(?:\b(?:the|these)\s+following(?:\s+[\w-]+){{0,12}}|\bhere(?:'s|’s|\s+is|\s+are)\s+(?:what|how|the|some|a\s+few|why)\b.*|"
    rf"\b(?:{_COUNT})\s+(?:[\w-]+\s+){{0,3}}[\w-]+s|\b(?:includes?|including|such\s+as|namely|listed\s+below|shown\s+below))\s*:$",
    re.IGNORECASE | re.DOTALL,
)
# What announces a list or a thought alike: a list was meant only where the next line follows without a gap, as in
# text that was copied off a page and lost its lists on the way.
_MAY_ANNOUNCE = re.compile(r"\b(?:is|are|were|was)\s+(?:this|these|clear|simple|straightforward)\s*:$", re.IGNORECASE)
_SPEECH = re.compile(
    r"\b(?:said|says|wrote|writes|asks?|asked|put\s+it|quot\w*|according|explain\w*|examples?|code|commands?|output|syntax|looks?\s+like|"
    r"type|run|format|file|function|steps?|procedure|process|algorithm|rules?|calls?|errors?|messages?|license|licence|notice|copyright|conditions?|form|definition)\b",
    re.IGNORECASE,
)
# What shows that the list is there after all: an item's mark, code or a quotation set in, a table, a picture, a link.
_ITEM = re.compile(
    r"(?:[-*+•‣◦▪–—o]\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\s|\t| {2,}|[|>`~<!\[{“\"'‘]|\.\.|:|#|"
    r"(?:first|firstly|one|step\s+\d)\b|\S+\s*(?:[:=–—]| - )|\*\*|__)",
    re.IGNORECASE,
)
_FIRST_ITEM = re.compile(r"\s*\(?(?:1|a|i)[.)]\s", re.IGNORECASE)
_LONG_LINE = 60  # characters: shorter lines may be items without a mark
_LEAST_WORDS = 8
_ENDS = (".", "!", "?", ":", ".”", '."')


def list_missing(article: Article) -> Iterator[Note]:
    """A list is announced at the end of a line, and what comes next is a paragraph of prose, or the section's end."""
    said = [sentence for sentence in parsed_sentences(article) if _announces(sentence)]
    for sentence in said:
        if _is_last_word(article, sentence) or _prose_follows(article, sentence):
            words = " ".join(sentence.text.split())
            opening = words if len(words) <= 90 else "…" + words[-88:]
            yield note("list-missing", f"A list is announced and does not follow (“{opening}”).", article, sentence)


def _announces(sentence: ParsedSentence) -> bool:
    words = sentence.text.split()
    last_clause = re.split(r"[;.]\s", sentence.text)[-1]
    announced = _ANNOUNCES.search(sentence.text) or _MAY_ANNOUNCE.search(sentence.text)
    return len(words) >= 4 and bool(announced) and not _SPEECH.search(last_clause)


def _is_last_word(article: Article, sentence: ParsedSentence) -> bool:
    """Nothing follows in its section, and no section below or beside this one may be an item of the list."""
    if article.text[sentence.span.end : sentence.section.body.end].strip() or _MAY_ANNOUNCE.search(sentence.text):
        return False
    if _FIRST_ITEM.match(article.text, sentence.span.end):  # an item that was taken for a heading
        return False
    following = [section for section in article.sections if section.body.start >= sentence.section.body.end]
    depth = len(sentence.section.path)
    return not following or len(following[0].path) < depth or len(following[0].path) == depth == 1


def _prose_follows(article: Article, sentence: ParsedSentence) -> bool:
    """The next paragraph opens as prose does: a long line that is no item, after a line break of its own."""
    rest = article.text[sentence.span.end : sentence.section.body.end]
    gap = len(rest) - len(rest.lstrip())
    if "\n" not in rest[:gap] and "\r" not in rest[:gap]:
        return False
    blank = len(re.findall(r"\r\n?|\n", rest[:gap])) > 1
    if blank and not _ANNOUNCES.search(sentence.text):
        return False
    indent = re.split(r"[\r\n]", rest[:gap])[-1]
    paragraph = re.split(r"\n[ \t]*\n|\r\n[ \t]*\r\n", rest[gap:], maxsplit=1)[0]
    line = indent + paragraph.splitlines()[0] if paragraph else ""
    if _ITEM.match(line) or _indented_more(article, sentence, indent):
        return False
    first = next((span for _, span in article.sentences if span.start >= sentence.span.end), Span(0, 0)).of(article.text)
    words = first.split()
    prose = len(words) >= _LEAST_WORDS and first[:1].isupper() and len(line) >= _LONG_LINE and first.endswith(_ENDS)
    return prose and first.count(",") < 0.25 * len(words) and not _speaks_in_items(rest[gap : gap + 1500])


def _indented_more(article: Article, sentence: ParsedSentence, indent: str) -> bool:
    """Set in from the announcing line: the list, a table or an example in a plain text."""
    line = article.text.rfind("\n", 0, sentence.span.start) + 1
    opening = article.text[line : sentence.span.end]
    return len(indent.expandtabs()) > len(opening.expandtabs()) - len(opening.expandtabs().lstrip())


def _speaks_in_items(text: str) -> bool:
    """Ordinals at the heads of sentences, or three paragraphs that open with a term and a colon or a dash."""
    ordinals = len(re.findall(r"(?:^|[.!?\n]\s*)(?:first|second|third|finally|lastly)\b", text, re.IGNORECASE))
    terms = len(re.findall(r"^\s*(?:\*\*|__)?[\w][\w /-]{1,40}(?:\*\*|__)?\s*(?:[:–—]| - )", text, re.MULTILINE))
    marks = len(re.findall(r"^\s*(?:[-*•o]|\(?\w{1,3}[.)])\s", text, re.MULTILINE))
    return ordinals >= 2 or terms >= 2 or marks >= 2
