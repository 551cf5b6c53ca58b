from __future__ import annotations

import pytest

from ingest.errors import LoadError
from ingest.sniff import kind


@pytest.mark.parametrize(
    ("head", "name", "content_type", "expected"),
    [
        (b"%PDF-1.7\n", "a.txt", None, ".pdf"),
        (b"\xef\xbb\xbf\n%PDF-1.7", "a", None, ".pdf"),
        (b"junk before\n%PDF-1.7", "a.pdf", None, ".pdf"),
        (b"How '%PDF-' begins a file", "a.txt", None, ".txt"),
        (b"PK\x03\x04", "a.docx", None, ".zip"),
        (b"MZ: Gr\xc3\xb6\xc3\x9fe", "a.txt", None, ".txt"),
        (b"PAR1 is a magic word", "a.md", None, ".md"),
        (b"WARC/1.0 is a format", "a.txt", None, ".txt"),
        (b"WARC/1.0\r\n", "a", None, ".warc"),
        (b"x" * 257 + b"ustar", "a", None, ".tar"),
        (b"\n<!DOCTYPE html><html>", "a.txt", None, ".html"),
        (b"<html lang='en'>", "a.text", None, ".html"),
        (b"<p>One</p> is how it begins", "a.txt", None, ".txt"),
        (b"<html> is a word", "a.md", None, ".md"),
        (b"a,b\n", "A.CSV", None, ".csv"),
        (b"a,b\n", "https://oldport.example/table?id=7", "text/csv; charset=utf-8", ".csv"),
        (b"<?xml version='1.0'?><!-- x --><newsItem>", "a", None, ".xml"),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>", "a", None, ".html"),
        (b"\n <!DOCTYPE HTML><p>", "a.pdf", None, ".html"),
        (b"<!DOCTYPE html><html>", "a.xml", None, ".html"),
        (b"<n:nitf xmlns:n='x'>", "a.xml", None, ".xml"),
        (b"\xff\xfe<\0n\0", "a.xml", None, ".xml"),
        (b"[{}]", "a.docx", None, ".json"),
        (b"From ida Tue\nSubject: x", "inbox", None, ".mbox"),
    ],
)
def test_the_kind_of_a_file(head: bytes, name: str, content_type: str | None, expected: str) -> None:
    assert kind(head, name, content_type) == expected


@pytest.mark.parametrize(
    ("head", "name", "reason"),
    [
        (b"MZ\x90\0", "a.txt", "is a program"),
        (b"\x7fELF", "a", "is a program"),
        (b"BZh9", "a.bz2", "pack it as .zip or .tar.gz"),
        (b"\xff\xd8\xff\xe0", "a.jpg", "is a picture"),
        (b"\xd0\xcf\x11\xe0", "a.docx", "a password protects"),
        (b"words", "a.epub", "is no .epub file"),
        (b"words", "a", "is of an unknown kind (no ending)"),
    ],
)
def test_what_is_not_read(head: bytes, name: str, reason: str) -> None:
    with pytest.raises(LoadError) as caught:
        kind(head, name)
    assert reason in caught.value.reason
