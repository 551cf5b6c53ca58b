from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corpus import Notice, NoticeKind, RawArticle, Role, article_id
from ingest.errors import LoadError
from ingest.prepare import MAX_LINE, MAX_TEXT, prepare

TITLE = "Bridge stays closed"
TEXT = (
    "The harbour bridge will stay closed until Friday, the city council said on Monday. Engineers found 12 cracks.\n"
    "A ferry takes walkers and cyclists across every 20 minutes."
)
CREDIT = "Ida Moss contributed to this report"
PAGE = f"""<!DOCTYPE html><html lang="de"><head><link rel="canonical" href="https://example.com/page">
<meta property="og:title" content="Page title"><meta property="og:site_name" content="The Example">
<meta property="article:published_time" content="2024-11-28"><meta name="author" content="Ben Hale"></head>
<body><article><h1>{TITLE}</h1><p>{TEXT.replace(chr(10), "</p><p>")}</p></article></body></html>"""


def raw(**fields: object) -> RawArticle:
    return RawArticle(**{"source": "a.txt", "text": TEXT} | fields)  # type: ignore[arg-type]


def test_everything_given() -> None:
    article = prepare(
        raw(
            title=" Bridge\u00a0stays \n closed ",
            outlet="The\u200b Example",
            author="Ida &amp; Ben",
            url="HTTPS://Example.com:443/bridge?utm_source=x#top",
            published_at="Fri, 29 Nov 2024 08:30:00 +0100",
            language="en-GB",
            external_id=" a-1 ",
            sample=True,
        )
    )
    assert (article.title, article.outlet, article.author) == (TITLE, "The Example", "Ida & Ben")
    assert article.url == "https://example.com/bridge"
    assert article.published_at == datetime(2024, 11, 29, 7, 30, tzinfo=UTC)
    assert (article.language, article.external_id, article.sample) == ("en", "a-1", True)
    assert article.text == TEXT
    assert [sentence.text[:10] for sentence in article.sentences] == ["The harbou", "Engineers ", "A ferry ta"]


def test_nothing_given_but_the_text() -> None:
    article = prepare(raw())
    assert (article.title, article.outlet, article.author, article.url) == (None, None, None, None)
    assert (article.published_at, article.language, article.external_id) == (None, "en", None)


@pytest.mark.parametrize(
    ("fields", "identity"),
    [
        ({"external_id": "a-1", "url": "https://example.com/a"}, {"external_id": "a-1"}),
        ({"url": "https://EXAMPLE.com/a#b"}, {"url": "https://example.com/a"}),
        ({}, {"text": TEXT}),
        ({"text": f"  {TEXT.replace(' ', chr(0xA0))}\r\n\r\n"}, {"text": TEXT}),
        ({"external_id": "  "}, {"text": TEXT}),
    ],
)
def test_identity(fields: dict[str, object], identity: dict[str, str]) -> None:
    parts = {"external_id": None, "url": None, "text": TEXT} | identity
    assert prepare(raw(**fields)).id == article_id(**parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first_line", "kept"),
    [
        (f"{TITLE}\n", False),
        ("BRIDGE “STAYS” CLOSED!\n\n", False),
        ("Bridge stays closed today\n", True),
        ("", True),
    ],
)
def test_a_title_repeated_above_the_text_is_dropped(first_line: str, kept: bool) -> None:
    article = prepare(raw(title=TITLE, text=first_line + TEXT))
    assert article.text == ((first_line + TEXT) if kept else TEXT)
    assert article.title == TITLE


def test_the_same_line_without_a_title_stays() -> None:
    assert prepare(raw(text=f"{TITLE}\n{TEXT}")).text.startswith(TITLE)


def test_a_page_says_what_was_not_given() -> None:
    article = prepare(raw(text=None, html=PAGE))
    assert (article.title, article.outlet, article.author) == ("Page title", "The Example", "Ben Hale")
    assert (article.url, article.published_at) == ("https://example.com/page", datetime(2024, 11, 28, tzinfo=UTC))
    assert article.language == "en"  # the text's own, not the one its page declares
    assert article.text == f"{TITLE}\n{TEXT}"


def test_what_was_given_wins_over_the_page() -> None:
    given = {"title": TITLE, "outlet": "Other", "author": "Ida Moss", "url": "https://example.org/mine"}
    article = prepare(raw(text=None, html=PAGE, published_at="2024-11-29", language="fr", **given))
    assert {key: getattr(article, key) for key in given} == given
    assert (article.published_at, article.language) == (datetime(2024, 11, 29, tzinfo=UTC), "fr")
    assert article.text == TEXT


def test_text_wins_over_html() -> None:
    article = prepare(raw(html=PAGE.replace("harbour", "other")))
    assert (article.text, article.title) == (TEXT, None)


@pytest.mark.parametrize(
    ("fields", "outlet"),
    [
        ({"outlet": "Given", "url": "https://www.example.com/a"}, "Given"),
        ({"url": "https://www.example.com/a"}, "example.com"),
        ({"text": f"{TEXT}\n{CREDIT} for Coast News"}, "Coast News"),
        ({"text": f"{TEXT}\n{CREDIT} for Coast News", "url": "https://example.com/a"}, "Coast News"),
        ({"text": f"{TEXT}\n{CREDIT}."}, None),
    ],
)
def test_outlet(fields: dict[str, object], outlet: str | None) -> None:
    assert prepare(raw(**fields)).outlet == outlet


@pytest.mark.parametrize(
    ("fields", "language"),
    [
        ({"language": "und"}, "en"),
        ({"language": " "}, "en"),
        ({"language": "German"}, "de"),
        ({"text": "Short: 12 of 15. Yes."}, None),
    ],
)
def test_language(fields: dict[str, object], language: str | None) -> None:
    assert prepare(raw(**fields)).language == language


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": None}, "no article text; give the text"),
        ({"text": " \u200b\n"}, "no article text"),
        ({"text": TITLE, "title": TITLE}, "no article text"),
        ({"text": "Share this article\nSign up for our newsletter"}, "no article text beside headings"),
        ({"text": None, "html": "<html><body></body></html>"}, "no article text was found in the HTML"),
        ({"text": None, "html": "<br>" * 40_000}, "more than 30,000 elements"),
        ({"text": "word " * (MAX_TEXT // 5 + 1)}, "longer than 1,000,000 characters"),
        ({"text": None, "html": f"<p>{'word ' * (MAX_TEXT // 5 + 1)}</p>"}, "longer than 1,000,000 characters"),
        ({"text": "It is. " * 20_001}, "more than 20,000 sentences"),
        ({"url": "example.com/a"}, "the URL 'example.com/a' can't be used"),
        ({"published_at": "Friday"}, "the date 'Friday'"),
        ({"language": "Elvish"}, "the language 'Elvish'"),
    ],
)
def test_what_cannot_go_in_says_why(fields: dict[str, object], reason: str) -> None:
    with pytest.raises(LoadError) as caught:
        prepare(raw(external_id="a-1", **fields))
    assert reason in caught.value.reason
    assert caught.value.source == "a-1"


def test_the_page_of_no_article_says_what_it_is() -> None:
    page = "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>nginx says no.</p></body></html>"
    with pytest.raises(LoadError, match=r"a-1: is an error page .* check the address"):
        prepare(raw(text=None, html=page, external_id="a-1"))


def test_the_users_names_of_outlets_win_over_the_page() -> None:
    article = prepare(raw(text=None, html=PAGE), outlets={"example.com": "Our Example"})
    assert article.outlet == "Our Example"
    assert prepare(raw(outlet="Given", url="https://example.com/a"), outlets={"example.com": "x"}).outlet == "Given"


def test_a_known_host_names_the_outlet() -> None:
    assert prepare(raw(url="https://www.reuters.com/world/a")).outlet == "Reuters"


def test_a_date_counted_back_is_one_where_the_fetch_is_known() -> None:
    page = f"<html><body><article><h1>{TITLE}</h1><time>2 hours ago</time><p>{TEXT}</p></article></body></html>"
    article = prepare(raw(text=None, html=page), fetched_at=datetime(2024, 11, 29, 12, tzinfo=UTC))
    assert article.published_at == datetime(2024, 11, 29, 10, tzinfo=UTC)


def test_lines_without_end_are_cut() -> None:
    article = prepare(raw(title="word " * 100_000, author="\n" * 50_000))
    assert len(article.title or "") <= MAX_LINE
    assert article.author is None


def test_markup_in_text_is_text() -> None:
    article = prepare(raw(text=f"<script>alert(1)</script> {TEXT}", title="<b>Bridge</b>"))
    assert article.text.startswith("<script>alert(1)</script>")
    assert article.title == "<b>Bridge</b>"


@given(st.text(), st.text() | st.none())
def test_any_text_is_an_article_of_exact_sentences_or_a_load_error(text: str, title: str | None) -> None:
    try:
        article = prepare(raw(text=text, title=title))
    except LoadError:
        return
    assert any(sentence.role is Role.BODY for sentence in article.sentences)
    assert all(article.text[s.start : s.end] == s.text for s in article.sentences)
    assert prepare(raw(text=article.text)).text == article.text


def test_the_same_input_gives_the_same_article() -> None:
    fields = dataclasses.asdict(raw(title=TITLE, text=None, html=PAGE))
    assert prepare(RawArticle(**fields)) == prepare(RawArticle(**fields))


STATED = """<html><head><meta property="article:published_time" content="{}">
<meta property="article:modified_time" content="{}"></head><body><article><h1>Bridge stays closed</h1>
<p>The bridge at Brundlemere stays closed until Friday, the council said. Its rail had cracked in the frost.</p>
<p>Buses will run over the mill road instead. Some 900 people cross the bridge each day.</p></article></body></html>"""


def test_a_page_says_when_it_was_changed_and_an_archive_when_it_was_captured() -> None:
    html = STATED.format("2024-11-28T10:00:00Z", "2024-11-29T08:30:00+02:00")
    article = prepare(raw(text=None, html=html, archived_at="2024-12-01T00:00:00Z"))
    assert article.modified_at == datetime(2024, 11, 29, 6, 30, tzinfo=UTC)
    assert article.archived_at == datetime(2024, 12, 1, tzinfo=UTC)
    assert article.notes == ()
    given = prepare(raw(text=None, html=html, modified_at="2024-11-30"))
    assert given.modified_at == datetime(2024, 11, 30, tzinfo=UTC)
    assert given.digest == article.digest


@pytest.mark.parametrize(
    ("stated", "listed", "published", "noted"),
    [
        ("2024-11-28", "2024-11-27T10:00:00Z", datetime(2024, 11, 28, tzinfo=UTC), []),
        ("", "2024-11-27T10:00:00Z", datetime(2024, 11, 27, 10, tzinfo=UTC), []),
        ("2024-02-30", "2024-11-27T10:00:00Z", datetime(2024, 11, 27, 10, tzinfo=UTC), ["'2024-02-30'"]),
        ("2024-02-30", "2999-01-01", None, ["'2024-02-30'", "'2999-01-01'"]),
        ("", None, None, []),
    ],
    ids=["the page's own", "the feed's", "an impossible one", "two impossible ones", "none"],
)
def test_a_feeds_date_fills_a_page_without_one(
    stated: str, listed: str | None, published: datetime | None, noted: list[str]
) -> None:
    article = prepare(raw(text=None, html=STATED.format(stated, ""), listed_at=listed))
    assert article.published_at == published
    assert len(article.notes) == len(noted)
    assert all(value in note for value, note in zip(noted, article.notes, strict=True))


def test_a_callers_impossible_date_of_change_is_an_error() -> None:
    with pytest.raises(LoadError, match="2024-02-30"):
        prepare(raw(modified_at="2024-02-30"))


def test_a_correction_is_noticed() -> None:
    said = "Correction: The bridge is 40 metres long."
    article = prepare(raw(text=f"{TEXT}\n\n{said}"))
    assert article.notice == Notice(NoticeKind.CORRECTION, len(article.sentences) - 1, said)
