from __future__ import annotations

from datetime import date

import pytest

from app.event_dates import event_date

FRIDAY = date(2024, 11, 29)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighters entered the city on Wednesday.", "2024-11-27"),
        ("The vote will be held on Wednesday.", "2024-12-04"),
        ("The module will go on sale in January.", "2025-01"),
        ("The company says it'll ship it in January.", "2025-01"),
        ("The module went on sale in January.", "2024-01"),
        ("The line may take over the route from 12 December.", "2024-12-12"),
        ("It opened in May.", "2024-05"),
        ("The bridge was closed yesterday.", "2024-11-28"),
        ("The paper appeared on 12 February 2023.", "2023-02-12"),
        ("Turnout fell in 2023.", "2023"),
        ("She was born in 1980 and arrived on Wednesday.", "2024-11-27"),
        ("It was the worst accident since 1971.", None),
        ("The plan of 2019 was dropped.", None),
        ("The shop closed in the 1990s.", None),
        ("The ferry left at 8:52 a.m.", None),
        ("Nobody was hurt.", None),
    ],
)
def test_when_something_happened_is_read_against_the_day_of_publication(text: str, expected: str | None) -> None:
    found = event_date(text, FRIDAY)
    assert (str(found) if found else None) == expected


def test_the_words_that_say_it_are_kept() -> None:
    found = event_date("Fighters entered the city on Wednesday.", FRIDAY)
    assert found is not None
    assert found.words == "Wednesday"


def test_without_a_day_of_publication_only_whole_dates_tell() -> None:
    assert event_date("Fighters entered the city on Wednesday.", None) is None
    assert str(event_date("The paper appeared on 12 February 2023.", None)) == "2023-02-12"
