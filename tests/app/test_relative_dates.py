from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.relative_dates import Moment, Period, moment, read_period

SATURDAY = datetime(2024, 11, 30, 18, 5, tzinfo=UTC)
CLOCK = Moment(SATURDAY, clock=True)
NEWEST = Moment(SATURDAY, clock=False)


def days(period: Period | None) -> tuple[date, date] | None:
    """Return the first and the last day."""
    return (period.start.date(), (period.end - timedelta(days=1)).date()) if period else None


def november(first: int, last: int | None = None) -> tuple[date, date]:
    return date(2024, 11, first), date(2024, 11, last or first)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("What happened in Harran last week?", "last week", november(18, 24)),
        ("What did Yesterday's Voices sing yesterday?", "yesterday", november(29)),
        ("Who resigned last night?", "last night", november(29)),
        ("Who resigned the day before yesterday?", "the day before yesterday", november(28)),
        ("How many ships sank last month?", "last month", (date(2024, 10, 1), date(2024, 10, 31))),
        ("How many ships sank LAST YEAR?", "LAST YEAR", (date(2023, 1, 1), date(2023, 12, 31))),
        ("What changed in the past three days?", "in the past three days", november(27, 30)),
        ("What changed over the last 2 weeks?", "over the last 2 weeks", november(16, 30)),
        ("What changed in the last 24 hours?", "in the last 24 hours", november(29, 30)),
        ("What changed within the past hour?", "within the past hour", november(29, 30)),
        ("What changed in the last few days?", "in the last few days", november(27, 30)),
        ("What changed in the last couple of days?", "in the last couple of days", november(28, 30)),
        ("What changed during the past month?", "during the past month", (date(2024, 10, 31), date(2024, 11, 30))),
        ("Who has died since Monday?", "since Monday", november(25, 30)),
        ("Who has died since last Tuesday?", "since last Tuesday", november(26, 30)),
        ("Who has died since yesterday?", "since yesterday", november(29, 30)),
        ("Who has died since last week?", "since last week", november(18, 30)),
        ("What was decided on Tuesday?", "on Tuesday", november(26)),
        ("What was decided on Saturday?", "on Saturday", november(30)),
        ("What was decided last Saturday?", "last Saturday", november(23)),
        ("¿Qué pasó ayer?", "ayer", november(29)),
        ("¿Qué pasó anteayer?", "anteayer", november(28)),
        ("¿Quién ganó la semana pasada?", "la semana pasada", november(18, 24)),
        ("¿Quién ganó el mes pasado?", "el mes pasado", (date(2024, 10, 1), date(2024, 10, 31))),
        ("¿Quién ganó el año pasado?", "el año pasado", (date(2023, 1, 1), date(2023, 12, 31))),
        ("¿Quién ganó el lunes?", "el lunes", november(25)),
        ("¿Quién ganó el sábado pasado?", "el sábado pasado", november(23)),
        ("¿Qué ha pasado desde el lunes?", "desde el lunes", november(25, 30)),
        ("¿Qué ha pasado en los últimos tres días?", "en los últimos tres días", november(27, 30)),
        ("ماذا حدث أمس؟", "أمس", november(29)),
        ("ماذا حدث أول أمس؟", "أول أمس", november(28)),
        ("من فاز الأسبوع الماضي؟", "الأسبوع الماضي", november(18, 24)),
        ("من فاز الشهر الماضي؟", "الشهر الماضي", (date(2024, 10, 1), date(2024, 10, 31))),
        ("ماذا تغير خلال الأيام الثلاثة الماضية؟", "خلال الأيام الثلاثة الماضية", november(27, 30)),
        ("ماذا تغير في آخر 24 ساعة؟", "في آخر 24 ساعة", november(29, 30)),
        ("ماذا تغير منذ الاثنين؟", "منذ الاثنين", november(25, 30)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_period_is_counted_back(text: str, words: str, expected: tuple[date, date]) -> None:
    period = read_period(text, CLOCK)
    assert (period and period.words, days(period)) == (words, expected)


@pytest.mark.parametrize(
    "text",
    [
        "What is new today?",  # a wish for what is new, no limit
        "Which actor died this week?",
        "What was reported recently?",
        "¿Qué pasó hoy?",
        "¿Qué pasó este mes?",
        "Did profit rise compared with last year?",
        "Is the toll higher than last week?",
        "Who paid for last year's festival?",
        "What happened in the last week of May?",
        "What happened in the last month before the vote?",
        "What was decided on Friday 24 January?",
        "What was decided on Friday, January 24?",
        "Who won the last election?",
        "Who played Monday in the play?",
        "What happens next week?",
        "What changed in the last 0 days?",
        "lastweek",
        "",
    ],
)
def test_no_period_is_counted_back(text: str) -> None:
    assert read_period(text, CLOCK) is None


@pytest.mark.parametrize(
    "text", ["What was decided on Tuesday?", "Who has died since Monday?", "¿Quién ganó el lunes?"]
)
def test_a_weekday_of_old_news_is_one_of_the_story(text: str) -> None:
    assert read_period(text, NEWEST) is None


def test_the_last_weekday_of_old_news_counts_from_their_end() -> None:
    assert days(read_period("What was decided last Tuesday?", NEWEST)) == november(26)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("last week", "18 to 24 November 2024"),
        ("yesterday", "29 November 2024"),
        ("last year", "1 January to 31 December 2023"),
        ("in the last two years", "1 December 2022 to 30 November 2024"),
    ],
)
def test_period_is_said(text: str, said: str) -> None:
    assert str(read_period(text, CLOCK)) == said


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("yesterday", date(2024, 12, 7)),  # a week
        ("last week", date(2024, 12, 2)),
        ("last month", date(2024, 12, 2)),  # as long as October
        ("last year", date(2024, 4, 2)),  # three months
    ],
)
def test_news_of_a_period_appears_after_it_too(text: str, until: date) -> None:
    period = read_period(text, CLOCK)
    assert period is not None
    assert period.told_until.date() == until


@pytest.mark.parametrize(
    ("latest", "today", "expected"),
    [
        (SATURDAY, SATURDAY + timedelta(days=3), Moment(SATURDAY + timedelta(days=3), clock=True)),
        (SATURDAY, SATURDAY + timedelta(days=8), Moment(SATURDAY, clock=False)),
        (SATURDAY + timedelta(days=9000), SATURDAY, Moment(SATURDAY, clock=True)),  # a date that can't be right
        (SATURDAY, None, Moment(SATURDAY, clock=False)),
        (None, SATURDAY, None),
    ],
    ids=["kept up to date", "old news", "misdated", "no clock", "no dates"],
)
def test_what_is_counted_from(latest: datetime | None, today: datetime | None, expected: Moment | None) -> None:
    assert moment(latest=latest, today=today) == expected


def test_what_is_counted_from_is_said() -> None:
    assert str(CLOCK) == "today (30 November 2024)"
    assert str(NEWEST) == "the newest article (30 November 2024)"


@given(
    st.datetimes(min_value=datetime(1000, 1, 1), max_value=datetime(9000, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(["last week", "last month", "last year", "yesterday", "last Friday", "the last 999 years"]),
)
def test_a_period_begins_before_it_ends_and_before_now(at: datetime, text: str) -> None:
    period = read_period(text, Moment(at, clock=True))
    assert period is not None
    assert period.start < period.end <= at + timedelta(days=1)
