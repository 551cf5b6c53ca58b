"""`python -m app summarize`, as a shell sees it: what is printed, and the exit status."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from app.cli import main
from app.wire import open_services
from ingest.corpus import RawArticle
from ingest.index import index
from ingest.settings import Settings

ARTICLE = RawArticle(
    source="test",
    title="Ferry runs aground off Port Maren",
    text="The ferry Solveig ran aground off Port Maren on Friday morning. Nobody on board was hurt, the crew said.",
    outlet="Harbour Post",
    url="https://harbour-post.example/ferry",
    published_at="2021-05-02",
    language="en",
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one article."""
    folder = tmp_path_factory.mktemp("cli") / "data"
    with closing(open_services(Settings(data_dir=folder)).store) as store:
        index([ARTICLE], store)
    return folder


@pytest.fixture
def shell(data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run in a folder without a `.env`, with the store of one article."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORROBORATE_DATA_DIR", str(data))


@pytest.mark.usefixtures("shell")
@pytest.mark.parametrize("style", ["brief", "bullets", "timeline", "compare"])
def test_summarize_prints_a_summary_with_footnotes(style: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summarize", "the ferry Solveig", "--style", style, "--max-words", "60"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("1 article, 1 independent origin, 1 outlet\n")
    assert "The ferry Solveig ran aground off Port Maren on Friday morning. [1]" in said
    assert "[1] Harbour Post, Ferry runs aground off Port Maren, 2021-05-02" in said


@pytest.mark.usefixtures("shell")
def test_summarize_prints_what_the_api_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summarize", "the ferry Solveig", "--from", "2021-05-01", "--to", "2021-05-02", "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert body["statements"]
    assert main(["summarize", "the ferry Solveig", "--outlet", "Another Post"]) == 1


@pytest.mark.usefixtures("shell")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give a 'topic', 'article_ids' or both"),
        (["ferry", "--from", "May"], "must be a date such as 2024-11-29"),
        (["ferry", "--max-words", "0"], "max_words"),
        (["--article", "art_none"], "art_none"),
    ],
)
def test_what_can_not_be_summarised_is_refused(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["summarize", *arguments]) == 2
    assert said in capsys.readouterr().err
