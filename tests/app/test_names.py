from __future__ import annotations

import pytest

from app.findings import Kind
from app.names import name_findings, names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Ada Brunel met Mr Okonjo in Port Sella.", ["Mayor Ada Brunel", "Mr Okonjo", "Port Sella"]),
        ("The Bank of Lorne raised rates.", ["Bank of Lorne"]),
        ("Rescuers reached the ship.", []),
        ("Forty Lorne sailors were saved.", ["Lorne"]),
        ("On Monday in March they met.", []),
        ("THE STORM SANK TWELVE BOATS", []),
        ("It was Tarn, Ostrik and Velm.", ["Tarn", "Ostrik", "Velm"]),
        ("She joined the EU.", ["EU"]),
    ],
)
def test_reads(text: str, expected: list[str]) -> None:
    assert [text[name.start : name.end] for name in names(text)] == expected


# statement, source
CARRIED = [
    ("The ship left for Port Sella.", "A ship to Port Sella sank."),
    ("It was Mr Brunel who called.", "Ada Brunel called."),
    ("It was President Brunel who called.", "Ada Brunel called."),
    ("It was J. Brunel who called.", "Ada Brunel called."),
    ("It was Ada Brunel's ship.", "The ship of Ada Brunel sank."),
    ("The ship was French.", "A ship from France sank."),
    ("The ship came from the United States.", "An American ship sank."),
    ("The ship came from the US.", "An American ship sank."),
    ("The ship was Valdorian.", "A ship from Valdoria sank."),
    ("The ship came from Morvenia.", "A Morvenian ship sank."),
    ("The ship was South Korean.", "A ship from South Korea sank."),
    ("Rates were raised by the LRB.", "The Lorne Reserve Bank raised rates."),
    ("Rates were raised by the Lorne Reserve Bank.", "The LRB raised rates."),
    ("It was Beyla Corzé who called.", "Beyla Corze called."),
    ("Premier Ada Brunel called.", "Prime Minister Ada Brunel called."),
    ("Sailors were saved.", "They were saved."),
]


@pytest.mark.parametrize(("statement", "source"), CARRIED, ids=[statement for statement, _ in CARRIED])
def test_carried(statement: str, source: str) -> None:
    assert name_findings(statement, [source]) == ()


# statement, source, words of the finding, whether the source names another
WRONG = [
    ("The ship left for Port Tarn.", "A ship to Port Sella sank.", "Port Tarn", True),
    ("The ship left for Ostrik.", "A ship sank.", "Ostrik", False),
    ("It was Greta Brunel who called.", "Ada Brunel called.", "Greta Brunel", True),
    ("The ship was German.", "A ship from France sank.", "German", True),
    ("The ship came from the US.", "The captain told us of a ship.", "US", False),
    ("Ostrik accused the crew.", "Valdoria accused the crew.", "Ostrik", True),
    ("It was said that Ostrik accused the crew.", "Valdoria accused the crew.", "Ostrik", False),
    ("The ship was North Korean.", "A ship from Japan sank.", "North Korean", True),
]


@pytest.mark.parametrize(("statement", "source", "marked", "clash"), WRONG, ids=[case[0] for case in WRONG])
def test_not_carried(statement: str, source: str, marked: str, clash: bool) -> None:
    found = name_findings(statement, [source])
    assert [(one.kind, one.text, one.clash) for one in found] == [(Kind.NAME, marked, clash)]


def test_first_name_of_another() -> None:
    article = "Greta Olsen and Ada Brunel called. Brunel spoke first."
    found = name_findings("It was Greta Brunel who called.", ["Brunel called."], articles=[article])
    assert [(one.text, one.clash) for one in found] == [("Greta Brunel", True)]
    assert name_findings("It was Ada Brunel who called.", ["Brunel called."], articles=[article]) == ()


def test_around_and_articles_count() -> None:
    assert name_findings("The ship left for Ostrik.", ["A ship sank."], ["The Ostrik ferry"]) == ()
    assert name_findings("The ship left for Ostrik.", ["A ship sank."], articles=["To Ostrik it went."]) == ()
