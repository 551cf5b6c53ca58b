from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from lxml import html

from app.export_conversation import conversation_file, export_conversation
from app.wire import Services
from ingest.conversations import KeptTurn, TurnState
from tests.conversing import BOARD, CHESS, STORM, Talk, a_talk

pytest_plugins = ["tests.api_fixtures"]

EVIL = "# <script>alert(1)</script> [x](javascript:alert(1))"


@pytest.fixture
def talk(services: Services) -> Talk:
    return a_talk(services, BOARD, STORM, BOARD, CHESS)


def exported(talk: Talk, kind: str, *more: KeptTurn) -> str:
    turns = (*talk.services.conversations.turns(talk.id), *more)
    return export_conversation(EVIL, turns, talk.services.store, kind).decode()


def test_every_note_of_the_markdown_is_its_own_and_is_named(talk: Talk) -> None:
    text = exported(talk, "markdown")
    notes = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert notes == [str(number) for number in range(1, len(notes) + 1)]
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(notes)
    assert len(notes) > 2
    heads = re.findall(r"^(#+) (.*)", text, re.MULTILINE)
    assert [level for level, _ in heads][:2] == ["#", "##"]
    assert [words for level, words in heads if level == "##"] == [BOARD, STORM, BOARD, CHESS]
    assert "###" in {level for level, _ in heads}  # the nearest articles of what was not answered


def test_every_note_of_the_page_is_its_own_and_is_named(talk: Talk) -> None:
    page = html.fromstring(exported(talk, "html"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//h2/text()") == [BOARD, STORM, BOARD, CHESS]
    assert page.xpath("//script") == []


def test_words_are_words(talk: Talk) -> None:
    at = datetime(2021, 5, 6, tzinfo=UTC)
    failed = KeptTurn(5, EVIL, at, TurnState.FAILED, EVIL, None)
    stopped = KeptTurn(6, "## Who?", at, TurnState.STOPPED, None, talk.answers[0])
    page = exported(talk, "html", failed, stopped)
    assert "<script" not in page
    assert html.fromstring(page).xpath("//h2/text()")[-2:] == [EVIL, "## Who?"]
    text = exported(talk, "markdown", failed, stopped)
    assert "\n## \\# \\<script" in text
    assert "*Not answered. 6 May 2021*" in text
    assert "\n## \\#\\# Who?" in text
    assert "The reader stopped this" in text


def test_a_note_on_what_changed_names_the_number_of_the_document(talk: Talk) -> None:
    from tests.api_server import STORM as ARTICLE
    from tests.api_server import make_client, send

    send(make_client(talk.services), ARTICLE | {"text": ARTICLE["text"].replace("12,000", "15,000")})
    text = exported(talk, "markdown")
    (number,) = re.findall(r"The sentence cited as \\\[(\d+)\\\] was changed since", text)
    assert int(number) > 1
    assert re.search(rf"^\[\^{number}\]: .*12,000", text, re.MULTILINE)


def test_a_file_has_a_name_of_plain_letters() -> None:
    assert conversation_file("Wer? Und «wann»?", "html") == "wer-und-wann.html"
    assert conversation_file("الخطيب", "markdown") == "conversation.md"
