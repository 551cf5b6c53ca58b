"""What kind of page a page is: what it shows and the text found in it go in, why it is no article comes out.

Precision first: a real article must never be refused. So nothing is decided by one sign: where there is the text of an
article, only a page that consists of links to others is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from ingest import page_kind_phrases as phrases
from ingest.page_tags import shown_text
from ingest.page_tree import is_hidden

BOT_CHECK = "is a bot check ('checking your browser'), not the article behind it; save the page from a browser"
CONSENT = "asks for consent to cookies and is no article; agree in a browser and save the page behind it"
ERROR = "is an error page ('not found' or the like), not an article; check the address"
LOG_IN = "asks to log in and is no article; log in with a browser and save the page, or give the text"
NEEDS_SCRIPT = "shows nothing without JavaScript; save the page from a browser, or give the article's text"
LINKS = "is a list of links, not an article; give the address of one article"
PAYWALL = "is cut off by a paywall; save the page as a subscriber sees it, or give the article's text"

# Words of the text found. Of 90 news pages the shortest real article has 71, a stub with three paragraphs of an article
# 73; what pages that are no article say has 10 to 60, of consent up to 300.
SHORT = 60
_LONGEST_CONSENT = 400
_STUB = 30
_FEW_SHOWN = 240  # words of a page with everything around its text; news pages show 300 and more
# A section front has 15 links to articles and more. Its teasers have 40 words at most between two of them; the longest
# run of prose of the 90 articles, on pages that have so many links too, 86 at the least.
_MANY_LINKS = 12
_LONGEST_TEASER = 60
_MOST_HEADINGS = 4
_LONGEST_SAYING = 400  # characters; what such a page says is shorter
_HEADLINE = 4  # words of a link that leads to an article

_WORD = re.compile(r"\w+")
_SCRIPTS_WITHOUT_BLANKS = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_SENTENCE_END = re.compile(r"(?<=[.!?…。！？])\s+|\n")
_SITE = re.compile(r"\s+[|–—·•»:-]\s+|\s*\|\s*")
_TRIMMED = " .!…?:"
_UNSEEN = {"script", "style", "template", "noscript", "svg", "head", "select", "textarea"}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
    *("section", "table", "tbody", "td", "th", "tr", "ul", "button", "label"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSigns:
    """What a page shows: its headings, its lines, and how it divides into prose and links to other pages."""

    headings: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    headline_links: int = 0
    longest_prose: int = 0
    has_password: bool = False
    has_scripts: bool = False


def observe(tree: HtmlElement) -> PageSigns:
    """Return what a parsed page shows; the tree stays as it is."""
    blocks = _blocks(tree)
    run = longest = links = 0
    for text, linked in blocks:
        words = count_words(text)
        if words and linked >= 0.8 * len(text):
            links += words >= _HEADLINE
            run = 0 if words >= _HEADLINE else run
        else:
            run += words
            longest = max(longest, run)
    titles = [shown_text(element) for element in islice(tree.iter("title", "h1"), _MOST_HEADINGS)]
    passwords = (element.get("type", "").lower() == "password" for element in tree.iter("input"))
    return PageSigns(
        headings=tuple(filter(None, titles)),
        lines=tuple(text for text, _ in blocks),
        headline_links=links,
        longest_prose=longest,
        has_password=any(passwords),
        has_scripts=next(tree.iter("script"), None) is not None,
    )


def page_kind(signs: PageSigns, text: str, *, is_article: bool = False, is_free: bool | None = None) -> str | None:
    """Return why a page is no article, as the reason of an error; None where it may be one.

    Args:
        signs: what the page shows.
        text: the main text that was found in it.
        is_article: its data for machines says that it is one article.
        is_free: whether they say that all of it can be read without paying.
    """
    words = count_words(text)
    if words < SHORT:
        return _unfit(signs, text, is_article=is_article, is_free=is_free)
    if words < _LONGEST_CONSENT and not is_article and _asks_consent(signs, text):
        return CONSENT
    if not is_article and signs.headline_links >= _MANY_LINKS and signs.longest_prose < _LONGEST_TEASER:
        return LINKS
    return None


def count_words(text: str) -> int:
    """Return about how many words a text has; of scripts without blanks, two characters count as one."""
    return len(_WORD.findall(text)) + len(_SCRIPTS_WITHOUT_BLANKS.findall(text)) // 2


def _unfit(signs: PageSigns, text: str, *, is_article: bool, is_free: bool | None) -> str | None:
    """Return why a page with hardly any text is no article."""
    few = count_words(" ".join(signs.lines)) < _FEW_SHOWN
    said = (*_sentences(text), *(signs.lines if few else ()))
    # A title alone may be a headline ('Just a moment'), a sentence alone a quotation: either needs the other.
    if _titled(signs, phrases.BOT_CHECK_TITLES) + _says(said, phrases.BOT_CHECK) >= 2:
        return BOT_CHECK
    if _titled(signs, phrases.ERROR_TITLES) and (_says(said, phrases.ERROR) or count_words(text) < SHORT // 4):
        return ERROR
    if not is_article and (_asks_consent(signs, text) or (few and _asks_consent(signs, "\n".join(signs.lines)))):
        return CONSENT
    if _is_cut(text) and _asks_payment(signs, text, few=few, is_article=is_article, is_free=is_free):
        return PAYWALL
    if not is_article and _asks_log_in(signs, said, few=few):
        return LOG_IN
    if not is_article and signs.headline_links >= _MANY_LINKS and signs.longest_prose < _LONGEST_TEASER:
        return LINKS
    if signs.has_scripts and few and _needs_script(signs, text):
        return NEEDS_SCRIPT
    return None


def _asks_consent(signs: PageSigns, text: str) -> bool:
    """Whether most of a text asks the reader for consent; news about consent speaks of others."""
    sentences = [sentence for sentence in _sentences(text) if count_words(sentence) > 2]
    asking = [s for s in sentences if phrases.ABOUT_CONSENT.search(s)]
    to_reader = sum(phrases.TO_READER.search(s) is not None for s in asking)
    share = 0.3 if _titled(signs, phrases.CONSENT_TITLES) else 0.5
    return to_reader >= 2 and len(asking) >= share * len(sentences) and to_reader >= 0.6 * len(asking)


def _asks_payment(signs: PageSigns, text: str, *, few: bool, is_article: bool, is_free: bool | None) -> bool:
    """Whether a page says that the rest of its article has to be paid for."""
    if is_free is False or _says(text.split("\n"), phrases.PAYWALL):
        return True
    return (few or is_article) and _says(signs.lines, phrases.PAYWALL)


def _asks_log_in(signs: PageSigns, said: Sequence[str], *, few: bool) -> bool:
    """Whether logging in is all that a page is for; many pages have a form for it in a corner."""
    titled = _titled(signs, phrases.LOG_IN_TITLES)
    return signs.has_password and (titled or (few and _says(said, phrases.LOG_IN)))


def _is_cut(text: str) -> bool:
    """Whether a text is too short for an article, or breaks off."""
    prose = [line for line in text.split("\n") if not phrases.PAYWALL.match(line) and count_words(line) > 2]
    return sum(map(count_words, prose)) < _STUB or prose[-1].rstrip().endswith(("…", "..."))


def _needs_script(signs: PageSigns, text: str) -> bool:
    said = [s for s in _sentences(text) if count_words(s) > 1]
    if not said:
        return count_words(" ".join(signs.lines)) < SHORT // 2
    return all(phrases.NEEDS_SCRIPT.match(s) for s in said)


def _titled(signs: PageSigns, pattern: re.Pattern[str]) -> bool:
    parts = (part.strip(_TRIMMED) for heading in signs.headings for part in (heading, *_SITE.split(heading)[:1]))
    return any(pattern.fullmatch(part) for part in parts)


def _says(sentences: Sequence[str], pattern: re.Pattern[str]) -> bool:
    return any(pattern.match(sentence.strip()) for sentence in sentences if len(sentence) <= _LONGEST_SAYING)


def _sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in _SENTENCE_END.split(text) if sentence and sentence.strip()]


def _blocks(tree: HtmlElement) -> list[tuple[str, int]]:
    """Return the lines that a page shows, each with how many of its characters are links."""
    found: list[tuple[str, int]] = []
    parts: list[str] = []
    linked = 0

    def end_block() -> None:
        nonlocal linked
        text = " ".join("".join(parts).split())
        if text:
            found.append((text, min(linked, len(text))))
        parts.clear()
        linked = 0

    # Walked by hand: an event for every start and end, with the number of open links, costs twice as much.
    waiting: list[tuple[HtmlElement, bool, bool]] = [(tree, False, False)]
    while waiting:
        element, in_link, leaving = waiting.pop()
        is_block = element.tag in _BLOCKS
        if leaving:
            if is_block:
                end_block()
            tail, in_tail = element.tail or "", in_link
        elif not isinstance(element.tag, str) or element.tag in _UNSEEN or is_hidden(element):
            tail, in_tail = element.tail or "", in_link
        else:
            if is_block:
                end_block()
            inside = in_link or element.tag == "a"
            waiting.append((element, in_link, True))
            waiting += ((child, inside, False) for child in reversed(element))
            tail, in_tail = element.text or "", inside
            if element.tag == "br":
                parts.append(" ")
        parts.append(tail)
        linked += len(" ".join(tail.split())) if in_tail else 0
    end_block()
    return found
