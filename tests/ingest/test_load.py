from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from ingest.corpus import RawArticle
from ingest.load import count, load
from ingest.readers import MAX_FILE_BYTES
from ingest.report import Failure

TEXT = "The harbour bridge stays closed."
ROW = json.dumps({"title": "A", "text": TEXT})


def write(folder: Path, **files: str | bytes) -> None:
    for name, content in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def names(found: list[RawArticle | Failure], folder: Path) -> list[str]:
    sources = (item.input if isinstance(item, Failure) else item.source for item in found)
    return [source.replace(f"{folder}/", "") for source in sources]


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        *((f"a{ending}", f"Bridge closed\n{TEXT}", "Bridge closed") for ending in (".txt", ".text", ".TXT")),
        *((f"a{ending}", f"# Bridge closed\n\n{TEXT}", "Bridge closed") for ending in (".md", ".markdown")),
        *((f"a{ending}", f"<h1>Bridge closed</h1><p>{TEXT}</p>", None) for ending in (".html", ".htm", ".xhtml")),
        *((f"a{ending}", ROW, "A") for ending in (".json", ".jsonl", ".ndjson")),
    ],
)
def test_kinds_of_files(tmp_path: Path, name: str, content: str, title: str | None) -> None:
    write(tmp_path, **{name: content})
    (raw,) = load([str(tmp_path / name)])
    assert isinstance(raw, RawArticle)
    assert raw.title == title
    assert TEXT in (raw.text or raw.html or "")
    assert raw.source.startswith(str(tmp_path / name))


def test_a_folder_is_read_in_order_without_what_is_no_article(tmp_path: Path) -> None:
    write(tmp_path, **{f"{name}.txt": TEXT for name in ("b", "B", "a10", "a9", "c__d__e", "c__a", "readme__x")})
    write(tmp_path, **{".hidden.txt": TEXT, ".git__x.txt": TEXT, "README.md": TEXT, "LICENSE": TEXT})
    write(tmp_path, **{"c__Readme.txt": TEXT, "questions.jsonl": '{"question": "Why?"}', "rows.jsonl": ROW})
    found = list(load([str(tmp_path)]))
    assert not [item for item in found if isinstance(item, Failure)]
    order = ["B.txt", "a10.txt", "a9.txt", "b.txt", "c/a.txt", "c/d/e.txt", "readme/x.txt", "rows.jsonl:1"]
    assert names(found, tmp_path) == order


def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path: Path) -> None:
    write(tmp_path, **{"README.md": TEXT, ".hidden.txt": TEXT})
    found = list(load([str(tmp_path / "README.md"), str(tmp_path / ".hidden.txt")]))
    assert [type(item) for item in found] == [RawArticle, RawArticle]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pages", "x", "is of an unknown kind (.pages); those that can be read are .csv .doc .docx"),
        ("a", "x", "unknown kind (no ending)"),
        ("a.txt", "", "is empty"),
        ("a.txt", "\ufeff \n\t\n", "is empty"),
        ("a.html", " ", "is empty"),
        ("a.jsonl", "\n\n", "holds no articles"),
        ("a.txt", b"a\0b", "is binary"),
        ("a.md", bytes(range(1, 256)) * 4, "no encoding"),
        ("a.json", b"\x1f\x8b\0", "breaks off"),
        ("a.json", "{", "is not JSON"),
        ("a.json", '{"title": "A"}', "no article text"),
        ("a.md", "---\na: [\n---\nx", "front matter"),
        ("a.txt", b"x" * (MAX_FILE_BYTES + 1), "is larger than 20 MB"),
    ],
)
def test_one_failure_for_each_that_cannot_be_read_and_the_rest_goes_on(
    tmp_path: Path, name: str, content: str | bytes, reason: str
) -> None:
    write(tmp_path, **{name: content, "z.txt": TEXT})
    failure, raw = load([str(tmp_path)])
    assert isinstance(failure, Failure)
    assert failure.input == str(tmp_path / name)
    assert reason in failure.error
    assert isinstance(raw, RawArticle)


def test_what_is_not_there_or_not_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "empty").mkdir()
    sources = ["missing.txt", "missing", "pipe.txt", "dangling.txt", "empty", "x" * 300]
    found = list(load([str(tmp_path / source) for source in sources]))
    assert names(found, tmp_path) == sources
    errors = [item.error for item in found if isinstance(item, Failure)]
    assert errors == [
        "no such file or folder; check the path",
        "no such file or folder; check the path",
        "is neither a file nor a folder; give one of these",
        "no such file or folder; check the path",
        "holds no articles; give another folder, or name the files themselves",
        "can't be read (File name too long); leave it out",
    ]


@contextmanager
def nobody() -> Iterator[None]:
    """Go on as a user who may not read everything, if this is one who may."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(me)


def test_what_may_not_be_read() -> None:
    with TemporaryDirectory() as name:  # not pytest's, which is closed to others than its owner
        folder = Path(name)
        folder.chmod(0o755)
        write(folder, **{"a.txt": TEXT, "b.jsonl": ROW, "c__d.txt": TEXT, "z.txt": TEXT})
        for path in ("a.txt", "b.jsonl", "c"):
            (folder / path).chmod(0)
        with nobody():
            found = list(load([name]))
        (folder / "c").chmod(0o700)
    assert names(found, folder) == ["a.txt", "b.jsonl", "c", "z.txt"]
    assert [isinstance(item, Failure) and "may not be read" in item.error for item in found] == [True] * 3 + [False]


def test_links_that_lead_back_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path, **{"a__x.txt": TEXT})
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert names(list(load([str(tmp_path)])), tmp_path) == ["a/x.txt"]


def test_a_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text(TEXT)
    (raw,) = load([str(tmp_path)])
    assert isinstance(raw, RawArticle)
    assert raw.source.encode().endswith("\ufffd.txt".encode())


def test_standard_input(tmp_path: Path) -> None:
    write(tmp_path, **{"a.txt": TEXT})
    found = list(load(["-", str(tmp_path / "a.txt")], stdin=io.BytesIO(f"{ROW}\nx\n".encode())))
    assert names(found, tmp_path) == ["stdin:1", "stdin:2", "a.txt"]
    assert isinstance(found[1], Failure)


def test_standard_input_that_is_not_there() -> None:
    (failure,) = load(["-"])
    assert isinstance(failure, Failure)
    assert "no standard input" in failure.error


def test_articles_come_before_all_is_read(tmp_path: Path) -> None:
    write(tmp_path, **{"a.jsonl": f"{ROW}\n" * 3})
    found = load([str(tmp_path), str(tmp_path / "gone.txt")])
    assert isinstance(next(found), RawArticle)
    write(tmp_path, **{"gone.txt": TEXT})
    assert all(isinstance(item, RawArticle) for item in found)


def test_count(tmp_path: Path) -> None:
    write(tmp_path, **{"a.jsonl": f"{ROW}\n" * 3, "b.ndjson": f"{ROW}\n{ROW}", "c.txt": TEXT, "README.md": TEXT})
    write(tmp_path, **{"empty.jsonl": "", "d.pdf": "x"})
    sources = [str(tmp_path), str(tmp_path / "c.txt"), str(tmp_path / "gone.jsonl"), str(tmp_path / "gone")]
    assert count(sources) == len(list(load(sources))) == 3 + 2 + 1 + 1 + 1 + 1 + 1 + 1
    assert count([str(tmp_path), "-"]) is None
    assert count([]) == 0
