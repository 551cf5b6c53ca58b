"""Patterns that once took a time that grew with the square of what they read."""

from __future__ import annotations

import time

from ingest.decode import decode
from ingest.discovery import discover


def test_a_page_of_one_long_word_is_decoded_at_once() -> None:
    began = time.process_time()
    decode(b"<meta charset=windows-1252>\xe9 " + b"A" * 200_000, "a", markup=True)
    discover("<link " + "-" * 500_000 + ">", "https://tolm.example/")
    assert time.process_time() - began < 2.0
