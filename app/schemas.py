"""What may enter over HTTP: bodies and queries, checked where they come in.

In: parsed JSON or a query. Out: the nouns of the conversation (`Filters`, `Turn`). Unknown keys are refused, because a
misspelt filter that is ignored answers another question than the one that was asked. Numbers and truth values are
JSON's own, not text that looks like them.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from app import answers, api_examples
from app.problems import shown

MAX_QUESTION = 4_000  # characters; the longest of 1,043 questions about news has 326, the rest is room for pasted text
MAX_DRAFT = 200_000  # characters; a newspaper's longest reportage has some 60,000
MAX_K = 100
MAX_URLS = 100  # of one call; at a request a second to one site, as long as most callers wait for an answer
MAX_LISTED = 10_000  # values in one filter; SQLite takes 32,766 in a query

_BARE_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RFC_3339 = re.compile(
    _BARE_DATE.pattern + r"[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_DATE_SCHEMA = {
    "anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}, {"type": "null"}],
    "examples": ["2024-11-29T00:00:00Z", "2024-11-29"],
}


def _lower(value: object) -> datetime | None:
    """Return the moment that a lower bound names; a bare date is its first."""
    return None if value is None else _moment(value)


def _upper(value: object) -> datetime | None:
    """Return the moment that an upper bound excludes; a bare date includes its whole day.

    Most news is dated to the day, so 'until 2024-11-30' without the articles of the 30th would surprise.
    """
    if value is None:
        return None
    moment = _moment(value)
    if not _BARE_DATE.fullmatch(str(value)):
        return moment
    try:
        return moment + timedelta(days=1)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def _moment(value: object) -> datetime:
    if isinstance(value, str) and _BARE_DATE.fullmatch(value):
        text = f"{value}T00:00:00+00:00"
    elif isinstance(value, str) and _RFC_3339.fullmatch(value):
        text = value.upper()
    else:
        raise _no_date(value)
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _no_date(value) from error


def _no_date(value: object) -> ValueError:
    return ValueError(
        f"must be a date such as 2024-11-29 or a moment with its time zone such as 2024-11-29T08:30:00Z "
        f"(in an address a '+' is written %2B), not {shown(value)}"
    )


def _said(text: str) -> str:
    if not any(sign.isprintable() and not sign.isspace() for sign in text):
        raise ValueError("must not be blank; write what you want to know")
    return text


def _written(text: str) -> str:
    if not any(map(str.isalnum, text)):
        raise ValueError("must not be blank; send the draft that you want to have checked")
    return text


Lower = Annotated[datetime | None, BeforeValidator(_lower), WithJsonSchema(_DATE_SCHEMA)]
Upper = Annotated[datetime | None, BeforeValidator(_upper), WithJsonSchema(_DATE_SCHEMA)]
Said = Annotated[str, Field(min_length=1, max_length=MAX_QUESTION), AfterValidator(_said)]


class _Incoming(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Dated(_Incoming):
    """Bounds on the date of publication."""

    published_from: Lower = Field(None, description="Published at this moment or later; a bare date is midnight UTC.")
    published_to: Upper = Field(
        None, description="Published before this moment; with a bare date, on that day or before."
    )

    @model_validator(mode="after")
    def _in_order(self) -> Dated:
        if self.published_from and self.published_to and self.published_from >= self.published_to:
            raise ValueError("lets nothing through: published_from must lie before published_to")
        return self


class Filters(Dated):
    """Which articles may be used; null or absent means any."""

    outlets: list[str] | None = Field(
        None, max_length=MAX_LISTED, description="Names of outlets, as the articles have them."
    )
    article_ids: list[str] | None = Field(
        None,
        max_length=MAX_LISTED,
        description="Only these articles. An empty list means no article; an unknown id is a 404.",
    )
    languages: list[str] | None = Field(
        None, max_length=MAX_LISTED, description="Language codes (ISO 639-1), such as 'en'."
    )

    def as_filters(self) -> answers.Filters:
        """Return the filters as the conversation has them."""
        return answers.Filters(
            outlets=_frozen(self.outlets),
            article_ids=_frozen(self.article_ids),
            languages=_frozen(self.languages),
            published_from=self.published_from,
            published_to=self.published_to,
        )


def _frozen(values: list[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)


class Turn(_Incoming):
    """What was said before, oldest first."""

    role: Literal["user", "assistant"]
    content: str


class SearchRequest(_Incoming):
    """The body of `POST /api/search`."""

    model_config = ConfigDict(json_schema_extra={"examples": [api_examples.SEARCH]})

    query: Said
    k: int = Field(10, ge=1, le=MAX_K, description="How many passages; the first ten of k=50 are those of k=10.")
    filters: Filters | None = None

    def as_filters(self) -> answers.Filters:
        """Return the filters, those that let everything through if there are none."""
        return self.filters.as_filters() if self.filters else answers.Filters()


class AskRequest(_Incoming):
    """The body of `POST /api/ask`."""

    model_config = ConfigDict(json_schema_extra={"examples": [api_examples.ASK]})

    question: Said
    history: list[Turn] = Field([], description="The conversation so far, oldest turn first.")
    filters: Filters | None = None
    stream: bool = Field(False, description="Answer with server-sent events: status, statement, done, error.")

    def as_filters(self) -> answers.Filters:
        """Return the filters, those that let everything through if there are none."""
        return self.filters.as_filters() if self.filters else answers.Filters()

    def turns(self) -> tuple[answers.Turn, ...]:
        """Return the history as the conversation has it."""
        return tuple(answers.Turn(role=turn.role, content=turn.content) for turn in self.history)


class CheckRequest(_Incoming):
    """The body of `POST /api/check`."""

    model_config = ConfigDict(json_schema_extra={"examples": [api_examples.CHECK]})

    text: Annotated[str, Field(min_length=1, max_length=MAX_DRAFT), AfterValidator(_written)] = Field(
        description="The draft, plain text or Markdown."
    )
    article_ids: list[str] | None = Field(
        None,
        max_length=MAX_LISTED,
        description="Check against these articles only. An empty list means no article, null or absence the whole "
        "corpus; an unknown id is a 404.",
    )
    filters: Filters | None = None

    def as_filters(self) -> answers.Filters:
        """Return the filters, those that let everything through if there are none."""
        return self.filters.as_filters() if self.filters else answers.Filters()

    def articles(self) -> tuple[str, ...] | None:
        """Return the ids of the articles to check against, None for the whole corpus."""
        return _frozen(self.article_ids)


class ArticleQuery(_Incoming):
    """The query of `GET /api/articles/{id}`."""

    model_config = ConfigDict(strict=False)

    version: int | None = Field(None, ge=1, le=2**31, description="An earlier version, as a citation froze it.")


class DiffQuery(_Incoming):
    """The query of `GET /api/articles/{id}/diff`."""

    model_config = ConfigDict(strict=False)

    from_: int | None = Field(None, alias="from", ge=1, le=2**31, description="A version; the one before `to`.")
    to: int | None = Field(None, ge=1, le=2**31, description="A version; the current one.")


class ExportQuery(_Incoming):
    """The query of `GET /api/answers/{id}/export`."""

    model_config = ConfigDict(strict=False)

    format: Literal["markdown", "html", "docx", "csl-json", "bibtex", "ris", "json-ld"] = Field(
        "markdown", description="The whole answer as a document, or its sources for a reference manager."
    )


def articles_schema() -> dict[str, Any]:
    """Return the JSON Schema of what may be sent to be brought in; for the OpenAPI document.

    The rows are not checked against it: one bad row is a row of the report and stops no other.
    """
    text = {"type": ["string", "null"]}
    fields = {key: text for key in ("title", "text", "html", "url", "outlet", "author", "language", "external_id")}
    article = {
        "type": "object",
        "description": "`text` or `html` holds the body. Identity is `external_id`, else `url`, else the text.",
        "properties": {
            **fields,
            "published_at": {**text, "description": "RFC 3339, or a bare date."},
            "modified_at": {**text, "description": "When it was last changed; alone it makes no new version."},
            "archived_at": {**text, "description": "When a web archive captured its page."},
        },
    }
    urls = {
        "type": "array",
        "items": {"type": "string", "format": "uri"},
        "minItems": 1,
        "maxItems": MAX_URLS,
        "description": "Public pages to fetch, or feeds and sitemaps whose pages are fetched; a site is asked once a "
        "second and its robots.txt obeyed.",
    }
    return {
        "type": "object",
        "title": "ArticlesRequest",
        "description": "Either `articles` or `urls`.",
        "properties": {"articles": {"type": "array", "items": article}, "urls": urls},
        "oneOf": [{"required": ["articles"]}, {"required": ["urls"]}],
        "additionalProperties": False,
        "examples": [api_examples.ARTICLES],
    }
