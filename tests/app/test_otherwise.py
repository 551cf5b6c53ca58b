from __future__ import annotations

import pytest

from app.compare import compare
from app.sides import About
from tests.app.stories import told

OTHERWISE = [
    pytest.param(
        "The gunmen stormed the depot at Marro on Tuesday night and burned two lorries.",
        "Gunmen stormed the depot at Marro on Monday night, burning two lorries.",
        (About.DATE, "Tuesday", "Monday"),
        id="the day",
    ),
    pytest.param(
        "The helicopter crashed near Tilden with a crew of three during a training flight.",
        "A helicopter on a training flight with a crew of three crashed near Osmark.",
        (About.NAME, "Tilden", "Osmark"),
        id="the place",
    ),
    pytest.param(
        "On Sunday the Red Lantern claimed the attack on the depot at Marro.",
        "On Sunday the Northern Front claimed the attack on the depot at Marro.",
        (About.NAME, "Red Lantern", "Northern Front"),
        id="who did it",
    ),
    pytest.param(
        "The court in Marro convicted the former mayor of fraud.",
        "The court in Marro acquitted the former mayor of fraud.",
        (About.WHETHER, "convicted", "acquitted"),
        id="the opposite",
    ),
]
ALIKE = [
    pytest.param("The ferry sank off Marro on Tuesday.", "The ferry sank off Marro on 11 March.", id="one day twice"),
    pytest.param("Police said on Tuesday a bus fell.", "Police said on Monday a bus fell.", id="when it was said"),
    pytest.param(
        "The plane crashed near Tilden, by Osmark.", "The plane crashed near Osmark.", id="a place in the other"
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "other", "wanted"), OTHERWISE)
def test_one_thing_is_told_otherwise(text: str, other: str, wanted: tuple[About, str, str]) -> None:
    (found,) = compare([*told(text, outlet="Post"), *told(other, outlet="Wire", hours=1)]).disagreements
    assert (found.about, *(side.value for side in found.sides)) == wanted


@pytest.mark.parametrize(("text", "other"), ALIKE)
def test_what_is_one_thing(text: str, other: str) -> None:
    assert compare([*told(text, outlet="Post"), *told(other, outlet="Wire", hours=1)]).disagreements == ()


def test_an_outlet_that_tells_it_otherwise_later_has_updated_it() -> None:
    first = told("The helicopter crashed near Tilden with a crew of three.", outlet="Post")
    second = told("The helicopter crashed near Osmark with a crew of three.", outlet="Post", hours=4)
    found = compare([*first, *second])
    assert (found.disagreements, len(found.updates)) == ((), 1)
