"""The furniture of news pages as patterns: tables for `furniture`, nothing else.

Each pattern matches a whole sentence. English first; Spanish, French, German, Italian, Portuguese and Arabic have the
basics.
"""

from __future__ import annotations

import re

_NETWORK = (
    r"(?:Twitter|X|Facebook|Instagram|TikTok|Telegram|YouTube|LinkedIn|Threads|Bluesky|WhatsApp|Mastodon|Flipboard)"
)
_LETTER = r"(?:newsletters?|e-?mails?|alerts|updates|briefings?|digest|bulletin|podcast|channel)"
_PIECE = r"(?:article|story|report|piece|post|page|dispatch|analysis|version|live ?blog)"
_PICTURE = r"(?:photo|image|picture|photograph|illustration|graphic)s?"
_AGENCY = (
    r"(?:AP|AFP|EPA|EFE|PA|UPI|dpa|DPA|ANSA|TASS|Xinhua|Reuters|Bloomberg|Anadolu(?: Agency)?|Getty(?: Images)?"
    r"|Shutterstock|Alamy|Associated Press|Press Association|Agence France-Presse|Keystone|IMAGO|Imago|NurPhoto"
    r"|ZUMA(?: Press)?)"
)
_NAME = r"[^\W\d_a-z][\w.’'-]*"
_STAMP = (
    r"(?:updated|published|posted|modified|mis à jour|publié|actualizado|publicado|aktualisiert|veröffentlicht"
    r"|aggiornato|pubblicato)"
)
_WHEN = (
    r"(?:\d[\d:.,/hT+Z-]*(?:st|nd|rd|th)?|[ap]\.?m\.?,?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?,?"
    r"|(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?,?|[a-z]{2,3}t,?|utc,?|on|at|le|el|am|um|a|las|à|il"
    r"|alle|de|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo"
    r"|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|januar|februar|märz|april|juni|juli|august"
    r"|september|oktober|november|dezember|uhr|minutes?|hours?|days?|ago)"
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# A label with its colon can't be anything else, whatever follows.
LABELS = _any(
    r"(?:(?:read|see|watch|learn|find out|view) (?:more|next|also)|read this|more)\s?[:|].*",
    r"(?:watch|listen|related|recommended|don[’']t miss|see also|also read|more (?:from|on) [^:]{2,40})\s?[:|].*",
    r"(?:related|recommended) (?:articles?|stor(?:y|ies)|content|coverage|news|topics?)(?:\s?[:|].*)?",
    r"(?:(?:just |only )?for|exclusive (?:to|for)) subscribers\s?[:|].*",
    rf"(?:{_PICTURE}|videos?)(?: credits?| courtesy(?: of)?)?\s?: ?[^.!?]{{2,80}}\.?|credits?\s?: ?[^.!?]{{2,80}}",
    rf"{_PICTURE} (?:by|courtesy of) (?-i:{_NAME})(?:(?: |/|, | & )(?-i:{_NAME}|via|for|and|of|the|@\w+)){{0,10}}\.?",
    r"(?:lire|voir|à lire|lea|leer|lee|ver|leia|veja|leggi|lesen sie|sehen sie)"
    r" (?:aussi|également|la suite|plus|también|más|mais|também|anche|auch|mehr)\s?:.*",
    r"(?:foto|imagen|bild|crédit photo|fotos|fuente|quelle|المصدر|صورة|تصوير)\s?: ?[^.!?]{2,80}",
    r"(?:mehr dazu|mehr zum thema|sur le même sujet|le más|اقرأ أيضا|اقرأ أيضًا|اقرأ المزيد|شاهد أيضا|شاهد أيضًا)"
    r"(?:\s?:.*)?",
)

# Calls to the reader. A reported or quoted one is news: 'Sign up here,' the mayor told voters.
CALLS = _any(
    r"read more(?:[.…»>]*|(?: (?:at|on|about|here|from|in|of)\b.{0,100}))",
    rf"(?:read|see|view|continue to) (?:the )?(?:full|whole|entire|original) {_PIECE}\b.{{0,80}}",
    rf"for (?:the full|more of the) {_PIECE}, (?:go|visit|click|see)\b.{{0,80}}",
    r"(?:continue|keep) reading\b.{0,60}",
    r"(?:please )?(?:click|tap) (?:here|on the link|the link|below)\b.{0,100}",
    r"(?:.{0,80}[:!?] ?)?(?:you can )?sign up (?:(?:right )?(?:here|below|now|today)|for free)\b.{0,80}",
    r"(?:.{0,80}[:!?] ?)?sign up (?:for|to) (?:our|the|my|this|your|free|[\w’']+[’']s?)"
    rf" .{{0,60}}\b{_LETTER}\b.{{0,80}}",
    r"(?:get|receive) .{2,120}\b(?:in|to) your inbox\b.{0,80}",
    rf"(?:get|receive) .{{2,120}}\b(?:with our newsletters?|{_LETTER} (?:sign up|subscribe))\b.{{0,80}}",
    r"subscribe(?: (?:now|today|here|free)\b.{0,60}| (?:to|for) (?:our|the|my|this|[\w’']+).{0,80})?[.!]?",
    r"(?:support journalism like this|not a subscriber|already (?:a subscriber|have an account))\b.{0,100}",
    rf"follow (?:us|me|our|the latest)\b.{{0,40}}\bon {_NETWORK}\b.{{0,80}}|follow us(?: @\w+)?[.!]?",
    r"(?:like|find|join|visit) us on \w+.{0,60}",
    rf"join (?:our|the) (?:\w+ )?(?:{_NETWORK}|mailing list|conversation|community)\b.{{0,60}}",
    rf"share (?:this|on|via)(?: {_PIECE}| link| video)?(?: (?:on|via|with) [\w ,]{{2,60}})?[.!]?|share",
    r"(?:skip |continue after )?(?:advert|advertisement|ad feedback|sponsored|sponsored content|promoted|paid content)",
    rf"(?:{_PIECE}|content) continues (?:below|after)\b.{{0,40}}",
    r"(?:thank you for |please |consider )?support(?:ing)? (?:our|local|independent|quality|strong local) journalism\b"
    r".{0,100}",
    r"(?:donate|register|log in|sign in|subscribe|download|buy) (?:now|today|here)[.!]?",
    r"log in|sign in|sign up|register|print|tweet|email|up next|back to top|(?:show|load|view) more",
    r"(?:(?:view|leave a|post a|add a|no) )?comments?|download (?:our|the free) (?:\w+ )?app\b.{0,60}",
    r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.*|cookie (?:policy|settings|notice)",
    r"(?:accept|reject|manage|allow) (?:all )?cookies",
    r"by (?:continuing|clicking|using|signing up|subscribing)\b.{0,80}\byou (?:agree|accept|consent)\b.*",
    r".{0,80}\bmay earn (?:us|a|an|we)\b.{0,60}\bcommission\b.{0,40}",
    r"(?:have|got) (?:a |any )?(?:news )?(?:tip|story|question)s?(?: for us)?\?.{0,80}",
    r"(?:haga|haz|faites|cliquez|clique|clicca|klicken sie|pincha|pulse|pulsa) ?(?:un )?"
    r"(?:clic |qui|ici|aquí|aqui|hier)\b.{0,80}",
    r"(?:suscrí(?:bete|base|banse)|abonnez-vous|inscrivez-vous|abonnieren sie|iscriviti|abbonati|assine"
    r"|inscreva-se|regístr(?:ate|ese))\b.{0,100}",
    r"(?:síguenos|síganos|suivez-nous|folgen sie uns|seguici|siga-nos)\b.{0,80}",
    r"(?:lire|leer|lea|lesen sie|leia|leggi) (?:aussi|la suite|más|también|mehr|auch|weiter|mais|anche)\b.{0,80}",
    r"weiterlesen|continuar leyendo|compartir|partager|teilen|condividi|compartilhar|إعلان|شارك",
    r"publicidad|publicité|anzeige|werbung|pubblicità|publicidade",
    r"(?:تابعونا|تابعنا|اشترك|اشتركوا|انقر هنا|اضغط هنا|لقراءة المزيد|شارك هذا|شاركونا)(?:\s.{0,80})?",
)

# Who made the piece, when, and who owns it.
COLOPHON = _any(
    rf".{{2,200}} contributed (?:reporting |research )?to (?:this|the) {_PIECE}(?: (?:for|from|in) .{{2,80}})?\.?",
    r".{2,160} contributed reporting(?: (?:from|for|to) .{2,80})?\.?",
    r"(?:contributing|contributors?|reporting|editing|additional reporting|writing)\s?: ?.{2,280}",
    # Names to the end: 'Reporting by The Example found that ...' is news.
    rf"\(?(?:additional )?(?:reporting|writing|editing|compiled|edited|written|translated) by (?-i:{_NAME})"
    rf"(?:[,;]? (?:(?-i:{_NAME})|&|and|in|at|by|with|for|from|of|the|additional|reporting|writing|editing))*\.?\)?",
    r"(?:from )?(?:staff|wire|agency|news services?)(?: and wire)? reports?",
    r"(?:©|\(c\)|copyright ?(?:©|\(c\)|\d{4}|by .{2,60}\d{4})).{0,160}",
    r"this (?:material|content|article) may not be (?:published|reproduced|copied)\b.*",
    r".{0,120}\b(?:all rights reserved|todos los derechos reservados|tous droits réservés|alle rechte vorbehalten"
    r"|tutti i diritti riservati|todos os direitos reservados)\b.{0,120}",
    r".{0,80}(?:جميع الحقوق محفوظة|ساهم في (?:إعداد )?هذا التقرير|شارك في إعداد (?:هذا )?التقرير).{0,80}",
    rf"(?:last |first )?{_STAMP}\s?:?(?:\s{_WHEN}){{1,10}}\.?",
    r"\d{1,2}[- ]min(?:ute)?s?[- ]read|\d{1,2} (?:minute|hour|day)s? ago",
    rf"this {_PIECE} (?:has been|was|is being|will be) (?:updated|republished|(?:first|originally) published)\b"
    r".{0,100}",
    rf"(?:a|an earlier) version of this {_PIECE} (?:first |originally )?(?:appear(?:s|ed)|was (?:first )?published)\b"
    r".{0,160}",
    rf"(?:note\s?: ?)?this is an? (?:sample|invented|fictional|fictitious|made-up) (?:\w+ )?{_PIECE}\b.*",
    rf"sample {_PIECE}\b.*",
    r"(?:reach|contact|email|e-mail|write to|follow|tweet|message) (?-i:us|me|her|him|them|[A-Z][\w.’'-]*)\b"
    r".{0,100}@\w.{0,100}",
    r".{2,60} can be reached (?:at|on|by|via)\b.{0,100}@\w.{0,100}|(?:she|he|they) tweets?\b.{0,40}@\w.{0,40}",
)

# 'Ana Ruiz/AFP/Getty Images'.
CREDIT = re.compile(
    rf"\(?{_NAME}(?: {_NAME}){{0,4}} ?/ ?(?:{_NAME}(?: {_NAME})?/)*{_AGENCY}(?:/{_NAME}(?: {_NAME})?)*"
    rf"(?: via {_AGENCY})?\)?"
)
_NO_NAME = (
    r"(?:[Tt]he|New|Mid|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_BETWEEN_NAMES = r"(?:al|bin|ben|da|de|del|der|di|dos|du|el|la|le|van|von|y|et|und|and|e|in|for|[|,•–—-])"
BYLINE = re.compile(
    rf"(?:By|BY|Por|Par|Von|Di) (?!{_NO_NAME}){_NAME},?(?: (?:{_NAME},?|{_BETWEEN_NAMES}))*? {_NAME}"
    r"(?:, [\w ,.]{2,60})?"
)
# A place and no more: 'ARLEN, Norland (AP) —' on a line of its own.
DATELINE = re.compile(rf"{_NAME}(?:,? {_NAME}){{0,5}}(?: \([\w ]+\))? ?[—–]")

REPORTED = re.compile(
    r"[“”\"«»„]|قال|\b(?:said|says|told|tells|asked|asks|urged|according|wrote|added"
    r"|dijo|según|sagte|laut|déclaré|selon|disse)\b"
)
_FULL_PIECE = r"Read (?:[Tt]he )?[Ff]ull (?:[Aa]rticle|[Ss]tory|[Rr]eport)"
TAIL = re.compile(
    # Behind words without a full stop only what names a site, lest a headline be cut.
    rf"(?<=\w) (?={_FULL_PIECE} (?:at|on) [\w-]+\.[a-z]{{2}}[^!?]{{0,60}}$)"
    rf"|(?<=[.!?…\"”’)\]؟۔]) (?=(?:{_FULL_PIECE}|Continue [Rr]eading|READ MORE|Read [Mm]ore (?:at|on|about|here)"
    r"|Lire la suite|Leer más|Weiterlesen|اقرأ المزيد)[^!?]{0,80}$)"
)
