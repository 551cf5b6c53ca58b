"""What a question names that nothing found for it has: such a question can't be answered, whatever else is close.

In: a question and the passages found. Out: names as the question writes them. 'What did Arlen say about the dyke?' has
no answer in articles that never mention Arlen, however much they say about the dyke. Words that are no names are not
looked at: their meaning may be there in other words.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.answers import Found
from app.names import all_known, is_known, names
from app.question_words import ASKING
from ingest.terms import terms

_CAPITALISED_NOUNS = frozenset({"de", "lb"})  # there a capital makes no name


def missing_names(question: str, language: str, passages: Sequence[Found]) -> tuple[str, ...]:
    """Return the names of the question that neither the passages nor their titles and outlets have."""
    if language in _CAPITALISED_NOUNS or question.isupper():
        return ()
    # '¿Cuánto' has a capital because it begins the question.
    named = [name for name in names(question, language) if question[name.start : name.end].lower() not in ASKING]
    if not named:
        return ()
    texts = [text for found in passages for text in _texts(found)]
    given = all_known(texts, language)
    # A name is stemmed by the rules of its text's language, which may not be the question's.
    held = frozenset(term for found in passages for row in found.terms for term in row).union(
        *(found.title_terms for found in passages)
    )
    languages = {found.article.language or "" for found in passages}
    return tuple(
        question[name.start : name.end]
        for name in named
        if any(
            not is_known(part, given) and not any(set(terms(part.text, other)) <= held for other in languages)
            for part in name.parts
        )
    )


def _texts(found: Found) -> tuple[str, ...]:
    article = found.article
    passage = article.text[found.sentences[0].start : found.sentences[-1].end]
    return tuple(text for text in (passage, article.title, article.outlet) if text)
