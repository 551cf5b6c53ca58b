from __future__ import annotations

import pytest

from ingest.feed_whole import LEAST_CONTENT, LEAST_DESCRIPTION, whole

SENTENCE = "The harbour bridge of Harran stays closed until Friday. "
SHORT = SENTENCE * (LEAST_CONTENT // len(SENTENCE) + 1)
LONG = SENTENCE * (LEAST_DESCRIPTION // len(SENTENCE) + 1)


@pytest.mark.parametrize("text", [SHORT, LONG])
def test_content_is_whole_from_three_hundred_characters(text: str) -> None:
    assert whole(f"<p>{text}</p>", None) == f"<p>{text}</p>"


def test_a_description_only_where_it_is_long() -> None:
    assert whole(None, LONG) == LONG
    assert whole(None, SHORT) is None
    assert whole("<p>Cracks were found.</p>", LONG) == LONG


def test_markup_does_not_count() -> None:
    assert whole(f"<p>{SENTENCE}</p><img src='{'x' * 2_000}'>", None) is None
    assert whole(None, None) is None


@pytest.mark.parametrize(
    "ending",
    [
        "…", "...", " […]", " [...]", " [&hellip;]", "<a href='/1'>Read more</a>", " <a>Read More »</a>",
        " <p>Continue reading <i>Bridge closed</i> →</p>", " Read the full story at the Harran Post", " Weiterlesen",
        " Lire la suite", " Leer más", " Leggi tutto", " Читать далее", " 続きを読む", " اقرأ المزيد",
        " Subscribe to read the rest of it", " This article is for paying subscribers only",
        " [&#8230;]<p>The post <a>Bridge closed</a> appeared first on <a>Harran Post</a>.</p>",
    ],
)  # fmt: skip
def test_how_teasers_end(ending: str) -> None:
    assert whole(f"<p>{LONG}</p>{ending}", None) is None
    assert whole(None, f"<p>{LONG}</p>{ending}") is None


@pytest.mark.parametrize(
    "ending",
    [
        "<p>The post <a>Bridge closed</a> appeared first on <a>Harran Post</a>.</p>",
        " Engineers want to read more of the reports.",
        " “We wait … and hope,” she said.",
    ],
)
def test_how_whole_articles_may_end(ending: str) -> None:
    assert whole(f"<p>{LONG}</p>{ending}", None) is not None
