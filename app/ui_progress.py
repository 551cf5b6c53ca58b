"""How far an answer has come, in words: what is being done, over how much; and numbers with their nouns. Pure."""

from __future__ import annotations

from app.answers import Progress


def working_line(progress: Progress | None, checked: int) -> str:
    """Return what is being done, in words; `checked` is the number of statements that are shown already."""
    if progress is None:
        return "Looking through the articles …"
    articles = count(progress.articles, "article")
    if progress.phase == "retrieving":
        return f"Looking through {articles} …"
    if progress.phase == "reading":
        return f"Reading {articles} …"
    if progress.phase == "condensing":
        return f"Condensing {count(progress.sentences, 'sentence')}: {progress.done} of {progress.parts} parts done …"
    if progress.phase == "writing":
        done = f"; {count(checked, 'statement')} checked" if checked else ""
        return f"Writing from {count(progress.sentences, 'sentence')} of {articles}{done} …"
    return f"Checking each statement against {count(progress.sentences, 'sentence')} of {articles} …"


def count(number: int, noun: str) -> str:
    """Return a number with its noun, as in '1,204 articles'."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
