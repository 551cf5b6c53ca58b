"""What outlets say of an article that they changed or took back, as patterns: tables for `corrections`, nothing else.

Each pattern matches from the beginning of a sentence or of a title. English first; Spanish, German, French, Arabic,
Russian, Chinese, Italian and Portuguese have the commonest forms.
"""

from __future__ import annotations

import re


def _any(*patterns: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(f'(?:{pattern})' for pattern in patterns)})", flags)


_PIECE = (
    r"(?:article|story|post|piece|column|headline|dispatch|page|item|live ?blog|graphic|caption|obituary|newsletter)"
)
_REPORT = rf"(?:{_PIECE}|report)"
# What may stand between a label and its colon: '(May 3)', ', May 3, 2024', ' appended'.
_DATED = r"(?:\s?\([^()]{1,40}\)|,? [^:：.]{0,24}\d[^:：.]{0,12}| appended| notice| note)?"
_COLON = r"\s*[:：—–]\s*"

OPENING = re.compile(r"[\[(（【*•\s—–-]{1,4}")

# Labels: what follows them is said of the article.
RETRACTION = _any(
    rf"(?:retraction|retracted|editorial retraction){_DATED}{_COLON}",
    rf"(?:retractación|widerruf|rétractation|ritrattazione|retratação){_DATED}{_COLON}",
    rf"(?:سحب المقال|سحب الخبر|опровержение){_DATED}{_COLON}",
    r"(?:撤稿声明|撤稿|撤回声明|撤回)\s*[:：]\s*",
)
CORRECTION = _any(
    rf"(?:corrections?|corrected|errata|erratum|correction and clarification){_DATED}{_COLON}",
    rf"(?:corrección|fe de (?:errores|erratas)|rectificación|correção|erramos){_DATED}{_COLON}",
    rf"(?:korrektur(?:hinweis)?|berichtigung|richtigstellung|rectificatif){_DATED}{_COLON}",
    rf"(?:errata corrige|rettifica|correzione){_DATED}{_COLON}",
    rf"(?:تصحيح|تصويب|исправление|поправка){_DATED}{_COLON}",
    r"(?:更正(?:启事|声明)?|勘误|勘誤)\s*[:：]\s*",
    r"corrects (?!me\b|him\b|her\b|them\b)(?=.{3,120}\)?$)",  # an agency's '(Corrects spelling of name in paragraph 3)'
)
CLARIFICATION = _any(
    rf"clarifications?{_DATED}{_COLON}",
    rf"(?:aclaración|klarstellung|précision|chiarimento|esclarecimento|توضيح|уточнение){_DATED}{_COLON}",
    r"澄清(?:声明)?\s*[:：]\s*",
)
# Not 'Updated: 3 May, 10:00', which every page has: what follows the colon begins like a sentence.
UPDATE = _any(
    rf"update(?: \d)?{_DATED}{_COLON}(?!\d)(?=\S+ \S+ \S)",
    rf"(?:actualización|mise à jour|aggiornamento|atualização|تحديث|обновление){_DATED}{_COLON}(?!\d)(?=\S+ \S+ \S)",
    r"更新\s*[:：]\s*(?!\d)(?=.{6})",
    r"(?:adds|recasts|updates with|updates throughout)\b(?=[^.]{3,120}\)$)",
)
# Says nothing by itself: most introduce an author.
NOTE = _any(
    rf"(?:an )?editor(?:[’']?s|s[’'])? note{_DATED}{_COLON}",
    rf"(?:nota (?:del editor|de la redacción|della redazione|da redação)|note de la rédaction|ndlr){_DATED}{_COLON}",
    rf"(?:(?:anmerkung|hinweis|anm\.) der redaktion|ملاحظة المحرر|от редакции|примечание редакции){_DATED}{_COLON}",
    r"(?:编者按|編者按|编者注)\s*[:：]\s*",
)

# Sentences on an earlier version; what is said of it is that it was wrong, unless it only 'was published'.
EARLIER = _any(
    rf"(?:(?:in )?(?:an?|the) (?:earlier|previous|original|prior|initial) version of this {_REPORT}"
    rf"|(?:an?|the) (?:earlier|previous|original) {_REPORT} (?:mis|incorrectly|wrongly|erroneously))"
    r"(?! (?:was|were|is|has been) (?:first |originally |also |previously )*(?:published|posted|written|released)"
    r"| (?:first |originally |also )*(?:appeared|ran|published)\b)",
    rf"this {_REPORT} (?:originally|previously|initially|incorrectly|wrongly|erroneously|mistakenly)"
    r" (?:said|stated|misstated|reported|identified|gave|named|described|attributed|referred|claimed|misidentified)\b",
    r"(?:en )?una versión (?:anterior|previa) de (?:este|esta) (?:artículo|noticia|texto|nota|información)",
    r"in einer (?:früheren|ersten|vorherigen|älteren) (?:version|fassung) (?:dieses|des) (?:artikels|textes|beitrags)",
    r"in einer (?:früheren|ersten|vorherigen|älteren) (?:version|fassung) dieser meldung",
    r"(?:dans )?une (?:première |précédente )?version (?:précédente |antérieure |initiale )?de cet? (?:article|texte)",
    r"(?:in )?una versione precedente di quest[oa] ?(?:articolo|notizia|testo)",
    r"(?:em )?uma versão anterior dest[ea] (?:artigo|texto|reportagem|notícia|matéria)",
    r"(?:ورد|ذكر|جاء|ذكرت|قالت)? ?(?:في )?نسخة (?:سابقة|أولى) من هذا (?:المقال|الخبر|التقرير|النص)",
    r"в (?:предыдущей|ранней|первоначальной|прежней) версии (?:этой |этого |данной |данного )?"
    r"(?:статьи|материала|новости|текста|заметки)",
    r"(?:本文|本报道|本报导)(?:的)?(?:早前|此前|先前|之前|较早)(?:的)?版本",
)

# Sentences on what was done to the article: `did` is the deed, and the rest of the sentence may say why.
_BE = r"(?:was|were|has been|have been|has since been|is|is being|had been)"
_CHANGED = r"(?:amended|corrected|changed|edited|revised|updated|clarified|refiled|modified)"
_GONE = r"(?:retracted|withdrawn|removed|taken down|unpublished|deleted)"
DONE = _any(
    rf"(?:this(?: \w+ \d{{1,2}})?|the above) {_REPORT}\b[^.;]{{0,80}}? {_BE} (?:\w+ ){{0,3}}?(?P<en>{_CHANGED})\b",
    rf"(?:this|the above) {_PIECE}\b[^.;]{{0,60}}? {_BE} (?:\w+ ){{0,3}}?(?P<en_gone>{_GONE})\b",
    rf"[^.;:]{{2,60}}? (?:has|have|is|are|hereby) (?:\w+ )?(?P<en_took>retract(?:ed|s|ing)|withdraw(?:n|s|ing)"
    rf"|correct(?:ed|ing)) (?:this|the above) {_REPORT}\b",
    rf"[^.;:]{{2,40}}? (?:has |have |is )?(?P<en_wire>withdr[ae]w(?:n|s|ing)|withdrew) the {_REPORT}"
    r" (?:headlined|titled|slugged)\b",
    r"(?:este|esta) (?:artículo|noticia|texto|nota|información) (?:ha sido|fue) (?:\w+ )?"
    r"(?P<es>corregid[oa]|actualizad[oa]|modificad[oa]|retirad[oa]|eliminad[oa]|aclarad[oa])\b",
    r"(?:dieser (?:artikel|text|beitrag)|diese meldung) wurde\b[^.;]{0,80}?"
    r" (?P<de>korrigiert|berichtigt|aktualisiert|ergänzt|geändert|zurückgezogen|gelöscht|präzisiert)\b",
    r"(?:wir haben|die redaktion hat) (?:den|diesen) (?:artikel|text|beitrag) (?:\w+ )?"
    r"(?P<de_we>korrigiert|berichtigt|zurückgezogen|gelöscht)\b",
    r"quest[oa] (?:articolo|notizia|testo) è stat[oa] (?:\w+ )?"
    r"(?P<it>corrett[oa]|rettificat[oa]|ritirat[oa]|rimoss[oa])\b",
    r"(?:este artigo|este texto|esta reportagem|esta notícia) foi (?:\w+ )?"
    r"(?P<pt>corrigid[oa]|retirad[oa]|removid[oa])\b",
    r"(?:cet article|ce texte) a été (?:\w+ )?(?P<fr>corrigé|rectifié|modifié|mis à jour|actualisé|retiré|dépublié|"
    r"supprimé|précisé)\b",
    r"(?:تم|جرى) (?P<ar>تصحيح|تصويب|تحديث|تعديل|سحب|حذف|توضيح) هذا (?:المقال|الخبر|التقرير|النص)",
    r"(?:эта |данная |эта )?(?:статья|заметка|новость) (?:была )?"
    r"(?P<ru>исправлена|обновлена|отозвана|удалена|уточнена|изменена)\b",
    r"(?:этот |данный )?материал (?:был )?(?P<ru_m>исправлен|обновл[её]н|отозван|удал[её]н|уточн[её]н|измен[её]н)\b",
    r"(?:本文|本报道|此文|该文|本稿|此报道)(?:现)?已(?:经)?(?:被)?(?P<zh>更正|修正|更新|撤回|撤稿|删除|澄清)",
)

# What the deeds are, by their stems; the gravest is looked for first.
RETRACTED = _any(
    r"retract|withdr|removed|taken down|unpublished|deleted|retirad|eliminad|zurückgezogen|gelöscht|retiré|dépublié",
    r"supprimé|ritirat|rimoss|removid|سحب|حذف|отозван|удал[её]н|撤|删除",
)
CORRECTED = _any(
    r"\b(?:in)?correct|amended|\berr(?:or|ed|oneous)|\bmis(?:stat|spel|identif|quot|attribut|report|named)|mistake",
    r"\bwrong|inaccura|refiled|corregid|modificad|korrigiert|berichtigt|geändert|corrigé|rectifié|modifié",
    r"corrett|rettificat|corrigid",
    r"تصحيح|تصويب|تعديل|исправлен|изменен|изменён|更正|修正",
)
CLARIFIED = _any(r"clarif|aclarad|präzisiert|précisé|توضيح|уточн[её]н|澄清")
# 'This article was updated at 10:00' is a stamp; with one of these it says what was done.
TELLING = _any(
    r"\b(?:to|with|after|following|throughout|because|since|for|in order|para|con|tras|um|mit|nach|pour|avec|après)\b",
    r"[\u0600-\u06ff\u0400-\u04ff\u3400-\u9fff]",
)

# Titles of agencies: 'CORRECTED-', 'UPDATE 2-', 'RETRACTED -', 'KILL-'; in capitals, as 'Update 2' begins many titles.
TITLE_RETRACTION = _any(
    r"(?:RETRACTED|WITHDRAWN|(?:MANDATORY )?KILL(?: NOTICE| ORDER)?|STORY (?:WITHDRAWN|REMOVED))"
    r"\s?[-–—:]+\s?\S",
    r"(?i:retracted|(?:mandatory )?kill notice|withdrawal notice)\s?[:–—]\s?\S|\[(?i:retracted|withdrawn)\]",
    r"ATTENTION EDITORS\b.{0,80}?\b(?i:kill|withdraw)",
    flags=re.NOFLAG,
)
TITLE_CORRECTION = _any(
    r"(?:(?:OFFICIAL |REFILE-)?CORRECTED|CORRECTION|REFILE)(?: \d{1,2}| \(OFFICIAL\))?\s?[-–—:]+\s?\S",
    r"(?i:correction|corrected|corrección|rectificación|korrektur|berichtigung|rectificatif)\s?[:：]\s?\S|\[(?i:corrected)\]",
    r"(?:更正|勘误|تصحيح|Исправление|Поправка)\s?[:：]\s?\S",
    flags=re.NOFLAG,
)
TITLE_CLARIFICATION = _any(
    r"(?:CLARIFICATION|CLARIFIED)\s?[-–—:]+\s?\S|(?i:clarification|aclaración|klarstellung)\s?[:：]\s?\S",
    flags=re.NOFLAG,
)
TITLE_UPDATE = _any(
    r"(?:UPDATE|WRAPUP|RECASTS|ADDS) ?\d{0,2}\s?[-–—]\s?\S|UPDATED?\s?[:]\s?\S|Update \d{1,2}\s?[-–—:]\s?\S",
    flags=re.NOFLAG,
)
