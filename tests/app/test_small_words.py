"""Small words that change a fact, added or lost."""

from __future__ import annotations

import pytest

from app.small_words import joint_findings

VOTE = "Farmers voted against the dam, which may flood the valley before winter."


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        pytest.param("Farmers voted against the dam.", VOTE, id="kept"),
        pytest.param("Farmers opposed the dam.", VOTE, id="not taken over"),
        pytest.param("The dam could flood the valley by winter.", VOTE, id="others for them"),
        pytest.param("The valley has farmers.", VOTE, id="nothing of it"),
        pytest.param("The dam held.", "The dam held, though nobody had tested it.", id="a denial of something else"),
        pytest.param("Nobody was hurt.", "No farmers were hurt.", id="another negation"),
        pytest.param("The dam did not hold.", "The dam failed to hold.", id="a verb that denies"),
    ],
)
def test_small_words_are_kept(statement: str, source: str) -> None:
    assert list(joint_findings(statement, source)) == []


@pytest.mark.parametrize(
    ("statement", "source", "text"),
    [
        pytest.param("Farmers voted for the dam.", VOTE, "dam", id="against lost"),
        pytest.param("The dam flooded the valley before winter.", VOTE, "flooded", id="may lost"),
        pytest.param("The dam may flood the valley after winter.", VOTE, "after", id="after for before"),
        pytest.param("Farmers voted against the dam because of winter.", VOTE, "because", id="a cause added"),
        pytest.param("Farmers never voted against the dam.", VOTE, "never", id="never added"),
        pytest.param("All farmers voted against the dam.", VOTE, "All", id="all added"),
        pytest.param("The dam was safe.", "The dam was not safe.", "The dam was safe.", id="not lost"),
        pytest.param("The dam was.", "The dam was safe, the wall was not.", None, id="too little to tell"),
    ],
)
def test_what_is_added_or_lost(statement: str, source: str, text: str | None) -> None:
    found = [finding.text for finding in joint_findings(statement, source)]
    assert text in found if text else found == []


def test_other_languages_are_not_read() -> None:
    assert list(joint_findings("Nunca votaron.", "Votaron.", "es")) == []
