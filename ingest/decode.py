"""The bytes of a text file in, its text out, whatever it was encoded in; binary files are refused."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from ingest.cyrillic import cyrillic, is_cyrillic, is_misread
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
    "koi8-r": "koi8-u",  # which has letters of Ukrainian where the other has frames
}

# What Windows-1252 holds beside ASCII in the languages it was made for. Anything else, such as superscripts inside
# Polish words or 'þ' inside Turkish ones, says that the bytes are in another encoding.
_WESTERN = re.compile(
    "[\x00-\x7f\xa0¡¿«»°·§©®™£€¢¥½¼¾ªº´¨–—‘’‚“”„…•†‰‹›ˆ˜"
    "àâäáãåæçèéêëìíîïñòóôöõøœùúûüßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜšŠžŽŸÿ]*"
)
_MOST_NULS = 0.01  # of the bytes of a damaged page; a picture or a PDF has a tenth
_UTF16_NULS = 0.1  # of the bytes: a page in Chinese has .3 by its markup, one in English .5
_FEWEST_NULS = 10  # of the smallest page there is, and more than binary data has by chance on one side alone
_OTHER_SIDE = 0.1
_FEWEST_WHOLE = 10  # whole characters to a broken one; bytes in any other encoding have hardly one in ten
_READ = 200_000  # characters
# Words with letters beyond ASCII. Cyrillic declared as Western comes out as words of accented letters alone ('Ìîñò'),
# Western as Cyrillic as words of two scripts ('йtй'), Japanese in one encoding read in another as half-width letters.
_WORD = re.compile(r"[^\W\d_]+")
_MIXED = re.compile("[A-Za-z][\u0370-\u06ff\u0e00-\u0e7f]|[\u0370-\u06ff\u0e00-\u0e7f][A-Za-z]")
_WHOLLY_ACCENTED = re.compile("[\u00c0-\u024f]{2,}")
# Chinese and Korean as Western or Cyrillic, Arabic as Cyrillic.
_BESIDE_SIGN = re.compile(
    "[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0401-\u045f][\u2500-\u259f¡¢£¤¥¦§¨©¬®¯±²³µ¶¸¹¼½¾×÷]|[\u0430-\u045f][\u0401-\u042f]"
)
_HALF_WIDTH = re.compile("[\uff61-\uff9f]{2,}")
_MOST_ODD = 0.3  # of such words: none in eight languages, .8 and more read wrongly; of 90 pages one of 8 words has .25
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
    mark = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None) or _unmarked_utf16(data)
    if mark is None and b"\0" in data:
        if not markup or data.count(b"\0") > _MOST_NULS * len(data):
            raise LoadError(source, "is binary (it holds NUL bytes); give text, saved as UTF-8")
        data = data.replace(b"\0", b"")
    for encoding in (mark,) if mark else ("utf-8", _declared(data) if markup else None):
        try:
            text = data.decode(encoding) if encoding else ""
        except UnicodeError:
            continue
        if encoding and (encoding in ("utf-8", mark) or makes_sense(text)):
            return text
    guessed = None if mark else _damaged_utf8(data) or _western(data) or _guessed(data)
    if guessed is None:
        raise LoadError(source, "is in no encoding that can be made out; save it as UTF-8")
    return guessed


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD])
    name = found[1].decode("ascii").lower() if found else None
    return _SUPERSETS.get(name, name) if name else None


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without its mark, by the side on which most of its NUL bytes stand."""
    beginning = data[:_HEAD]
    # ASCII has NUL on one side, and a few letters ('一') on the other.
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    few = even + odd < max(_FEWEST_NULS, _UTF16_NULS * len(beginning))
    if few or len(data) % 2 or min(even, odd) > _OTHER_SIDE * max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _damaged_utf8(data: bytes) -> str | None:
    """Return UTF-8 in which a few bytes are broken, as where a program cut a text within a character."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    return text if whole >= _FEWEST_WHOLE * broken else None


def makes_sense(text: str) -> bool:
    """Whether a text can be in the encoding that was declared: its words are no random letters of several scripts."""
    words = [word for word in _WORD.findall(text[:_READ]) if not word.isascii()]
    odd = sum(_MIXED.search(word) is not None or _WHOLLY_ACCENTED.fullmatch(word) is not None for word in words)
    odd += len(_BESIDE_SIGN.findall(text[:_READ]))
    half_width = sum(map(len, _HALF_WIDTH.findall(text[:_READ])))
    if is_misread(text):
        return False
    return odd <= _MOST_ODD * len(words) and half_width <= _MOST_ODD * sum(map(len, words))


def _western(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    accented = sum(not character.isascii() for character in text)
    return text if accented <= _MOST_ACCENTED * len(text) and _WESTERN.fullmatch(text) else None


def _guessed(data: bytes) -> str | None:
    best = charset_normalizer.from_bytes(data).best()
    try:
        text = str(best) if best else None
        if best is not None and best.encoding in _KOREAN:
            text = data.decode("euc_kr")
    except UnicodeDecodeError:
        return None
    if (text is None or is_cyrillic(text)) and (known := cyrillic(data)) is not None:
        return known
    return None if text is None or _DOUBTFUL.search(text) else text
