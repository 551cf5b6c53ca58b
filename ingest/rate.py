"""How often somebody may call: what an operator writes ('60/minute') in, a quota out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.errors import SettingsError

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
_WRITTEN = re.compile(r"([1-9][0-9]{0,8}) ?/ ?(second|minute|hour|day)")


@dataclass(frozen=True, slots=True)
class Rate:
    """`quota` calls in `seconds`."""

    quota: int
    seconds: int

    def __str__(self) -> str:
        unit = next(unit for unit, seconds in _SECONDS.items() if seconds == self.seconds)
        return f"{self.quota}/{unit}"


def read_rate(text: str, *, name: str) -> Rate:
    """Return the rate that a text writes; `name` is what an error calls it.

    Raises:
        SettingsError: the text is no rate; it says what is.
    """
    written = _WRITTEN.fullmatch(text.strip().lower())
    if written is None:
        raise SettingsError(
            f"{name} is {text[:80]!r}; write calls and a span, as in 10/second, 60/minute, 1000/hour or 5000/day"
        )
    return Rate(int(written[1]), _SECONDS[written[2]])
