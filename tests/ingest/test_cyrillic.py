"""Cyrillic in its encodings, declared rightly, as another of them, or not at all."""

from __future__ import annotations

import pytest

from ingest.cyrillic import cyrillic, is_misread
from ingest.decode import decode

TEXTS = {
    "Russian": "Совет города Халдена одобрил план строительства моста. Мэр сообщила, что работы начнутся в марте.",
    "Ukrainian": "Рада міста Халден схвалила план будівництва мосту. Мер повідомила, що роботи почнуться в березні.",
    "Bulgarian": "Съветът на град Халден одобри плана за строеж на моста. Кметът каза, че работата започва през март.",
    "in capitals": "СОВЕТ ГОРОДА ХАЛДЕНА ОДОБРИЛ ПЛАН СТРОИТЕЛЬСТВА МОСТА, СООБЩИЛА МЭР В ПОНЕДЕЛЬНИК.",
}
# DOS has no letters for Ukrainian, and its capitals alone are signs that could be anything.
WRITTEN = {
    "Russian": ("cp1251", "koi8-u", "cp866", "iso8859-5"),
    "Ukrainian": ("cp1251", "koi8-u", "iso8859-5"),
    "Bulgarian": ("cp1251", "koi8-u", "cp866", "iso8859-5"),
    "in capitals": ("cp1251", "koi8-u", "iso8859-5"),
}
CASES = [(name, encoding) for name, encodings in WRITTEN.items() for encoding in encodings]


@pytest.mark.parametrize("declared", ["windows-1251", "koi8-r", "iso-8859-5", "iso-8859-1", "utf-8", None])
@pytest.mark.parametrize(("name", "encoding"), CASES)
def test_a_page_is_read_whatever_it_declares(name: str, encoding: str, declared: str | None) -> None:
    meta = f"<meta charset={declared}>" if declared else ""
    page = f"<html><head>{meta}</head><body><p>".encode() + TEXTS[name].encode(encoding) + b"</p></body></html>"
    assert f"<p>{TEXTS[name]}</p>" in decode(page, "page.html", markup=True)


def test_what_has_few_cyrillic_letters_or_none_is_left_to_others() -> None:
    assert cyrillic(b"The bridge at Tarn is closed.") is None
    assert cyrillic("Мост закрыт.".encode("cp1251")) is None
    assert not is_misread("ЦНПНДЮ, a misread word in a text about encodings")
    assert is_misread(TEXTS["Russian"].encode("koi8-r").decode("cp1251"))
