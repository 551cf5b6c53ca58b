from __future__ import annotations

import pytest

from app.findings import Kind
from app.roles import offices, role_findings


@pytest.mark.parametrize(
    ("text", "person", "heads", "fields"),
    [
        ("Finance minister Jana Koval spoke.", "koval", {"minist"}, {"financ"}),
        ("Jana Koval, the finance minister, spoke.", "koval", {"minist"}, {"financ"}),
        ("Jana Koval, finance minister of Lorne, spoke.", "koval", {"minist"}, {"financ"}),
        ("Jana Koval is the mayor.", "koval", {"mayor"}, set()),
        ("Mayor Koval spoke.", "koval", {"mayor"}, set()),
    ],
)
def test_office(text: str, person: str, heads: set[str], fields: set[str]) -> None:
    office = offices(text)[person]
    assert (office.heads, office.fields) == (heads, fields)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor told Jana Koval so.",
        "Jana Koval, who met the mayor, spoke.",
        "The mayor, Jana Koval and others spoke.",
    ],
)
def test_no_office(text: str) -> None:
    assert offices(text) == {}


# statement, source
CARRIED = [
    ("Jana Koval, the finance minister, spoke.", "Finance minister Jana Koval spoke."),
    ("Minister Jana Koval spoke.", "Finance minister Jana Koval spoke."),
    ("Jana Koval, the boss of Orvane, spoke.", "Orvane chief Jana Koval spoke."),
    ("Brixwell was sued by Arden.", "Arden sued Brixwell."),
    ("In May Arden, a steel maker, sued Brixwell.", "Arden sued Brixwell in May."),
    ("Arden sued Brixwell over a bridge.", "The bridge fell, so Arden sued Brixwell."),
    ("Varga met Hennig in Lorne.", "Hennig met Varga in Lorne."),
    ("The doors closed the hall off.", "The hall closed its doors."),
    ("The attack on Dorsk by rebels failed.", "Rebels attacked Dorsk, but failed."),
    ("Dorsk was under attack from rebels.", "Rebels attacked Dorsk."),
    ("Stonebridge lost to the Harriers.", "The Harriers beat Stonebridge."),
    ("The fare rose from 2 to 3 dollars.", "The fare rose from 2 to 3 dollars in May."),
    ("It moved from Lorne to Tarn.", "It moved from Lorne up to Tarn."),
]


@pytest.mark.parametrize(("statement", "source"), CARRIED, ids=[statement for statement, _ in CARRIED])
def test_carried(statement: str, source: str) -> None:
    assert role_findings(statement, [source]) == ()


# statement, source, words of the finding
WRONG = [
    ("Health minister Jana Koval spoke.", "Finance minister Jana Koval spoke.", "Health minister"),
    ("Jana Koval, the governor, spoke.", "Mayor Jana Koval spoke.", "governor"),
    ("Jana Koval is the governor.", "Mayor Jana Koval spoke.", "governor"),
    ("Brixwell sued Arden.", "Arden sued Brixwell.", "sued"),
    ("Arden was sued by Brixwell.", "Arden sued Brixwell.", "sued"),
    ("Arden sued Brixwell.", "Arden was sued by Brixwell.", "sued"),
    ("A dog was bitten by the postman.", "A dog bit the postman.", "bitten"),
    ("Morvenia accused Valdoria of lying.", "Valdoria accused Morvenia of lying.", "accused"),
    ("Hennig defeated Varga.", "Varga beat Hennig.", "defeated"),
    ("The Harriers lost to Stonebridge.", "The Harriers beat Stonebridge.", "lost"),
    ("Stonebridge beat the Harriers.", "Stonebridge lost to the Harriers.", "beat"),
    ("Tarn beat Velm.", "Ostrik beat Lorne and Velm beat Tarn.", "beat"),
    ("It moved from Tarn to Lorne.", "It moved from Lorne to Tarn.", "from Tarn to Lorne"),
    ("The fare rose from 3 to 2 dollars.", "The fare rose from 2 to 3 dollars.", "from 3 to 2 dollars"),
]


@pytest.mark.parametrize(("statement", "source", "marked"), WRONG, ids=[case[0] for case in WRONG])
def test_not_carried(statement: str, source: str, marked: str) -> None:
    found = role_findings(statement, [source])
    assert [(one.kind, one.text, one.clash) for one in found] == [(Kind.ROLE, marked, True)]


def test_one_source_that_agrees_is_enough() -> None:
    assert role_findings("Arden sued Brixwell.", ["Brixwell sued Arden.", "Arden sued Brixwell."]) == ()
    around = ["So Koval, the mayor, spoke. Governor Koval left."]
    assert role_findings("Mayor Koval spoke.", ["Koval spoke."], around) == ()
