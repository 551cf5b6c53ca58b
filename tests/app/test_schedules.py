from __future__ import annotations

import pytest

from app.compare import compare
from app.sides import About
from tests.app.stories import told


@pytest.mark.parametrize(
    ("text", "later", "days"),
    [
        pytest.param(
            "Work on the tunnel is to begin in September.",
            "Work on the tunnel will not begin before November.",
            ["September", "November"],
            id="begins later",
        ),
        pytest.param(
            "The tunnel will stay closed until the end of May.",
            "The tunnel is closed until the middle of June.",
            ["May", "June"],
            id="ends later",
        ),
        pytest.param(
            "The tunnel will open in October.",
            "The opening of the tunnel has been put off from October to January.",
            ["October", "January"],
            id="put off from one month to another",
        ),
    ],
)
def test_a_plan_that_is_given_otherwise_later(text: str, later: str, days: list[str]) -> None:
    found = compare([*told(text, outlet="Post"), *told(later, outlet="Wire", hours=100)])
    assert found.disagreements == ()
    (update,) = found.updates
    assert update.about is About.DATE
    assert [side.value for side in update.sides] == days


@pytest.mark.parametrize(
    ("text", "later", "hours"),
    [
        pytest.param(
            "The tunnel will open in October.", "The tunnel will open on 4 October.", 100.0, id="the same month"
        ),
        pytest.param("The tunnel will open in October.", "The museum will open in May.", 100.0, id="another thing"),
        pytest.param("The tunnel will open in October.", "The tunnel will open in May.", 1.0, id="told together"),
        pytest.param("The tunnel was opened in May.", "The tunnel will open in October.", 100.0, id="what is past"),
    ],
)
def test_what_is_no_change_of_plan(text: str, later: str, hours: float) -> None:
    assert not compare([*told(text, outlet="Post"), *told(later, outlet="Wire", hours=hours)]).updates
