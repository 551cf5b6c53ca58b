"""The sample articles go in once, into a store that was not there before."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.__main__ import main
from ingest.errors import StoreError
from ingest.first_start import begin, finish
from tests.builders import open_store


def test_a_folder_that_is_not_there_is_new_and_made(tmp_path: Path) -> None:
    assert begin(tmp_path / "a" / "data")
    assert (tmp_path / "a" / "data").is_dir()


def test_a_start_that_was_interrupted_is_done_again(tmp_path: Path) -> None:
    assert begin(tmp_path)
    assert begin(tmp_path)
    open_store(tmp_path).close()
    assert begin(tmp_path)
    finish(tmp_path)
    assert not begin(tmp_path)


def test_a_store_of_one_s_own_is_left_alone(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    assert not begin(tmp_path)
    finish(tmp_path)
    assert not begin(tmp_path)


def test_a_folder_that_can_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StoreError, match="CORROBORATE_DATA_DIR"):
        begin(tmp_path / "data")


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A folder of two articles, and a data folder that is not there yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORROBORATE_DATA_DIR", "data")
    (tmp_path / "seeds").mkdir()
    for name in ("one", "two"):
        (tmp_path / "seeds" / f"{name}.txt").write_text(f"Title: {name}\n\nThe mill number {name} was sold.", "utf-8")
    return "seeds"


def test_the_command_ingests_once(seeds: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--first-start", seeds]) == 0
    assert capsys.readouterr().out == "2 added, 0 updated, 0 unchanged, 0 failed\n"
    assert main(["--first-start", seeds]) == 0
    assert capsys.readouterr().out == ""


def test_what_the_owner_deletes_stays_deleted(seeds: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--first-start", seeds, "--json"])
    from ingest.embedders import make_embedder
    from ingest.settings import Settings
    from ingest.store import Store

    store = Store(Path("data"), make_embedder(Settings()))
    for row in store.page().articles:
        store.delete(row.id)
    store.close()
    assert main(["--first-start", seeds]) == 0
    store = Store(Path("data"), make_embedder(Settings()))
    assert store.counts().articles == 0
    store.close()


def test_a_second_first_start_beside_the_first_does_nothing(seeds: str, capsys: pytest.CaptureFixture[str]) -> None:
    begin(Path("data"))
    store = open_store(Path("data"), url="http://127.0.0.1:9")
    assert main(["--first-start", seeds]) == 0
    store.close()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("arguments", [["--first-start"], ["--first-start", "--rebuild", "seeds"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err
