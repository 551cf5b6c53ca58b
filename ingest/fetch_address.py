"""Where a URL leads: its text in, the checked place and the network addresses that may be connected to out.

Whoever fetches must connect to the addresses that `addresses` returns and look nothing up again: a name may lead
elsewhere the second time.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from ingest.fetch_errors import FetchError, Trouble

Lookup = Callable[[str, float], Sequence[str]]  # a host's name and the seconds it may take in, its addresses out

PORTS = {"http": 80, "https": 443}
_LONGEST = 2_000  # characters, as `urls` takes
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
# A name whose last part is a number is an address to the system's resolver: '2130706433', '0x7f.1', '0177.0.0.1'.
_NUMERIC = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
_UNCLEAN = re.compile(r"[\x00-\x20\x7f\\]")
_KEPT = "%/:@!$&'()*+,;=~?[]|"  # what a path or a query may hold beside letters and digits; no server minds more
_NOT_PUBLIC = ("localhost", "local", "internal", "home.arpa", "lan", "intranet", "localdomain", "onion", "test")

_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")  # everything that is handed out to anybody lies in it
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # networks without IPv4 reach the old web through it


@dataclass(frozen=True, slots=True)
class Place:
    """A URL taken apart once, so that nobody reads it in another way; `host` is ASCII, without brackets."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port, as a Host header has them."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def origin(self) -> str:
        """What robots.txt is valid for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole URL."""
        return self.origin + self.target


def place(url: str) -> Place:
    """Return where a URL leads.

    Raises:
        FetchError: it is not the address of something on the public web.
    """
    address = url.strip()
    try:
        parts = urlsplit(address)
        port, name = parts.port, (parts.hostname or "").rstrip(".")
    except ValueError as error:
        raise _refused(url, str(error)) from error
    if parts.scheme not in PORTS:
        raise _refused(url, "it does not begin with http:// or https://")
    if len(address) > _LONGEST:
        raise _refused(url, f"it has more than {_LONGEST:,} characters")
    if _UNCLEAN.search(parts.netloc) or any(ord(character) < 32 for character in address):
        raise _refused(url, "its host holds blanks, backslashes or control characters")
    if "@" in parts.netloc:
        raise _refused(url, "it holds a user name")
    if port == 0:
        raise _refused(url, "it has no port that can be")
    path = quote(parts.path.replace("\\", "%5C"), safe=_KEPT, errors="replace") or "/"
    query = quote(parts.query.replace("\\", "%5C"), safe=_KEPT, errors="replace")
    return Place(parts.scheme, _host(url, name), port or PORTS[parts.scheme], f"{path}?{query}" if query else path)


def addresses(target: Place, lookup: Lookup, seconds: float, permitted: Collection[str] = ()) -> tuple[str, ...]:
    """Return the addresses of a host, every one of them public or `permitted`.

    Raises:
        FetchError: there are none, or one is not public; then none may be used.
    """
    if _literal(target.host):
        found: Sequence[str] = (target.host,)
    else:
        try:
            found = lookup(target.host, seconds)
        except TimeoutError as error:
            raise FetchError(target.url, f"looking up {target.host} takes too long; try again", Trouble.SLOW) from error
        except (OSError, UnicodeError) as error:
            reason = f"there is no host {target.host!r}; check the spelling, or the connection to the network"
            raise FetchError(target.url, reason, Trouble.CONNECTION) from error
    if not found or not all(address in permitted or is_public(address) for address in found):
        raise _refused(target.url, f"{target.host} is not a host of the public web")
    return tuple(found)


def is_public(address: str) -> bool:
    """Return whether an address is of the public internet: not of this machine, its network, or a way into these."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(parsed) & 0xFFFF_FFFF)))
        # 6to4 and Teredo wrap other addresses, which may be private ones.
        return parsed in _GLOBAL_V6 and parsed.is_global and parsed.sixtofour is None and parsed.teredo is None
    return parsed.is_global and not parsed.is_multicast


def system_lookup(host: str, seconds: float) -> list[str]:
    """Return the addresses that this machine's resolver gives; it can't be stopped, so it is left behind if late."""
    if seconds <= 0:
        raise TimeoutError
    found: Future[list[str]] = Future()

    def look() -> None:
        try:
            rows = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            found.set_result(list(dict.fromkeys(str(row[4][0]) for row in rows)))
        except (OSError, UnicodeError) as error:
            found.set_exception(error)

    threading.Thread(target=look, name="lookup", daemon=True).start()
    return found.result(timeout=seconds)


def _literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _host(url: str, name: str) -> str:
    if _literal(name) and "%" not in name:
        return str(ipaddress.ip_address(name))
    try:
        host = (name if name.isascii() else name.encode("idna").decode("ascii")).lower()
    except UnicodeError as error:
        raise _refused(url, "its host is not a name that can be looked up") from error
    if _literal(host):  # spelt with digits of another script
        return str(ipaddress.ip_address(host))
    labels = host.split(".")
    if len(host) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise _refused(url, "it names no host")
    if _NUMERIC.fullmatch(host):
        raise _refused(url, "its host is a number and no address")
    if len(labels) < 2 or any(host.endswith(f".{end}") for end in _NOT_PUBLIC):
        raise _refused(url, f"{host} is not a host of the public web")
    return host


def _refused(url: str, why: str) -> FetchError:
    return FetchError(url, f"is not fetched: {why}; give the whole address of a public page", Trouble.ADDRESS)
