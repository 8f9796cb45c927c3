"""From a profile to a verdict, by a framework that is data: five findings, a track, and why. It never sees search."""

from advisor.framework.contract import as_json
from advisor.framework.findings import Finding, find
from advisor.framework.framework import Framework
from advisor.framework.loading import SHIPPED, load_framework
from advisor.framework.verdict import Verdict, assess

__all__ = ["SHIPPED", "Finding", "Framework", "Verdict", "as_json", "assess", "find", "load_framework"]
