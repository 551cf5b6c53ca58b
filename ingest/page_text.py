"""The bytes of a fetched page in, its text out: what its server says of their encoding counts where it can be right."""

from __future__ import annotations

import codecs
import re

from ingest.decode import decode, makes_sense

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What is announced under these names is written in their supersets (WHATWG, Encoding Standard, 'names and labels').
_SUPERSETS = {
    **dict.fromkeys(("iso8859-1", "ascii", "latin-1"), "cp1252"),
    **dict.fromkeys(("tis-620", "iso8859-11"), "cp874"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "koi8-r": "koi8-u",
}
# What pages are written in. Python knows more, and of 'punycode' ten million bytes would take it for ever.
_KNOWN = re.compile(r"(?:utf-(?:8|16|32)|cp|iso8859|iso2022|koi8|shift_jis|euc_|gb|big5|mac|hz|johab|windows)[\w-]*")
# Bytes in these may pass for UTF-8, so they are tried before it: two bytes a character, or seven bits a byte. Of UTF-16
# by that name alone the order of the bytes has to be found.
_BEFORE_UTF8 = ("utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "iso2022_jp", "iso2022_kr")


def known_charset(name: str | None) -> str | None:
    """Return Python's name of an announced encoding, None where nobody knows it."""
    try:
        return codecs.lookup(name).name if name else None
    except (LookupError, ValueError):
        return None


def page_text(data: bytes, charset: str | None, source: str, *, markup: bool = True) -> str:
    """Return a page's text; `charset` is the encoding that its server announced, by Python's name.

    With `markup`, what the page itself declares counts as well.

    Raises:
        LoadError: the bytes are binary, or in no encoding that can be made out.
    """
    if charset == "utf-16":
        charset = _order(data)
    if charset and not data.startswith(_MARKS):
        announced = _SUPERSETS.get(charset, charset)
        known = (announced,) if _KNOWN.fullmatch(announced) else ()
        for encoding in known if announced in _BEFORE_UTF8 else ("utf-8", *known):
            try:
                text = data.decode(encoding)
            except (UnicodeError, LookupError):
                continue
            # Many servers announce Western for whatever they send.
            if "\0" not in text and (encoding == "utf-8" or makes_sense(text)):
                return text
    return decode(data, source, markup=markup)


def _order(data: bytes) -> str | None:
    """Return which UTF-16 bytes are in that are announced as it, None where they have no blank in it."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    return None if even == odd else "utf-16-be" if even > odd else "utf-16-le"
