"""Fields: the kinds of field that the framework's data is made of, each checked as it is read; unknown keys are refused."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, PlainValidator

from advisor.article.anchor import Anchor
from advisor.framework.condition import Condition, parse

STRICT = ConfigDict(extra="forbid")


def _anchor(data: object) -> Anchor:
    match data:
        case {"section": int(section), "terms": [_, *_] as terms, **rest} if not rest:
            if all(isinstance(term, str) and term for term in terms):
                return Anchor(section, tuple(terms))
    raise ValueError(f"found {data!r}; expected {{ section = N, terms = [at least one] }}")


Anchors = tuple[Annotated[Anchor, PlainValidator(_anchor)], ...]
SomeAnchors = Annotated[Anchors, Field(min_length=1)]
When = Annotated[Condition, PlainValidator(parse)]
Text = Annotated[str, Field(min_length=1)]
