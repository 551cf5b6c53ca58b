"""Why something could not be fetched from the web: one error, its kind for programs, its reason for people."""

from __future__ import annotations

from enum import StrEnum

from ingest.errors import LoadError


class Trouble(StrEnum):
    """What kept a page from being fetched."""

    ADDRESS = "address"  # no address of the public web
    ROBOTS = "robots"  # the site asks programs to keep away
    CONNECTION = "connection"  # no such host, refused, broken off, a bad certificate
    SLOW = "slow"  # not done in time
    REDIRECTS = "redirects"  # sent on too often, in a circle, or nowhere
    STATUS = "status"  # the server says no; see `FetchError.status`
    KIND = "kind"  # neither text nor a document
    LARGE = "large"  # more bytes than any article has
    BROKEN = "broken"  # what came is not what it says it is


class FetchError(LoadError):
    """A page could not be fetched; `retry_after` is how many seconds the server asks to wait, if it does."""

    def __init__(
        self,
        url: str,
        reason: str,
        trouble: Trouble,
        *,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(url, reason)
        self.trouble = trouble
        self.status = status
        self.retry_after = retry_after
