"""The forms of the cases that `advisor eval` takes: what each must hold to be judged. Other keys may stand beside."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from advisor.errors import InputUnreadable

Words = list[str]


class _Form(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow")


class _Judged(_Form):
    """What a quote must carry, passage by passage and in figures."""

    gold: Words | None = None
    gold_all: list[Words] | None = None
    must_show: Words | None = None


class _Asked(_Judged):
    id: str
    question: str
    answerable: bool
    context: Words | None = None
    section: int | list[int] | None = None

    @model_validator(mode="after")
    def _has_gold(self) -> _Asked:
        if self.answerable and (self.section is None or not (self.gold or self.gold_all)):
            raise ValueError("an answerable question needs section, and gold or gold_all")
        return self


class _Assessed(_Form):
    id: str
    text: Words
    kind: str
    expected: dict[str, str | None] = {}
    accept: dict[str, list[Any]] = {}
    track: str | None = None
    has_phd: bool | None = None
    publications: bool | None = None
    labs: Words = []

    @model_validator(mode="after")
    def _has_labels(self) -> _Assessed:
        missing = [name for name in ("track", "has_phd", "publications", "labs") if name not in self.model_fields_set]
        if self.kind != "non-profile" and (missing or not self.expected):
            raise ValueError(f"a profile needs {', '.join(missing or ['expected'])}")
        return self


class _Turn(_Judged):
    user: str
    kind: Words
    tag: str
    slots: dict[str, Any] | None = None
    facts: dict[str, Any] | None = None
    track: str | Words | None = None
    not_evidence: str | Words | None = None

    @model_validator(mode="after")
    def _labs_are_names(self) -> _Turn:
        labs = (self.facts or {}).get("labs", [])
        if not isinstance(labs, list) or not all(isinstance(name, str) for name in labs):
            raise ValueError("labs is a list of names")
        return self


class _Dialogue(_Form):
    id: str
    turns: Annotated[list[_Turn], Field(min_length=1)]


_FORMS: dict[str, type[_Form]] = {"ask": _Asked, "assess": _Assessed, "chat": _Dialogue}


def checked(kind: str, case: object, where: str) -> dict[str, Any]:
    """The case as it was read; raises InputUnreadable, naming the place, where it is not of that form."""
    try:
        _FORMS[kind].model_validate(case)
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(part) for part in first["loc"])
        why = " ".join(filter(None, (at, str(first["msg"]))))
        raise InputUnreadable(f"{where}: {why[:200]}", expected=f"a case of eval {kind}, as in docs/formats.md") from None
    assert isinstance(case, dict)
    return case
