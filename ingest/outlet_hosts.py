"""Outlets' names by the host of a page: a table that comes with the project, and one that its user writes.

The user's is a file in the data folder, `outlets.txt`, with lines of a host, a tab and a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from ingest.errors import SettingsError

FILE_NAME = "outlets.txt"

_OWN = Path(__file__).with_suffix(".txt")
_MOST_LINES = 100_000  # more outlets than there are; a wrong file would take memory without end
_LONGEST_NAME = 200  # characters
_WORD = re.compile(r"\w+")
_SMALL = {"the", "of", "and", "la", "le", "el", "die", "der", "das", "news"}
# What stands before a host for one kind of device and says nothing of the outlet.
_DEVICES = ("www.", "m.", "mobile.", "amp.")


def outlet_name(said: str | None, url: str | None, outlets: Mapping[str, str] | None = None) -> str | None:
    """Return what the outlet at a canonical URL is called, None where nobody says it.

    Args:
        said: what its page calls it, which gives way to the built-in table where it is no name of this site:
            'Hosted', 'nj' or 'U.S.', the name of a section.
        url: the page's.
        outlets: the user's table, which always wins.
    """
    found = _line_of(url, outlets or {})
    if found:
        return found[1]
    known = _line_of(url, _built_in())
    return known[1] if known and (not said or not _is_name(said, *known)) else said


def _line_of(url: str | None, hosts: Mapping[str, str]) -> tuple[str, str] | None:
    labels = (urlsplit(url or "").hostname or "").split(".")
    names = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next(((name, hosts[name]) for name in names if name in hosts), None)


def _is_name(said: str, host: str, known: str) -> bool:
    """Whether what a page says can be the name of the outlet at a host that is known as something."""
    words = {word for word in _WORD.findall(said.casefold()) if word not in _SMALL}
    alike = words & set(_WORD.findall(known.casefold())) or "".join(_WORD.findall(said.casefold())) in host
    return bool(alike) and not said.islower()


def host_name(url: str) -> str:
    """Return the host of a canonical URL as a name to show: 'example.com' for 'https://m.example.com/a'."""
    host = urlsplit(url).hostname or ""
    for device in _DEVICES:
        if host.startswith(device) and "." in host.removeprefix(device):
            host = host.removeprefix(device)
    return host


def load_outlets(data_dir: Path) -> dict[str, str]:
    """Return the user's table, empty where there is none.

    Raises:
        SettingsError: the file can't be read, or a line of it is no host, tab and name.
    """
    path = data_dir / FILE_NAME
    if not path.exists():
        return {}
    try:
        return _read(path)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{str(path)!r} can't be read ({error}); save it as UTF-8 text or remove it") from error


@cache
def _built_in() -> dict[str, str]:
    return _read(_OWN)


def _read(path: Path) -> dict[str, str]:
    hosts: dict[str, str] = {}
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines()[:_MOST_LINES], start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        host, _, name = (part.strip() for part in line.partition("\t"))
        host = host.lower().removeprefix("www.").strip(".")
        if not name or len(name) > _LONGEST_NAME or "." not in host or set("/: ") & set(host):
            raise SettingsError(
                f"line {number} of {str(path)!r} is {line[:80]!r}; write a host, a tab and a name, such as "
                "'news.example<TAB>The Example'"
            )
        hosts[host] = name
    return hosts
