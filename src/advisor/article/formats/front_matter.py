"""What stands ahead of a Markdown text for programs, with its title and author: YAML, TOML, JSON or lines of fields."""

from __future__ import annotations

import json
import re

_MARKED = re.compile(
    r"\ufeff?(?P<mark>---|\+\+\+)[ \t]*(?:\r\n?|\n).*?(?<=[\r\n])(?:(?P=mark)|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL
)
_JSON = re.compile(r"\ufeff?(\{[ \t]*(?:\r\n?|\n)[ \t]*\"\w+\"[ \t]*:.*?^\})[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL | re.MULTILINE)
_PERCENT = re.compile(  # of Pandoc
    r"\ufeff?(?:%[ \t]+\S[^\r\n]*(?:\r\n?|\n|\Z)(?:[ \t]+\S[^\r\n]*(?:\r\n?|\n|\Z))*){1,3}(?=[ \t]*(?:\r\n?|\n|\Z))"
)
_FIELDS = re.compile(  # of MultiMarkdown and Pelican
    r"\ufeff?(?=(?:[A-Z][\w -]{0,30}:[^\r\n]*(?:\r\n?|\n))*?(?:title|slug):)"
    r"(?:[A-Z][\w -]{0,30}:[ \t]*\S[^\r\n]{0,500}(?:\r\n?|\n)(?:[ \t]+\S[^\r\n]*(?:\r\n?|\n))*){2,40}"
    r"(?=[ \t]*(?:\r\n?|\n|\Z))",
    re.IGNORECASE,
)
_FOLDED = re.compile(r"[|>][+-]?\d?")  # the value stands on the lines below


def front_matter(text: str) -> re.Match[str] | None:
    """The stretch at the start of the text that is no part of it."""
    return next(filter(None, (form.match(text) for form in (_MARKED, _JSON, _PERCENT, _FIELDS))), None)


def title_and_author(text: str) -> tuple[str, str]:
    """By the front matter; "" for what it does not say, several authors parted by commas."""
    front = front_matter(text)
    if front is None:
        return "", ""
    if front.re is _PERCENT:
        title, author, *_ = [*re.split(r"^%[ \t]+", front.group().lstrip("\ufeff"), flags=re.MULTILINE)[1:], "", ""]
        return " ".join(title.split()), ", ".join(re.split(r"\s*[;\r\n]\s*", author.strip()))
    fields = _of_json(front.group(1)) if front.re is _JSON else _fields(front.group().lstrip("\ufeff"))
    return fields.get("title", ""), fields.get("author", "") or fields.get("authors", "")


def _of_json(front: str) -> dict[str, str]:
    try:
        read = json.loads(front)
    except (ValueError, RecursionError):
        return {}
    return {key: _names(value) for key, value in read.items()}


def _names(value: object) -> str:
    """`_names(["Anna Oak", {"name": "Ben Elm"}])` → `'Anna Oak, Ben Elm'`."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_names, value)))
    if isinstance(value, dict):
        return _names(value.get("name", ""))
    return value if isinstance(value, str) else ""


def _fields(front: str) -> dict[str, str]:
    """The fields of one line or of a list of names, of YAML, TOML or MultiMarkdown; all else is passed over."""
    found: dict[str, str] = {}
    key = ""
    for line in re.split(r"\r\n?|\n", front):
        if key == "title" and line[:1].isspace() and line.strip():  # goes on below
            found[key] = f"{found[key]} {line.strip()}".strip()
            continue
        field = re.match(r"([A-Za-z][\w-]*)\s*[:=]\s*(.*)$", line)
        listed = re.match(r"\s+(?:-\s+)?(?:name\s*:\s*)?(?![\w-]+\s*:)(\S.*)$|-\s+(?:name\s*:\s*)?(\S.*)$", line)
        if field:
            key = field.group(1).lower()
            names = [_unquoted(name) for name in field.group(2).strip().strip("[]").split(",")] if key != "title" else []
            found[key] = ", ".join(filter(None, names)) if names else _unquoted(field.group(2))
            if _FOLDED.fullmatch(field.group(2).strip()):
                found[key] = ""
        elif listed and key in ("author", "authors"):
            found[key] = ", ".join(filter(None, (found[key], _unquoted(listed.group(1) or listed.group(2)))))
    return found


def _unquoted(value: str) -> str:
    plain = re.sub(r"\s+#\s.*$", "", value).strip()
    quoted = len(plain) > 1 and plain[0] == plain[-1] and plain[0] in "\"'"
    plain = plain.replace("''", "'") if quoted and plain[0] == "'" else plain  # as YAML writes an apostrophe
    return plain[1:-1].strip() if quoted else plain.strip("|>").strip()
