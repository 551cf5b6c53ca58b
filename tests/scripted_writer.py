"""Writers that ask a scripted server, impatiently, and what they did."""

from __future__ import annotations

from typing import Any

import pytest

from app.model import Message, ModelError, Writer
from app.model_langchain import Limits
from app.model_openai import make_writer
from ingest.settings import Settings
from tests.scripted_model import ScriptedModel

KEY = "sk-proj-Uu7Lm2Qe9Xa4"
MESSAGES = (Message("system", "Be brief."), Message("user", "How many?"), Message("assistant", "Of what?"))
SCHEMA = {"title": "answer", "type": "object", "properties": {"text": {"type": "string"}}}
FAST = Limits(total=8.0, between=0.5, connect=2.0, pause=0.01, patience=0.2)


def writer_for(server: ScriptedModel, *, model: str = "tiny-1", limits: Limits = FAST) -> Writer:
    settings = Settings(openai_base_url=server.url, openai_api_key=KEY, model=model)
    writer = make_writer(settings, limits=limits)
    assert writer is not None
    return writer


def failing(writer: Writer, *, schema: Any = None) -> tuple[str, ModelError]:
    """Return what a writer wrote before it failed, and how it failed."""
    pieces: list[str] = []
    with pytest.raises(ModelError) as caught:
        pieces.extend(writer.write(MESSAGES, schema=schema))
    return "".join(pieces), caught.value
