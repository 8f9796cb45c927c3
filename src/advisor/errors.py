"""What can go wrong, one class an event.

    AdvisorError                    exit code 1
    ├── UsageError                  exit code 2: wrong usage or unreadable input
    │   ├── InputUnreadable         a file or a line that cannot be read as what it should be
    │   ├── InputTooLarge           more than the settings allow
    │   └── SourceUnknown           no source of that id
    ├── SourceDamaged               a source folder that is not what its source.toml says
    ├── SourceProtected             the guide cannot be removed or replaced
    ├── IndexMissing                nothing built yet
    ├── IndexStale                  built from other sources, another model or other settings
    ├── IndexDamaged                a file of the index is not what the manifest says
    ├── StoreMissing            the store that the settings name does not answer, or its package is not there
    ├── ModelMissing                the encoder's package or folder is not there
    ├── ModelDamaged                the weights are not the published ones
    ├── AnchorNotFound              a place that the sources do not hold
    ├── DataInvalid                 a data file of ours (bank, framework, cues) that breaks its own rules
    └── NotWritable                 no permission, disk full, or another process holds the lock

A message has three parts: what was found, what was expected, the command that mends it.
"""

from __future__ import annotations


class AdvisorError(Exception):
    """One clear line; `str(error)` → `'found …; expected …; to mend it: …'`."""

    exit_code = 1

    def __init__(self, found: str, *, expected: str = "", mend: str = "") -> None:
        self.found, self.expected, self.mend = found, expected, mend
        parts = [found, f"expected {expected}" if expected else "", f"to mend it: {mend}" if mend else ""]
        super().__init__("; ".join(part for part in parts if part))


class UsageError(AdvisorError):
    exit_code = 2


class InputUnreadable(UsageError):
    pass


class InputTooLarge(UsageError):
    pass


class SourceUnknown(UsageError):
    pass


class SourceDamaged(AdvisorError):
    pass


class SourceProtected(AdvisorError):
    pass


class IndexMissing(AdvisorError):
    pass


class IndexStale(AdvisorError):
    pass


class IndexDamaged(AdvisorError):
    pass


class StoreMissing(AdvisorError):
    pass


class ModelMissing(AdvisorError):
    pass


class ModelDamaged(AdvisorError):
    pass


class AnchorNotFound(AdvisorError):
    pass


class DataInvalid(AdvisorError):
    pass


class NotWritable(AdvisorError):
    pass
