from __future__ import annotations

import json

import pytest

from ingest.corpus import RawArticle
from ingest.report import Failure
from tests.documents import article, failure, read

TEXT = "The harbour bridge stays closed."
NINJS = {
    "uri": "urn:oldport:7",
    "type": "text",
    "headline": "Bridge stays closed",
    "byline": "Ida Moss",
    "body_xhtml": f"<p>{TEXT}</p>",
    "versioncreated": "2024-01-30T12:00:00Z",
    "firstcreated": "2024-01-30T10:15:00Z",
    "language": "en",
    "copyrightholder": "Oldport Press",
}
NINJS_2 = {
    "uri": "urn:oldport:7",
    "headlines": [{"role": "main", "value": "Bridge stays closed"}],
    "by": "Ida Moss",
    "bodies": [
        {"role": "summary", "value": "Shut."},
        {"role": "main", "contentType": "text/plain", "value": TEXT},
    ],
    "firstCreated": "2024-01-30T10:15:00Z",
    "language": "en",
    "infoSources": [{"name": "Oldport Press"}],
}
ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:oldport:7" standard="NewsML-G2">
<itemMeta><provider literal="Oldport Press"/><versionCreated>2024-01-30T12:00:00Z</versionCreated>
<firstCreated>2024-01-30T10:15:00Z</firstCreated><pubStatus qcode="{status}"/></itemMeta>
<contentMeta><creator><name>Ida Moss</name></creator><language tag="en"/>
<headline>Bridge stays closed</headline></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""
HTML = f'<inlineXML><html xmlns="xhtml"><body><p>{TEXT}</p><p>Ferries cross.</p></body></html></inlineXML>'
NITF = f"""<!DOCTYPE nitf SYSTEM "nitf-3-5.dtd"><nitf><head><title>Bridge</title><docdata>
<doc-id id-string="urn:oldport:7"/>
<date.issue norm="20240130T101500+0100"/></docdata><pubdata name="Oldport Press"/></head><body><body.head><hedline>
<hl1>Bridge stays closed</hl1></hedline><byline><person>Ida Moss</person></byline></body.head>
<body.content><p>{TEXT[:-1]}&nbsp;now.</p><p>Ferries cross.</p></body.content></body></nitf>"""


def item(content: str = HTML, status: str = "stat:usable") -> str:
    return ITEM.format(content=content, status=status)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", json.dumps(NINJS)),
        ("a.json", json.dumps(NINJS_2)),
        ("a.json", json.dumps(NINJS_2 | {"firstCreated": None, "contentcreated": "2024-01-30T10:15:00Z"})),
        ("a.json", json.dumps(NINJS_2 | {"by": "By Ida Moss"})),
        ("a.xml", item()),
        ("a.xml", item(f"<inlineData contenttype='text/plain'>{TEXT}</inlineData>")),
        ("a.nitf", NITF),
        ("a.nitf", NITF.replace("<person>Ida Moss</person>", "By Ida Moss")),
    ],
    ids=["ninjs 1", "ninjs 2", "ninjs 2, content", "ninjs 2, by", "G2 with HTML", "G2 with text", "NITF", "NITF, by"],
)
def test_what_an_agency_says(name: str, content: str) -> None:
    raw = article(content.encode(), name)
    assert TEXT[:-1] in (raw.text or raw.html or "")
    assert "Shut." not in (raw.text or "")
    assert (raw.title, raw.author, raw.outlet) == ("Bridge stays closed", "Ida Moss", "Oldport Press")
    assert (raw.published_at or "").replace("-", "").replace(":", "")[:15] == "20240130T101500"
    assert raw.external_id == "urn:oldport:7"


def test_paragraphs_are_lines() -> None:
    assert article(item().encode(), "a.xml").text == f"{TEXT}\nFerries cross."
    assert article(NITF.encode(), "a.xml").text == f"{TEXT[:-1]} now.\nFerries cross."


def test_a_message_holds_many_and_each_stands_alone() -> None:
    nitf = f"<inlineXML><nitf><body><body.content><p>{TEXT}</p></body.content></body></nitf></inlineXML>"
    items = "".join((item(), item("<remoteContent/>"), item(nitf), item(status="stat:canceled")))
    found = read(f"<newsMessage><itemSet>{items}</itemSet></newsMessage>".encode(), "a.xml")
    assert [type(one) for one in found] == [RawArticle, Failure, RawArticle, Failure]
    errors = [one.error for one in found if isinstance(one, Failure)]
    assert "holds no text (a picture" in errors[0]
    assert "is marked 'stat:canceled' by its agency" in errors[1]


def test_lists_of_ninjs() -> None:
    found = read(json.dumps([NINJS, NINJS | {"pubstatus": "canceled"}, NINJS | {"body_xhtml": ""}]).encode(), "a.json")
    assert [type(one) for one in found] == [RawArticle, Failure, Failure]


def test_other_json_is_no_ninjs() -> None:
    raw = article(json.dumps({"id": "7", "body_html": "<p>x</p>", "text": TEXT}).encode(), "a.json")
    assert (raw.text, raw.external_id) == (TEXT, "7")
    assert "is not JSON" in failure(b'{"body_text": ', "a.json").error


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<rss><channel/></rss>", "is a feed, which names pages; give it by itself"),
        ("<svg/>", "is XML of another kind (<svg>)"),
        ("<newsMessage/>", "is a message without news items"),
        ("<newsItem>", "its XML is broken"),
        ("<nitf><body/></nitf>", "holds no text below its head"),
        ('<!DOCTYPE nitf [<!ENTITY a "b">]><nitf>&a;</nitf>', "declares entities of its own"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(content: str, reason: str) -> None:
    assert reason in failure(content.encode(), "a.xml").error
