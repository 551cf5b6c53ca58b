"""Files that a browser says it sent: only what is really there is taken, and nothing of it stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.ui_uploads import MAX_NAME, folder_of, received, sweep


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "uploads"
    (made / "a1").mkdir(parents=True)
    (made / "a1" / "ferry.md").write_text("Nine people died.", "utf-8")
    (tmp_path / "secret").write_text("not for anybody", "utf-8")
    (made / "a1" / "link").symlink_to(tmp_path / "secret")
    return made


def test_what_arrived_keeps_the_name_it_was_sent_with(folder: Path) -> None:
    path = folder / "a1" / "ferry.md"
    sent, refused = received({"files": [{"name": "Ferry <b>.md", "path": str(path)}]}, folder)
    assert (sent, refused) == ([("Ferry <b>.md", path)], [])


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "{folder}/../secret", "{folder}/a1/link", "{folder}/a1", "{folder}/a1/none", "a1\0b", 7, None],
    ids=["elsewhere", "upwards", "link", "folder", "missing", "no path", "number", "none"],
)
def test_what_lies_elsewhere_did_not_arrive(folder: Path, path: Any) -> None:
    given = path.format(folder=folder) if isinstance(path, str) else path
    sent, refused = received({"files": [{"name": "x.md", "path": given}]}, folder)
    assert sent == []
    assert [(row.input, "did not arrive" in row.error) for row in refused] == [("x.md", True)]


def test_a_file_that_is_too_large_is_named_with_the_limit(folder: Path) -> None:
    _, (refused,) = received({"files": [{"name": "year.mbox", "size": 90_000_000}]}, folder)
    assert "larger than 60 MB" in refused.error
    assert "python -m ingest" in refused.error


@pytest.mark.parametrize("data", [None, [], {}, {"files": None}, {"files": "x"}], ids=str)
def test_nothing_sent_is_nothing(folder: Path, data: Any) -> None:
    assert received(data, folder) == ([], [])


def test_a_long_name_keeps_its_ending(folder: Path) -> None:
    _, (refused, unnamed) = received({"files": [{"name": "x" * 5_000 + ".pdf"}, 7]}, folder)
    assert (len(refused.input), refused.input[-4:]) == (MAX_NAME, ".pdf")
    assert unnamed.input == "a file without a name"


def test_files_are_gone_once_they_are_handed_on(folder: Path) -> None:
    (folder / "a1" / "link").unlink()
    (folder / "tmp7").write_text("half of a file", "utf-8")
    sweep(folder, [("x", folder / "a1" / "ferry.md"), ("x", folder / "b2" / "moved.md")])
    assert [path.name for path in folder.iterdir()] == ["tmp7"]


def test_what_nobody_handed_on_goes_after_a_while(folder: Path) -> None:
    (folder / "tmp7").write_text("half of a file", "utf-8")
    sweep(folder)
    assert len(list(folder.iterdir())) == 2
    sweep(folder, older=0)
    assert list(folder.iterdir()) == []
    assert (folder.parent / "secret").exists()


def test_a_store_that_never_got_a_file_has_no_folder(tmp_path: Path) -> None:
    sweep(folder_of(tmp_path), older=0)
    assert not folder_of(tmp_path).exists()
