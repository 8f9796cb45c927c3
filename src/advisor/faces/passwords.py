"""Who may open a served page: a file with one line a person, name and hashed password. No password is ever kept.

Hashed with scrypt (RFC 7914), N = 2^14, r = 8, p = 5: one of the settings of the OWASP Password Storage Cheat Sheet; some
100 ms a try and 16 MB.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from advisor.disk import write
from advisor.errors import InputUnreadable, NotWritable, UsageError
from advisor.faces import reading_in

_COST = {"n": 2**14, "r": 8, "p": 5, "maxmem": 64 * 1024 * 1024, "dklen": 32}
_LARGEST = 1_000_000  # bytes
_LINE = re.compile(r"(?P<name>[^:\s]{1,64}):scrypt:(?P<salt>[0-9a-f]{32}):(?P<hash>[0-9a-f]{64})")
_NAME = re.compile(r"[^:\s]{1,64}")


@dataclass(frozen=True, slots=True)
class Passwords:
    """`hashes` maps a name to salt and hash."""

    hashes: Mapping[str, tuple[bytes, bytes]]

    def allows(self, name: str, password: str) -> bool:
        """Takes as long for a name that is not there."""
        salt, kept = self.hashes.get(name, (b"\0" * 16, b""))
        return hmac.compare_digest(_hashed(password, salt), kept)


def read_passwords(path: Path) -> Passwords:
    """Raises InputUnreadable, naming the line, where the file is not of that form or holds nobody."""
    mend = f"advisor password {path} NAME"
    try:
        lines = reading_in.read_input(path, "a file of passwords", largest=_LARGEST).decode("utf-8").splitlines()
    except UnicodeDecodeError:
        found_bytes = f"cannot read {path} (no text in UTF-8)"
        raise InputUnreadable(found_bytes, expected="a file of passwords", mend=mend) from None
    except UsageError as error:
        raise InputUnreadable(error.found, expected="a file of passwords", mend=mend) from None
    found: dict[str, tuple[bytes, bytes]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:  # the line itself is not shown: it may hold a password
            raise InputUnreadable(f"line {number} of {path} is no hashed password", expected="NAME:scrypt:…", mend=mend)
        found[match["name"]] = (bytes.fromhex(match["salt"]), bytes.fromhex(match["hash"]))
    if not found:
        raise InputUnreadable(f"{path} lets nobody in", expected="a line for each person", mend=mend)
    return Passwords(found)


def set_password(path: Path, name: str, password: str) -> None:
    """Add the person, or exchange their password; the file is readable by its owner alone. Raises NotWritable."""
    if not _NAME.fullmatch(name):
        raise InputUnreadable(f"found the name {name!r}", expected="at most 64 characters without spaces or colons")
    if len(password) < 8:
        raise InputUnreadable(f"found a password of {len(password)} characters", expected="at least 8")
    salt = secrets.token_bytes(16)
    line = f"{name}:scrypt:{salt.hex()}:{_hashed(password, salt).hex()}"
    try:
        kept = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except OSError as error:
        raise NotWritable(f"cannot write {path} ({error.strerror})", expected="a folder one may write to") from None
    lines = [each for each in kept if not each.startswith(f"{name}:")]
    write(path, "\n".join([*lines, line]) + "\n", mode=0o600)


def _hashed(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "replace"), salt=salt, **_COST)
