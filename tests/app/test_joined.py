"""Statements that join facts, taken apart."""

from __future__ import annotations

import pytest

from app.joined import parts


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        pytest.param(
            "The Arlen bridge opened on Monday and cost 56 million crowns.",
            [("The Arlen bridge opened on Monday.", "The Arlen bridge cost 56 million crowns.")],
            id="one subject",
        ),
        pytest.param(
            "The Arlen bridge opened on Monday, while ferries were sold to Norland.",
            [("The Arlen bridge opened on Monday.", "The Arlen bridge ferries were sold to Norland.")],
            id="a bare plural is not told from a verb",
        ),
        pytest.param(
            "The Arlen bridge opened on Monday, and the ferry line was sold.",
            [("The Arlen bridge opened on Monday.", "The ferry line was sold.")],
            id="two subjects",
        ),
        pytest.param(
            "The Arlen bridge opened on Monday; it cost 56 million crowns.",
            [("The Arlen bridge opened on Monday.", "The Arlen bridge cost 56 million crowns.")],
            id="a pronoun",
        ),
        pytest.param("The Arlen bridge opened because the ferry line closed.", [], id="a cause"),
        pytest.param("Bread and butter were sold.", [], id="too little"),
        pytest.param("They opened the Arlen bridge on Monday and sold the ferry line.", [], id="no subject to give"),
    ],
)
def test_parts(statement: str, expected: list[tuple[str, str]]) -> None:
    assert list(parts(statement)) == expected
