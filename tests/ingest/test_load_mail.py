from __future__ import annotations

from email.message import EmailMessage

import pytest

from ingest import load_mail
from ingest.corpus import RawArticle
from ingest.report import Failure
from tests.documents import article, failure, read

TEXT = "The harbour bridge of Oldport stays closed until the spring.\nFerries cross every hour.\n"


def mail(text: str = TEXT, html: str | None = None, **headers: str) -> bytes:
    made = EmailMessage()
    given = {
        "From": "Ida Moss <ida@oldport.example>",
        "Subject": "Bridge stays closed",
        "Date": "Tue, 30 Jan 2024 10:15:00 +0100",
        "Message-ID": "<7@oldport.example>",
    }
    made.set_content(text)
    for name, value in (given | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        made[name] = value
    if html:
        made.add_alternative(html, subtype="html")
    return made.as_bytes()


def test_a_message_has_an_author() -> None:
    raw = article(mail(), "a.eml")
    assert raw.text == TEXT
    assert (raw.title, raw.author, raw.outlet) == ("Bridge stays closed", "Ida Moss", None)
    assert (raw.published_at, raw.external_id) == ("2024-01-30T10:15:00+01:00", "<7@oldport.example>")
    assert raw.url is None


def test_a_newsletter_has_an_outlet_and_its_html_is_read() -> None:
    rows = "".join(f"<tr><td><p>{line}</p></td></tr>" for line in TEXT.strip().split("\n") * 3)
    html = f"<html><head><style>p {{}}</style></head><body><table>{rows}</table></body></html>"
    raw = article(
        mail(
            "Read this in a browser.",
            html,
            From="The Oldport Gazette <news@oldport.example>",
            List_Unsubscribe="<https://oldport.example/out>",
            List_Archive="<https://oldport.example/archive>",
            Archived_At="<https://oldport.example/archive/7>",
        ),
        "a.eml",
    )
    assert "Ferries cross every hour." in (raw.text or "")
    assert (raw.outlet, raw.author, raw.url) == ("The Oldport Gazette", None, "https://oldport.example/archive/7")


@pytest.mark.parametrize(
    ("headers", "field", "value"),
    [
        ({"Subject": "Fwd: Bridge"}, "title", "Bridge"),
        ({"Subject": "=?utf-8?q?Br=C3=BCcke?="}, "title", "Brücke"),
        ({"From": "news@oldport.example"}, "outlet", "oldport.example"),
        ({"From": "ida@oldport.example"}, "author", "oldport.example"),
        ({"From": "The Gazette <newsletter@post.example>"}, "outlet", "The Gazette"),
        ({"From": "Oldport Daily <ida@oldport-daily.example>"}, "outlet", "Oldport Daily"),
        ({"From": "Oldport Daily <ida@oldport-daily.example>"}, "author", None),
        ({"Date": "yesterday"}, "published_at", None),
        ({"Content_Language": "de-AT"}, "language", "de"),
        ({"Content_Language": "all, some"}, "language", None),
    ],
)
def test_headers(headers: dict[str, str], field: str, value: str | None) -> None:
    assert getattr(article(mail(**headers), "a.eml"), field) == value


def test_plain_text_is_taken_where_the_html_gives_less() -> None:
    raw = article(mail(TEXT, "<html><body><img src='cid:1'></body></html>"), "a.eml")
    assert raw.text == TEXT


def test_an_encoding_that_nobody_knows_is_made_out() -> None:
    head = b"From: a@b.example\r\nContent-Type: text/plain; charset=x-own\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    assert article(head + "Größer als Köln".encode(), "a.eml").text == "Größer als Köln"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Content-Type: multipart/encrypted\r\n\r\nx", "is an encrypted message"),
        (b"Content-Type: application/pkcs7-mime\r\n\r\nx", "is an encrypted message"),
        (b"Subject: x\r\nContent-Type: image/png\r\n\r\nx", "holds no text (only attachments or pictures)"),
    ],
    ids=["pgp", "smime", "picture"],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, reason: str) -> None:
    assert reason in failure(data, "a.eml").error


def test_a_mailbox_is_read_message_by_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_mail, "MAX_MESSAGE", 5_000)
    quoted = mail(f"{TEXT}\n>From here on it was dark.\nFrom the pier one sees it.\n")
    large = mail("x" * 70 + "\n" + "much more of it\n" * 500)
    box = b"".join(
        b"From ida@oldport.example Tue Jan 30 10:15:00 2024\n" + each + b"\n" for each in (mail(), large, quoted)
    )
    first, second, third = read(box, "n.mbox")
    assert isinstance(first, RawArticle)
    assert first.source == "n.mbox (message 1)"
    assert isinstance(second, Failure)
    assert "is larger than" in second.error
    assert isinstance(third, RawArticle)
    assert "\nFrom here on it was dark.\nFrom the pier" in (third.text or "")


def test_hostile_structure_is_one_row_at_most() -> None:
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(3_000))
    assert len(read(b"Subject: deep\r\n" + parts, "a.eml")) == 1
