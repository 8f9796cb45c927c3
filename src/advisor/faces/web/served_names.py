"""The names that a served port answers to. A web site can make its own name lead here, but none of these."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import ip_address

_AUTHORITY = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\s:/?#@\[\]]+)(?::\d{1,5})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ServedNames:
    """Loopback always; the address that is listened on, or of all addresses any and the machine's own name; and `given`."""

    listening: str
    given: tuple[str, ...] = ()

    def serve(self, authority: str) -> bool:
        """`authority` is what a Host header holds: `localhost:7860`."""
        name = _name(authority)
        if not name:
            return False
        here = _name(self.listening) or _plain(self.listening)
        return _loopback(name) or name == here or self.gives(authority) or (_everywhere(here) and _own(name))

    def gives(self, authority: str) -> bool:
        """True for a name that was given, as that of a proxy is."""
        return _name(authority) in {_plain(each) for each in self.given}


def _name(authority: str) -> str:
    found = _AUTHORITY.fullmatch(authority)
    return _plain(found["name"]) if found else ""


def _plain(name: str) -> str:
    return name.strip("[]").lower().removesuffix(".")


def _loopback(name: str) -> bool:
    return name == "localhost" or (_is_address(name) and ip_address(name).is_loopback)


def _everywhere(name: str) -> bool:
    return _is_address(name) and ip_address(name).is_unspecified


def _own(name: str) -> bool:
    """An address is no name that a web site could have turned about; the machine's own name is its own."""
    own = _plain(socket.gethostname())
    return _is_address(name) or name in (own, f"{own}.local")


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
