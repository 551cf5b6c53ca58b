"""E-mail in (.eml, .mbox), raw articles out: one a message, newsletters first of all.

Who sends a newsletter is its outlet, who sends another message its author. A message is known by its Message-ID; its
URL is the address that it names as its own ('Archived-At'), not that of the list's archive, which all have in common.
Attachments are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from email import message_from_bytes, policy
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from typing import BinaryIO, cast

from ingest import properties
from ingest.corpus import RawArticle
from ingest.errors import LoadError
from ingest.extract import extract
from ingest.page_text import known_charset, page_text
from ingest.report import Failure

MAX_MESSAGE = 20_000_000  # bytes, with its pictures; servers take no more than 25 MB

# Characters of one header that are read. The standard library takes a time that grows with the square of it: half a
# minute for a Message-ID of 1 MB, without end for as many addresses.
MAX_HEADER = 4_000

_LISTED = ("list-unsubscribe", "list-id", "list-post", "list-unsubscribe-post")
_NOBODYS = re.compile(
    r"(?:news|daily|weekly)?-?(?:news(?:letter)?s?|letter|editors?|no-?reply|updates|alerts|briefing)"
)
_FORWARDED = re.compile(r"\s*(?:fwd?|wg|re|aw|tr|rv)\s*:\s*", re.IGNORECASE)
_WHOLE = 0.5  # of the letters of the plain part; HTML that gives less was not understood
_FROM = re.compile(rb">*From ")


class _Policy(policy.EmailPolicy):
    """How messages are read: as they come, headers no further than their limit."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        parsed = super().header_fetch_parse(name, value if hasattr(value, "name") else value[:MAX_HEADER])
        return cast(str, parsed)


_POLICY = _Policy()


def message(data: bytes, source: str) -> RawArticle:
    """Return the article of one message.

    Raises:
        LoadError: it is no message, is encrypted, or holds no text.
    """
    try:
        mail = cast(EmailMessage, message_from_bytes(data, policy=_POLICY))
        found = _body(mail, source)
        sender, address = _sender(mail)
        listed = any(name in mail for name in _LISTED) or _is_outlet(sender, address)
        return RawArticle(
            source=source,
            text=found,
            title=_FORWARDED.sub("", _header(mail, "subject") or "", count=1) or None,
            outlet=sender if listed else None,
            author=None if listed else sender,
            url=_address(_header(mail, "archived-at")),
            published_at=_date(mail),
            language=properties.language(_header(mail, "content-language")),
            external_id=_header(mail, "message-id"),
        )
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        # What the parser of the standard library raises at headers that nobody should send.
        raise LoadError(source, f"is a broken message ({str(error)[:100]}); save it again, or give its text") from error


def mailbox(stream: BinaryIO, source: str) -> Iterator[RawArticle | Failure]:
    """Yield the messages of an mbox file, one in memory at a time."""
    for number, data in enumerate(_messages(stream), start=1):
        name = f"{source} (message {number})"
        if data is None:
            yield Failure(name, f"is larger than {MAX_MESSAGE // 1_000_000} MB; save it without its attachments")
            continue
        try:
            yield message(data, name)
        except LoadError as error:
            yield Failure(error.source, error.reason)


def _messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the bytes of each message; None for one that is too large."""
    lines: list[bytes] = []
    size, begun, blank, whole = 0, False, True, True
    while line := stream.readline(MAX_MESSAGE):
        if whole and blank and line.startswith(b"From "):
            if begun:
                yield b"".join(lines) if size <= MAX_MESSAGE else None
            lines, size, begun = [], 0, True
        elif begun:
            size += len(line)
            if size <= MAX_MESSAGE:
                lines.append(line[1:] if line.startswith(b">") and _FROM.match(line) else line)
            else:
                lines.clear()
        whole = line.endswith(b"\n")
        blank = not line.strip()
    if begun:
        yield b"".join(lines) if size <= MAX_MESSAGE else None


def _body(mail: EmailMessage, source: str) -> str:
    if mail.get_content_type() == "multipart/encrypted" or "pkcs7-mime" in mail.get_content_type():
        raise LoadError(source, "is an encrypted message; save it decrypted, or give its text")
    html, plain = (_part(mail, kind, source) for kind in ("html", "plain"))
    text = extract(html).text if html else ""
    if _letters(text) < _WHOLE * _letters(plain):
        text = plain
    if not text.strip():
        raise LoadError(source, "holds no text (only attachments or pictures); give the attachment itself")
    return text


def _part(mail: EmailMessage, kind: str, source: str) -> str:
    """Return the first part of a kind that is no attachment, '' where there is none."""
    for part in mail.walk():
        if part.get_content_type() == f"text/{kind}" and part.get_content_disposition() != "attachment":
            data = cast(bytes, part.get_payload(decode=True))
            # What a message says of its encoding counts as what a server says: nothing is put in place of a letter.
            return page_text(data, known_charset(part.get_content_charset()), source, markup=kind == "html")
    return ""


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _header(mail: EmailMessage, name: str) -> str | None:
    value = mail.get(name)
    return " ".join(str(value).split()) or None if value is not None else None


def _sender(mail: EmailMessage) -> tuple[str | None, str]:
    """Return the name of who sends it, or else where the address is, and the address."""
    header = mail.get("from")
    if not isinstance(header, AddressHeader) or not header.addresses:
        return None, ""
    address = header.addresses[0]
    return address.display_name.strip() or address.domain or None, address.addr_spec


def _is_outlet(name: str | None, address: str) -> bool:
    """Whether an address is nobody's own, or its name that of its host, as in 'Tarn Daily <ada@tarn-daily.example>'."""
    account, _, host = address.casefold().rpartition("@")
    letters = "".join(filter(str.isalnum, (name or "").casefold()))
    return bool(_NOBODYS.fullmatch(account)) or (len(letters) > 3 and letters in host.replace("-", ""))


def _date(mail: EmailMessage) -> str | None:
    header = mail.get("date")
    moment = getattr(header, "datetime", None)
    if moment is None:
        return None
    return str((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat())


def _address(value: str | None) -> str | None:
    address = (value or "").strip("<> ")
    return address if address.startswith(("http://", "https://")) else None
