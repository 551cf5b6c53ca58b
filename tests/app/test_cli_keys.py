"""Keys from the command line, in a folder that nothing else has to be in."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.cli import main
from ingest.keys import Keys


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)  # no .env of ours
    monkeypatch.setenv("CORROBORATE_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def test_a_key_from_its_making_to_its_end(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "add", "desk", "--scope", "ingest", "--rate", "60/minute"]) == 0
    said = capsys.readouterr()
    secret = said.out.strip()
    assert "'desk' (ingest)" in said.err
    assert secret not in said.err
    keys = Keys(folder)
    found = keys.find(secret, now=datetime.now(UTC))
    assert found is not None
    assert main(["keys", "list"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert all(word in line for word in (found.id, "ingest", "60/minute", "last used", "desk"))
    assert secret.split("_", 2)[2] not in line
    assert main(["keys", "revoke", "desk"]) == 0
    assert "revoked 'desk'" in capsys.readouterr().err
    assert keys.find(secret, now=datetime.now(UTC)) is None
    keys.close()
    assert main(["keys", "list"]) == 0
    assert "revoked" in capsys.readouterr().out


def test_without_keys_the_list_says_how_to_make_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "list"]) == 0
    assert "python -m app keys add NAME --scope read" in capsys.readouterr().out
    assert not folder.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["revoke", "nobody"], "no key is called 'nobody'"),
        (["add", ""], "can't be a key's name"),
        (["add", "desk", "--rate", "often"], "--rate is 'often'"),
    ],
)
def test_what_is_wrong_is_one_line(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "environ", "why"),
    [
        (["--host", "0.0.0.0"], {}, "'0.0.0.0' can be reached from other machines"),  # noqa: S104 - refused
        ([], {"CORROBORATE_HOST": "0.0.0.0"}, "'0.0.0.0' can be reached"),  # noqa: S104 - refused
        ([], {"CORROBORATE_REQUIRE_KEY": "1"}, "CORROBORATE_REQUIRE_KEY is set"),
    ],
)
@pytest.mark.parametrize("revoked", [False, True])
def test_no_server_without_a_key_where_everybody_needs_one(
    folder: Path,
    arguments: list[str],
    environ: dict[str, str],
    why: str,
    revoked: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    if revoked:
        main(["keys", "add", "desk"])
        main(["keys", "revoke", "desk"])
        capsys.readouterr()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert main([*arguments, "--port", str(port)]) == 2
    said = capsys.readouterr().err
    assert why in said
    assert "python -m app keys add NAME --scope admin" in said
    assert len(said.splitlines()) == 1
    assert not (folder / "record.sqlite3").exists()


@pytest.mark.parametrize("arguments", [[], ["add"], ["add", "desk", "--scope", "all"], ["revoke"], ["forget", "desk"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["keys", *arguments])
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err
