from __future__ import annotations

from datetime import date

import pytest

from app.dates_in_text import date_findings, dates
from app.findings import Kind

THURSDAY = date(2023, 3, 16)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened on 14 March 2019.", (2019, 3, 14)),
        ("It opened on March 14, 2019.", (2019, 3, 14)),
        ("It opened on the 14th of March 2019.", (2019, 3, 14)),
        ("It opened on 2019-03-14.", (2019, 3, 14)),
        ("It opened on Sept. 5.", (None, 9, 5)),
        ("It opened in March 2019.", (2019, 3, None)),
        ("It opened in March.", (None, 3, None)),
        ("It opened in May.", (None, 5, None)),
        ("It opened in 2019.", (2019, None, None)),
        ("Se abrió el 14 de marzo de 2019.", (2019, 3, 14)),
    ],
)
def test_reads(text: str, expected: tuple[int | None, int | None, int | None]) -> None:
    assert [(read.year, read.month, read.day) for read in dates(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("at 9.30 pm", 1290), ("at 21:30", 1290), ("at 9 a.m.", 540), ("at 12:05 am", 5), ("at 12 pm", 720)],
)
def test_reads_clock(text: str, minutes: int) -> None:
    assert [read.clock for read in dates(f"The doors shut {text} sharp.")] == [minutes]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "May it last.",
        "The wall is 3.50 metres high.",
        "A storm sank 2000 homes.",
        "It cost $2000.",
        "It opened on 2019-13-45.",
        "It ended 45:99.",
        "It opened on March 45.",
    ],
)
def test_reads_no_day(text: str) -> None:
    assert [read for read in dates(text) if read.day is not None or read.year or read.clock] == []


@pytest.mark.parametrize(
    ("text", "back", "ahead"),
    [
        ("on Tuesday", date(2023, 3, 14), date(2023, 3, 21)),
        ("on Thursday", date(2023, 3, 16), date(2023, 3, 23)),
        ("on 20 December", date(2022, 12, 20), date(2023, 12, 20)),
        ("on 1 March", date(2023, 3, 1), date(2024, 3, 1)),
    ],
)
def test_fills_what_is_open(text: str, back: date, ahead: date) -> None:
    read = dates(f"It opened {text}.", THURSDAY)
    assert [(one.year, one.month, one.day) for one in read] == [(day.year, day.month, day.day) for day in (back, ahead)]


@pytest.mark.parametrize(("word", "day"), [("yesterday", 15), ("today", 16), ("tonight", 16), ("tomorrow", 17)])
def test_relative_day(word: str, day: int) -> None:
    assert [(one.month, one.day) for one in dates(f"It opens {word}.", THURSDAY)] == [(3, day)]


def test_impossible_day_is_kept() -> None:
    assert [(one.day, one.weekday) for one in dates("It opened on 31 June 2019.")] == [(31, None)]


# statement, source; the source was published on Thursday, 16 March 2023
CARRIED = [
    ("It opened on 14 March.", "It opened on March 14."),
    ("It opened on 14 March.", "It opened on 2023-03-14."),
    ("It opened on 14 March.", "It opened on Tuesday."),
    ("It opened on Tuesday.", "It opened on 14 March."),
    ("It opened on 15 March 2023.", "It opened yesterday."),
    ("It opened in March 2023.", "It opened on Tuesday."),
    ("It opened in December 2022.", "It opened in December."),
    ("It will open in October 2023.", "It will open in October."),
    ("It opened in 2019.", "It opened on 14 March 2019."),
    ("It opened in the 1990s.", "It opened in 1994."),
    ("It opened at 9.30 pm.", "It opened at 21:30."),
    ("It opened on 16 March.", "It is open."),
    ("It opened in 2023.", "It is open."),
    ("Se abrió el 14 de marzo.", "Se abrió el martes."),
    ("Built in 1962, it was repaired in 1998.", "It was built in 1962 and repaired in 1998."),
]


@pytest.mark.parametrize(("statement", "source"), CARRIED, ids=[f"{a} / {b}" for a, b in CARRIED])
def test_carried(statement: str, source: str) -> None:
    assert date_findings(statement, [(source, THURSDAY)]) == ()


# statement, source, words of the finding, whether the source says something else
WRONG = [
    ("It opened on 24 March.", "It opened on 14 March.", "24 March", True),
    ("It opened on 14 May.", "It opened on 14 March.", "14 May", True),
    ("It opened in 2018.", "It opened in 2019.", "2018", True),
    ("It opened on Friday.", "It opened on Wednesday.", "Friday", True),
    ("It opened in March 2019.", "It opened in March.", "March 2019", False),
    ("It opened on 13 March.", "It opened on Tuesday.", "13 March", False),
    ("It opened in 1994.", "It opened in the 1990s.", "1994", True),
    ("It opened in the 1980s.", "It opened in 1994.", "1980s", True),
    ("It opened at 9.30 am.", "It opened at 21:30.", "9.30 am", True),
    ("It opened on 16 March 2023.", "It opened on 12 March 2023.", "16 March 2023", True),
    ("It opened on 14 March.", "It opened in 2023.", "14 March", False),
]


@pytest.mark.parametrize(("statement", "source", "marked", "clash"), WRONG, ids=[f"{c[0]} / {c[1]}" for c in WRONG])
def test_not_carried(statement: str, source: str, marked: str, clash: bool) -> None:
    found = date_findings(statement, [(source, THURSDAY)])
    assert [(one.kind, one.text, one.clash) for one in found] == [(Kind.DATE, marked, clash)]


def test_day_of_publication_unknown() -> None:
    assert date_findings("It opened on Tuesday.", [("It opened on Tuesday.", None)]) == ()
    assert date_findings("It opened on 14 March.", [("It opened on Tuesday.", None)]) != ()


def test_date_elsewhere_in_the_article_counts() -> None:
    source = [("It opened.", None)]
    assert date_findings("It opened on 14 March.", source, articles=["On 14 March it began."]) == ()
    assert date_findings("It opened on 14 March.", source, [("Opening 14 March", None)]) == ()
