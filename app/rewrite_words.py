"""Tables by which follow-up questions are read: words that lean on what was said before, and the words around them.

Only data: English in full, the commonest Spanish and Arabic forms, in one set each, since hardly a word of one language
is another word in the next.
"""

from __future__ import annotations

import re

from app.dates_in_text import MONTHS, WEEKDAYS


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What a follow-up begins with; the first kind announces a question, the second stands for one.
LEAD = re.compile(
    r"^[\s¿¡]*(?:(?:and|but|so|ok|okay|then|also|y|e|pero|entonces)\b[\s,]*[¿¡]*)+"
    r"|^\s*(?:و\s*(?=(?:كم|متى|من|أين|لماذا|كيف|ما|ماذا|هل|في|أي)(?!\w))|ثم\s+|لكن\s+)",
    re.IGNORECASE,
)
WHAT_ABOUT = re.compile(
    r"^[\s¿]*(?:(?:what|how)\s+about|what\s+of|(?:y\s+)?qué\s+(?:hay|pasa|tal)\s+(?:de|con)|و?ماذا\s+عن)\s+",
    re.IGNORECASE,
)

ASKING = _set(
    """who whom whose who's which what what's when where why how quién quiénes cuándo dónde qué cuál cuáles cómo cuánto
    cuánta cuántos cuántas متى أين لماذا كيف كم ماذا ما من أي هل"""
)
COUNTING = _set("many much cuántos cuántas cuánto cuánta كم")
DO = _set("do does did don't doesn't didn't")
AUXILIARY = DO | _set(
    """is are was were be been being am has have had will would can could should shall may might must isn't aren't
    wasn't weren't hasn't haven't won't wouldn't can't couldn't es son era eran fue fueron está están estaba estaban
    ha han había habían hay hubo será serán tiene tienen كان كانت هل"""
)
DETERMINERS = _set(
    "the a an this these those its his her their our your some any el la los las un una unos unas su sus"
)
PREPOSITIONS = _set(
    """according in on at by from to with without for of about over under near off into onto through between against
    among during after before since until around across behind inside outside beyond within towards toward despite
    en de del al con por para sobre desde hasta tras entre según في من إلى على عن مع بين بعد قبل منذ"""
)
# Prepositions that may stand in one place of a question: 'on Monday' for 'in March', 'at sea' for 'in the harbour'.
WHEN = _set("on in at after before during since until tras desde en durante بعد قبل منذ في")
WHERE = _set("in at near on off around across inside outside en cerca في")
OTHER_WORDS = _set(
    """itself themselves true altogether out up down back late wrong each other higher lower last and or but that than
    as if because while not no it they them he she we i you him me us there also just still even too very more most
    again ever yet now then so only already y o que se no lo le más ya aún"""
)
CONJUNCTIONS = _set(
    "and or but that because while when if before after since who which whom whose where as y que cuando"
)
PERSONAL = _set("i i'm my me mine we our us you your")  # whoever asks is a subject that no earlier question named

PERSONS = _set("he she him his her hers himself herself él ella")
GROUPS = _set("they them their theirs ellos ellas")
THINGS = _set("it its")
POSSESSIVE = _set("his her its their")
POINTING = _set("that this those these eso esto aquello ذلك هذا هذه")
PLACES = _set("there here allí allá ahí هناك")
# Said of what was spoken of, whatever it was.
POINTERS = re.compile(
    r"\b(?:the\s+other\s+(?:side|one|ones|party|camp|two|half)|the\s+(?:others|former|latter|same)|(?:which|what)\s+ones?"
    r"|(?:who|what|where|anyone|anything|someone|nothing)\s+else|since\s+then|back\s+then|before\s+then|happened\s+(?:next|then)"
    r"|both\s+of|each\s+of|la\s+otra\s+parte|los\s+otros|el\s+otro|los\s+demás)\b(?!\s+of\b)"
    r"|الطرف الآخر|الجانب الآخر|(?<!\w)(?:منهم|منها|بينهم|بينها|فيها|فيه|عنه|عنها|لهم|بها)(?!\w)",
    re.IGNORECASE,
)
# 'It' that stands for nothing: 'is it true that', 'what is it that', 'how long does it take to'.
EMPTY_IT = re.compile(
    r"\b(?:is|was|isn't|wasn't|will|would|be|has|been|does|did|do)\s+it\s+(?:be\s+|been\s+)?"
    r"(?:(?:that|who|which|whom)\b|(?:(?:not|really|still|so|too|very|even|now)\s+)*\w+\s+(?:\w+\s+)?(?:that|to|whether|if)\b"
    r"|(?:really\s+)?(?:take|takes|took|cost|mean|matter|feel|seem|appear|rain|snow)s?\b(?=.*\s(?:to|that|if|whether)\b|\s*in\b))"
    r"|\bit\s+(?:takes?|took|costs?|(?:is|was|seems?)\s+\w+\s+(?:that|to))\b|\bhow\s+far\s+is\s+it\b|\bwhat\s+time\s+is\s+it\b"
    r"|\b(?:is|was|did|does|will)\s+it\s+(?:rain|snow)(?:ing)?\b",
    re.IGNORECASE,
)
# 'There' that stands for nothing: 'are there', 'there was'.
BEING = _set("is are was were be been isn't aren't wasn't weren't has have had will would may might could")
# 'This week' and 'that' before these say when, not which.
PERIODS = _set(
    "week month year morning afternoon evening night weekend season summer winter spring autumn time century"
)

# Verbs that end a noun phrase: after 'did the council' comes what it did. Other words are told by their endings.
VERBS = _set(
    """accept admit affect agree allow announce answer appeal approve argue arrest ask attack back ban begin believe
    blame blow break bring build buy call capture carry cause change charge claim close collapse come concede
    condemn confirm contain contradict control cost count cover create cut damage deal decide declare demand deny
    describe destroy die discover do drop discuss earn elect end enter estimate expect explain face fail fall fear
    fight file find fine fly follow force forecast fund gain get give go happen head hear help hit hold hope hurt
    include increase investigate join keep kill know last launch lay lead leave let lie like live look lose make
    mean measure meet move name need notice offer open oppose order own pay plan play promise propose publish put
    quit raise refuse regret suspect appear bomb overrun stay reach react read receive recommend reject release
    remain repair replace report represent rescue resign respond restate retract return reveal rise rule run save
    say see sell send set show sign sink speak spend split stand start state stay step stop strike suffer suggest
    support survive take talk tell think threaten touch face travel try turn urge use vote walk want warn weigh win
    withdraw work write"""
)
# Without any other word of weight these ask about what was spoken of: 'who won?', 'what happened?'
BARE_VERBS = _set(
    """won win lost lose died die survived survive happened happen killed kill injured hurt wounded missing arrested
    blame behind guilty anyone anybody someone paid pay escaped responsible involved started start ended end next
    changed caused cause said say agreed responded murieron murió ganó perdió pasó ocurrió sobrevivieron"""
)
MONTH = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted((m for m in MONTHS if len(m) > 3), key=len, reverse=True))})(?!\w)", re.I
)
ARABIC_MONTH = re.compile(
    r"(?<!\w)(?:يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)(?!\w)"
)
WEEKDAY = re.compile(rf"(?<!\w)(?:{'|'.join(WEEKDAYS)})(?!\w)", re.IGNORECASE)
DAY_OF_MONTH = re.compile(
    rf"(?<!\w)(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of|\s+de)?\s+(?:{'|'.join(MONTHS)})"
    rf"|(?:{'|'.join(MONTHS)})\s+\d{{1,2}}(?:st|nd|rd|th)?)(?!\w)",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<![\w,.])(?:19|20)\d\d(?![\w,])")
