from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ingest.feed_values import Values, as_html, author, plain, summary, visible

MOMENT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
MINUTE = MOMENT.replace(second=0)
MIDNIGHT = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Wed, 04 Mar 2026 05:06:07 GMT", MOMENT),
        ("Wed, 04 Mar 2026 05:06:07 +0000", MOMENT),
        ("Wed, 04 Mar 2026 07:06:07 +0200", MOMENT),
        ("Wed, 04 Mar 2026 10:36:07 +05:30", MOMENT),
        ("Wed, 4 Mar 2026 00:06:07 EST", MOMENT),
        ("Wed, 04 Mar 2026 06:06:07 CET", MOMENT),
        ("Wed, 04 Mar 2026 16:06:07 AEDT", MOMENT),
        ("Wed, 04 Mar 2026 14:06:07 JST", MOMENT),
        ("Wed, 04 Mar 2026 07:06:07 GMT+0200", MOMENT),
        ("Wed, 04 Mar 2026 05:06:07 Z", MOMENT),
        ("Wed, 04 Mar 2026 05:06:07", MOMENT),
        ("Wed, 04 Mar 2026 05:06 GMT", MINUTE),
        ("4 Mar 26 05:06:07 GMT", MOMENT),
        ("Wednesday, 4 March 2026 05:06:07 GMT", MOMENT),
        ("Thurs, 04 Mar 2026 05:06:07 GMT", MOMENT),  # the wrong weekday
        ("Mi, 04 Mar 2026 05:06:07 GMT", MOMENT),
        ("\n Wed, 04 Mar 2026 05:06:07 GMT ", MOMENT),
        ("2026-03-04T05:06:07Z", MOMENT),
        ("2026-03-04T06:06:07+01:00", MOMENT),
        ("2026-03-04T06:06:07.000+0100", MOMENT),
        ("2026-03-04 05:06:07", MOMENT),
        ("2026-03-04T05:06Z", MINUTE),
        ("2026-03-04", MIDNIGHT),
        ("March 4, 2026 05:06:07", MOMENT),
        ("Wed, 04 Mar 2026 05:06:07 IST", MOMENT),  # in India, Israel or Ireland: as UTC
        ("Wed, 04 Mar 2026 05:06:07 XYZ", MOMENT),
        ("Wed, 04 Mar 2026 05:06:60 GMT", MOMENT.replace(second=59)),
        ("Wed, 34 Mar 2026 05:06:07 GMT", None),
        ("Wed, 04 Mar 2026 25:06:07 GMT", None),
        ("Wed, 04 Mar 2926 05:06:07 GMT", None),
        ("0000-00-00T00:00:00Z", None),
        ("03/04/2026", None),  # 3 April or 4 March
        ("yesterday", None),
        ("2026", None),
        ("", None),
    ],
)
def test_dates(text: str, moment: datetime | None) -> None:
    assert Values().date(text) == moment


def test_the_first_date_that_is_one() -> None:
    assert Values().date(None, "soon", "2026-03-04") == MIDNIGHT
    assert Values().date() is None


def test_only_so_many_odd_dates_are_read() -> None:
    values = Values()
    found = [values.date("March 4, 2026 05:06:07") for _ in range(1_100)]
    assert found == [MOMENT] * 1_000 + [None] * 100
    assert values.date("Wed, 04 Mar 2026 05:06:07 GMT", "2026-03-04") == MOMENT


def test_languages() -> None:
    values = Values()
    assert values.language("", None, "zz-zz", "en-US") == "en"
    assert values.language("zz-zz") is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (None, None),
        (" ", None),
        ("<p></p>", None),
        ("<p>One</p><p>Two</p>", "One Two"),
        ("a<b>b</b>c", "abc"),
        ("One<br/>Two", "One Two"),
        ("List<String> of 1 < 2", "List<String> of 1 < 2"),
        ("x" * 3_000, "x" * 2_000),
    ],
)
def test_plain(text: str | None, line: str | None) -> None:
    assert plain(text) == line


def test_text_that_is_no_markup_keeps_what_looks_like_it() -> None:
    assert plain("<b>One</b> &amp; two", markup=False) == "<b>One</b> & two"


def test_a_summary_may_be_longer() -> None:
    assert summary("word " * 10_000) == ("word " * 4_000).rstrip()


def test_text_as_html_and_back() -> None:
    assert as_html("One & two\nthree\n\n\nFour <five>") == "<p>One &amp; two<br>three</p><p>Four &lt;five&gt;</p>"
    assert as_html(" \n") is None
    assert visible("<p>One &amp; two<br>three</p><!-- x --><p>4 &lt; 5</p>") == "One & two three 4 < 5"


def test_authors() -> None:
    assert author("Ida Moss", "", "Otto Lind", "Ida Moss") == "Ida Moss, Otto Lind"
    assert author("https://harran.example/ida") is None
    assert author() is None
