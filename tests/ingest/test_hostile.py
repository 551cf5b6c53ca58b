"""Files that mean harm, on the real way in: one failed row within its limits each, and the next one goes in."""

from __future__ import annotations

import json
import os
import socket
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest.load import count, load
from ingest.store import Store
from tests import hostile_files as files
from tests.builders import open_store
from tests.within_limits import SECONDS, taken_in


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(open_store(tmp_path_factory.mktemp("hostile") / "data")) as store:
        yield store


def good(folder: Path, name: str) -> str:
    path = folder / "z.txt"
    path.write_text(f"{files.TEXT} It was said after {name!r}.")
    return str(path)


@pytest.mark.parametrize("name", files.REFUSED)
def test_a_file_that_means_harm_is_one_row_and_the_next_goes_in(name: str, tmp_path: Path, corpus: Store) -> None:
    called, make, reason = files.REFUSED[name]
    (tmp_path / called).write_bytes(make())
    failed, added = taken_in([str(tmp_path / called), good(tmp_path, name)], corpus)
    assert [row.input.startswith(str(tmp_path / called)) for row in failed] == [True], failed
    assert reason in failed[0].error
    assert added == 1


@pytest.mark.parametrize("name", files.READ)
def test_what_is_whole_around_the_harm_goes_in(name: str, tmp_path: Path, corpus: Store) -> None:
    called, make = files.READ[name]
    data = make().replace(b"on Monday", f"in case {list(files.READ).index(name)}".encode())
    (tmp_path / called).write_bytes(data)
    assert taken_in([str(tmp_path / called), good(tmp_path, name)], corpus) == ((), 2)


def test_a_text_that_many_rows_share_is_in_memory_once(tmp_path: Path, corpus: Store) -> None:
    (tmp_path / "a.parquet").write_bytes(files.shared_text(20, 9_000_000))
    failed, added = taken_in([str(tmp_path / "a.parquet")], corpus)
    assert (len(failed), added) == (20, 0)
    assert {row.error for row in failed} == {"the text is longer than 1,000,000 characters; give one article at a time"}


def test_files_of_one_name_in_an_archive_are_all_read(tmp_path: Path, corpus: Store) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", f"{files.TEXT} It is the first.")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", f"{files.TEXT} It is the second.")
    assert taken_in([str(tmp_path / "a.zip")], corpus) == ((), 2)


def test_a_giant_message_is_one_row_and_the_next_goes_in(tmp_path: Path, corpus: Store) -> None:
    giant = b"From a\nSubject: a\n\n" + (b"abc" * 20 + b"\n") * 400_000
    (tmp_path / "a.mbox").write_bytes(giant + f"\nFrom b\nSubject: b\n\n{files.TEXT} By mail.\n".encode())
    failed, added = taken_in([str(tmp_path / "a.mbox")], corpus)
    assert ([row.error[:20] for row in failed], added) == (["is larger than 20 MB"], 1)


def test_what_is_no_file_is_one_row_and_nobody_waits_for_it(tmp_path: Path, corpus: Store) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    with closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind(str(tmp_path / "s.jsonl"))
        (tmp_path / "zeros.jsonl").symlink_to("/dev/zero")
        (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
        sources = [str(tmp_path / name) for name in ("pipe.jsonl", "s.jsonl", "zeros.jsonl", "round.txt")]
        assert count(sources) == 4
        failed, added = taken_in([*sources, good(tmp_path, "no files")], corpus)
    assert ([row.input for row in failed], added) == (sources, 1)


def test_the_lines_of_a_giant_file_are_reckoned(tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.write(b"{}\n" * 1_000)
        file.truncate(1 << 40)
    began = time.monotonic()
    assert count([str(tmp_path / "a.jsonl")])
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize("called", ["a.jsonl", "a.zip", "a.csv", "a.mbox"])
def test_a_file_that_shrinks_while_it_is_read_is_rows(called: str, tmp_path: Path) -> None:
    rows = [json.dumps({"text": f"{files.TEXT} It is line {number}."}) for number in range(5_000)]
    data = {
        "a.jsonl": "\n".join(rows).encode(),
        "a.csv": b"title,text\n" + f"a,{files.TEXT}\n".encode() * 5_000,
        "a.mbox": f"From a\n\n{files.TEXT}\n\n".encode() * 5_000,
        "a.zip": files.zipped({f"{number}.txt": os.urandom(99).hex() + files.TEXT for number in range(3_000)}),
    }[called]
    path = tmp_path / called
    path.write_bytes(data)
    found = load([str(path)])
    next(found)
    os.truncate(path, len(data) // 3)
    assert all(row is not None for row in found)
