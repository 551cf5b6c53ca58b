"""Whether a feed carries an article or a teaser of it: the HTML of an entry in, the article's HTML or nothing out."""

from __future__ import annotations

import re

from ingest.feed_values import visible

# Characters that a reader sees. What stands in the element for whole texts ('content') may be a short report of three
# sentences; what stands in the one for descriptions is a teaser by name, and teasers of up to 900 characters are met.
LEAST_CONTENT = 300
LEAST_DESCRIPTION = 1_200

# WordPress puts this under whole texts and teasers alike.
_APPENDED = re.compile(
    r"\s*(?:The post .{1,300}? (?:first )?appeared (?:first )?on .{1,200}|"
    r"(?:Der Beitrag|L’article|L'article|La entrada|Il post) .{1,300}? (?:erschien zuerst|est apparu en premier|"
    r"se publicó primero|proviene da) .{1,200})$"
)
_LAST = 600  # characters in which an ending is looked for
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|\(more\)|\b(?:"
    r"read (?:more|on|the (?:full|whole|rest)\b.{0,60})|continue reading.{0,120}|keep reading|full (?:story|article)"
    r"|(?:subscribe|sign in|log in|register) (?:to|for) .{1,80}"
    r"|this (?:article|post|story) is for .{0,30}subscribers.{0,40}"
    r"|weiterlesen|mehr lesen|zum artikel|lire (?:la suite|plus).{0,60}|leer más|seguir leyendo|sigue leyendo"
    r"|leggi (?:tutto|di più|l'articolo)|continua a leggere|leia mais|continuar lendo|lees (?:meer|verder)"
    r"|czytaj (?:więcej|dalej)|läs mer|les mer|læs mere|devamını oku|читать (?:далее|полностью)|читати далі"
    r")|もっと読む|続きを読む|阅读(?:更多|全文)|查看全文|اقرأ المزيد)[\s.…»›→>:!\]]*$",
    re.IGNORECASE,
)


def whole(content: str | None, description: str | None) -> str | None:
    """Return the HTML of the article where the feed carries all of it, by its length and by how it ends."""
    for html, least in ((content, LEAST_CONTENT), (description, LEAST_DESCRIPTION)):
        if html and len(html) >= least and _is_whole(visible(html), least):
            return html
    return None


def _is_whole(text: str, least: int) -> bool:
    end = _APPENDED.sub("", text[-_LAST:])
    length = len(text) - len(text[-_LAST:]) + len(end)
    return length >= least and _CUT.search(end[-_LAST // 2 :]) is None
