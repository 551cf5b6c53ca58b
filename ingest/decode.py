"""The bytes of a text file in, its text out, whatever it was encoded in; binary files are refused."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from ingest.errors import LoadError

_MARKS = (
    *((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32")),
    *((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")),
)
# What HTML and XML declare, if it is an encoding that pages are written in. Python knows more ('punycode').
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*"
    rb"(windows-?\d+|cp\d+|iso-?8859-\d+|latin-?1|koi8-[ru]|shift[_-]?jis|x-sjis|euc-(?:jp|kr)|ks_c_5601-1987"
    rb"|gb(?:2312|k|18030)|big5(?:-hkscs)?|iso-2022-jp|macintosh|tis-620)\b",
    re.IGNORECASE,
)
_HEAD = 4_096  # bytes in which a page declares its encoding; browsers look at 1,024
# What is declared under these names is written in their supersets (WHATWG, Encoding Standard, 'names and labels').
_SUPERSETS = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1"), "cp1252"),
    **dict.fromkeys(("shift_jis", "shift-jis", "shiftjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
}

# What Windows-1252 holds beside ASCII in the languages it was made for. Anything else, such as superscripts inside
# Polish words or 'þ' inside Turkish ones, says that the bytes are in another encoding.
_WESTERN = re.compile(
    "[\x00-\x7f\xa0¡¿«»°·§©®™£€¢¥½¼¾ªº´¨–—‘’‚“”„…•†‰‹›ˆ˜"
    "àâäáãåæçèéêëìíîïñòóôöõøœùúûüßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜšŠžŽŸÿ]*"
)
_MOST_ACCENTED = 0.4  # of the characters: .03 to .10 in Western languages; Cyrillic, Greek or Arabic read so give .8
# Guessing is right for Cyrillic, Greek, Arabic, Hebrew and Chinese. Polish came out as Baltic and Turkish as Polish,
# Japanese as Korean; so a guess with Latin letters beyond ASCII or with loose Korean ones is not believed.
_DOUBTFUL = re.compile("[\xaa\xb2\xb3\xb9\xba\xc0-\u024f\u3130-\u318f\ue000-\uf8ff]")
_KOREAN = ("cp949", "johab", "euc_kr")


def decode(data: bytes, source: str, *, markup: bool = False) -> str:
    """Return the text: by its mark, else as UTF-8, else as `markup` declares, else by what makes sense.

    UTF-8 goes before what a page declares, since bytes in another encoding hardly ever pass for UTF-8.

    Raises:
        LoadError: the bytes are binary, or in no encoding that can be made out.
    """
    mark = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if mark is None and b"\0" in data:
        raise LoadError(source, "is binary (it holds NUL bytes); give text, saved as UTF-8")
    for encoding in (mark,) if mark else ("utf-8", _declared(data) if markup else None):
        try:
            if encoding:
                return data.decode(encoding)
        except UnicodeError:
            continue
    text = None if mark else _western(data) or _guessed(data)
    if text is None:
        raise LoadError(source, "is in no encoding that can be made out; save it as UTF-8")
    return text


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD])
    name = found[1].decode("ascii").lower() if found else None
    return _SUPERSETS.get(name, name) if name else None


def _western(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    accented = sum(not character.isascii() for character in text)
    return text if accented <= _MOST_ACCENTED * len(text) and _WESTERN.fullmatch(text) else None


def _guessed(data: bytes) -> str | None:
    best = charset_normalizer.from_bytes(data).best()
    if best is None:
        return None
    try:
        text = data.decode("euc_kr") if best.encoding in _KOREAN else str(best)
    except UnicodeDecodeError:
        return None
    return None if _DOUBTFUL.search(text) else text
