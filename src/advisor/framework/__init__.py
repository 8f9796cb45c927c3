"""From a profile to a verdict, by a framework that is data: five findings, a track, and why. It never sees search."""
