"""Where articles differ and where one overtakes another: units in, disagreements and updates out.

Pure, and no model is asked: figures, denials and what was said otherwise are read by their own modules.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.denials import denials
from app.disputed import figures
from app.holders import Parties
from app.otherwise import otherwise
from app.sides import Compared
from app.units import Unit


def compare(units: Sequence[Unit]) -> Compared:
    """Return the sides that stand against each other and the values that were overtaken, for sentences of articles."""
    parties = Parties((unit.sentence.text, unit.article.language or "en") for unit in units)
    found = figures(units, parties)
    told = otherwise(units, parties)
    return Compared(
        (*found.disagreements, *denials(units, parties), *told.disagreements), (*found.updates, *told.updates)
    )
