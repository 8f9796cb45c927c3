"""Data files of ours, in TOML: read into a model, or refused in one line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from advisor.errors import DataInvalid


def _compiles(words: str) -> str:
    try:
        re.compile(words)
    except re.error as error:
        raise ValueError(f"no regular expression: {words!r} ({error})") from None
    return words


Model = TypeVar("Model", bound=BaseModel)
Text = Annotated[str, Field(min_length=1)]
Words = Annotated[tuple[Annotated[Text, AfterValidator(_compiles)], ...], Field(min_length=1)]
"""Regular expressions, at least one, each matched as whole words."""


def read_table(path: Path, model: type[Model], *, expected: str) -> Model:
    """What the file says; of no file, what the model has without one. Raises DataInvalid."""
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8") if path.is_file() else ""))
    except (OSError, tomllib.TOMLDecodeError, RecursionError, UnicodeDecodeError, ValidationError) as error:
        raise DataInvalid(f"found {path.name} unreadable: {_reason(error)}", expected=expected) from None


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error).splitlines()[0]
