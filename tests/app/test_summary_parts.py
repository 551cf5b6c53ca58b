from __future__ import annotations

from datetime import UTC, datetime

from app.answers import Citation, Label, Statement, Support
from app.summary_parts import counted, sources, timeline, unused
from tests.units import Read, told

FRIDAY = datetime(2024, 11, 29, tzinfo=UTC)
ONE = told("The ferry sank off Maren on Wednesday.", "one", published_at=FRIDAY)
TWO = told("The ferry sank off Maren.", "two", outlet="Outlet one", published_at=FRIDAY, title="Ferry sinks")
COPY = told("The ferry sank off Maren.", "copy", origin=TWO.origin, published_at=FRIDAY)
REST = told("A school opened in Tarvo.", "rest", outlet=None, published_at=FRIDAY)
READS = [ONE, TWO, COPY, REST]


def citation(number: int, read: Read) -> Citation:
    article = read.article
    sentence = article.sentences[0]
    return Citation(number, article.id, 1, article.title, article.outlet, None, None, article.published_at, 0,
                    sentence.start, sentence.end, sentence.text, None)  # fmt: skip


CITATIONS = {1: citation(1, ONE), 2: citation(2, TWO)}
STATEMENTS = [
    Statement(ONE.article.text, 0, len(ONE.article.text), (1, 2), Support(Label.SUPPORTED, 1.0)),
    Statement(TWO.article.text, 0, len(TWO.article.text), (2,), Support(Label.SUPPORTED, 1.0)),
]


def test_articles_origins_and_outlets_are_counted() -> None:
    assert str(counted(READS)) == "4 articles, 3 independent origins, 2 outlets"
    assert str(counted([REST])) == "1 article, 1 independent origin, 0 outlets"


def test_the_origins_that_most_statements_cite_come_first_with_their_copies() -> None:
    found = sources(READS, STATEMENTS, CITATIONS)
    assert [(source.id, len(source.articles), source.statements) for source in found] == [
        (TWO.origin, 2, (0, 1)), (ONE.origin, 1, (0,)), (REST.origin, 1, ())
    ]  # fmt: skip


def test_what_is_not_cited_is_named_with_why() -> None:
    cited = frozenset({ONE.article.id, TWO.article.id})
    fits, late = frozenset({REST.article.id}), frozenset({REST.article.id})
    for fitting, overtaken, reason in ((fits, frozenset(), "within 50 words"), (frozenset(), late, "stub"),
                                       (fits, late, "overtaken")):  # fmt: skip
        copy, rest = unused(READS, fitting, overtaken, cited, 50)
        assert copy.article.article_id == COPY.article.id
        assert "“Ferry sinks”" in copy.reason
        assert rest.article.article_id == REST.article.id
        assert reason in rest.reason


def test_event_dates_are_told_apart_from_publication() -> None:
    (stated,) = timeline(STATEMENTS, CITATIONS, published=False)
    assert (stated.date, stated.stated, stated.words, stated.statement) == ("2024-11-27", True, "Wednesday", 0)
    both = timeline(STATEMENTS, CITATIONS, published=True)
    assert [(one.date, one.stated) for one in both] == [("2024-11-27", True), ("2024-11-29", False)]
