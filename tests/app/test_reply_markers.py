from __future__ import annotations

import pytest

from app.reply_markers import read_ids, spans, take_out

EVIDENCE = 12
NOT_AMONG = "[{}] is not among the evidence".format

MARKERS = [
    ("one", "[3]", (3,)),
    ("with blanks", "[ 3 ]", (3,)),
    ("two", "[3][7]", (3, 7)),
    ("apart", "[3], [7] and [9]", (3, 7, 9)),
    ("a range", "[3-5]", (3, 4, 5)),
    ("a range with a dash", "[3–5]", (3, 4, 5)),
    ("a range with dots", "[3..5]", (3, 4, 5)),
    ("a range in words", "[3 to 5]", (3, 4, 5)),
    ("a range backwards", "[5-3]", (3, 4, 5)),
    ("a range of markers", "[3]-[5]", (3, 4, 5)),
    ("a range and more", "[1-3, 7]", (1, 2, 3, 7)),
    ("a list", "[1, 2]", (1, 2)),
    ("a mixed list", "[1,2;4]", (1, 2, 4)),
    ("a list in words", "[1 and 2]", (1, 2)),
    ("a list in more words", "[1, 2, and 4]", (1, 2, 4)),
    ("a list of blanks", "[1 2]", (1, 2)),
    ("an unfinished list", "[1, ]", (1,)),
    ("letters", "[S3]", (3,)),
    ("small letters", "[s3, s4]", (3, 4)),
    ("a range of letters", "[S3-S5]", (3, 4, 5)),
    ("a hash", "[#3]", (3,)),
    ("id", "[id 3]", (3,)),
    ("id with a colon", "[id: 3]", (3,)),
    ("a word", "[Sentence 3]", (3,)),
    ("citation", "[citation:3]", (3,)),
    ("a footnote", "[^3]", (3,)),
    ("a caret before", "^[3]", (3,)),
    ("a dagger", "[3†source]", (3,)),
    ("Chinese brackets", "【3】", (3,)),
    ("Chinese brackets with a dagger", "【3†L1-L4】", (3,)),
    ("wide brackets", "［3］", (3,)),
    ("wide digits", "［１２］", (12,)),
    ("Arabic digits", "[٣]", (3,)),
    ("doubled", "[[3]]", (3,)),
    ("in an array", "[[3], [7]]", (3, 7)),
    ("in round brackets", "([3])", (3,)),
    ("in round brackets with words", "(see [3] and [7])", (3, 7)),
    ("source", "(Source: [3], [7])", (3, 7)),
    ("round with a word", "(sentence 3)", (3,)),
    ("round with words", "(Sentences 3, 7)", (3, 7)),
    ("raised", "³", (3,)),
    ("raised, one number", "¹²", (12,)),
    ("raised, apart", "³ ⁷", (3, 7)),
    ("tags", "<sup>3</sup><sup>[7]</sup>", (3, 7)),
    ("a link", "[3](https://post.example/a_(b)?c=1)", (3,)),
    ("a doubled link", "[[3]](https://post.example/)", (3,)),
    ("zero", "[0]", ()),
    ("too large", "[99]", ()),
    ("far too large", f"[{'9' * 1_500}]", ()),
    ("a year", "[2024]", ()),
    ("partly", "[3, 99]", (3,)),
    ("a range too long", "[1-100000000]", ()),
    ("a range beyond the end", "[11-14]", (11, 12)),
    ("raised, two numbers", "⁴⁵", (4, 5)),
    ("empty", "[]", ()),
]


@pytest.mark.parametrize(("marker", "ids"), [case[1:] for case in MARKERS], ids=[case[0] for case in MARKERS])
@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("The ferry sank. {}", "The ferry sank."),
        ("The ferry sank {}.", "The ferry sank."),
        ("The ferry {} sank.", "The ferry sank."),
        ("The ferry{}, it sank.", "The ferry, it sank."),
    ],
)
def test_taken_out(text: str, clean: str, marker: str, ids: tuple[int, ...]) -> None:
    taken = take_out(text.format(marker), EVIDENCE)
    assert taken is not None
    assert taken.text == clean
    assert tuple(dict.fromkeys(number for _, named in taken.marks for number in named)) == ids
    assert all(place <= len(clean) for place, _ in taken.marks)


@pytest.mark.parametrize(
    "text",
    [
        "The “ferry [sic]” sank.",
        "The [minister] sank.",
        "It lost [3 million] of [3.5].",
        "It was [...] and […] over.",
        "He (3) won 3-0 (2-0) in (S3).",
        "It covers 30 km² or 10³ m³.",
        "CO² fell.",
        "Article [3a] and [Article 5].",
        "An island ([…]).",
        "The 12] and.",
    ],
)
def test_what_is_no_marker_stays(text: str) -> None:
    taken = take_out(text, EVIDENCE)
    assert taken is not None
    assert (taken.text, taken.marks, taken.rejected) == (text, (), ())


@pytest.mark.parametrize(
    ("text", "clean", "ids"),
    [
        ("The ferry sank. (3)", "The ferry sank.", (3,)),
        ("The ferry sank. (S3, S4)  ", "The ferry sank.", (3, 4)),
        ("The ferry sank (3).", "The ferry sank (3).", ()),
        ("It had reasons. (1) It was old.", "It had reasons. (1) It was old.", ()),
    ],
)
def test_round_brackets_count_behind_the_last_stop(text: str, clean: str, ids: tuple[int, ...]) -> None:
    taken = take_out(text, EVIDENCE)
    assert taken is not None
    assert (taken.text, tuple(number for _, named in taken.marks for number in named)) == (clean, ids)


@pytest.mark.parametrize(
    ("text", "rejected"),
    [
        ("It sank. [3]", ()),
        ("It sank. [99]", (NOT_AMONG(99),)),
        ("It sank. [99][99][100]", (NOT_AMONG(99), NOT_AMONG(100))),
        ("It sank. [0]", (NOT_AMONG(0),)),
        ("It sank. [11-14]", (NOT_AMONG(13), NOT_AMONG(14))),
        ("It sank. [20-30]", (NOT_AMONG("20-30"),)),
        ("It sank. [1-100000000]", ("[1-100000000] names more than 20 sentences",)),
        (f"It sank. [{'9' * 100}]", (NOT_AMONG("9" * 20 + "…"),)),
        ("It sank. [3](https://post.example)", ("a URL that the model wrote behind [3]",)),
        ("[It](https://post.example) sank.", ("a link that the model wrote",)),
        ("It sank. [3", ("an unfinished marker",)),
        ("It sank. [3][", ("an unfinished marker",)),
        ("It sank. []", ("[] names nothing",)),
        (
            "It sank. " + "".join(f"[{number}]" for number in range(50, 90)),
            (*map(NOT_AMONG, range(50, 58)), "and more"),
        ),
    ],
)
def test_reasons(text: str, rejected: tuple[str, ...]) -> None:
    taken = take_out(text, EVIDENCE)
    assert taken is not None
    assert taken.text == "It sank."
    assert taken.rejected == rejected


def test_markers_within_markers_are_not_guessed() -> None:
    assert take_out("It sank. [1[2]]", EVIDENCE) is None


@pytest.mark.parametrize(
    ("text", "clean", "places"),
    [
        ("It sank [1]. They left [2].", "It sank. They left.", (7, 18)),
        ("It sank. [1]. They left.", "It sank. They left.", (8,)),
        ("[1] It sank.", "It sank.", (0,)),
        ("船沉。【1】人走。", "船沉。人走。", (3,)),
        ("a[1]b (x[2]) “[3]c”", "a b (x) “c”", (1, 6, 9)),
    ],
)
def test_places(text: str, clean: str, places: tuple[int, ...]) -> None:
    taken = take_out(text, EVIDENCE)
    assert taken is not None
    assert (taken.text, tuple(place for place, _ in taken.marks)) == (clean, places)


def test_spans() -> None:
    text = "It [sic] sank. [1][2] [3"
    assert [text[start:end] for start, end in spans(text)] == ["[1]", "[2]"]
    assert [text[start:end] for start, end in spans(text, 16)] == ["[2]"]


@pytest.mark.parametrize(
    ("value", "ids", "rejected"),
    [
        ("3", (3,), ()),
        ("[3]", (3,), ()),
        ("S3", (3,), ()),
        ("3, 7", (3, 7), ()),
        ("[3][7]", (3, 7), ()),
        ("3-5", (3, 4, 5), ()),
        ("3.0", (3,), ()),
        ("99", (), (NOT_AMONG(99),)),
        ("-3", (), ("'-3' names no evidence",)),
        ("3.5", (), ("'3.5' names no evidence",)),
        ("true", (), ("'true' names no evidence",)),
        ("", (), ("'' names no evidence",)),
    ],
)
def test_values(value: str, ids: tuple[int, ...], rejected: tuple[str, ...]) -> None:
    assert read_ids(value, EVIDENCE) == (ids, rejected)
