"""Everything that can go wrong and is somebody's business, as one small tree.

    CorroborateError          shown to the reader as one line
      x SettingsError         a setting has a value that is not allowed
      x LoadError             a source could not be read; .source names it
      x StoreError            the store can't be used as it is
        + StoreHeldError         another process owns the store; .url is where it serves, if it does, .key opens it
        + EmbedderMismatchError  the index was built with another embedder
      x EmbedError            the embedder can't be made or could not embed
      x BusyError             too much is waiting already
      x NotFoundError         no article or answer has this id
      x GoneError             it existed and was deleted
      x FilterError           a filter names something that is not there or makes no sense

A message says what, which, and what to do next. In a batch one bad article is a row of the report, never an
exception that stops the others. Not finding an answer is a value, not an error.
"""

from __future__ import annotations


class CorroborateError(Exception):
    """Base of all; its text is one line for the person who runs the command or calls the API."""


class SettingsError(CorroborateError):
    """A setting has a value that is not allowed."""


class LoadError(CorroborateError):
    """A source could not be read as articles."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class StoreError(CorroborateError):
    """The store can't be used as it is."""


class StoreHeldError(StoreError):
    """Another process owns the store."""

    def __init__(self, message: str, *, url: str | None, key: str = "") -> None:
        super().__init__(message)
        self.url = url
        self.key = key


class EmbedderMismatchError(StoreError):
    """The index was built with another embedder."""


class EmbedError(CorroborateError):
    """The embedder can't be made, or could not embed."""


class BusyError(CorroborateError):
    """Too much is waiting already; the same may pass later."""


class KeyInUseError(CorroborateError):
    """The same call, by the key that its caller gave it, is still running."""


class KeyReusedError(CorroborateError):
    """A caller's key names another call already."""


class NotFoundError(CorroborateError):
    """Nothing has this id."""


class GoneError(CorroborateError):
    """It existed and was deleted."""


class FilterError(CorroborateError):
    """A filter names something that is not there, or makes no sense."""
