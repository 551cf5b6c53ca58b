"""What may be asked of a summary over HTTP: the body of `POST /api/summarize`, checked where it comes in."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app import answers, api_examples_summary
from app.schemas import MAX_LISTED, Filters, Said
from app.summaries import Style, Wanted

# Words: ten pages of a newspaper. A longer one is no summary.
MAX_WORDS = 5_000


class SummarizeRequest(BaseModel):
    """The body of `POST /api/summarize`: a topic, articles, or both."""

    model_config = ConfigDict(
        extra="forbid", strict=True, json_schema_extra={"examples": [api_examples_summary.SUMMARIZE]}
    )

    topic: Said | None = Field(None, description="What the summary is about; its articles are found by themselves.")
    article_ids: list[str] | None = Field(
        None,
        max_length=MAX_LISTED,
        description="Summarise these articles; with a topic, what they say of it. An empty list means no article; an "
        "unknown id is a 404.",
    )
    style: Style = Field(Style.BRIEF, strict=False, description="How the summary is arranged.")
    max_words: int = Field(200, ge=1, le=MAX_WORDS, description="A cap on the words of the statements.")
    filters: Filters | None = None
    stream: bool = Field(False, description="Answer with server-sent events: status, statement, done, error.")

    @model_validator(mode="after")
    def _of_something(self) -> SummarizeRequest:
        if self.topic is None and self.article_ids is None:
            raise ValueError("names nothing to summarise; give a 'topic', 'article_ids' or both")
        return self

    def as_wanted(self) -> Wanted:
        """Return what is asked for, as the conversation has it."""
        return Wanted(
            topic=self.topic,
            article_ids=None if self.article_ids is None else tuple(self.article_ids),
            style=self.style,
            max_words=self.max_words,
            filters=self.filters.as_filters() if self.filters else answers.Filters(),
        )
