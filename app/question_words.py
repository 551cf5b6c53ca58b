"""Tables by which a question is read: the words that ask, and the nouns that say what kind of thing is asked for.

Only data. English in full, the commonest Spanish and Arabic forms; another language has none, and its questions are
answered without an expected kind.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WHO = {"en": _set("who whom whose who's"), "es": _set("quién quiénes"), "ar": _set("من")}
WHEN = {"en": _set("when"), "es": _set("cuándo"), "ar": _set("متى")}
WHERE = {"en": _set("where"), "es": _set("dónde adónde"), "ar": _set("أين")}
WHY = {"en": _set("why"), "es": _set("porqué"), "ar": _set("لماذا")}
HOW = {"en": _set("how"), "es": _set("cómo"), "ar": _set("كيف")}
HOW_MANY = {"en": frozenset(), "es": _set("cuánto cuánta cuántos cuántas"), "ar": _set("كم")}
WHICH = {"en": _set("which what what's"), "es": _set("qué cuál cuáles"), "ar": _set("ما ماذا أي أية")}

# 'How' asks for a number with these, and for an account without them.
MEASURED = {"en": _set("many much long old far fast tall big large often high heavy deep wide late soon strong"),
            "es": frozenset(), "ar": frozenset()}  # fmt: skip

# After 'which' or 'what' come the words of the noun, up to one of these or a verb.
ENDS_NOUN = {
    "en": _set(
        """is are was were be been being did does do has have had will would can could should may might must of in on
        at to for from by with that who whom this these those after before as his her its their the a an and or but
        recently just it he she they you we i now also says said say won became lost held made took got saw hit set
        ran fell left led paid sold broke beat drew gave told went came bought sent met cut put shut wrote hosts
        makes plans wants holds gave spoke kept found began grew rose shot stood"""
    ),
    "es": _set(
        """es son era eran fue fueron ha han había será se no de del en a al para por con que según el la los las un
        una y tiene tienen dijo dice hizo hace ocurrió pasó"""
    ),
    "ar": _set("هو هي هم كان كانت قال قالت في من على إلى عن التي الذي"),
}

PERSON_NOUNS = _set(
    """person man woman actor actress singer rapper musician artist author writer director president politician senator
    governor lawmaker representative congressman congresswoman minister leader candidate athlete player golfer star
    host anchor comedian celebrity figure king queen prince princess pope ceo boss executive billionaire judge
    lawyer coach quarterback journalist activist founder general officer scientist researcher professor mayor
    republican democrat official royal superstar legend model designer chef swimmer skier boxer driver secretary
    member individual boy girl winner people nominee chairman dancer cyclist footballer striker manager diplomat
    ambassador persona hombre mujer presidente presidenta ministro ministra juez jueza jefe jefa alcalde alcaldesa
    candidato candidata"""
)
PLACE_NOUNS = _set(
    """country state city nation town village island continent region province county capital place location airport
    river street territory district borough ocean sea lake desert venue stadium port harbour mountain volcano area
    coast país estado ciudad pueblo isla región provincia lugar calle río puerto"""
)
NAME_NOUNS = _set(
    """company team group organisation organization network chain brand university college school club band party
    agency bank airline retailer website platform app service show movie film song album book novel musical series
    award prize magazine newspaper franchise event competition tournament holiday law policy program programme store
    manufacturer automaker carmaker maker giant title name nickname league studio institution department ministry
    museum restaurant firm startup rocket spacecraft planet ship ferry storm hurricane outlet union court commission
    empresa equipo grupo partido banco universidad periódico diario tormenta nombre"""
)
TIME_NOUNS = _set("year month day date decade century season weekday hour time año mes día fecha hora")
NUMBER_NOUNS = _set(
    """percent percentage proportion number amount age price cost share total sum salary turnout figure rate limit
    score depth height length width speed size temperature revenue profit porcentaje número cantidad precio edad
    cifra"""
)
NAMING = _set("name named names called title titled nickname nicknamed renamed known nombre llama llamado")

# What a question about now says; the answer to it stands in recent articles.
CURRENT = {
    "en": _set(
        """recent recently newly new latest now today tonight yesterday current currently upcoming soon monday tuesday
        wednesday thursday friday saturday sunday this last next past"""
    ),
    "es": _set("reciente recientemente nuevo nueva hoy ayer ahora actual próximo próxima"),
    "ar": _set("اليوم أمس الآن حاليا مؤخرا"),
}
# 'this', 'last', 'next' and 'past' speak of now only before one of these.
PERIODS = _set("week weekend month year morning evening night season summer winter spring autumn fall quarter")
BEFORE_PERIOD = _set("this last next past")

# Words that a question is made of, not its subject; they name nothing that an article could lack.
ASKING = _set(
    """who whom whose which what when where why how many much name named called known following according week year
    month weekend recent recently quién quiénes cuándo dónde cuánto cuánta cuántos cuántas qué cuál cuáles cómo
    según semana año mes متى أين لماذا كيف كم ماذا"""
)
