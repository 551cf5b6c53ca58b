from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from lxml import html

from app.wire import Services
from tests.api_server import FERRY, make_client, send
from tests.conversing import BOARD, CHESS, STORM, Talk, a_talk

pytest_plugins = ["tests.api_fixtures"]


@pytest.fixture
def talk(services: Services) -> Talk:
    return a_talk(services)


@pytest.fixture
def anybody(talk: Talk) -> TestClient:
    return make_client(talk.services)


def shared(talk: Talk) -> str:
    share = talk.services.conversations.share(talk.id, at=talk.services.clock()).share
    assert share is not None
    return f"/shared/{share.id}"


def test_an_answer_stands_at_its_address(anybody: TestClient, talk: Talk) -> None:
    reply = anybody.get(f"/answers/{talk.answers[0]}")
    assert reply.status_code == 200
    page = html.fromstring(reply.text)
    assert page.xpath("//h2[@class='question']/text()") == [BOARD]
    assert "Forty people were on board" in page.text_content()
    assert page.xpath("//q[@class='carrier']")
    assert "An answer to read, as of" in page.text_content()
    assert anybody.head(f"/answers/{talk.answers[0]}").status_code == 200


def test_a_summary_stands_at_its_address(anybody: TestClient) -> None:
    made = anybody.post("/api/summarize", json={"topic": "the storm in Lindholm", "style": "compare"}).json()
    page = html.fromstring(anybody.get(f"/answers/{made['id']}").text)
    assert page.xpath("//*[@class='told']")
    assert "12,000 homes" in page.text_content()


def test_a_shared_conversation_is_shown_as_it_was(anybody: TestClient, talk: Talk) -> None:
    address = shared(talk)
    talk.services.conversations.ask(talk.id, "A later question", at=talk.services.clock())
    text = anybody.get(address).text
    page = html.fromstring(text)
    assert page.xpath("//h2[@class='question']/text()") == [BOARD, STORM, CHESS]
    assert page.xpath("//h1/text()") == ["Conversation"]
    assert page.xpath("//title/text()") == [f"{BOARD} · Corroborate"]
    assert talk.id not in text  # it could be changed with that
    assert page.xpath("//textarea | //input | //form") == []
    talk.services.conversations.rename(talk.id, "Ferry and storm")
    assert html.fromstring(anybody.get(address).text).xpath("//h1/text()") == ["Ferry and storm"]


def test_the_policy_lets_in_nothing_from_elsewhere(anybody: TestClient, talk: Talk) -> None:
    for reply in (anybody.get(shared(talk)), anybody.get("/shared/shr_9")):
        policy = reply.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<(?:script|link|img)[^>]+(?:src|href)=[\"']?(?:https?:)?//", reply.text)
        assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", reply.text)
        assert reply.headers["referrer-policy"] == "no-referrer"


def test_what_has_changed_since_is_said(anybody: TestClient, talk: Talk) -> None:
    address = shared(talk)
    send(anybody, FERRY | {"text": FERRY["text"].replace("Forty", "Fifty")})
    text = html.fromstring(anybody.get(address).text).text_content()
    assert "Forty people were on board" in text
    assert "was changed since" in text


@pytest.mark.parametrize("path", ["/answers/ans_9", "/shared/shr_9", "/answers/<script>", "/shared/..%2f"])
def test_an_unknown_address_says_what_to_do(anybody: TestClient, path: str) -> None:
    reply = anybody.get(path)
    assert reply.status_code == 404
    if reply.headers["content-type"].startswith("text/html"):
        assert "Look whether the address was copied whole." in html.fromstring(reply.text).text_content()
        assert "<script>" not in reply.text


def test_a_share_that_was_taken_back_and_one_deleted_are_not_there(anybody: TestClient, talk: Talk) -> None:
    address = shared(talk)
    talk.services.conversations.unshare(talk.id)
    assert anybody.get(address).status_code == 404
    address = shared(talk)
    talk.services.conversations.delete(talk.id)
    assert anybody.get(address).status_code == 404


def test_an_answer_goes_with_its_article(anybody: TestClient, talk: Talk) -> None:
    address = shared(talk)
    article = anybody.get(f"/api/answers/{talk.answers[0]}").json()["citations"][0]["article_id"]
    talk.services.store.delete(article)
    gone = anybody.get(f"/answers/{talk.answers[0]}")
    assert gone.status_code == 410
    assert "deleted since" in html.fromstring(gone.text).text_content()
    text = html.fromstring(anybody.get(address).text).text_content()
    assert "deleted since" in text
    assert "Forty people" not in text
    assert "12,000 homes" in text


def test_an_article_s_words_never_become_markup(services: Services) -> None:
    evil = "<script>alert(1)</script>"
    client = make_client(services)
    send(client, {"text": f"The mayor of Tarvo paid 400 crowns for {evil} lamps.", "title": evil, "outlet": evil})
    made = client.post("/api/ask", json={"question": f"What did the mayor of Tarvo pay for {evil}?"}).json()
    assert "<script>alert" not in client.get(f"/answers/{made['id']}").text
