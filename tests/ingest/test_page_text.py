from __future__ import annotations

import pytest

from ingest.errors import LoadError
from ingest.page_text import page_text

TEXT = "Мост через реку закрыт до весны."


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        pytest.param(TEXT.encode(), None, TEXT, id="nothing said"),
        pytest.param(TEXT.encode(), "cp1251", TEXT, id="said wrongly"),
        pytest.param(TEXT.encode("cp1251"), "cp1251", TEXT, id="said rightly"),
        pytest.param(TEXT.encode("koi8-r"), "koi8-r", TEXT, id="another of the script"),
        pytest.param(TEXT.encode("utf-16-le"), "utf-16-le", TEXT, id="two bytes, said"),
        pytest.param(TEXT.encode("utf-16"), None, TEXT, id="two bytes, marked"),
        pytest.param("橋は閉鎖中。".encode("iso2022_jp"), "iso2022_jp", "橋は閉鎖中。", id="seven bits"),
        pytest.param("橋は閉鎖中①。".encode("cp932"), "shift_jis", "橋は閉鎖中①。", id="superset"),
        pytest.param("“Fermé”, dit-il.".encode("cp1252"), "iso8859-1", "“Fermé”, dit-il.", id="western superset"),
        pytest.param(b"<meta charset=windows-1251>" + TEXT.encode("cp1251"), "utf-8", None, id="the page knows better"),
        pytest.param("“Fermé”, dit-il.".encode("cp1252"), "punycode", "“Fermé”, dit-il.", id="no encoding of pages"),
        pytest.param(b"<p>Closed.</p>", "zlib", "<p>Closed.</p>", id="no encoding at all"),
    ],
)
def test_what_a_server_says_counts_where_it_can_be_right(data: bytes, charset: str | None, text: str | None) -> None:
    found = page_text(data, charset, "test")
    assert found == text if text else TEXT in found


def test_binary_data_is_no_page() -> None:
    with pytest.raises(LoadError, match="binary"):
        page_text(b"\x00\x01\x02<p>", "utf-8", "https://harbour.example/a")
