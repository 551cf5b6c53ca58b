"""Whether what is typed into the chat asks for a summary: text in, what is to be summarised out, or nothing. Pure.

The rule is small and precise: a sentence is a request only where it begins as one ('summarise ...', 'give me a timeline
of ...', 'compare what the outlets say about ...'). A question about somebody's summary begins otherwise. Outlets and
dates stay in the topic, which is read where it is looked for.
"""

from __future__ import annotations

import re

from app.summaries import Style, Wanted

LONGEST = 400  # characters; what is longer is a pasted text, which is no topic
FEWEST, MOST = 20, 5_000  # words: no sentence fits into fewer, no summary has more

_POLITE = (
    r"(?:(?:please|now|kindly)\s+|(?:can|could|would|will)\s+you\s+(?:please\s+)?"
    r"|i\s+(?:want|need|would\s+like)\s+you\s+to\s+)*"
)
_WORDS = r"(?P<words>\d{1,2},\d{3}|\d{1,4})"
_KIND = (
    r"(?:(?:summary|overview|digest|round-?up|briefing)|(?P<timeline>timeline|chronology)"
    r"|(?P<bullets>(?:list\s+of\s+)?(?:the\s+)?(?:key|bullet|main)[\s-]points)|(?P<compare>comparison))"
)
_SIZE = (
    r"(?:(?:short|brief|quick|concise|long|full|detailed|one-paragraph"
    rf"|(?:(?:about|at\s+most)\s+)?{_WORDS}[\s-]words?)\s+)*"
)
_GIVE = (
    r"(?:give|write|make|show|get|prepare|draft|create|send)(?:\s+(?:me|us))?\s+"
    r"|(?:i\s+(?:want|need)|i[’']?d\s+like|i\s+would\s+like)\s+"
)
_OUTLETS = r"(?:all\s+)?(?:the\s+)?(?:different\s+|various\s+)?(?:outlets?|sources|papers|newspapers|media|press)"
_SAYING = r"(?:say|says|said|report|reports|reported|write|writes|wrote|tell|told)"
_TOPIC = r"(?P<topic>\S.*)"

_VERB = re.compile(rf"{_POLITE}(?:summari[sz]e|sum\s+up(?!\s+to\b)):?\s+{_TOPIC}", re.IGNORECASE | re.DOTALL)
_NOUN = re.compile(
    rf"{_POLITE}(?P<give>{_GIVE})?(?:(?:a|an|the)\s+)?{_SIZE}{_KIND}\s+(?:of|on|about|for)\s+{_TOPIC}",
    re.IGNORECASE | re.DOTALL,
)
_COMPARE = re.compile(
    rf"{_POLITE}compare\s+(?:(?:what|how)\s+{_OUTLETS}\s+{_SAYING}|(?:the\s+)?(?:coverage|reports|reporting))"
    rf"\s+(?:of|on|about)\s+{_TOPIC}",
    re.IGNORECASE | re.DOTALL,
)
# How it is to be told, at the end of a request or right after its verb.
_MANNER = (
    (
        Style.BULLETS,
        r"(?:(?:as|in|with|using)\s+)(?:a\s+list\s+of\s+)?(?:short\s+)?(?:(?:bullet|key)[\s-]points|bullets)",
    ),
    (Style.TIMELINE, r"(?:as\s+a\s+(?:timeline|chronology)|in\s+chronological\s+order|chronologically)"),
    (Style.COMPARE, r"(?:as\s+a\s+comparison|side\s+by\s+side|outlet\s+by\s+outlet|by\s+outlet)"),
    (Style.BRIEF, r"(?:(?:as|in)\s+(?:one|a|a\s+single)\s+(?:short\s+)?paragraph|briefly|in\s+brief)"),
    (
        None,
        rf"(?:(?:in|with|using)\s+)?(?:(?:about|around|at\s+most|no\s+more\s+than|(?:fewer|less)\s+than|under|up\s+to)\s+)?"
        rf"(?:(?<=\s)|(?<=^)){_WORDS}\s+words(?:\s+or\s+(?:fewer|less))?",
    ),
)
_LAST = [(style, re.compile(rf"[\s,;]+{words}\W*$", re.IGNORECASE)) for style, words in _MANNER]
_FIRST = [(style, re.compile(rf"{words}[\s,:]+", re.IGNORECASE)) for style, words in _MANNER]
# What points at something said before is no topic that articles could be found by.
_POINTING = re.compile(
    r"(?:it|this|that|these|those|them|everything|all|(?:all\s+of\s+)?(?:the|your|this|that|my)\s+(?:last\s+|previous\s+)?"
    r"(?:above|answers?|conversation|chat|discussion|articles?|sources?|text|repl(?:y|ies)))\W*",
    re.IGNORECASE,
)


def read_request(text: str) -> Wanted | None:
    """Return what a text asks to have summarised; None for an ordinary question."""
    plain = " ".join(text.split())
    if len(plain) > LONGEST:
        return None
    style, words = Style.BRIEF, None
    if found := _VERB.fullmatch(plain):
        pass
    elif found := _COMPARE.fullmatch(plain):
        style = Style.COMPARE
    elif found := _NOUN.fullmatch(plain):
        # 'Summary of the talks: who wrote it?' only names one.
        if (
            not found["give"]
            and plain.endswith("?")
            and not re.match(r"(?:can|could|would|will|please)\b", plain, re.I)
        ):
            return None
        kinds = (("timeline", Style.TIMELINE), ("bullets", Style.BULLETS), ("compare", Style.COMPARE))
        style = next((kind for name, kind in kinds if found[name]), style)
        words = _number(found["words"])
    else:
        return None
    topic, manner, asked = _without_manner(found["topic"])
    if not any(map(str.isalnum, topic)) or _POINTING.fullmatch(topic):
        return None
    wanted = Wanted(topic=topic, style=manner or style)
    most = asked or words
    return wanted if most is None else Wanted(topic=topic, style=wanted.style, max_words=min(max(most, FEWEST), MOST))


def _without_manner(topic: str) -> tuple[str, Style | None, int | None]:
    """Return a topic without how it is to be told, and that."""
    style: Style | None = None
    words: int | None = None
    again = True
    while again:
        again = False
        for kind, at_end, at_start in (
            (kind, last, first) for (kind, last), (_, first) in zip(_LAST, _FIRST, strict=True)
        ):
            found = at_end.search(topic) or at_start.match(topic)
            if found and found.group() != topic:
                topic = topic[: found.start()] + topic[found.end() :]
                style, words = style or kind, words or (_number(found["words"]) if kind is None else None)
                again = True
    return topic.strip(" ,;:.?!"), style, words


def _number(words: str | None) -> int | None:
    return int(words.replace(",", "")) if words else None
