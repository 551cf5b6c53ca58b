"""How often each caller has called: a name and a rate in, whether he may call now and what is left of it out.

A bucket that holds a quota and fills evenly: each call takes one from it, so that a burst passes and the long run keeps
to the rate. All that has to be known of it is when it will be full again (the generic cell rate algorithm). In memory:
a restart forgets it, which costs nobody anything.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from ingest.rate import Rate

# An entry has some 200 bytes. Whoever was not seen for longest is forgotten first, and begins with a full bucket.
MOST = 10_000
_INSTANT = 1e-6  # seconds; whoever waited as long as he was told is not sent away for the last bit of a sum


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a caller stands: calls left, seconds until all are there again, and seconds to wait for one; 0 passes."""

    rate: Rate
    left: int
    full_in: float
    wait: float


class Throttle:
    """The buckets of all callers; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        self._clock = clock
        self._most = most
        self._full_at: dict[tuple[str, Rate], float] = {}

    def take(self, who: str, rate: Rate) -> Standing:
        """Take a call from a caller's bucket if there is one in it."""
        now, each = self._clock(), rate.seconds / rate.quota
        full_at = max(self._full_at.pop((who, rate), now), now)
        wait = full_at + each - now - rate.seconds
        if wait <= _INSTANT:
            full_at, wait = full_at + each, 0.0
        self._full_at[who, rate] = full_at
        if len(self._full_at) > self._most:
            del self._full_at[next(iter(self._full_at))]
        full_in = full_at - now
        return Standing(rate, left=int((rate.seconds - full_in + _INSTANT) / each), full_in=full_in, wait=wait)
