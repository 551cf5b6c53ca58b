"""Which words may stand for one another and which exclude one another; English, from two hand-made tables.

Compares stems (`ingest.terms`), so 'rose' needs the table of irregular forms here. Knows single words, no contexts.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from itertools import combinations

from app.lexicon_other import ONE_OF, OPPOSITE
from app.lexicon_same import SAME
from ingest.terms import terms

# Forms that a stemmer does not bring together.
_IRREGULAR = """
rise rose risen|fall fell fallen|grow grew grown|sink sank sunk|win won|lose lost|beat beaten|begin began begun
buy bought|sell sold|spend spent|pay paid|lend lent|send sent|build built|find found|hold held|leave left|meet met
say said|tell told|think thought|bring brought|seek sought|catch caught|teach taught|fight fought|shoot shot
take took taken|give gave given|get got|go went gone|come came|become became|run ran|make made|keep kept|know knew known
see saw seen|speak spoke spoken|break broke broken|choose chose chosen|steal stole stolen|freeze froze frozen
throw threw thrown|fly flew flown|draw drew drawn|withdraw withdrew withdrawn|show shown|drive drove driven
write wrote written|ride rode ridden|hide hid hidden|forbid forbade forbidden|swear swore sworn|tear tore torn
strike struck|swim swam|drink drank drunk|sing sang sung|flee fled|lead led|feed fed|feel felt|kneel knelt
deny denied|die died dying|lie lay|overcome overcame|stand stood|understand understood|wear wore worn
man men|woman women|child children|person people|wife wives|life lives|knife knives|thief thieves|foot feet
high higher highest|low lower lowest|large larger largest|big bigger biggest|small smaller smallest|old older oldest
young younger youngest|strong stronger strongest|weak weaker weakest|long longer longest|short shorter shortest
good better best|bad worse worst|early earlier|late later|fast faster fastest|slow slower slowest
plead pled|dig dug|stick stuck|sit sat|slide slid|spread|shrink shrank shrunk|swell swelled swollen|bear born borne
analysis analyses|crisis crises|medium media|datum data
"""


def _stem(word: str) -> str:
    return "".join(terms(word, "en"))


@cache
def _bases() -> dict[str, str]:
    """Map the stems of irregular forms to the stem of their base form."""
    bases: dict[str, str] = {}
    for line in _IRREGULAR.strip().splitlines():
        for group in line.split("|"):
            base, *forms = group.split()
            bases.update({_stem(form): _stem(base) for form in forms})
    return bases


@lru_cache(maxsize=100_000)
def base(stem: str) -> str:
    """Return the stem of the base form: 'rose' and 'rise' are one."""
    return _bases().get(stem, stem)


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Map each stem to all stems that may stand for it."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in SAME.strip().splitlines():
        group = {base(_stem(word)) for word in line.split()}
        for stem in group:
            found[stem] |= group
    return {stem: frozenset(group) for stem, group in found.items()}


@cache
def _excluded() -> dict[str, frozenset[str]]:
    """Map each stem to the stems that contradict it."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in OPPOSITE.strip().splitlines():
        left, right = ({base(_stem(word)) for word in side.split()} for side in line.split("|"))
        for stem in left:
            found[stem] |= right - left
        for stem in right:
            found[stem] |= left - right
    for line in ONE_OF.strip().splitlines():
        for one, other in combinations({base(_stem(word)) for word in line.split()}, 2):
            found[one].add(other)
            found[other].add(one)
    return {stem: frozenset(others) for stem, others in found.items()}


def alike(stem: str) -> frozenset[str]:
    """Return the stems that may stand for a stem, without those that also exclude it."""
    stem = base(stem)
    return _groups().get(stem, frozenset((stem,))) - excluded(stem) | {stem}


def excluded(stem: str) -> frozenset[str]:
    """Return the stems that one sentence can't have where another has this one."""
    return _excluded().get(base(stem), frozenset())
