"""Track Advisor: exact cited quotes and a verdict one can follow, offline, on the Research Engineer or Scientist choice."""

from advisor.offline import keep_offline

keep_offline()

from advisor.advisor import Advisor  # noqa: E402  (what it imports must find the switches set)
from advisor.settings import Settings  # noqa: E402

__all__ = ["Advisor", "Settings"]
