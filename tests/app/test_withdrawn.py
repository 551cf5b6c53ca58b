from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.withdrawn import withdrawn
from ingest.corpus import Notice, NoticeKind
from ingest.embed import Embedder
from tests.units import told

FIRST = "Forty people died when the ferry Solveig sank off Maren. It was the worst accident in years."
SECOND = "Seventeen people died when the ferry Solveig sank off Maren. The first count was wrong."
NOTICE = Notice(NoticeKind.CORRECTION, None, "Corrected: seventeen dead")
DAYS = [datetime(2024, 11, day, tzinfo=UTC) for day in (1, 2)]


@pytest.mark.parametrize(
    ("outlet", "notice", "replaced"),
    [
        ("Outlet first", NOTICE, {"first"}),
        ("Outlet first", Notice(NoticeKind.UPDATE, None, "Updated"), set()),
        ("Outlet first", None, set()),
        ("Another", NOTICE, set()),
    ],
    ids=["corrected", "updated", "another story", "another outlet"],
)
def test_a_corrected_story_replaces_the_one_before_it(
    embedder: Embedder, outlet: str, notice: Notice | None, replaced: set[str]
) -> None:
    first = told(FIRST, "first", embedder=embedder, published_at=DAYS[0])
    second = told(SECOND, "second", embedder=embedder, published_at=DAYS[1], outlet=outlet, notice=notice)
    found = withdrawn([first, second])
    assert {name for name in ("first", "second") if {"first": first, "second": second}[name].article.id in found} == (
        replaced
    )


def test_an_article_that_is_named_as_withdrawn_is_replaced(embedder: Embedder) -> None:
    first = told(FIRST, "first", embedder=embedder, published_at=DAYS[0], title="Forty dead off Maren", outlet="Post")
    text = "The Post withdraws its report 'Forty dead off Maren' of Friday. Its figures were added up twice."
    later = told(text, "later", embedder=embedder, published_at=DAYS[1], outlet="Post")
    assert withdrawn([first, later]) == {first.article.id: later}


def test_another_story_of_the_outlet_stays(embedder: Embedder) -> None:
    rain = told("Rain flooded cellars in Lindholm. Schools closed.", "rain", embedder=embedder, published_at=DAYS[0],
                outlet="Post")  # fmt: skip
    corrected = told(SECOND, "ferry", embedder=embedder, published_at=DAYS[1], outlet="Post", notice=NOTICE)
    assert withdrawn([rain, corrected]) == {}
