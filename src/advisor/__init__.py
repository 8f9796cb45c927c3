"""Track Advisor: exact cited quotes and a verdict one can follow, offline, on the Research Engineer or Scientist choice."""

from advisor.offline import keep_offline

keep_offline()

from advisor.advisor import Advisor
from advisor.settings import Settings

__all__ = ["Advisor", "Settings"]
