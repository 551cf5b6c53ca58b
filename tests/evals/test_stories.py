"""Disagreements of the sample stories and of those written afterwards: told, and nothing else told as one."""

from __future__ import annotations

from pathlib import Path

from tests.evals.stories import others, seeds
from tests.evals.story_scores import Result, figures


def nothing_else(result: Result) -> bool:
    return not (result.disagreements.wrong or result.false_updates or result.false_scopes)


def test_the_sample_stories(tmp_path: Path) -> None:
    result = seeds(tmp_path)
    told = figures(result)
    assert nothing_else(result)
    assert told["disagreement recall"] >= 0.9
    assert result.updates.precision >= 0.9
    assert result.updates.recall >= 0.57
    assert told["agreement precision"] >= 0.8
    assert told["agreement recall"] >= 0.5


def test_the_stories_written_afterwards(tmp_path: Path) -> None:
    result = others(tmp_path, "afterwards")
    assert nothing_else(result)
    assert figures(result)["disagreement recall"] >= 0.83


def test_the_stories_written_last(tmp_path: Path) -> None:
    result = others(tmp_path, "last")
    assert nothing_else(result)
    assert figures(result)["disagreement recall"] >= 0.84


def test_the_stories_written_third(tmp_path: Path) -> None:
    result = others(tmp_path, "third")
    assert nothing_else(result)
    assert figures(result)["disagreement recall"] >= 0.6
    assert result.updates.precision >= 0.9
    assert result.updates.recall >= 0.6


def test_the_stories_written_fourth(tmp_path: Path) -> None:
    result = others(tmp_path, "fourth")
    assert nothing_else(result)
    assert figures(result)["disagreement recall"] >= 0.5
    assert result.updates.precision >= 0.9
    assert result.updates.recall >= 0.6
