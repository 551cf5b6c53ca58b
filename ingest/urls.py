"""A URL as it was given in, the form that identifies the article out. Nothing is fetched or looked up.

Only what surely changes nothing is taken away. General clean-up lists go too far for an identity: they drop '?cid='
and queries without a value ('/view.php?12345'), and two articles under one URL would pass for two versions of one.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

_LONGEST = 2_000  # characters; what browsers and servers agree on
_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"(?:utm|mtm|pk|hsa|vero|oly)_\w+|(?:fb|g|dc|tw|ms|y|gb|wb)(?:cl|ra)k?id|msclkid|igshid|igsh|mc_[ce]id|_g[al]|_hsenc"
    r"|_hsmi|mkt_tok|ns_(?:mchannel|source|campaign|linkname|fee)|at_(?:medium|campaign|custom\d|link_\w+)|cmpid|ocid"
    r"|ncid|smid|xtor|__twitter_impression",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?!-)[\w-]{1,63}(?<!-)(?:\.(?!-)[\w-]{1,63}(?<!-))+\.?|\[[0-9a-f:.]+\]|localhost", re.IGNORECASE)


def canonical_url(url: str) -> str:
    """Return the URL with its host in lower case, without fragment, default port and tracking parameters.

    Raises:
        ValueError: it is not the full http or https address of a page.
    """
    parts = _split(url)
    host = parts.hostname or ""
    if ":" in host:
        host = f"[{host}]"
    port = f":{parts.port}" if parts.port and parts.port != _PORTS[parts.scheme] else ""
    query = "&".join(part for part in parts.query.split("&") if not _TRACKING.fullmatch(part.partition("=")[0]))
    return urlunsplit((parts.scheme, host.rstrip(".") + port, parts.path or "/", query, ""))


def host(url: str) -> str:
    """Return the host of a canonical URL as a name to show, such as 'example.com'."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def is_front_page(url: str) -> bool:
    """Whether a canonical URL is that of a whole site and not of one page."""
    parts = urlsplit(url)
    return parts.path == "/" and not parts.query


def _split(url: str) -> SplitResult:
    address = url.strip()
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise _refused(url, str(error)) from error
    if parts.scheme not in _PORTS:
        raise _refused(url, "it does not begin with http:// or https://")
    if len(address) > _LONGEST:
        raise _refused(url, f"it is longer than {_LONGEST:,} characters")
    if re.search(r"[\s\x00-\x1f\x7f<>\"\ud800-\udfff]", address):
        raise _refused(url, "it holds blanks, quotation marks or control characters")
    if not _HOST.fullmatch(parts.hostname or "") or port == 0:
        raise _refused(url, "it names no host")
    if parts.username is not None or parts.password is not None:
        raise _refused(url, "it holds a user name")
    return parts


def _refused(url: str, why: str) -> ValueError:
    return ValueError(f"the URL {url[:200]!r} can't be used: {why}; give the page's full address or leave it out")
