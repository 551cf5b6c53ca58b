"""Lexical analysis: text in, search terms out, the same way for articles and for questions.

In: a text and its language (ISO 639-1, `""` or an unknown code where it is not known). Out: terms in the order of the
text, lower-cased, folded (no diacritics), stemmed with Snowball where the language has a stemmer; scripts that write
no blanks between words become overlapping pairs of characters. `question_terms` drops a language's function words and
the words that make a text a question. A term never holds a blank or an ASCII sign other than `.`, so the terms of a
text, joined by blanks, can be stored in FTS5 with `tokenize="ascii tokenchars '.'"` and come back as they went in.

Does not weigh terms and knows nothing of an index.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

# Scripts without blanks between words: Thai, Lao, Myanmar, Khmer, kana, Han. Hangul has blanks, but glues its
# particles to the nouns, so it is better paired as well.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
# In this order: abbreviations with points (U.S.), figures with grouping (25,000 or 3.5), runs of unspaced scripts,
# words. Marks (Mn, Mc) are no \w: in Indic and Arabic scripts they are parts of words.
_TOKEN = re.compile(
    rf"(?P<dotted>\b(?:[^\W\d_{_UNSPACED}]\.)+[^\W\d_{_UNSPACED}]\b)"
    r"|(?P<figure>\d+(?:[.,]\d+)+)"
    rf"|(?P<unspaced>[{_UNSPACED}]+)"
    rf"|(?P<word>(?:(?![_{_UNSPACED}])[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0dff])+"
    rf"(?:['’](?:(?![_{_UNSPACED}])\w)+)*)"
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "ne": "nepali", "nl": "dutch", "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
# Languages that elide: l'homme, dell'arte, d'Eivissa are two words; in the others an apostrophe is inside one.
_ELIDING = frozenset({"fr", "it", "ca", "ga"})


def terms(text: str, language: str) -> list[str]:
    """Return the terms of `text` in order, repeats included."""
    stemmed = _stem if language in _STEMMERS else _fold_only
    found: list[str] = []
    # Composed, as articles are: a stemmer reads 'é' and not 'e' with an accent behind it, which a question may hold.
    for match in _TOKEN.finditer(unicodedata.normalize("NFC", text)):
        token = match.group()
        kind = match.lastgroup
        if kind == "word":
            found.extend(stemmed(word, language) for word in _words(token, language))
        elif kind == "unspaced":
            found.extend(_pairs(unicodedata.normalize("NFKC", token)))
        elif kind == "dotted":
            found.append(_fold(token.replace(".", "").lower()))
        else:
            found.append(_figure(token))
    return [term for term in found if term]


def forget() -> None:
    """Forget the stems of the words read so far: after a run of ingest 25 MB that a server would keep."""
    _stem.cache_clear()
    _fold_only.cache_clear()


def _words(token: str, language: str) -> list[str]:
    token = token.lower().replace("’", "'")
    if "'" not in token:
        return [token]
    if language in _ELIDING:
        return token.split("'")
    return [token.removesuffix("'s").replace("'", "")]


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def _figure(token: str) -> str:
    return token.replace(",", "") if _GROUPED.fullmatch(token) else token.replace(",", ".")


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    # English writes its loans with and without accents (Beyoncé, Beyonce), so it folds first; the other stemmers
    # read the accents, so they stem first.
    if language == "en":
        stem: str = _stemmer(language).stemWord(_fold(word))
        return stem
    return _fold(_stemmer(language).stemWord(word))


@lru_cache(maxsize=50_000)
def _fold_only(word: str, language: str) -> str:
    return _fold(word)


@lru_cache(maxsize=64)
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_STEMMERS[language])


def _fold(word: str) -> str:
    if word.isascii():
        return word
    kept = [c for c in unicodedata.normalize("NFKD", word) if not _is_accent(c)]
    return unicodedata.normalize("NFC", "".join(kept)).lower()


def _is_accent(character: str) -> bool:
    # Combining classes 10-35 are Hebrew points and Arabic vowel signs, 200 and up the accents of Latin, Greek and
    # Cyrillic. Between them (and at 0) stand the vowel signs of Indic scripts, without which other words remain.
    combining = unicodedata.combining(character)
    return 10 <= combining <= 35 or combining >= 200
