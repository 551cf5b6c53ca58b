"""Text in every encoding that is met, declared rightly, wrongly and not at all: pages, plain text, tables and mail.

What comes in is right to the last letter, or it is refused: no text goes in with letters that nobody wrote.
"""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from ingest.corpus import RawArticle
from ingest.errors import LoadError
from ingest.page_text import known_charset, page_text
from ingest.prepare import prepare
from tests.documents import read

RUSSIAN = "Мост в порту Тольма останется закрытым до весны, сообщили в понедельник в управлении порта. Паромы ходят."
JAPANESE = "トルムの港の橋は春まで閉鎖されると、港湾局が月曜日に発表した。フェリーは毎時運航している。"
KOREAN = "톨름 항구의 다리는 봄까지 폐쇄된다고 항만청이 월요일에 밝혔다. 여객선은 매시간 운항한다."
CHINESE = "托尔姆港口大桥将关闭至春季，港务局星期一表示。渡轮每小时一班。"
TAIWANESE = "托爾姆港口大橋將關閉至春季，港務局星期一表示。渡輪每小時一班。"
HEBREW = "גשר הנמל בטולם יישאר סגור עד האביב, כך נמסר ביום שני ממשרד הנמל. המעבורות יוצאות מדי שעה."
ARABIC = "سيبقى جسر ميناء تولم مغلقا حتى الربيع، بحسب ما أعلن مكتب الميناء يوم الاثنين. وتبحر العبارات كل ساعة."
FRENCH = "Le pont du port de Tolm restera fermé jusqu’au printemps, a annoncé lundi la mairie : « c’est nécessaire »."
TWICE = FRENCH.encode().decode("cp1252")  # which stays as it was written: a guess could not be taken back
MARKED = "أعلن مكتب ميناء \u2067تولم\u2069 \u200eTolm\u200e إغلاق الجسر حتى الربيع المقبل، بحسب بيان."

TEXTS = {
    "windows-1251": (RUSSIAN, "cp1251", "windows-1251"),
    "koi8-r": (RUSSIAN, "koi8-r", "koi8-r"),
    "Shift-JIS": (JAPANESE, "cp932", "Shift_JIS"),
    "EUC-JP": (JAPANESE, "euc-jp", "EUC-JP"),
    "EUC-KR": (KOREAN, "euc-kr", "EUC-KR"),
    "GB18030": (CHINESE, "gb18030", "gb2312"),
    "Big5": (TAIWANESE, "big5", "big5"),
    "windows-1255": (HEBREW, "cp1255", "windows-1255"),
    "windows-1256": (ARABIC, "cp1256", "windows-1256"),
    "windows-1252": (FRENCH, "cp1252", "iso-8859-1"),
    "UTF-16": (RUSSIAN, "utf-16", "utf-16"),
    "UTF-16, little end first, no mark": (RUSSIAN, "utf-16-le", "utf-16"),
    "UTF-16, big end first, no mark": (FRENCH, "utf-16-be", "utf-16"),
    "UTF-8 with its mark": (FRENCH, "utf-8-sig", "utf-8"),
    "UTF-8": (RUSSIAN, "utf-8", "utf-8"),
    "UTF-8, encoded twice": (TWICE, "utf-8", "utf-8"),
}
WRONG = ("utf-8", "iso-8859-1", "windows-1252")


def page(text: str, declared: str = "") -> str:
    meta = f"<meta charset={declared}>" if declared else ""
    return (
        f"<!doctype html><html><head>{meta}<title>x</title></head><body><article><p>{text}</p></article></body></html>"
    )


def mail(data: bytes, declared: str | None, kind: str = "plain") -> bytes:
    charset = f"; charset={declared}" if declared else ""
    head = f"Subject: x\nContent-Type: text/{kind}{charset}\nContent-Transfer-Encoding: base64\n\n"
    return head.encode() + base64.encodebytes(data)


CARRIERS: dict[str, tuple[str, Callable[[str, str, str], bytes]]] = {
    "a page that says nothing": ("a.html", lambda text, coding, _: page(text).encode(coding)),
    "a page that says it": ("a.html", lambda text, coding, declared: page(text, declared).encode(coding)),
    **{
        f"a page that says {wrong}": ("a.html", lambda text, coding, _, wrong=wrong: page(text, wrong).encode(coding))
        for wrong in WRONG
    },
    "plain text": ("a.txt", lambda text, coding, _: text.encode(coding)),
    "a table": ("a.csv", lambda text, coding, _: f'title,text\nx,"{text}"\n'.encode(coding)),
    "a message that says it": ("a.eml", lambda text, coding, declared: mail(text.encode(coding), declared)),
    "a message that says nothing": ("a.eml", lambda text, coding, _: mail(text.encode(coding), None)),
    "a message that says UTF-8": ("a.eml", lambda text, coding, _: mail(text.encode(coding), "utf-8")),
    "a page in a message": ("a.eml", lambda text, coding, said: mail(page(text, said).encode(coding), None, "html")),
}
# Nothing says what these are in, and they have too few blanks to show it.
REFUSED = {
    ("UTF-16, little end first, no mark", carrier)
    for carrier in ("plain text", "a message that says nothing", "a message that says UTF-8")
}


def text_of(data: bytes, name: str) -> str:
    """Return the text that goes in, '' where none does."""
    (row,) = read(data, name)
    try:
        return prepare(row).text if isinstance(row, RawArticle) else ""
    except LoadError:
        return ""


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("encoding", TEXTS)
def test_the_text_comes_in_as_it_was_written(encoding: str, carrier: str) -> None:
    text, coding, declared = TEXTS[encoding]
    name, make = CARRIERS[carrier]
    wanted = "" if (encoding, carrier) in REFUSED else text
    assert text_of(make(text, coding, declared), name).replace("\n", " ") == wanted


@pytest.mark.parametrize("announced", WRONG)
@pytest.mark.parametrize("encoding", TEXTS)
def test_what_a_server_announces_wrongly_is_not_believed(encoding: str, announced: str) -> None:
    text, coding, _ = TEXTS[encoding]
    data = page(text).encode(coding)
    assert text in page_text(data, known_charset(announced), "a")


@pytest.mark.parametrize("encoding", TEXTS)
def test_what_a_server_announces_rightly_is_believed(encoding: str) -> None:
    text, coding, declared = TEXTS[encoding]
    assert text in page_text(page(text).encode(coding), known_charset(declared), "a")


@pytest.mark.parametrize("declared", ["windows-1251", "iso-8859-1", "utf-8"])
@pytest.mark.parametrize("encoding", ["EUC-JP", "EUC-KR", "GB18030", "windows-1256"])
def test_letters_beside_signs_and_capitals_within_words_are_of_another_encoding(encoding: str, declared: str) -> None:
    text, coding, _ = TEXTS[encoding]
    assert text_of(page(text, declared).encode(coding), "a.html").replace("\n", " ") == text


@pytest.mark.parametrize("name", ["a.txt", "a.csv"])
def test_marks_of_direction_stay_in_a_text_from_right_to_left(name: str) -> None:
    data = f'title,text\nx,"{MARKED}"\n' if name == "a.csv" else MARKED
    assert text_of(data.encode(), name) == MARKED
