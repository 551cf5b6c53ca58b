from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.corpus import RawArticle
from ingest.documents import SUFFIXES, _members, read_path
from ingest.inflate import Budget
from ingest.load_archive import zip_members
from ingest.report import Failure
from tests.documents import article, column, docx, failure, pdf, read, response, tarred, warc_record, zipped

TEXT = "The harbour bridge of Oldport stays closed until the spring."
PAGE = f"<html><body><p>{TEXT}</p></body></html>"
DOCX = docx(f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>")


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("a.pdf", PAGE.encode(), None),
        ("a.docx", f"<!-- saved --><!DOCTYPE html>{PAGE}".encode(), None),
        ("a.txt", pdf([column(60, 700, [TEXT])]), None),
        ("a.doc", DOCX, None),
        ("a.doc", b"{\\rtf1\\ansi " + TEXT.encode() + b"\\par}", None),
        ("a.zip", DOCX, None),
        ("https://oldport.example/download?id=7", pdf([column(60, 700, [TEXT])]), "application/pdf"),
        ("https://oldport.example/text", TEXT.encode(), "text/plain; charset=utf-8"),
        ("no-ending", PAGE.encode(), None),
        ("a.docx", b'{"text": "' + TEXT.encode() + b'"}', None),
        ("a.txt.gz", gzip.compress(TEXT.encode()), None),
    ],
    ids=str,
)
def test_the_bytes_tell_the_kind_and_then_the_name_and_the_type(
    name: str, data: bytes, content_type: str | None
) -> None:
    raw = article(data, name, content_type)
    assert TEXT in (raw.text or raw.html or "")
    assert raw.source == name


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", b"", "is empty; fill it or leave it out"),
        ("a.pdf", b"just words", "is no .pdf file (it begins with 'just words'); download or export it again"),
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "is an old Office file, or one that a password protects",
        ),
        ("a.zip", b"Rar!\x1a\x07", "is packed in a way that is not read; pack it as .zip or .tar.gz"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n\0", "is a picture; recognise its text (OCR) and give that"),
        ("a.what", b"words", "is of an unknown kind (.what); those that can be read are .csv"),
        ("a.xlsx", zipped({"xl/workbook.xml": "<x/>"}), "is a spreadsheet; save the sheet with the articles as CSV"),
        ("a.pptx", zipped({"ppt/presentation.xml": "<x/>"}), "is a set of slides; save it as PDF"),
        ("a.zip", DOCX[:-40], "is a broken zip file"),
        ("a.zip", zipped({}), "holds no articles; give another archive, or the files themselves"),
        ("a.txt.gz", gzip.compress(TEXT.encode())[:-12], "breaks off in the middle"),
        ("a.txt.gz", gzip.compress(gzip.compress(TEXT.encode())), "is packed twice; unpack it once"),
        ("a.tar", b"x" * 700, "is a broken tar file"),
        ("a.mbox", b"Nothing", "holds no articles; give another file"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)
def test_what_cannot_be_read_says_what_to_do(name: str, data: bytes, reason: str) -> None:
    found = failure(data, name)
    assert found.input == name
    assert reason in found.error


def test_members_of_archives_are_named_by_their_place() -> None:
    files: dict[str, str | bytes] = {
        "a.txt": TEXT,
        "folder/b.html": PAGE,
        "folder/c.docx": DOCX,
        "README.md": "How to read this",
        ".hidden/x.txt": "x",
        "__MACOSX/a.txt": "x",
        "style.css": "p {}",
        "broken.json": "{",
    }
    for data, name in (
        (zipped(files), "n.zip"),
        (tarred({path: text if isinstance(text, bytes) else text.encode() for path, text in files.items()}), "n.tar"),
        (
            tarred({path: text if isinstance(text, bytes) else text.encode() for path, text in files.items()}, "w:gz"),
            "n.tgz",
        ),
    ):
        found = read(data, name)
        good = [item.source for item in found if isinstance(item, RawArticle)]
        bad = [item.input for item in found if isinstance(item, Failure)]
        assert good == [f"{name}/{path}" for path in ("a.txt", "folder/b.html", "folder/c.docx")]
        assert bad == [f"{name}/style.css", f"{name}/broken.json"]


def test_archives_are_read_in_archives_and_not_in_those() -> None:
    innermost = zipped({"c.txt": TEXT})
    inner = tarred({"b.txt": TEXT.encode(), "deep.zip": innermost}, "w:gz")
    found = read(zipped({"a.txt": TEXT, "more.tar.gz": inner}), "n.zip")
    assert [item.source for item in found if isinstance(item, RawArticle)] == ["n.zip/a.txt", "n.zip/more.tar.gz/b.txt"]
    assert found[2:] == [
        Failure("n.zip/more.tar.gz/deep.zip", "is an archive in an archive in an archive; unpack it once")
    ]


def test_names_that_lead_out_and_links_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    link = tarfile.TarInfo("link.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    hard = tarfile.TarInfo("hard.txt")
    hard.type, hard.linkname = tarfile.LNKTYPE, "ok.txt"
    archive = tmp_path / "n.tar"
    archive.write_bytes(
        tarred({"../../up.txt": b"x", "/etc/x.txt": b"x", "link.txt": link, "hard.txt": hard, "ok.txt": TEXT.encode()})
    )
    found = list(read_path(archive, "n.tar"))
    errors = {item.input: item.error for item in found if isinstance(item, Failure)}
    out = "has a name that leads out of the archive; pack it again under a plain name"
    links = "is a link or a device; pack the file itself"
    assert errors == {
        "n.tar/../../up.txt": out,
        "n.tar//etc/x.txt": out,
        "n.tar/link.txt": links,
        "n.tar/hard.txt": links,
    }
    assert [item.source for item in found if isinstance(item, RawArticle)] == ["n.tar/ok.txt"]
    names = [
        item.input for item in read(zipped({"..\\up.txt": "x", "C:/x.txt": "x"}), "n.zip") if isinstance(item, Failure)
    ]
    assert len(names) == 2
    assert list(tmp_path.iterdir()) == [archive]


def bomb(megabytes: int) -> bytes:
    target = io.BytesIO()
    with gzip.GzipFile(fileobj=target, mode="wb", compresslevel=9) as packed:
        for _ in range(megabytes):
            packed.write(bytes(1_000_000))
    return target.getvalue()


def test_bombs_go_off_in_one_row_each_and_the_rest_goes_in() -> None:
    zeros = "\0" * 25_000_000
    found = read(zipped({"a.txt": zeros, "b.txt": TEXT, "c.txt.gz": bomb(40), "d.html": zeros, "e.txt": TEXT}), "n.zip")
    assert [item.source for item in found if isinstance(item, RawArticle)] == ["n.zip/b.txt", "n.zip/e.txt"]
    assert [item.error for item in found if isinstance(item, Failure)] == [
        "is larger than 20 MB; give one article a file",
        "inflates to more than 100 times its size; it is no text that one reads",
        "is larger than 20 MB; give one article a file",
    ]


def test_a_stream_that_packs_too_well_ends() -> None:
    for name in ("a.jsonl.gz", "a.tar.gz", "a.warc.gz", "a.mbox.gz"):
        found = failure(bomb(40), name)
        assert found.input == name


def test_all_members_together_have_a_limit() -> None:
    text = "x" * 1_000
    budget = Budget(3_000)
    members = zip_members(io.BytesIO(zipped({f"{n}.txt": text for n in range(9)})), "n.zip", budget)
    found = _members(members, "n.zip", 0, budget)
    assert [isinstance(next(found), RawArticle) for _ in range(3)] == [True] * 3
    with pytest.raises(ValueError, match="in all"):
        next(found)


def test_what_a_document_holds_counts_as_well() -> None:
    found = _members(zip_members(io.BytesIO(zipped({"a.docx": DOCX})), "n.zip", Budget()), "n.zip", 0, Budget(100))
    with pytest.raises(ValueError, match="in all"):
        next(found)


def test_an_encrypted_member_is_one_row() -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    found = read(bytes(data), "n.zip")
    assert found[0] == Failure("n.zip/a.txt", "is protected by a password; pack it without one")
    assert isinstance(found[1], RawArticle)


def test_files_are_read_as_streams(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text("title,text\n" + f"A,{TEXT}\n" * 5)
    rows = read_path(path, "many.csv")
    assert isinstance(next(rows), RawArticle)
    assert len(list(rows)) == 4


def test_every_kind_is_named_with_its_dot_in_lower_case() -> None:
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in SUFFIXES)


SAMPLES = {
    "a.docx": DOCX,
    "a.zip": zipped({"a.txt": TEXT, "b.html": PAGE}),
    "a.tar.gz": tarred({"a.txt": TEXT.encode()}, "w:gz"),
    "a.warc": warc_record("response", "https://oldport.example/", response(PAGE.encode())),
    "a.eml": f"From: Ida <ida@oldport.example>\nSubject: =?utf-8?q?Br=C3=BCcke?=\n\n{TEXT}".encode(),
    "a.csv": f'title,text\nA,"{TEXT}"\n'.encode(),
    "a.pdf": pdf([column(60, 700, [TEXT])]),
}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), st.lists(st.tuples(st.integers(0, 2_000), st.binary(max_size=4)), max_size=6))
def test_whatever_is_changed_in_a_file_it_is_rows(name: str, changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(SAMPLES[name])
    for place, change in changes:
        at = place % len(data)
        data[at : at + 2] = change
    assert all(isinstance(row, RawArticle | Failure) for row in read(bytes(data), name))
