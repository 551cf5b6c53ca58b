"""Follow-up questions made to stand by themselves: by rules, or by a model where there is one."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from app.answers import Turn
from app.cover import keys
from app.lexicon import alike
from app.model import ModelError, Writer
from app.prompts import read_prompt
from app.question import language_of
from app.replies import Replies
from app.rewrite import leans_back, rewrite
from app.words import content

log = logging.getLogger(__name__)

TURNS = 6  # of a conversation that a model is shown; what a follow-up leans on is rarely further back
LONGEST = 400  # characters of a question that a model may make of one; more is not a question


class Standalone:
    """Makes a question of a conversation one that can be asked by itself."""

    def __init__(self, writer: Writer | None = None, replies: Replies | None = None) -> None:
        self._writer = writer
        self._replies = Replies() if replies is None else replies

    def __call__(self, question: str, history: Sequence[Turn], outlets: Sequence[str] = ()) -> str:
        """Return the question with what it leans on put in; the question itself where it leans on nothing.

        `outlets` are the corpus's, by which 'and the Gazette?' is known to name one.
        """
        if not history or not leans_back(question, history):
            return question
        if self._writer is not None:
            written = self._by_model(self._writer, question, history)
            if written:
                return written
        return rewrite(question, history, outlets=outlets).question

    def _by_model(self, writer: Writer, question: str, history: Sequence[Turn]) -> str:
        """Return what the model makes of the question, or nothing where that is no question."""
        said = [f"{turn.role}: {' '.join(turn.content.split())}" for turn in history[-TURNS:]]
        messages = read_prompt("rewrite").messages(conversation="\n".join(said), question=question)
        try:
            reply = "".join(self._replies.read(writer, messages))
        except ModelError as error:
            log.warning("no rewriting of %r: %s", question, error)
            return ""
        line = reply.strip().strip('"“”`* ').strip()
        heard = [question, *(turn.content for turn in history)]
        return line if _is_question(line) and _says_nothing_new(line, heard) else ""


def _is_question(line: str) -> bool:
    return "\n" not in line and 0 < len(line) <= LONGEST and line.endswith(("?", "؟", "？"))


def _says_nothing_new(question: str, heard: Sequence[str]) -> bool:
    """Whether every word of a question was said in the conversation, in this or a like form."""
    language = language_of(question, ("en", "es", "ar"))
    given = frozenset().union(*(keys(text, language) for text in heard))
    return all(not alike(word.stem).isdisjoint(given) for word in content(question, language))
