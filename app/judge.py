"""A second opinion on statements in doubt, by a model: a statement and its sentences in, yes, no or nothing out."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from app.model import ModelError, Writer
from app.prompts import read_prompt
from app.replies import Replies

log = logging.getLogger(__name__)


class ModelJudge:
    """Asks a model whether sentences carry a statement. What it says can't add a citation."""

    def __init__(self, writer: Writer, replies: Replies) -> None:
        self._writer = writer
        self._replies = replies

    def __call__(self, statement: str, sources: Sequence[str], missing: str) -> bool | None:
        """Return whether the sources carry the statement; None where the model gives no clear word, or none at all."""
        listed = "\n".join(f"- {' '.join(text.split())}" for text in sources)
        messages = read_prompt("judge").messages(statement=statement, sources=listed, missing=missing)
        try:
            reply = "".join(self._replies.read(self._writer, messages))
        except ModelError as error:
            log.warning("no second opinion: %s", error)
            return None
        return _read(reply)


def _read(reply: str) -> bool | None:
    """Return what one clear word says; more than that after a yes is no clear yes."""
    if re.fullmatch(r"\W*carried\W*", reply, re.IGNORECASE):
        return True
    return False if re.match(r"\W*not\b", reply, re.IGNORECASE) else None
