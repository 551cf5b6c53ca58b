from __future__ import annotations

import pytest

from ingest.pdf_lines import Line, headline, paragraphs
from tests.documents import article, column, failure, pdf

FIRST = (
    "The harbour bridge of Oldport stays closed until the",
    "spring, the council said on Tuesday. Its northern pil-",
    "lars have cracks as wide as a finger, and the well-known",
    "engineer Ida Moss called the damage severe.",
)
SECOND = ("Ferries cross every hour instead. A ticket costs two", "crowns, as much as before the storm in November.")
INFO = {"Title": "Bridge stays closed", "Author": "Ida Moss", "CreationDate": "D:20240130101500+01'00'"}
WHOLE = (
    "The harbour bridge of Oldport stays closed until the spring, the council said on Tuesday. Its northern pillars "
    "have cracks as wide as a finger, and the well-known engineer Ida Moss called the damage severe."
)


def test_lines_become_paragraphs_and_properties_metadata() -> None:
    raw = article(pdf([[*column(60, 700, FIRST), *column(60, 640, SECOND)]], INFO), "a.pdf")
    assert raw.text == f"{WHOLE}\n{' '.join(SECOND)}"
    assert (raw.title, raw.author, raw.published_at) == ("Bridge stays closed", "Ida Moss", "2024-01-30T10:15:00+01:00")
    assert raw.source == "a.pdf"


def test_headers_and_page_numbers_go_and_a_sentence_runs_over_the_page() -> None:
    def page(number: int, lines: tuple[str, ...]) -> list[tuple[float, ...]]:
        return [(60, 800, 9, f"The Oldport Gazette, no. {number}"), *column(60, 700, lines), (300, 30, 9, str(number))]

    raw = article(pdf([page(1, FIRST[:2]), page(2, FIRST[2:]), page(3, SECOND)], INFO), "a.pdf")  # type: ignore[list-item]
    assert raw.text == f"{WHOLE}\n{' '.join(SECOND)}"


def test_columns_are_read_one_after_the_other() -> None:
    raw = article(pdf([[*column(60, 700, FIRST[:2]), *column(320, 700, FIRST[2:])]], INFO), "a.pdf")
    assert raw.text == WHOLE


def test_the_largest_line_is_the_title_where_the_properties_have_none() -> None:
    lines = [(60, 760, 20, "Bridge stays closed"), *column(60, 700, FIRST)]
    raw = article(pdf([lines], {"Title": "Microsoft Word - bridge3.doc", "Author": "Administrator"}), "a.pdf")
    assert (raw.title, raw.author, raw.published_at) == ("Bridge stays closed", None, None)
    assert raw.text == f"Bridge stays closed\n{WHOLE}"


ENCRYPT = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> >> /ID [<41> <41>]"
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([[]]), "holds no text, only pictures of it; recognise the text first (OCR)"),
        (pdf([column(60, 700, FIRST)], trailer=ENCRYPT), "is protected by a password; save it without one"),
        (b"%PDF-1.4\n" + b"\xe2" * 500, "is a broken PDF; export or download it again"),
        (pdf([[]] * 1_001), "has more than 1,000 pages"),
    ],
    ids=["scan", "password", "broken", "long"],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, reason: str) -> None:
    found = failure(data, "a.pdf")
    assert found.input == "a.pdf"
    assert reason in found.error


def line(text: str, base: float = 0, left: float = 0, right: float = 100, height: float = 10) -> Line:
    return Line(text, left, right, base, height)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([line("The coast guard re-", 24), line("turned at dawn.", 12)], ["The coast guard returned at dawn."]),
        ([line("The so-called self-", 24), line("help of Oldport, self-help at last.", 12)], None),
        ([line("The Oldport-", 24), line("Harran line opens.", 12)], ["The Oldport-Harran line opens."]),
        ([line("Background", 24, right=30), line("The bridge was built in 1931.", 12)], None),
        ([line("It was late.", 24, right=30), line("Nobody came.", 12)], ["It was late.", "Nobody came."]),
        ([line("港口大桥将关闭至", 24), line("春天。", 12)], ["港口大桥将关闭至春天。"]),
        (
            [line("It is kept in", 24), line("a file of this name.", 12, height=12)],
            ["It is kept in a file of this name."],
        ),
        ([line("• the harbour of", 24), line("Oldport", 12, left=12)], ["• the harbour of Oldport"]),
        ([line("Bridge", 40, height=20), line("it is shut.", 12)], ["Bridge", "it is shut."]),
        ([line("One sentence", 24, right=40), line("goes on.", 24, left=44)], ["One sentence goes on."]),
    ],
    ids=[
        "cut word",
        "compound",
        "name",
        "heading",
        "short line",
        "no blanks",
        "font",
        "bullet",
        "title",
        "one line in pieces",
    ],
)
def test_how_lines_are_joined(lines: list[Line], expected: list[str] | None) -> None:
    wanted = expected or {
        "The so-called self-": ["The so-called self-help of Oldport, self-help at last."],
        "Background": ["Background", "The bridge was built in 1931."],
    }.get(lines[0].text)
    assert paragraphs([lines]) == wanted


def test_no_headline_where_all_lines_are_alike() -> None:
    assert headline([[line("One."), line("Two.")]]) is None
    assert headline([]) is None
