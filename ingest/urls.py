"""A URL as it was handed in, the form that identifies its article out. Nothing is fetched or looked up.

Only what surely makes no difference is taken away. General lists for cleaning URLs go too far for an identity: they
drop '?cid=7' and queries without a value ('/view.php?12345'), and two articles under one URL would pass for two
versions of one.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

_LONGEST = 2_000  # characters, which every browser and server takes
_PORTS = {"http": 80, "https": 443}
# Parameters that only say where a reader came from: by prefix, then by name.
_TRACKING = re.compile(
    r"(?:utm|mtm|pk|hsa|vero|oly|at)_\w+|ns_(?:mchannel|source|campaign|linkname|fee)"
    r"|fbclid|gclid|dclid|yclid|twclid|msclkid|gbraid|wbraid|igshid|igsh|mc_cid|mc_eid|mkt_tok|_ga|_gl|_hsenc|_hsmi"
    r"|cmpid|ocid|ncid|smid|smtyp|xtor|srsltid|ttclid|li_fat_id|epik|mibextid|_openstat|wickedid|guce_\w+|guccounter"
    r"|ref_src|ref_url",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?!-)[\w-]{1,63}(?:\.(?!-)[\w-]{1,63})+|[0-9a-f:.]*:[0-9a-f:.]*|localhost", re.IGNORECASE)
# Other places of one page: what stands before a host, within a path or in a query where it is for phones or is AMP.
_SUBHOST = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)|(?<=\.)m\.(?=[^.]+\.)")
_AMP_PATH = re.compile(r"/amp(?=/?$)|^/amp(?=/.)|\.amp(?=(?:\.html?)?$)")
_AMP_QUERY = re.compile(r"(?:amp|_amp|amp_\w+)(?:=.*)?|outputtype=amp", re.IGNORECASE)
_AMP_CACHE = re.compile(r"/(?:amp|[cv])/(?P<secure>s/)?(?P<rest>[^/]+\..*)")
_AMP_HOST = re.compile(r"(?:www\.)?google\.[a-z.]{2,6}|[\w-]+\.cdn\.ampproject\.org")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_KEPT = "%/:@!$&'()*+,;=~?"  # what a path or a query may hold beside letters, digits, '-', '.' and '_'


def canonical_url(url: str) -> str:
    """Return the URL with its host in lower case, without fragment, default port and tracking parameters.

    Raises:
        ValueError: it is not the whole http or https address of a page.
    """
    parts = _split(url)
    name = (parts.hostname or "").rstrip(".")
    place = f"[{name}]" if ":" in name else name
    if parts.port not in (None, _PORTS[parts.scheme]):
        place += f":{parts.port}"
    query = "&".join(part for part in parts.query.split("&") if not _TRACKING.fullmatch(part.partition("=")[0]))
    path = quote(parts.path, safe=_KEPT, errors="replace") or "/"
    return urlunsplit((parts.scheme, place, path, quote(query, safe=_KEPT, errors="replace"), ""))


def page_key(url: str) -> str:
    """Return what the addresses of one page have in common, be they for phones, AMP or with 'www.'; it leads nowhere.

    Raises:
        ValueError: as `canonical_url`.
    """
    parts = urlsplit(canonical_url(out_of_cache(url)))
    query = "&".join(part for part in parts.query.split("&") if not _AMP_QUERY.fullmatch(part))
    place = _SUBHOST.sub("", parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    path = _AMP_PATH.sub("", parts.path).rstrip("/")
    return f"{place}{path}?{query}" if query else f"{place}{path}"


def same_site(one: str, other: str) -> bool:
    """Whether two canonical URLs are of one site: of the same host, or of a host and one under it."""
    first, second = _bare_host(one), _bare_host(other)
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")


def out_of_cache(url: str) -> str:
    """Return the publisher's address of a page in an AMP cache, and any other as it is."""
    parts = urlsplit(url)
    found = _AMP_CACHE.fullmatch(parts.path) if _AMP_HOST.fullmatch(parts.hostname or "") else None
    if found is None:
        return url
    query = f"?{parts.query}" if parts.query else ""
    return f"{'https' if found['secure'] else 'http'}://{found['rest']}{query}"


def _bare_host(url: str) -> str:
    return _SUBHOST.sub("", urlsplit(url).hostname or "")


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
        raise _refused(url, f"it has more than {_LONGEST:,} characters")
    if _CONTROLS.search(address):
        raise _refused(url, "it holds line ends or other control characters")
    if parts.username is not None or parts.password is not None:
        raise _refused(url, "it holds a user name")
    if not _HOST.fullmatch((parts.hostname or "").rstrip(".")) or port == 0:
        raise _refused(url, "it names no host")
    return parts


def _refused(url: str, why: str) -> ValueError:
    return ValueError(f"the URL {url[:200]!r} can't be used: {why}; give the page's whole address or leave it out")
