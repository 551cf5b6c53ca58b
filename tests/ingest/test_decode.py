from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.decode import decode
from ingest.errors import LoadError

ENGLISH = "The mayor said “we’re ready” — the café stays open. A ticket costs £5."
FRENCH = "Le pont du port restera fermé jusqu’à la fin de l’été, a annoncé la mairie : « c’est nécessaire »."
RUSSIAN = "Мост в порту останется закрытым до конца следующей недели, сообщили в мэрии."
GREEK = "Η γέφυρα του λιμανιού θα παραμείνει κλειστή μέχρι το τέλος της επόμενης εβδομάδας."
ARABIC = "سيبقى جسر الميناء مغلقا حتى نهاية الأسبوع المقبل بحسب ما أعلن مجلس المدينة."
CHINESE = "市政府星期一表示，港口大桥将关闭至下周末，届时工程师将完成对桥墩的检查。"
KOREAN = "항구 다리는 다음 주말까지 폐쇄될 것이라고 시의회가 월요일에 밝혔다."
JAPANESE = "港の橋は来週末まで閉鎖されると、市議会が月曜日に発表した。"
POLISH = "Most w porcie pozostanie zamknięty do końca przyszłego tygodnia, podała w poniedziałek rada miasta."
TURKISH = "Belediye meclisi pazartesi günü liman köprüsünün gelecek haftanın sonuna kadar kapalı kalacağını açıkladı."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [ENGLISH, ARABIC, CHINESE])
def test_unicode_with_and_without_its_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((ENGLISH, "cp1252"), (FRENCH, "cp1252"), ("café", "latin-1"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")),
        *((GREEK, "cp1253"), (ARABIC, "cp1256"), (CHINESE, "gb18030"), (KOREAN, "euc-kr")),
    ],
)
def test_what_can_be_made_out(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((POLISH, "cp1250"), (POLISH, "iso-8859-2"), (TURKISH, "cp1254"), (JAPANESE, "cp932"), (JAPANESE, "euc-jp")),
        *((KOREAN, "johab"), (RUSSIAN, "cp866"), (ENGLISH, "utf-16-le")),
    ],
)
def test_what_is_hard_to_tell_comes_out_right_or_not_at_all(text: str, encoding: str) -> None:
    try:
        decoded = decode(text.encode(encoding), "a.txt")
    except LoadError:
        return
    assert decoded == text


@pytest.mark.parametrize(
    "head",
    [
        '<html><head><meta charset="{}">',
        "<meta http-equiv=Content-Type content='text/html; charset={}'>",
        '<?xml version="1.0" encoding="{}"?><html>',
    ],
)
@pytest.mark.parametrize(
    ("text", "declared", "encoding"),
    [
        (POLISH, "windows-1250", "cp1250"),
        (TURKISH, "ISO-8859-9", "iso-8859-9"),
        (JAPANESE, "Shift_JIS", "cp932"),
        (JAPANESE, "euc-jp", "euc-jp"),
        (CHINESE, "gb2312", "gb18030"),
        (ENGLISH, "iso-8859-1", "cp1252"),
        (FRENCH, "iso-8859-1", "utf-8"),
        (RUSSIAN, "punycode", "utf-8"),
    ],
)
def test_markup_declares_its_encoding(text: str, declared: str, encoding: str, head: str) -> None:
    page = head.format(declared) + text
    assert decode(page.encode(encoding), "a.html", markup=True) == page


@pytest.mark.parametrize(
    ("text", "declared", "encoding"),
    [
        (RUSSIAN, "utf-8", "cp1251"),
        (RUSSIAN, "iso-8859-1", "cp1251"),
        (RUSSIAN, "windows-1252", "koi8-r"),
        (RUSSIAN, "windows-1252", "utf-8"),
        (GREEK, "iso-8859-1", "cp1253"),
        (ARABIC, "iso-8859-1", "cp1256"),
        (FRENCH, "windows-1251", "cp1252"),
        (FRENCH, "utf-8", "cp1252"),
        (CHINESE, "utf-8", "gb18030"),
        (CHINESE, "iso-8859-1", "gb18030"),
        (KOREAN, "utf-8", "euc-kr"),
        (JAPANESE, "utf-16", "utf-8"),
        (ENGLISH, "utf-16", "cp1252"),
    ],
)
def test_what_is_declared_wrongly_is_not_believed(text: str, declared: str, encoding: str) -> None:
    page = (
        f'<html><head><meta charset="{declared}"><title>x</title></head><body><p>{text}</p><p>{text}</p></body></html>'
    )
    assert decode(page.encode(encoding), "a.html", markup=True) == page


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, ARABIC, CHINESE])
def test_utf_16_without_its_mark(text: str, encoding: str) -> None:
    page = f"<html><head><title>x</title></head><body><p>{text}</p></body></html>"
    assert decode(page.encode(encoding), "a.html", markup=True) == page


def test_a_page_with_a_few_broken_bytes_is_read() -> None:
    page = f"<html><body><p>{RUSSIAN}</p><p>{FRENCH}</p></body></html>".encode()
    cut = page.replace("города".encode(), b"").replace("é".encode(), b"\xc3", 1)
    text = decode(cut, "a.html", markup=True)
    assert RUSSIAN in text
    assert text.count("\ufffd") == 1


def test_stray_nul_bytes_of_a_page_are_dropped() -> None:
    page = f"<html><body><p>{ENGLISH * 9}</p></body></html>"
    assert decode(page.replace("</p>", "\0</p>\0").encode(), "a.html", markup=True) == page
    with pytest.raises(LoadError, match="is binary"):
        decode(page.replace("</p>", "\0</p>\0").encode(), "a.txt")


def test_plain_text_declares_nothing() -> None:
    page = '<meta charset="koi8-r">' + ENGLISH
    assert decode(page.encode("cp1252"), "a.txt") == page


@pytest.mark.parametrize("data", [b"a\0b", b"\x89PNG\r\n\x1a\n\0\0", bytes(range(1, 256)) * 4, b"\xff\xfeab\x00\xd8"])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(LoadError, match="UTF-8"):
        decode(data, "a.txt", markup=True)


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_text_or_a_load_error(data: bytes, markup: bool) -> None:
    try:
        text = decode(data, "a.txt", markup=markup)
    except LoadError:
        return
    text.encode("utf-8")  # without half a surrogate pair, which nothing could store


@given(st.text())
def test_utf_8_comes_back(text: str) -> None:
    if "\0" not in text and not text.startswith("\ufeff"):
        assert decode(text.encode("utf-8"), "a.txt") == text
