"""Track Advisor: exact cited quotes and a verdict one can follow, offline, on the Research Engineer or Scientist choice."""

from typing import TYPE_CHECKING, Any

from advisor.offline import keep_offline

if TYPE_CHECKING:
    from advisor.advisor import Advisor
    from advisor.settings import Settings

keep_offline()  # before anything that reads the switches is imported

__all__ = ["Advisor", "Settings"]


def __getattr__(name: str) -> Any:
    """The two public names, imported when first asked for: the process that reads one file needs neither (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from advisor.advisor import Advisor
    from advisor.settings import Settings

    globals().update(Advisor=Advisor, Settings=Settings)
    return globals()[name]
