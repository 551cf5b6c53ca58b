"""The library's tab as it leaves the server; what it does is tested in tests/browser/test_library.py."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from app.ui_frame import STATIC
from app.ui_library import FRAME


class Names(HTMLParser):
    """The classes and acts of a piece of HTML, and the fields that no label names."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.classes: set[str] = set()
        self.acts: set[str] = set()
        self.unnamed: list[str] = []
        self._labels = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.classes |= set((given.get("class") or "").split())
        self.acts |= {given["data-act"] or ""} if "data-act" in given else set()
        self._labels += tag == "label"
        if tag in ("input", "select") and not self._labels:
            self.unnamed.append(str(attrs))

    def handle_endtag(self, tag: str) -> None:
        self._labels -= tag == "label"


def test_the_script_finds_every_place_and_every_act_that_the_page_has() -> None:
    names = Names(str(FRAME))
    script = (STATIC / "library.js").read_text("utf-8")
    parts = set(re.findall(r'part\("([a-z-]+)"\)', script))
    assert {"rows", "count", "bar", "q", "outlets"} <= parts
    assert {f"lib-{part}" for part in parts} <= names.classes
    assert names.acts == {"clear", "more", "ask", "summarise", "delete", "none"}
    assert all(f'"{act}"' in script for act in names.acts)
    assert names.unnamed == []
