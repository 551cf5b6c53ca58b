"""An answer taken away as a file, from the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .pages import ask

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def test_an_answer_is_saved_with_its_sources(reader: Any) -> None:
    turn = ask(reader, "When was the Marigold built?")
    turn.get_by_text("Save as").click()
    with reader.expect_download() as download:
        turn.get_by_role("link", name="Markdown").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert download.value.suggested_filename == "when-was-the-marigold-built.md"
    assert text.startswith("# When was the Marigold built?")
    assert "1998" in text
    assert "[^1]: " in text


@pytest.mark.parametrize("reader", [PHONE], indirect=True, ids=["phone"])
def test_the_menu_stays_on_a_phone_s_screen(reader: Any) -> None:
    turn = ask(reader, "When was the Marigold built?")
    turn.get_by_text("Save as").tap()
    box = turn.locator(".export ul").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
