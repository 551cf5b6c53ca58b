"""Words and phrases by which `inventions.py` changes what a sentence says."""

from __future__ import annotations

import re

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
DAYS_AND_MONTHS = {day: _DAYS[(place + 3) % 7] for place, day in enumerate(_DAYS)} | {
    month: _MONTHS[(place + 4) % 12] for place, month in enumerate(_MONTHS) if month != "May"
}
NO_NAMES = frozenset(
    """The A An In On At By It Its He She They We I But And Not No Nor As For From With Since After Before When While
    Ms Mr Mrs Dr Prof Professor Interior Finance Some Most Much Our Their Her His Readers Dear Some There That This
    Is My You Then Minister President Judge Superintendent Captain U U.S Nobody What Of Two Three""".split()
)
NUMBER_WORDS = dict(
    pair.split("-")
    for pair in """two-five three-seven four-nine five-eight six-eleven seven-twelve eight-three nine-four ten-thirty
    eleven-six twelve-nineteen fourteen-forty twenty-seventy thirty-ninety forty-sixteen fifty-eighty""".split()
)
SCALES = {
    "million": "billion",
    "billion": "million",
    "thousand": "million",
    "thousands": "millions",
    "hundreds": "dozens",
    "dozen": "hundred",
    "dozens": "hundreds",
    "tenth": "quarter",
    "tenths": "quarters",
    "third": "tenth",
    "thirds": "fifths",
    "half": "a tenth",
    "halves": "tenths",
}
UNITS = dict(
    pair.strip().split("=")
    for pair in """metres=kilometres, kilometres=miles, km/h=knots, km=miles,
    square kilometres=square miles, miles=metres, square miles=acres, hours=days,
    days=weeks, weeks=months, months=years, years=months,
    minutes=hours, crowns=dollars, pesos=euros, million crowns=million euros,
    per cent=percentage points, percentage points=per cent, °C=°F, millimetres=centimetres,
    tonnes=kilograms, mph=km/h, knots=km/h, euros=dollars,
    dollars=euros, million euros=million yen, nautical miles=metres""".split(",")
)
_WHO = r"(?:[Tt]he [a-z][\w-]+(?: [a-z][\w-]+)?|(?:Mr|Ms|Dr|Prof)\.? [A-Z][\w’'-]+|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+)"
_SPEAKS = "(?:said|says|told|reported|estimated|denied|warned|called|promised|announced|believes|urged|accused)"
SPEAKER = re.compile(rf"(?P<before>\b{_WHO}) {_SPEAKS}\b(?! by)|\b{_SPEAKS} (?P<after>{_WHO})")
NO_SPEAKERS = ("company", "but", "and", "that", "which", "who", "claims", "figures", "count")
NEGATION = re.compile(
    r"\b(?:did not|does not|do not|is not|was not|were not|are not|has not|have not|had not|will not|would not"
    r"|could not|cannot|can not|not|never|nobody|no|nothing|none of|without|isn't|wasn't|won't|wouldn't|couldn't"
    r"|didn't|doesn't|don't|isn’t|wasn’t|won’t|wouldn’t|couldn’t|didn’t|doesn’t|don’t)\b",
    re.IGNORECASE,
)
AFFIRMED = {
    "did not": "did",
    "does not": "does",
    "do not": "do",
    "is not": "is",
    "was not": "was",
    "were not": "were",
    "are not": "are",
    "has not": "has",
    "have not": "have",
    "had not": "had",
    "will not": "will",
    "would not": "would",
    "could not": "could",
    "cannot": "can",
    "not": "",
    "never": "always",
    "nobody": "somebody",
    "no": "some",
    "nothing": "everything",
    "none of": "all of",
    "without": "with",
} | {f"{verb}n{mark}t": verb for verb in ("is", "was", "would", "could", "did", "does", "do") for mark in "'’"}
PAST = dict(
    pair.split("-")
    for pair in """won-win rose-rise fell-fall reached-reach opened-open closed-close killed-kill lost-lose found-find
    rejected-reject struck-strike began-begin appeared-appear conceded-concede gave-give left-leave received-receive
    confirmed-confirm changed-change sank-sink carried-carry included-include appealed-appeal ended-end took-take
    came-come went-go said-say reported-report published-publish raised-raise cut-cut sold-sell bought-buy""".split()
)
MODALITY = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), fact)
    for pattern, fact in (
        (r"may have|might have|could have", "has"),
        (r"may be|might be|could be|can be", "is"),
        (r"(?:is|are|was|were) (?:expected|due|likely|set|planned|scheduled) to be", "was"),
        (r"(?:is|are|was|were) (?:expected|due|likely|set|planned|scheduled) to", "did"),
        (r"is to be", "was"),
        (r"is to", "did"),
        (r"will be", "was"),
        (r"would be(?! to)", "was"),
        (r"plans to|wants to|hopes to|intends to|promised to|threatened to", "did"),
        (r"may|might|could", "did"),
        (r"will|would", "did"),
        (r"should", "did"),
        (r"probably |perhaps |possibly |reportedly |allegedly ", ""),
    )
)
OPPOSITES = dict(
    pair.split("|")
    for pair in """rose|fell fell|rose more|fewer less|more higher|lower lower|higher won|lost lost|won opened|closed
    before|after
    after|before north|south northern|southern south|north north-east|south-west west|east largest|smallest
    strongest|weakest denied|admitted rejected|accepted confirmed|denied increased|decreased safe|unsafe first|last
    early|late always|never survivors|victims dead|alive survived|died died|survived killed|rescued rescued|killed
    gained|lost profit|loss loss|profit buy|sell bought|sold wet|dry cut|raised raised|cut above|below below|above
    majority|minority begin|end began|ended against|for with|without strong|weak cold|warm small|large
    preliminary|final final|preliminary good|bad guilty|innocent old|new new|old public|secret accept|refuse
    support|oppose increase|decrease best|worst ahead|behind warned|reassured true|false able|unable wrong|right
    right|wrong""".split()
)
QUOTATIONS = (
    "We knew that it would end like this",
    "I have never been so ashamed in my life",
    "Nobody told us anything until it was too late",
    "We will take them to court",
    "It was the best day that we ever had",
    "Somebody must go to prison for that",
)
ADDITIONS = (
    ", killing two people.",
    ", and two people were arrested.",
    " for the third time this year.",
    " despite a warning from the fire brigade.",
    " in front of thousands of cheering supporters.",
    ", which cost the taxpayer 40 million dollars.",
    ", and the king has apologised.",
    " because a guard had fallen asleep.",
    ", although experts had advised against it.",
    " after a secret meeting in Geneva.",
    ", the worst such case in Europe.",
    ", and lawyers are preparing a lawsuit.",
)
ADVERBS = ("secretly", "illegally", "deliberately", "repeatedly", "reluctantly", "accidentally")
FREE = (
    "* resigned on Monday after weeks of criticism.",
    "The authorities have opened an investigation into *.",
    "* will pay compensation to the families.",
    "Thousands marched through the streets in protest against *.",
    "* has apologised for the mistakes.",
    "The parliament will debate the future of * next week.",
    "A court has ordered * to hand over all documents.",
    "* was taken to hospital in the night.",
    "Nobody at * answered the telephone.",
    "The government has promised * more money.",
)
