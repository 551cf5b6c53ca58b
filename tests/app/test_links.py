from __future__ import annotations

from urllib.parse import unquote

import pytest

from app.links import fragment_link

PAGE = "https://harbour-gazette.example/a/b?id=7"


@pytest.mark.parametrize(
    ("url", "cited", "expected"),
    [
        (None, "Eleven boats sank.", None),
        ("", "Eleven boats sank.", None),
        (PAGE, "Eleven boats sank.", f"{PAGE}#:~:text=Eleven%20boats%20sank."),
        (PAGE + "#top", "Eleven boats sank.", f"{PAGE}#:~:text=Eleven%20boats%20sank."),
        (PAGE, "a-b, c & d", f"{PAGE}#:~:text=a%2Db%2C%20c%20%26%20d"),
        (
            PAGE,
            "one two three four five six seven eight nine",
            f"{PAGE}#:~:text=one%20two%20three%20four,six%20seven%20eight%20nine",
        ),
        (PAGE, "قال المتحدث", f"{PAGE}#:~:text=%D9%82%D8%A7%D9%84%20%D8%A7%D9%84%D9%85%D8%AA%D8%AD%D8%AF%D8%AB"),
    ],
)
def test_link(url: str | None, cited: str, expected: str | None) -> None:
    assert fragment_link(url, cited) == expected


def test_directive_has_no_character_with_a_meaning() -> None:
    link = fragment_link(PAGE, 'He said: "No-one, #1 & 50% ~ <b>"')
    assert link is not None
    directive = link.partition(":~:text=")[2]
    assert not set(directive) & set('-,&#<>" ')
    assert unquote(directive) == 'He said: "No-one, #1 & 50% ~ <b>"'
