"""The form that asks for a summary: what it may hold, and what it says of the rest."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.summaries import Style, Wanted
from app.summary_form import Unreadable, from_form
from ingest.catalogue import Filters


def test_every_field_is_heeded() -> None:
    wanted = from_form(" the  ferry ", ["art_1"], ["Wire"], "2025-03-01", "2025-03-31 ", "timeline", 400)
    period = Filters(("Wire",), None, None, datetime(2025, 3, 1, tzinfo=UTC), datetime(2025, 4, 1, tzinfo=UTC))
    assert wanted == Wanted("the ferry", ("art_1",), Style.TIMELINE, 400, period)


@pytest.mark.parametrize("nothing", [None, "", " ", "?!"], ids=repr)
def test_articles_alone_are_enough(nothing: str | None) -> None:
    assert from_form(nothing, ["art_1"], None, None, None, "brief", 200) == Wanted(article_ids=("art_1",))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (("", [], [], "", "", "brief", 200), "write a topic, choose articles"),
        (("x" * 5000, [], [], "", "", "brief", 200), "5,000 characters"),
        (("ferry", [], [], "last week", "", "brief", 200), "“From” is a day such as 2024-11-29, not “last week”"),
        (("ferry", [], [], "", "2025-02-30", "brief", 200), "“To” is a day"),
        (("ferry", [], [], "", "9999-12-31", "brief", 200), "“To” is a day"),
        (("ferry", [], [], "2025-03-02", "2025-03-01", "brief", 200), "ends (2025-03-01) before it begins"),
        (("ferry", [], [], "", "", "brief", 0), "1 to 5,000 words"),
    ],
    ids=["nothing", "long", "words", "no such day", "the last day", "reversed", "no words"],
)
def test_what_is_wrong_is_named(fields: tuple[str, list[str], list[str], str, str, str, int], says: str) -> None:
    with pytest.raises(Unreadable) as error:
        from_form(*fields)
    assert says in str(error.value)
