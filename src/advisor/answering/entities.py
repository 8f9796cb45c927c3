"""Which labs and which of the two roles a question names. A sentence about another lab is wrong however near it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from advisor.names import active, as_word


class _Kind(Mapping[str, str]):
    """The names of one kind in the framework that is chosen: read when they are asked for."""

    def __init__(self, of: Callable[[], Mapping[str, str]]) -> None:
        self._of = of

    def __getitem__(self, name: str) -> str:
        return self._of()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._of())

    def __len__(self) -> int:
        return len(self._of())


LABS = _Kind(lambda: active().labs)
ROLES = _Kind(lambda: active().roles)
ROLE_NAMES = _Kind(lambda: active().role_names)


@dataclass(frozen=True, slots=True)
class Entities:
    labs: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def entities(read_as: str) -> Entities:
    """`entities("research engineer pay at openai")` → `Entities(labs=('OpenAI',), roles=('RE',))`."""
    return Entities(
        labs=tuple(name for name, pattern in LABS.items() if _named(pattern, read_as)),
        roles=tuple(name for name, pattern in ROLES.items() if _named(pattern, read_as)),
    )


def replaced(read_as: str, *, kind: Mapping[str, str], to: str) -> str:
    """The text with every name of that kind made into another: `to` is the words to write."""
    if not kind:
        return read_as
    return re.sub(as_word("|".join(kind.values())), to, read_as)


def _named(pattern: str, text: str) -> bool:
    return re.search(as_word(pattern), text) is not None
