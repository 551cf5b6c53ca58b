"""The words of a sentence as the verifier sees them: where they stand, what they are compared by, what they weigh.

In: a sentence and its language. Out: its words in order, and its clauses. Knows nothing of meaning; the lexicon does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.terms import terms

# Carry grammar, not facts. Negations, modals and numbers are read by their own modules.
_FUNCTION = {
    "en": frozenset(
        """a an the this that these those it its it's itself he him his himself she her hers herself they them their theirs
        themselves we us our ours you your i my me mine who whom whose which what where when why how there here
        and or but nor so yet if then than as at by for from in into of off on onto out over to with within without
        about against between among through during under above after before since until while upon per via up down
        am is are was were be been being do does did done doing have has had having will would shall should can could
        may might must not no n't don't didn't doesn't isn't wasn't aren't weren't hasn't haven't hadn't won't wouldn't
        can't couldn't shouldn't cannot also just only even still already too very much more most such own same other
        another some any each every both all s t mr mrs ms said""".split()
    ),
    "es": frozenset(
        """el la los las un una unos unas lo le les se su sus mi tu y e o u ni pero que como cuando donde quien cual de del
        a al en con por para sin sobre entre hasta desde tras ante es son era eran fue fueron ser sido ha han había haber
        está están estaba este esta estos estas ese esa eso esto no ya más muy también si dijo""".split()
    ),
    "ar": frozenset("في من على إلى الى عن أن ان إن التي الذي الذين هذا هذه ذلك تلك هو هي هم كان كانت قد لقد لا لم لن ما مع بعد قبل بين كما أو او و ثم حتى كل".split()),
}  # fmt: skip
# Stand in any sentence about anything, so they say little about whether two sentences tell the same.
_LIGHT = frozenset(
    """say says saying tell told tells report reported reports according claim claims claimed state stated announce announced
    add added note noted make makes made making take takes took taken taking get gets got give gives gave given go goes
    went gone going come comes came coming put puts use used uses using see sees saw seen become becomes became
    include includes included including new one ones two first last year years month months week weeks day days time
    times people person man woman men women group part way thing things number several many few lot now currently
    recently later earlier well back around nearly almost known called named name like however although though because
    due result based set according high large big long good great show shows showed shown want wants wanted know knows
    think thinks thought look looks looked find found work works worked""".split()
)
LIGHT_WEIGHT = 0.4  # of a content word's; without it 'said' and 'people' count like 'ferry' and 'capsized'
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*", re.UNICODE)
# Where one fact ends and another may begin: marks, and the words that join or subordinate clauses.
_BORDER = re.compile(
    r"[;:—–()]|,(?!\d)| - |\b(?:and|but|while|after|before|because|although|though|which|who|where|when|since|whereas"
    r"|despite|amid|following|with|as|if|y|pero|mientras|aunque|porque)\b",
    re.IGNORECASE,
)
FEWEST_WORDS = 2  # content words of a clause; shorter pieces belong to their neighbour


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place; `stem` is what words are compared by, `weight` is 0 for a word that carries no fact."""

    text: str
    start: int
    end: int
    stem: str
    weight: float

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[0].isupper()

    @property
    def number(self) -> bool:
        """Whether it is written in figures."""
        return self.text[0].isdecimal()


@lru_cache(maxsize=20_000)
def words(text: str, language: str = "en") -> tuple[Word, ...]:
    """Return the words of a text in order, function words included."""
    return tuple(_word(match, language) for match in _WORD.finditer(text))


def _word(match: re.Match[str], language: str) -> Word:
    text = match.group()
    stem, weight = _measured(text, language)
    return Word(text, match.start(), match.end(), stem, weight)


@lru_cache(maxsize=100_000)
def _measured(text: str, language: str) -> tuple[str, float]:
    """Return the stem and the weight of one word."""
    low = text.lower().replace("’", "'")
    bare = low.removesuffix("'s").removesuffix("'")
    stem = "".join(terms(bare, language)) or bare
    function = _FUNCTION.get(language)
    if (bare in function) if function is not None else len(bare) < 4 and not bare[0].isdecimal():
        # 'US' and 'IT' in capitals are names; 'It' is not.
        return stem, 1.0 if len(text) > 1 and text.isupper() and language == "en" else 0.0
    return stem, LIGHT_WEIGHT if bare in _LIGHT and language == "en" else 1.0


@lru_cache(maxsize=20_000)
def content(text: str, language: str = "en") -> tuple[Word, ...]:
    """Return the words that carry facts."""
    return tuple(word for word in words(text, language) if word.weight)


@lru_cache(maxsize=20_000)
def stems(text: str, language: str = "en") -> frozenset[str]:
    """Return the stems of all words of a text, of whole articles too."""
    return frozenset(_measured(word, language)[0] for word in set(_WORD.findall(text)))


def clauses(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Return the places of the clauses; together they hold every content word, each at least `FEWEST_WORDS` of them."""
    cuts = [0, *(match.start() for match in _BORDER.finditer(text)), len(text)]
    places: list[tuple[int, int]] = []
    facts = content(text, language)
    start = 0
    for cut in cuts[1:]:
        if sum(word.weight == 1.0 for word in facts if start <= word.start < cut) >= FEWEST_WORDS:
            places.append((start, cut))
            start = cut
    if not places:
        return ((0, len(text)),)
    if start < len(text):
        places[-1] = (places[-1][0], len(text))
    return tuple(places)
