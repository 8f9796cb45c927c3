"""Words: what is said around answers and verdicts that names the subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from advisor.framework.fields import STRICT, Text


@dataclass(frozen=True, slots=True)
class Words:
    """What is said around answers and verdicts that names the subject; what a framework leaves out is said in general.

    In `about` stands {name} for the person who is spoken of.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    small_talk: Text = (
        "Hello! I quote a source. Ask me about it, or describe yourself and I apply its questions to what you say."
    )
    off_topic: Text = "That is outside what I can quote on."
    too_vague: Text = "I am not sure what you are asking. Could you name what you mean?"
    wants_verdict: Text = (
        "That depends on you, so I will not guess. Describe yourself and I apply the source's questions to your words."
    )
    nothing_told: Text = "That says nothing of you yet. Tell me about yourself."
    nothing_said: Text = "Ask me something about the source, or tell me about yourself."
    greet: Text = "Hello! Ask me about the source, or tell me about yourself."
    help: Text = "Ask what the source says. Or tell me about yourself and I apply its questions to you."
    talk: Text = "I see. Ask me about the source, or tell me about yourself."
    others: Text = (
        "I keep that apart from you. Ask for them, and I quote what the source says; for a verdict on somebody else, name "
        "them: “about Ben: …”."
    )
    unclear: Text = "I did not understand that. Ask me about the source, or tell me about yourself."
    command: Text = "I can only quote the source and apply its questions."
    about: Text = "Tell me about {name}. It stays apart from you."
    bye: Text = "Goodbye, and good luck with the choice."
