"""What users say of themselves: free text in, a Profile of slots with evidence out. It never sees the article."""

from advisor.profile.evidence import Contradiction, Evidence, Status
from advisor.profile.facts import FactTable
from advisor.profile.fold import profile_of
from advisor.profile.profile import Fact, Profile
from advisor.profile.reader import Read, TurnReader
from advisor.profile.scope import status_of
from advisor.profile.told import Told

__all__ = [
    "Contradiction",
    "Evidence",
    "Fact",
    "FactTable",
    "Profile",
    "Read",
    "Status",
    "Told",
    "TurnReader",
    "profile_of",
    "status_of",
]
