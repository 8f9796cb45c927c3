"""From a profile to a verdict, by a framework that is data: five findings, a track, and why. It never sees search."""

from advisor.framework.contract import verdict_json
from advisor.framework.findings import Finding, findings_of
from advisor.framework.framework import Framework
from advisor.framework.loading import SHIPPED, load_framework
from advisor.framework.verdict import Verdict, assess

__all__ = ["SHIPPED", "Finding", "Framework", "Verdict", "assess", "findings_of", "load_framework", "verdict_json"]
