"""Who may call a server, how often, from which pages and with how much: what an operator sets of it."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from ingest.errors import SettingsError
from ingest.rate import Rate, read_rate

# 1,000 articles have about 6 MB (the mean of 4,278 is 6.3 kB a row), 350 pages of raw HTML 64 MB (the mean of 90 news
# pages is 181 kB). Twice this is in memory while it is parsed.
MAX_BODY_BYTES = 64_000_000
BODY_SECONDS = 30
# A person reads an answer for longer than six seconds; a program that asks one question after the other on two cores
# makes about this many.
USUAL_RATE = Rate(600, 60)
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The operator's choices.

    `require_key`: also on the loopback address. `rate` is for whoever has no rate of his own, and `usual_rate` means
    that none was chosen. `origins` are those whose pages may call. A body may have `max_body_bytes`, and takes at most
    `body_seconds` and a little more for what it brings.
    """

    require_key: bool = False
    rate: Rate | None = None
    usual_rate: bool = True
    origins: frozenset[str] = frozenset()
    max_body_bytes: int = MAX_BODY_BYTES
    body_seconds: int = BODY_SECONDS

    def needs_key(self, host: str) -> bool:
        """Return whether a server on this address asks everybody for a key."""
        return self.require_key or not is_loopback(host)

    def rate_at(self, host: str) -> Rate | None:
        """Return how often a caller without a rate of his own may call a server on this address; None: as he likes."""
        if self.usual_rate:
            return USUAL_RATE if self.needs_key(host) else None
        return self.rate


def read_limit(text: str) -> Rate | None:
    """Return the rate that a setting names; 'off' is none.

    Raises:
        SettingsError
    """
    return None if text == "off" else read_rate(text, name="CORROBORATE_RATE_LIMIT")


def read_origins(text: str) -> frozenset[str]:
    """Return the origins that a setting names between commas, as browsers spell them.

    Raises:
        SettingsError: one is none; a wildcard is none either.
    """
    return frozenset(_origin(part.strip()) for part in text.split(",") if part.strip())


def is_loopback(host: str) -> bool:
    """Whether a host name can only mean this machine."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _origin(text: str) -> str:
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    exact = parts.scheme in _PORTS and host and parts.path in ("", "/") and not (parts.query or parts.fragment)
    if not exact or "@" in parts.netloc or "*" in host or any(character.isspace() for character in text):
        raise SettingsError(
            f"CORROBORATE_ALLOWED_ORIGINS names {text[:80]!r}, which is no origin; "
            "write scheme, host and port alone, such as https://news.example or http://localhost:3000"
        )
    name = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii") if not host.isascii() else host
    return f"{parts.scheme}://{name}" + ("" if port in (None, _PORTS[parts.scheme]) else f":{port}")
