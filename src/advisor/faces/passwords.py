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

from advisor.characters import harmful, shown
from advisor.disk import write
from advisor.errors import InputUnreadable, UsageError
from advisor.faces import reading_in

_COST = {"n": 2**14, "r": 8, "p": 5, "maxmem": 64 * 1024 * 1024, "dklen": 32}
_LARGEST = 1_000_000  # bytes
_LINE = re.compile(r"(?P<name>[^:\s#][^:\s]{0,63}):scrypt:(?P<salt>[0-9a-f]{32}):(?P<hash>[0-9a-f]{64})")
_NAME = re.compile(r"[^:\s#][^:\s]{0,63}")


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
    found = {
        match["name"]: (bytes.fromhex(match["salt"]), bytes.fromhex(match["hash"]))
        for match in map(_LINE.fullmatch, _lines(path))
        if match is not None
    }
    if not found:
        raise InputUnreadable(f"{path} lets nobody in", expected="a line for each person", mend=_mend(path))
    return Passwords(found)


def set_password(path: Path, name: str, password: str) -> None:
    """Add the person, or exchange their password; the file is readable by its owner alone.

    Raises NotWritable, and InputUnreadable for a name that cannot be one, a short password or a file of another kind.
    """
    if not _NAME.fullmatch(name) or harmful(name):
        expected = "at most 64 characters that one can see, without spaces or colons, the first no #"
        raise InputUnreadable(f"found the name {shown(name)!r}", expected=expected)
    if len(password) < 8:
        raise InputUnreadable(f"found a password of {len(password)} characters", expected="at least 8")
    lines = [each for each in _lines(path) if not each.startswith(f"{name}:")] if path.exists() else []
    salt = secrets.token_bytes(16)
    lines.append(f"{name}:scrypt:{salt.hex()}:{_hashed(password, salt).hex()}")
    write(path, "\n".join([*lines, ""]), mode=0o600)


def _lines(path: Path) -> list[str]:
    """The file's lines, each a person's, a remark or empty; raises InputUnreadable for any other."""
    try:
        text = reading_in.read_input(path, "a file of passwords", largest=_LARGEST).decode("utf-8")
    except UnicodeDecodeError:
        found_bytes = f"cannot read {path} (no text in UTF-8)"
        raise InputUnreadable(found_bytes, expected="a file of passwords", mend=_mend(path)) from None
    except UsageError as error:
        raise InputUnreadable(error.found, expected="a file of passwords", mend=_mend(path)) from None
    lines = [line.strip() for line in text.splitlines()]
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#") and not _LINE.fullmatch(line):  # not shown: it may hold a password
            found = f"line {number} of {path} is no hashed password"
            raise InputUnreadable(found, expected="NAME:scrypt:…", mend=_mend(path))
    return lines


def _mend(path: Path) -> str:
    return f"advisor password {path} NAME"


def _hashed(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "replace"), salt=salt, **_COST)
