"""How texts in other languages than English name the source of what they say: tables for `attribution`, nothing else.

A language has words that stand before a source, and verbs that stand behind what is said and before its speaker, or
behind the speaker and before 'that'. Speakers are proper names, and the bodies and posts that speak in its news.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.attribution_phrases import NAME, UPPER, Rule, rule
from ingest.corpus import AttributionKind as Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of one language, alternatives apart by '|'; what is no plain word there is said.

    `according`, `citing` and `carried` stand before a source (`apart`: only at the beginning or behind a comma, since
    they mean something else as well), `said` before or behind a speaker with one of `endings` (a pattern), `that`
    (a pattern) before what he says. `articles` (a pattern) may stand before a source, `speakers` are some without a
    name, `nobody` begins with a capital and names none.
    """

    articles: str = "(?!)"
    speakers: str
    according: str = ""
    apart: str = ""
    citing: str
    carried: str = ""
    said: str
    endings: str = ""
    that: str
    nobody: str


_WORDS = {
    "es": _Words(
        articles=r"(?:el|la|los|las)\s",
        speakers="policía|fiscalía|alcaldía|ministerio|gobierno|ayuntamiento|ejército|alcalde|alcaldesa|portavoz",
        according="según|de acuerdo con",
        citing="citando a la agencia|citando a",
        carried="según informó|como informó|según publicó|como publicó|según adelantó",
        said="dijo|afirmó|declaró|aseguró|señaló|explicó|indicó|sostuvo|añadió|anunció|confirmó|advirtió|informó",
        that=r"\sque\s",
        nobody="Él|Ella|Ellos|Nadie|Quien|Alguien|Eso|Esto|También|Además",
    ),
    "fr": _Words(
        articles=r"(?:(?:le|la|les)\s|l['’])",
        speakers="police|préfecture|gouvernement|ministère|parquet|mairie|gendarmerie|armée|maire|procureur|procureure",
        according="selon|d'après|d’après",
        citing="citant l'agence|citant l’agence|citant",
        carried="comme l'a rapporté|comme l’a rapporté|comme l'a annoncé|comme l’a annoncé",
        said="a déclaré|a affirmé|a indiqué|a précisé|a expliqué|a annoncé|a assuré|a ajouté|affirme|indique",
        that=r"\squ(?:e\s|['’])",
        nobody="Il|Elle|Ils|Elles|On|Personne|Cela|Ceci|Ce|Qui",
    ),
    "de": _Words(
        articles=r"(?:der|die|das|dem|den)\s",
        speakers="Polizei|Regierung|Ministerium|Staatsanwaltschaft|Feuerwehr|Bürgermeister|Bürgermeisterin",
        according="nach Angaben von|nach Angaben der|nach Angaben des|nach Worten von|nach Worten der|laut",
        citing="unter Berufung auf",
        said="sagte|erklärte|betonte|ergänzte|berichtete|teilte mit|kündigte an",
        that=r"(?:\sam\s\w+)?,\s",
        nobody="Er|Sie|Es|Man|Niemand|Das|Dies|Gesetz|Bericht|Berichten|Umfrage|Plan|Vertrag|Studie|Statistik|Fahrplan"
        "|Medienberichten|Mitteilung|Angaben|Prognose|Wetterbericht|Programm",
    ),
    "pt": _Words(
        articles=r"(?:o|a|os|as)\s",
        speakers="polícia|ministério|governo|prefeitura|câmara|exército|procuradoria|prefeito|prefeita|porta-voz",
        according="de acordo com",
        apart="segundo",
        citing="citando a agência|citando",
        carried="conforme informou|como informou|conforme noticiou|como noticiou",
        said="disse|afirmou|declarou|explicou|garantiu|anunciou|acrescentou|ressaltou|confirmou|informou",
        that=r"\sque\s",
        nobody="Ele|Ela|Eles|Elas|Ninguém|Isso|Isto|Quem|Alguém",
    ),
    "it": _Words(
        articles=r"(?:(?:il|lo|la|i|gli|le)\s|l['’])",
        speakers="polizia|procura|governo|ministero|prefettura|questura|esercito|sindaco|sindaca|portavoce",
        according="stando a|a detta di",
        apart="secondo",
        citing="citando l'agenzia|citando l’agenzia|citando",
        carried="come riferisce|come riporta|come ha riferito",
        said="ha detto|ha dichiarato|ha affermato|ha spiegato|ha annunciato|ha aggiunto|ha sottolineato|afferma|spiega",
        that=r"\sche\s",
        nobody="Lui|Lei|Loro|Nessuno|Questo|Chi|Qualcuno",
    ),
    "nl": _Words(
        articles=r"(?:de|het)\s",
        speakers="politie|gemeente|regering|brandweer|ministerie|burgemeester|woordvoerder",
        according="volgens",
        citing="onder verwijzing naar",
        said="zei|zegt|verklaarde|aldus|vertelde|benadrukte|meldde",
        that=r"\sdat\s",
        nobody="Hij|Zij|Ze|Het|Dat|Niemand",
    ),
    "sv": _Words(
        speakers="polisen|kommunen|regeringen|räddningstjänsten|åklagaren",
        according="enligt",
        citing="med hänvisning till",
        said="säger|sade|sa|uppger|berättar|meddelade|rapporterar|skriver",
        that=r"\satt\s",
        nobody="Han|Hon|De|Det|Ingen|Man",
    ),
    "no": _Words(
        speakers="politiet|kommunen|regjeringen|brannvesenet|ordføreren",
        according="ifølge|i følge",
        citing="med henvisning til",
        said="sier|sa|opplyser|forteller|melder|skriver",
        that=r"\sat\s",
        nobody="Han|Hun|De|Det|Ingen|Man",
    ),
    "da": _Words(
        speakers="politiet|kommunen|regeringen|brandvæsenet|borgmesteren",
        according="ifølge",
        citing="med henvisning til",
        said="siger|sagde|oplyser|fortæller|melder|skriver",
        that=r",?\sat\s",
        nobody="Han|Hun|De|Det|Ingen|Man",
    ),
    "pl": _Words(
        speakers="policja|policji|prokuratura|prokuratury|ministerstwo|ministerstwa|rząd|rządu|burmistrz",
        according="według|zdaniem",
        citing="powołując się na",
        carried="jak podaje|jak podał|jak podała|jak informuje|jak poinformował|jak poinformowała",
        said="powiedział|oświadczył|poinformował|podkreślił|stwierdził|dodał|przekazał",
        endings="a?",
        that=r",\sże\s",
        nobody="On|Ona|Nikt|Ktoś|To",
    ),
    "ru": _Words(
        speakers="полиция|полиции|прокуратура|прокуратуры|правительство|правительства|мэрия|мэрии",
        according="по данным|по словам|по сообщению|по информации",
        citing="со ссылкой на",
        carried="сообщает|сообщил|сообщила|сообщило|передает|передаёт|пишет",
        said="сказал|заявил|отметил|рассказал|подчеркнул|пояснил|добавил",
        endings="(?:а|о)?",
        that=r",\sчто\s",
        nobody="Он|Она|Они|Никто|Это|Кто",
    ),
    "uk": _Words(
        speakers="поліція|поліції|прокуратура|прокуратури|уряд|уряду|мерія|мерії",
        according="за словами|за даними|за інформацією|за повідомленням",
        citing="з посиланням на|посилаючись на",
        carried="повідомляє|повідомив|повідомила|передає|пише",
        said="сказа|заяви|зазначи|підкресли|дода|повідоми",
        endings="(?:в|ла)",
        that=r",\sщо\s",
        nobody="Він|Вона|Вони|Ніхто|Це|Хто",
    ),
    "id": _Words(
        speakers="polisi|pemerintah|kementerian|kejaksaan",
        according="menurut",
        citing="mengutip",
        carried="seperti dilaporkan|sebagaimana dilaporkan|seperti diberitakan",
        said="kata|ujar|ucap|tutur|mengatakan|menyatakan|menjelaskan",
        that=r"\s(?:bahwa\s)?",
        nobody="Dia|Ia|Mereka|Kami|Ini|Itu",
    ),
}

# Languages whose sources are told by what follows them, or that have no capitals.
_AR_SPEAKER = r"(?P<source>(?:وكالة|صحيفة|شبكة|قناة|وزارة|إذاعة)\s\w+)"
_OTHERS = {
    "tr": (
        # Without its suffix after an apostrophe, 'Plana göre' ('as planned') would name a source.
        rule(
            Kind.ACCORDING,
            "göre",
            rf"(?:^|,\s)(?P<source>[{UPPER}][\w.-]*(?:\s[{UPPER}][\w.-]*){{0,4}})['’]\w{{1,4}}"
            r"(?:\s(?:haberine|açıklamasına|bildirdiğine|aktardığına))?\sgöre\b",
        ),
    ),
    "zh": (
        rule(Kind.CARRIED, "据", r"(?:^|，)据(?P<source>[\u4e00-\u9fff]{2,8}?)(?:报道|消息)"),
        rule(Kind.CITING, "援引|引述", r"(?:援引|引述)(?P<source>[\u4e00-\u9fff]{2,8}?)的?(?:报道|消息)"),
    ),
    "ja": (
        # Not of surveys, reports, data and forecasts, nor of circles that stay unnamed.
        rule(
            Kind.ACCORDING,
            "によると|によれば",
            r"(?:^|[、。])(?P<source>(?![^、。]*(?:調査|報告|データ|統計|予報|関係者|これ|それ)に)[^、。「」\s]{2,14})によ(?:ると|れば)",
        ),
        rule(Kind.CARRIED, "報じ|伝え", r"と、?(?P<source>[^、。「」\sとが]{2,12})が(?:報じた|伝えた)"),
    ),
    "ko": (
        rule(
            Kind.ACCORDING,
            "따르면",
            r"(?:^|[,.]\s)(?P<source>(?!\w*(?:조사|자료|보고서|통계|계획|예보)에)\w{2,12})에 따르면",
        ),
    ),
    "ar": (
        rule(Kind.ACCORDING, "حسب|وفق", rf"\b(?:(?:بحسب|حسب|وفق)\s|وفق(?:ا|اً|ًا)\sل){_AR_SPEAKER}"),
        rule(Kind.CITING, "نقل", rf"\bنقل(?:ا|اً|ًا) عن\s{_AR_SPEAKER}"),
        rule(Kind.SAID, "قالت|أعلنت|أفادت", rf"(?:^|،\s)و?(?:قالت|أعلنت|أفادت)\s{_AR_SPEAKER}"),
    ),
}


def _rules(words: _Words) -> tuple[Rule, ...]:
    speakers = f"(?i:{words.speakers})" + r"\b"
    # 'el alcalde Juan Robles' is who speaks; a post before a name stands behind an article.
    named = rf"(?i:{words.articles})(?:[^\W\d_{UPPER}][^\W\d_]{{2,20}}\s)?{NAME}|{NAME}"
    source = rf"(?P<source>(?!(?i:{words.articles})?(?:{words.nobody})\b)(?:{named}|(?i:{words.articles})?{speakers}))"
    said = f"(?:{words.said}){words.endings}"
    rules = [
        rule(Kind.CITING, words.citing, rf"\b(?:{words.citing})\s{source}"),
        rule(Kind.SAID, words.said, rf"(?<=[,”»“\"—–-]\s){said}\s{source}"),
        rule(Kind.SAID, words.said, rf"^{source}(?:,\s[^,.“\"«„]{{2,60}},)?\s{said}{words.that}"),
    ]
    if words.carried:
        rules.insert(0, rule(Kind.CARRIED, _tails(words.carried), rf"\b(?i:{words.carried})\s{source}"))
    if words.according:
        rules.append(rule(Kind.ACCORDING, _tails(words.according), rf"\b(?i:{words.according})\s{source}"))
    if words.apart:
        rules.append(rule(Kind.ACCORDING, _tails(words.apart), rf"(?:^|(?<=,\s))(?i:{words.apart})\s{source}"))
    return tuple(rules)


def _tails(words: str) -> str:
    """Return words without their first letter, which is a capital at the beginning of a sentence."""
    return "|".join(word[1:] for word in words.split("|"))


RULES = {language: _rules(words) for language, words in _WORDS.items()} | _OTHERS
SPEAKERS = re.compile(rf"(?i:\b(?:{'|'.join(words.speakers for words in _WORDS.values())})\b)")
