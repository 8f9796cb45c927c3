"""Plain text: headings from a table of contents, from numbering, from underlines and capitals, or none."""

from __future__ import annotations

import re

from advisor.article.formats import mail
from advisor.article.formats.boilerplate import without_foot
from advisor.article.formats.contents import list_of_contents
from advisor.article.formats.headings import sections_between
from advisor.article.formats.text_contents import sections_by_contents
from advisor.article.formats.text_lines import headings_on_lines
from advisor.article.section import Section
from advisor.span import Span, trimmed

_BOOK_STARTS = re.compile(r"^\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG EBOOK[^\r\n]*", re.MULTILINE)
_HEAD = re.compile(  # of two to twelve words
    r"\ufeff?\s*([^\W\d_][^\s|]*(?:[ \t]{1,2}[^\s|]+){1,11}(?<![.,;:!?…]))[ \t]*\r?\n"
    r"(?:[ \t]*[=\-~*#]{3,}[ \t]*\r?\n|[ \t]*\r?\n)"
)
_BOOK_ENDS = re.compile(r"^\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG EBOOK", re.MULTILINE)


def find_sections(text: str) -> tuple[Section, ...]:
    """The sections of a plain text: table of contents and page furniture left out, the text not touched."""
    mails = mail.find_sections(text)
    if mails:
        return mails
    start = 1 if text.startswith("\ufeff") else 0
    within = without_foot(text, _book(text) or Span(start, len(text)))
    by_contents = sections_by_contents(text, within)
    if by_contents is not None:
        return by_contents
    listed = list_of_contents(text, within)
    if listed is None:
        return sections_between(text, headings_on_lines(text, within), within)
    behind = Span(listed.end, within.end)
    found = sections_between(text, headings_on_lines(text, behind), behind)
    ahead = trimmed(Span(within.start, listed.start), text)
    if not len(ahead):
        return found
    if any(section.number == 0 for section in found):
        between = next(section for section in found if section.number == 0)
        if len(between.body) >= len(ahead):
            return found
        found = tuple(section for section in found if section is not between)
    return (Section(0, (), Span(within.start, within.start), ahead), *found)


def named(text: str) -> tuple[str, str]:
    """Title and author of a book of Project Gutenberg, subject and sender of a mail, else the line that is underlined or
    stands alone at the head; "" where the text is none of these."""
    within = _book(text)
    if within is None:
        of_mail, head = mail.headed(text), _HEAD.match(text)
        return (head.group(1).strip(), "") if head and not any(of_mail) else of_mail
    title, author = (re.search(rf"^{field}: *(\S.*)$", text[: within.start], re.MULTILINE) for field in ("Title", "Author"))
    return title.group(1).strip() if title else "", author.group(1).strip() if author else ""


def _book(text: str) -> Span | None:
    """The book between the marks of Project Gutenberg."""
    opening = _BOOK_STARTS.search(text)
    if opening is None:
        return None
    closing = _BOOK_ENDS.search(text, opening.end())
    return Span(opening.end(), closing.start() if closing else len(text))
