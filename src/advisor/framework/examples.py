"""Examples: what the page offers to click."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from advisor.framework.fields import STRICT, Text


@dataclass(frozen=True, slots=True)
class Example:
    """A button: its label, and the words that it sends where these are others."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    label: Text
    says: str = ""


@dataclass(frozen=True, slots=True)
class Examples:
    """What the page offers to click: questions and people on the first visit, topics to go on with.

    `prepare` asks how to get ready for a track, {name} stands for it; `compare` is the label of the button that opens the
    pictures. What a framework leaves out is not offered.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    questions: tuple[Text, ...] = ()
    profiles: tuple[Example, ...] = ()
    topics: tuple[Example, ...] = ()
    prepare: str = ""
    compare: str = ""
