"""Where articles differ and where one overtakes another: units in, disagreements and updates out.

Pure, and no model is asked: figures, denials, what was said otherwise, what was put off and what was taken back are
read by their own modules.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.denials import denials
from app.disputed import figures
from app.otherwise import otherwise
from app.retracted import retracted
from app.schedules import schedules
from app.sides import Compared
from app.telling import read
from app.units import Unit


def compare(units: Sequence[Unit]) -> Compared:
    """Return the sides that stand against each other and the values that were overtaken, for sentences of articles."""
    telling = read(units)
    found = figures(telling)
    told = otherwise(telling)
    return Compared(
        (*found.disagreements, *denials(telling), *told.disagreements),
        (*found.updates, *told.updates, *schedules(telling), *retracted(telling)),
    )
