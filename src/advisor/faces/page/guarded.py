"""Gradio's Blocks with one door less: what an event brings along is never taken for a file, and text is text.

Gradio would fetch an address that stands where a file's path is expected, in any component. Here a file is only what was
uploaded, by the word that Uploads gave for it. What goes wrong within is one line, and the session stays as it was. Two
endpoints have names, `ask` and `assess`, for gradio_client and for plain HTTP; everything else stays private.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc
from typing import Any

import gradio as gr

from advisor.characters import whole
from advisor.errors import AdvisorError
from advisor.faces.programs.functions import Functions
from advisor.faces.web.intake import Uploads
from advisor.faces.web.middleware import fault

_REFUSED = "found a file that was not uploaded; expected one that was, or text"


class Guarded(gr.Blocks):  # type: ignore[misc]  # Gradio is seen as Any
    """`uploads` is asked for what an upload button holds; its listener gets an Upload."""

    def __init__(self, uploads: Uploads, **options: Any) -> None:
        self._uploads = uploads
        super().__init__(**options)

    async def process_api(self, *given: Any, **more: Any) -> dict[str, Any]:
        """Raises gr.Error and nothing else."""
        try:
            return dict(await super().process_api(*given, **more))
        except gr.Error:
            raise
        except Exception as error:
            raise gr.Error(fault(error), print_exception=False) from None

    async def preprocess_data(
        self, block_fn: Any, inputs: list[Any], state: Any, explicit_call: bool = False
    ) -> list[Any]:
        """Raises gr.Error for a file of any other kind, text that is none, and more or fewer values than are taken."""
        plain, taken = list(inputs), {}
        for at, block in enumerate(block_fn.inputs[: len(inputs)]):
            if isinstance(block, gr.UploadButton):
                taken[at], plain[at] = self._uploaded(inputs[at]), None
            elif _holds_file(inputs[at]):
                raise gr.Error(_REFUSED, print_exception=False)
            elif isinstance(block, gr.Textbox):
                if not isinstance(inputs[at], str | None):
                    raise gr.Error(f"found {type(inputs[at]).__name__} for a text; expected text", print_exception=False)
                plain[at] = whole(inputs[at] or "")
        if len(inputs) != len(block_fn.inputs):
            line = f"found {len(inputs)} values; expected {len(block_fn.inputs)}, null for what is not given"
            raise gr.Error(line, print_exception=False)
        made = list(await super().preprocess_data(block_fn, plain, state, explicit_call))
        for at, upload in taken.items():
            made[at] = upload
        return made

    def _uploaded(self, value: Any) -> Any:
        word = value.get("path") if isinstance(value, dict) else None
        upload = self._uploads.take(word) if isinstance(word, str) else None
        if upload is None:
            raise gr.Error(_REFUSED, print_exception=False)
        return upload


def _holds_file(value: Any) -> bool:
    """Looked for without recursion: what is nested deeply comes from outside too."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if "path" in each:
                return True
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
    return False


def add_endpoints(functions: Functions) -> None:
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
