from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.scope import Scope, read_scope
from ingest.catalogue import Filters

OUTLETS = ["Meridian Wire", "The Lindar Standard", "Harbour Gazette", "Sun", "May Post"]
LATEST = datetime(2025, 6, 15, tzinfo=UTC)


def day(year: int, month: int, number: int) -> datetime:
    return datetime(year, month, number, tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "outlets", "span"),
    [
        ("What did Meridian Wire report?", ("Meridian Wire",), None),
        ("what did meridian wire report?", ("Meridian Wire",), None),
        ("What does the Lindar Standard say about turnout?", ("The Lindar Standard",), None),
        (
            "What did Harbour Gazette report in October 2023?",
            ("Harbour Gazette",),
            (day(2023, 10, 1), day(2023, 11, 1)),
        ),
        ("What was reported on 29 November 2024?", (), (day(2024, 11, 29), day(2024, 11, 30))),
        ("What was reported on November 29th, 2024?", (), (day(2024, 11, 29), day(2024, 11, 30))),
        ("What was published on 2024-02-29?", (), (day(2024, 2, 29), day(2024, 3, 1))),
        ("What did the papers write in December 2024?", (), (day(2024, 12, 1), day(2025, 1, 1))),
        ("What did Meridian Wire report in 2024?", ("Meridian Wire",), (day(2024, 1, 1), day(2025, 1, 1))),
        ("What was reported on 3 March?", (), (day(2025, 3, 3), day(2025, 3, 4))),
        ("What was reported on 3 August?", (), (day(2024, 8, 3), day(2024, 8, 4))),
        ("What was reported in May 2024?", (), (day(2024, 5, 1), day(2024, 6, 1))),
        ("¿Qué informó Meridian Wire en octubre de 2023?", ("Meridian Wire",), (day(2023, 10, 1), day(2023, 11, 1))),
        ("Compare what Meridian Wire and Harbour Gazette say", ("Meridian Wire", "Harbour Gazette"), None),
    ],
)
def test_question_narrows(question: str, outlets: tuple[str, ...], span: tuple[datetime, datetime] | None) -> None:
    scope = read_scope(question, OUTLETS, latest=LATEST)
    assert set(scope.outlets) == set(outlets)
    assert (scope.published_from, scope.published_to) == (span or (None, None))


@pytest.mark.parametrize(
    "question",
    [
        "How many people died in the storm of 12 March 2025?",  # the event's date, not the articles'
        "Who won in October 2024?",
        "How hot is the sun?",
        "What did the sun report?",  # too short a name to be sure of
        "What may officials report next?",
        "What was reported on 31 February 2024?",
        "",
    ],
)
def test_question_does_not_narrow(question: str) -> None:
    assert read_scope(question, OUTLETS, latest=LATEST) == Scope(rest=question)


def test_callers_filters_stand() -> None:
    scope = Scope(("Meridian Wire",), day(2024, 1, 1), day(2025, 1, 1))
    mine = Filters(outlets=("Harbour Gazette",), published_to=day(2024, 6, 1))
    assert scope.narrow(mine) == mine


def test_question_fills_what_the_caller_left_open() -> None:
    scope = Scope(("Meridian Wire",), day(2024, 1, 1), day(2025, 1, 1))
    narrowed = scope.narrow(Filters(languages=("en",)))
    assert narrowed == Filters(
        outlets=("Meridian Wire",),
        languages=("en",),
        published_from=day(2024, 1, 1),
        published_to=day(2025, 1, 1),
    )


@pytest.mark.parametrize(
    ("question", "rest", "whole"),
    [
        ("What did Meridian Wire report on 3 May 2024?", "What did report on ?", True),
        ("What does Meridian Wire say about the turnout?", "What does say about the turnout?", False),
        ("Who won the race?", "Who won the race?", False),
    ],
)
def test_what_is_left_to_ask(question: str, rest: str, whole: bool) -> None:
    scope = read_scope(question, OUTLETS, latest=LATEST)
    assert (scope.rest, scope.whole) == (rest, whole)


def test_a_reader_is_told_what_was_read() -> None:
    scope = read_scope("What did Meridian Wire report in May 2024?", OUTLETS, latest=LATEST)
    (note,) = scope.notes
    assert "Meridian Wire" in note
    assert "from 2024-05-01 to 2024-05-31" in note
    assert read_scope("Who won?", OUTLETS, latest=LATEST).notes == ()


@pytest.mark.parametrize(
    ("question", "start", "end", "rest"),
    [
        # What happened is told then and later, what was published was published then.
        ("What happened in Harran last week?", day(2025, 6, 2), day(2025, 6, 16), "What happened in Harran ?"),
        (
            "What was reported about Harran last week?",
            day(2025, 6, 2),
            day(2025, 6, 9),
            "What was reported about Harran ?",
        ),
        ("Who died yesterday?", day(2025, 6, 14), day(2025, 6, 22), "Who died ?"),
        ("¿Quién murió la semana pasada?", day(2025, 6, 2), day(2025, 6, 16), "¿Quién murió ?"),
        ("من مات أمس؟", day(2025, 6, 14), day(2025, 6, 22), "من مات ؟"),
        # A date that is written out goes before one that counts back.
        (
            "What did they report on 3 May about last week?",
            day(2025, 5, 3),
            day(2025, 5, 4),
            "What did they report on about last week?",
        ),
    ],
)
def test_a_date_that_counts_back_narrows(question: str, start: datetime, end: datetime, rest: str) -> None:
    scope = read_scope(question, OUTLETS, latest=LATEST)
    assert (scope.published_from, scope.published_to, scope.rest) == (start, end, rest)


def test_dates_count_from_the_clock_while_the_corpus_is_kept_up_to_date() -> None:
    question = "Who died yesterday?"
    assert read_scope(question, (), latest=LATEST, today=day(2025, 6, 18)).published_from == day(2025, 6, 17)
    assert read_scope(question, (), latest=LATEST, today=day(2025, 8, 1)).published_from == day(2025, 6, 14)
    assert read_scope(question, (), latest=None, today=day(2025, 8, 1)) == Scope(rest=question)


@pytest.mark.parametrize("question", ["Which actor died this week?", "What is new today?", "What happened recently?"])
def test_a_wish_for_what_is_new_narrows_nothing(question: str) -> None:
    assert read_scope(question, OUTLETS, latest=LATEST, today=LATEST) == Scope(rest=question)


def test_a_reader_is_told_how_a_date_was_read() -> None:
    assert read_scope("What happened last week?", (), latest=LATEST).notes == (
        "“last week” was read as 2 to 8 June 2025, counted from the newest article (15 June 2025).",
        "As the question asks, only articles published from 2025-06-02 to 2025-06-15 were read.",
    )


def test_only_a_date_asks_for_everything_of_then() -> None:
    assert read_scope("What happened last week?", (), latest=LATEST).whole
    assert not read_scope("What happened to the dyke last week?", (), latest=LATEST).whole
