"""The page's named endpoints, `ask` and `assess`, for gradio_client and for plain HTTP; everything else stays private."""

from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc
from typing import Any

import gradio as gr

from advisor.errors import AdvisorError
from advisor.faces.programs.functions import Functions


def add(functions: Functions) -> None:
    """Within a Blocks: both give the JSON of the command-line contract; an error of ours is one clear line."""

    def ask(question: str, after: list[str] | None = None, source: list[str] | None = None) -> dict[str, Any]:
        return _told(lambda: functions.ask(question, after, source))

    def assess(text: list[str], set: dict[str, str] | None = None) -> dict[str, Any]:
        return _told(lambda: functions.assess(text, set))

    for endpoint, described in ((ask, functions.ask), (assess, functions.assess)):
        gr.api(endpoint, api_name=endpoint.__name__, api_description=cleandoc(described.__doc__ or ""), queue=False)


def _told(call: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return call()
    except AdvisorError as error:
        raise gr.Error(str(error), print_exception=False) from None
