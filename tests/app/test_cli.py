"""The commands behind `python -m app`, as a shell sees them: what is printed, and the exit status."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.wire import open_services
from ingest.corpus import RawArticle
from ingest.index import index
from ingest.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "Where did the ferry Solveig run aground?"
ARTICLE = RawArticle(
    source="test",
    title="Ferry runs aground off Port Maren",
    text="The ferry Solveig ran aground off Port Maren on Friday morning. Nobody was hurt.",
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


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def start(data: Path, port: int, folder: Path, **settings: str) -> subprocess.Popen[str]:
    environ = os.environ | {"CORROBORATE_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)} | settings
    return subprocess.Popen(
        [sys.executable, "-m", "app", "--port", str(port)],
        cwd=folder, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def server(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that owns the store; its address."""
    port = free_port()
    process = start(data, port, tmp_path_factory.mktemp("server"))
    assert process.stdout is not None
    said = process.stdout.readline()  # once the store is open, before the port answers
    address = f"http://127.0.0.1:{port}"
    try:
        assert said == f"1 articles, 2 sentences. Open {address}\n", said or process.communicate()[1]
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
    assert errors == ""
    assert not (data / "owner.json").exists()
    open_services(Settings(data_dir=data)).store.close()


@pytest.mark.usefixtures("shell")
def test_an_answer_with_its_footnotes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", QUESTION]) == 0
    said, errors = capsys.readouterr()
    assert "Port Maren" in said
    assert "[1] Harbour Post, Ferry runs aground off Port Maren, 2021-05-02" in said
    assert "https://harbour-post.example/ferry" in said
    assert errors == ""


@pytest.mark.usefixtures("shell")
def test_an_answer_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", QUESTION, "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert body["question"] == QUESTION
    assert ARTICLE.text is not None
    assert [ARTICLE.text[c["start"] : c["end"]] for c in body["citations"]] == [c["quote"] for c in body["citations"]]


@pytest.mark.usefixtures("shell")
def test_an_abstention_is_a_status_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Which zinc alloys do Patagonian glaciologists recommend?"]) == 1
    assert "Nearest articles:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "environ", "words"),
    [
        (["--port", "0"], {}, ["--port", "65535"]),
        (["--port", "70000"], {}, ["--port", "70000"]),
        ([], {"CORROBORATE_PORT": "eight"}, ["CORROBORATE_PORT", "eight"]),
        (["ask", "?"], {"CORROBORATE_EMBEDDER": "word2vec"}, ["CORROBORATE_EMBEDDER", "word2vec"]),
        (["--host", "256.1.1.1", "--port", "7999"], {}, ["256.1.1.1", "--host"]),
    ],
)
def test_what_is_wrong_is_one_line(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    shell: None,
    arguments: list[str],
    environ: dict[str, str],
    words: list[str],
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert main(arguments) == 2
    errors = capsys.readouterr().err
    assert errors.count("\n") == 1
    assert errors.startswith("python -m app: ")
    assert all(word in errors for word in words)


@pytest.mark.parametrize("arguments", [["ask"], ["check"], ["frobnicate"], ["--port", "x"]])
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


TRUE, WRONG = "The ferry ran aground off Port Maren.", "Sixty people were hurt."


@pytest.mark.usefixtures("shell")
@pytest.mark.parametrize(
    ("draft", "status", "words"),
    [
        (TRUE, 0, ["✓ The ferry", "[1] Harbour Post, Ferry runs aground off Port Maren, 2021-05-02", "1 supported"]),
        (f"# Weather\n\n{TRUE}", 0, ["· Weather", "1 supported"]),
        (f"{TRUE} {WRONG}", 1, ["✓ The ferry", "1 supported, 1 not"]),
    ],
    ids=["supported", "a heading", "not supported"],
)
def test_a_draft_is_checked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, draft: str, status: int, words: list[str]
) -> None:
    (tmp_path / "draft.md").write_text(draft, "utf-8")
    assert main(["check", "draft.md"]) == status
    said, errors = capsys.readouterr()
    assert all(word in said for word in words), said
    assert errors == ""


@pytest.mark.usefixtures("shell")
def test_a_draft_is_read_from_a_pipe(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TRUE.encode())))
    assert main(["check", "-", "--json"]) == 0
    (statement,) = json.loads(capsys.readouterr().out)["statements"]
    assert (statement["text"], statement["support"]["label"]) == (TRUE, "supported")


@pytest.mark.usefixtures("shell")
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, ["draft.md", "can't be read"]),
        (b"  \n", ["draft.md", "no text"]),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ["draft.md"]),
        (b"Nine died. " * 20_000, ["draft.md", "220,000", "200,000"]),
    ],
    ids=["missing", "blank", "binary", "too long"],
)
def test_a_draft_that_can_not_be_checked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None, words: list[str]
) -> None:
    if content is not None:
        (tmp_path / "draft.md").write_bytes(content)
    assert main(["check", "draft.md"]) == 2
    errors = capsys.readouterr().err
    assert errors.startswith("python -m app: ")
    assert errors.count("\n") == 1
    assert all(word in errors for word in words), errors


def test_a_reader_that_has_read_enough_is_no_failure(data: Path, tmp_path: Path) -> None:
    environ = os.environ | {"CORROBORATE_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)}
    reading, writing = os.pipe()
    os.close(reading)
    run = subprocess.run(
        [sys.executable, "-m", "app", "ask", QUESTION],
        cwd=tmp_path, env=environ, stdout=writing, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (run.returncode, run.stderr) == (141, "")


@pytest.mark.usefixtures("shell")
def test_a_port_in_use_is_said_before_anything_is_loaded(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["--port", str(port)]) == 2
    errors = capsys.readouterr().err
    assert str(port) in errors
    assert "CORROBORATE_PORT" in errors


def test_a_server_whose_log_is_json_writes_a_line_for_each_request(tmp_path: Path) -> None:
    port = free_port()
    process = start(tmp_path / "data", port, tmp_path, CORROBORATE_LOG="json")
    assert process.stdout is not None
    assert process.stdout.readline().startswith("0 articles")
    ask(f"http://127.0.0.1:{port}", QUESTION)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=30)
    (line,) = map(json.loads, errors.splitlines())
    assert (line["route"], line["status"], line["abstained"]) == ("/api/ask", 200, True)


@pytest.mark.usefixtures("shell")
class TestBesideAServer:
    """What a second process does while the first one has the store."""

    def test_a_question_goes_to_the_server(self, server: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["ask", QUESTION, "--json"]) == 0
        mine = json.loads(capsys.readouterr().out)
        assert mine == ask(server, QUESTION)

    @pytest.mark.usefixtures("server")
    def test_a_draft_goes_to_the_server(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        (tmp_path / "draft.txt").write_text(f"{TRUE} {WRONG}", "utf-8")
        assert main(["check", "draft.txt", "--json"]) == 1
        labels = [row["support"]["label"] for row in json.loads(capsys.readouterr().out)["statements"]]
        assert labels == ["supported", "unsupported"]

    def test_what_the_server_refuses_is_one_line(self, server: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["ask", "  "]) == 2
        assert capsys.readouterr().err.startswith("python -m app: 'question' ")

    def test_a_second_server_is_told_where_the_first_is(
        self, server: str, data: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["--port", str(free_port())]) == 2
        errors = capsys.readouterr().err
        assert server in errors
        assert str(data) in errors


def ask(server: str, question: str) -> Any:
    until = time.monotonic() + 30
    while True:
        call = urllib.request.Request(  # noqa: S310 - our own server
            f"{server}/api/ask", json.dumps({"question": question}).encode(), {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(call) as reply:  # noqa: S310
                return json.load(reply)
        except ConnectionError:
            assert time.monotonic() < until
            time.sleep(0.1)
