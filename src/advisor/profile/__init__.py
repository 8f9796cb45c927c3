"""What users say of themselves: free text in, a Profile of slots with evidence out. It never sees the article."""

from advisor.profile.cues import CueTable
from advisor.profile.evidence import Contradiction, Evidence, Status
from advisor.profile.profile import Fact, Profile
from advisor.profile.read import read_profile
from advisor.profile.scope import status_of
from advisor.profile.semantic import MIN_SIMILARITY, Match, Matcher

__all__ = [
    "MIN_SIMILARITY",
    "Contradiction",
    "CueTable",
    "Evidence",
    "Fact",
    "Match",
    "Matcher",
    "Profile",
    "Status",
    "read_profile",
    "status_of",
]
