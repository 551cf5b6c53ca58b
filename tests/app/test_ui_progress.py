"""What is being done, in words."""

from __future__ import annotations

import pytest

from app.answers import Progress
from app.ui_progress import count, working_line


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (None, "Looking through the articles …"),
        (Progress("retrieving", 44, 600), "Looking through 44 articles …"),
        (Progress("reading", 14), "Reading 14 articles …"),
        (Progress("reading", 1), "Reading 1 article …"),
        (Progress("writing", 9, 40), "Writing from 40 sentences of 9 articles …"),
        (Progress("checking", 3, 1200), "Checking each statement against 1,200 sentences of 3 articles …"),
    ],
)
def test_working_line(progress: Progress | None, words: str) -> None:
    assert working_line(progress, 0) == words


@pytest.mark.parametrize(("checked", "words"), [(1, "; 1 statement checked …"), (3, "; 3 statements checked …")])
def test_what_is_shown_already_is_counted(checked: int, words: str) -> None:
    assert working_line(Progress("writing", 9, 40), checked).endswith(f"of 9 articles{words}")


def test_one_of_a_kind_has_a_singular() -> None:
    assert [count(number, "article") for number in (0, 1, 1204)] == ["0 articles", "1 article", "1,204 articles"]
