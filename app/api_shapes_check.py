"""The shapes of a checked draft, for the OpenAPI document alone; see `api_shapes`."""

from __future__ import annotations

from pydantic import BaseModel, Field

from app import api_examples
from app.api_shapes import Citation, Finding, Place, Support, like


class Differing(BaseModel):
    """A citation that disagrees with a statement that others support."""

    citation: int
    detail: str


class CheckedStatement(BaseModel):
    """One sentence of a draft; `start` and `end` are its place in the draft.

    A sentence that nothing carries has no citation; `nearest` then names what comes closest. `differing` are citations
    that give another figure or date where others support the sentence.
    """

    text: str
    start: int
    end: int
    citations: list[int]
    support: Support
    findings: list[Finding]
    nearest: list[Place] = Field(max_length=3)
    differing: list[Differing]


class Checked(BaseModel):
    """A draft, sentence by sentence, with what the sources say."""

    model_config = like(api_examples.CHECKED)
    statements: list[CheckedStatement]
    citations: list[Citation]
    warnings: list[str]
