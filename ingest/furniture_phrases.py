"""The furniture of news pages as patterns: tables for `furniture`, nothing else.

Each matches a whole sentence. English first; Spanish, French, German, Italian, Portuguese and Arabic have the basics.
"""

from __future__ import annotations

import re

_NETWORK = r"(?:Twitter|X|Facebook|Instagram|TikTok|Telegram|YouTube|LinkedIn|Threads|Bluesky|WhatsApp|Mastodon|Flipboard)"
_LETTER = r"(?:newsletters?|e-?mails?|alerts|updates|briefings?|digest|bulletin|podcast|channel)"
_PIECE = r"(?:article|story|report|piece|post|page|dispatch|analysis|version|live ?blog)"
_AGENCY = (
    r"(?:AP|AFP|EPA|EFE|PA|UPI|dpa|DPA|ANSA|TASS|Xinhua|Reuters|Bloomberg|Anadolu(?: Agency)?|Getty(?: Images)?|Shutterstock"
    r"|Alamy|Associated Press|Press Association|Agence France-Presse|Keystone|IMAGO|Imago|NurPhoto|ZUMA(?: Press)?)"
)
_NAME = r"[^\W\d_a-z][\w.’'-]*"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_WHEN = (
    rf"(?:\d[\d:.,/hT+Z-]*(?:st|nd|rd|th)?|[ap]\.?m\.?,?|{_MONTH},?|(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)"
    r"(?:day)?,?|[A-Z]{2,4},?|on|at|le|el|am|um|a|las|à|il|alle|de|janvier|février|mars|avril|mai|juin|juillet|août|septembre"
    r"|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Uhr|minutes?|hours?|days?|ago)"
)


def _any(*patterns: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


# A label and a colon can't be anything else, whatever follows.
LABELS = _any(
    r"(?:(?:read|see|watch|learn|find out|view) (?:more|next|also)|read this|more)\s?[:|].*",
    r"(?:watch|listen|related|recommended|don[’']t miss|see also|also read|more from [^:]{2,40}|more on [^:]{2,40})\s?[:|].*",
    r"(?:related|recommended) (?:articles?|stor(?:y|ies)|content|coverage|news|topics?)(?:\s?[:|].*)?",
    r"(?:(?:just |only )?for|exclusive (?:to|for)) subscribers\s?[:|].*",
    r"\(?(?:photo|image|picture|photograph|illustration|graphic|video)s?(?: credits?| courtesy(?: of)?)?\s?: ?[^.!?]{2,80}\.?\)?",
    r"\(?(?:photo|image|picture|photograph|illustration|graphic)s? (?:by|courtesy of) [^.!?]{2,80}\)?\.?",
    r"credits?\s?: ?[^.!?]{2,80}",
    r"(?:lire|voir|à lire|lea|leer|lee|ver|leia|veja|leggi|lesen sie|sehen sie)"
    r" (?:aussi|également|la suite|plus|también|más|mais|também|anche|auch|mehr)\s?:.*",
    r"(?:foto|imagen|bild|crédit photo|fotos|fuente|quelle|المصدر|صورة|تصوير)\s?: ?[^.!?]{2,80}",
    r"(?:mehr dazu|mehr zum thema|sur le même sujet|le más|اقرأ أيضا|اقرأ أيضًا|اقرأ المزيد|شاهد أيضا|شاهد أيضًا)(?:\s?:.*)?",
)

# Calls to the reader. A reported or quoted one is news: 'Sign up here,' the mayor told voters.
CALLS = _any(
    r"read more(?:[.…»>]*|(?: (?:at|on|about|here|from|in|of)\b.{0,100}))",
    rf"(?:read|see|view|continue to) (?:the )?(?:full|whole|entire|original) {_PIECE}\b.{{0,80}}",
    rf"for (?:the full|more of the) {_PIECE}, (?:go|visit|click|see)\b.{{0,80}}",
    r"(?:continue|keep) reading\b.{0,60}",
    r"\(?(?:please )?(?:click|tap) (?:here|on the link|the link|below)\b.{0,100}",
    r"(?:.{0,80}[:!?] ?)?(?:you can )?sign up (?:(?:right )?(?:here|below|now|today)|for free)\b.{0,80}",
    rf"(?:.{{0,80}}[:!?] ?)?sign up (?:for|to) (?:our|the|my|this|your|free|[\w’']+[’']s?) .{{0,60}}\b{_LETTER}\b.{{0,80}}",
    rf"(?:get|receive) .{{2,120}}\b(?:(?:in|to) your inbox|with our newsletters?|{_LETTER} (?:sign up|subscribe))\b.{{0,80}}",
    rf"subscribe(?: (?:now|today|here|free)\b.{{0,60}}| (?:to|for) (?:our|the|my|this|[A-Z\w’']+).{{0,80}})?[.!]?",
    r"(?:support journalism like this|not a subscriber|already (?:a subscriber|have an account))\b.{0,100}",
    rf"follow (?:us|me|our|the latest)\b.{{0,40}}\bon {_NETWORK}\b.{{0,80}}|follow us(?: @\w+)?[.!]?",
    r"(?:like|find|join|visit) us on \w+.{0,60}",
    rf"join (?:our|the) (?:\w+ )?(?:{_NETWORK}|mailing list|conversation|community)\b.{{0,60}}",
    rf"share (?:this|on|via)(?: {_PIECE}| link| video)?(?: (?:on|via|with) [\w ,]{{2,60}})?[.!]?|share",
    r"(?:skip |continue after )?(?:advert|advertisement|ad feedback|sponsored|sponsored content|promoted|paid content)",
    rf"(?:{_PIECE}|content) continues (?:below|after)\b.{{0,40}}",
    r"(?:thank you for |please |consider )?support(?:ing)? (?:our|local|independent|quality|strong local) journalism\b.{0,100}",
    r"(?:donate|register|log in|sign in|subscribe|download|buy) (?:now|today|here)[.!]?|log in|sign in|sign up|register",
    r"download (?:our|the free) (?:\w+ )?app\b.{0,60}",
    r"(?:up next|back to top|show more|load more|view more|(?:view|leave a|post a|add a) comments?|no comments|comments?|print|tweet|email)",
    r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.*|(?:accept|reject|manage|allow) (?:all )?cookies|cookie (?:policy|settings|notice)",
    r"by (?:continuing|clicking|using|signing up|subscribing)\b.{0,80}\byou (?:agree|accept|consent)\b.*",
    r".{0,80}\bmay earn (?:us|a|an|we)\b.{0,60}\bcommission\b.{0,40}",
    r"(?:have|got) (?:a |any )?(?:news )?(?:tip|story|question)s?(?: for us)?\?.{0,80}",
    r"(?:haga|haz|faites|cliquez|clique|clicca|klicken sie|pincha|pulse|pulsa) ?(?:un )?(?:clic |qui|ici|aquí|aqui|hier)\b.{0,80}",
    r"(?:suscríbe(?:te|se)|suscríbanse|abonnez-vous|inscrivez-vous|abonnieren sie|iscriviti|abbonati|assine|inscreva-se|regístr(?:ate|ese))\b.{0,100}",
    r"(?:síguenos|síganos|suivez-nous|folgen sie uns|seguici|siga-nos)\b.{0,80}",
    r"(?:lire|leer|lea|lesen sie|leia|leggi) (?:aussi|la suite|más|también|mehr|auch|weiter|mais|anche)\b.{0,80}|weiterlesen|continuar leyendo",
    r"(?:compartir|partager|teilen|condividi|compartilhar|publicidad|publicité|anzeige|werbung|pubblicità|publicidade|إعلان|شارك)",
    r"(?:تابعونا|تابعنا|اشترك|اشتركوا|انقر هنا|اضغط هنا|لقراءة المزيد|شارك هذا|شاركونا)(?:\s.{0,80})?",
)

# Who made the piece, when, and who owns it.
COLOPHON = _any(
    rf"\W*.{{2,200}} contributed (?:reporting |research )?to (?:this|the) {_PIECE}(?: (?:for|from|in) .{{2,80}})?\.?",
    r"\W*.{2,160} contributed reporting(?: (?:from|for|to) .{2,80})?\.?",
    r"(?:contributing|contributors?|reporting|editing|additional reporting|writing)\s?: ?.{2,280}",
    r"\(?(?:additional )?(?:reporting|writing|editing|compiled|edited|written|translated) by [^\W\d_a-z].{2,200}",
    r"(?:from )?(?:staff|wire|agency|news services?)(?: and wire)? reports?",
    r"(?:©|\(c\)|copyright ?(?:©|\(c\)|\d{4}|by .{2,60}\d{4})).{0,160}",
    r".{0,120}\ball rights reserved\b.{0,120}",
    r"this (?:material|content|article) may not be (?:published|reproduced|copied)\b.*",
    r".{0,80}\b(?:todos los derechos reservados|tous droits réservés|alle rechte vorbehalten|tutti i diritti riservati|todos os direitos reservados)\b.{0,80}",
    r".{0,80}(?:جميع الحقوق محفوظة|ساهم في (?:إعداد )?هذا التقرير|شارك في إعداد (?:هذا )?التقرير).{0,80}",
    rf"(?:last |first )?(?:updated|published|posted|modified|mis à jour|publié|actualizado|publicado|aktualisiert|veröffentlicht|aggiornato|pubblicato)"
    rf"\s?:?(?:\s{_WHEN}){{1,10}}\.?",
    r"\d{1,2}[- ]min(?:ute)?s?[- ]read|\d{1,2} (?:minute|hour|day)s? ago",
    rf"this {_PIECE} (?:has been|was|is being|will be) (?:updated|republished|first published|originally published)\b.{{0,100}}",
    rf"(?:a|an earlier) version of this {_PIECE} (?:first |originally )?(?:appeared|appears|was (?:first )?published)\b.{{0,160}}",
    rf"(?:note\s?: ?)?this is (?:a|an) (?:sample|invented|fictional|fictitious|made-up) (?:\w+ )?{_PIECE}\b.*|sample {_PIECE}\b.*",
    r"(?:(?:reach|contact|email|e-mail|write to|follow|tweet|message) (?:us|me|her|him|them|[^\W\d_a-z][\w.’'-]*)\b"
    r"|.{2,60} can be reached (?:at|on|by|via)\b|(?:she|he|they) tweets?\b).{0,100}@\w.{0,100}",
)
CREDIT = re.compile(
    rf"(?:{_NAME}|\()(?: {_NAME}){{0,4}} ?/ ?(?:{_NAME}(?: {_NAME})?/)*{_AGENCY}(?:/{_NAME}(?: {_NAME})?)*"
    rf"(?: via {_AGENCY})?\)?"
)
BYLINE = re.compile(
    r"(?:By|BY|Por|Par|Von|Di) (?!(?:the|The|New|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
    rf"{_NAME}(?: (?:{_NAME}|al|bin|ben|da|de|del|der|di|dos|du|el|la|le|van|von|y|et|und|and|e|in|for|[|,•–—-]))*"
    rf" ?,? ?{_NAME}(?:, [\w ,.]{{2,60}})?"
)
DATELINE = re.compile(rf"(?:{_NAME},? ?){{1,6}}(?:\([\w ]+\) ?)?[—–]")
REPORTED = re.compile(
    r"[“”\"«»„]|\b(?:said|says|told|tells|asked|asks|urged|according|wrote|added|dijo|según|sagte|laut|déclaré|selon|disse)\b|قال"
)
TAIL = re.compile(
    r"(?<=[\w.!?…\"”’)\]]) (?=(?:(?i:read (?:the )?full (?:article|story|report)) (?:at|on|in|here|»|>)"
    r"|(?i:read the full (?:article|story|report))\.?$|Continue [Rr]eading|READ MORE(?: AT| ON|:)|Lire la suite|Leer más|Weiterlesen|اقرأ المزيد)"
    r"[^!?]{0,80}$)"
)
