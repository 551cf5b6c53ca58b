"""The language of a text: guessed from the text, or read from a tag or name somebody gave it.

Languages are written as the primary subtag of BCP 47, in two letters where there are two: 'en', 'ar', 'fil'.
"""

from __future__ import annotations

import re
from functools import cache
from threading import Lock

from babel import Locale
from babel.core import get_global
from py3langid.langid import MODEL_FILE, LanguageIdentifier

# On 1,500 news texts in English, cut from their middle (share guessed with this certainty, share of all guessed so
# and wrong): 30 letters .485/.0007, 60 .848/0, 120 .987/0, 500 .9986/0, 1,000 .9993/0, which takes 0.7 ms.
_READ = 1_000  # characters
_SHORTEST = 30  # letters; with 20 three times as many are wrong
_SUREST = 0.8  # with .9, one line of Arabic or Chinese goes without

_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_LOADING = Lock()  # of the model, 0.4 s: threads that all begin with it would each load it
UNKNOWN = ("und", "mul", "zxx", "mis")  # undetermined, several, none, not coded


def detect(text: str) -> str | None:
    """Return the language of the beginning of a text, or None where it is too short or the guess unsure."""
    beginning = text[:_READ]
    if sum(map(str.isalpha, beginning)) < _SHORTEST:
        return None
    language, certainty = _identifier().classify(beginning)
    return str(language) if certainty >= _SUREST else None


def normalise(tag: str) -> str:
    """Return the language of a tag or an English name: 'en' for 'en-GB', 'EN', 'eng' and 'English'.

    Raises:
        ValueError: it is neither.
    """
    name = tag.strip()
    found = _TAG.fullmatch(name)
    code = found[1].lower() if found else _codes_by_name().get(name.casefold(), "")
    code = str(get_global("language_aliases").get(code, code))
    if code not in _names() or code in UNKNOWN:
        raise ValueError(f"the language {tag[:40]!r} is not known; write it as 'en', 'en-GB' or 'English'")
    return code


def english_name(code: str) -> str:
    """Return what a language is called in English: 'Spanish' for 'es', the code itself where it has no name."""
    return _names().get(code, code)


def _identifier() -> LanguageIdentifier:
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _names() -> dict[str, str]:
    return dict(Locale("en").languages)


@cache
def _codes_by_name() -> dict[str, str]:
    return {name.casefold(): code for code, name in _names().items() if "_" not in code}
