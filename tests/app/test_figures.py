from __future__ import annotations

import pytest

from app.figures import figures


@pytest.mark.parametrize(
    ("text", "digits", "forms"),
    [
        ("Nineteen people died.", ["19"], {"19", "nineteen"}),
        ("19 people died.", ["19"], {"19", "nineteen"}),
        ("Two hundred and sixteen people survived.", ["216"], {"216"}),
        ("It cost 4.5 million crowns.", [], set()),
        ("Dozens were hurt.", [], set()),
        ("Nobody was hurt.", [], set()),
    ],
)
def test_a_number_has_its_other_spelling(text: str, digits: list[str], forms: set[str]) -> None:
    found = figures(text, "en")
    assert [figure.digits for figure in found] == digits
    assert set().union(*(figure.forms for figure in found)) == forms
    assert all(text[figure.start : figure.end].strip() for figure in found)
