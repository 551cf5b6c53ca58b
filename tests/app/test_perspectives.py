from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.perspectives import perspectives
from app.sides import Perspectives, Voice
from app.ui_perspectives import perspectives as shown
from app.units import Unit
from tests.app.stories import told


def turned(units: Sequence[Unit], *directions: int) -> list[Unit]:
    """Return sentences that mean different things: those with the same direction mean the same."""
    rows = np.eye(8, dtype=np.float32)
    return [replace(unit, vector=rows[way]) for unit, way in zip(units, directions, strict=True)]


POST = turned(
    told("A ferry sank off Tarvo. The hull had a crack. Ana Ruiz said the crew did well.", outlet="Post"), 0, 1, 2
)
WIRE = turned(
    told("A ferry sank off Tarvo. The hull had a crack. “We warned them,” said Ana Ruiz.", outlet="Wire", hours=2),
    0, 1, 3,
)  # fmt: skip
ECHO = turned(told("A ferry sank off Tarvo. Ruiz said she was tired.", outlet="Echo", hours=4), 0, 4)
EARLY = turned(told("A ferry sank off Tarvo.", outlet="Dawn", hours=-2), 0)


def names(found: Perspectives) -> dict[str, tuple[str, ...]]:
    return {voice.name: voice.outlets for voice in found.voices}


def test_a_voice_is_named_with_the_outlets_that_quote_it() -> None:
    found = perspectives([*POST, *WIRE])
    assert names(found) == {"Ana Ruiz": ("Post", "Wire")}
    for voice in found.voices:
        for claim in voice.claims:
            article = next(unit.article for unit in (*POST, *WIRE) if unit.article.id == claim.article_id)
            assert article.text[claim.start : claim.end] == claim.text


def test_a_name_is_one_with_the_fuller_one_it_is_a_part_of() -> None:
    assert names(perspectives([*POST, *ECHO]))["Ana Ruiz"] == ("Post", "Echo")


def test_a_part_that_two_names_share_is_neither() -> None:
    other = turned(told("Pablo Ruiz said the port was shut.", outlet="Wire", hours=2), 5)
    assert set(names(perspectives([*POST, *other, *ECHO]))) == {"Ana Ruiz", "Pablo Ruiz", "Ruiz"}


def test_a_title_is_no_part_of_a_name_and_an_outlet_is_no_voice_of_its_own() -> None:
    other = turned(
        told("Councillor Ana Ruiz, who was there, said it was cold. The Wire asked why.", outlet="The Wire"), 5, 6
    )
    assert list(names(perspectives([*POST, *other])).values()) == [("Post", "The Wire")]


def test_what_two_origins_tell_and_an_outlet_does_not_is_left_out_by_it() -> None:
    (left_out,) = perspectives([*POST, *WIRE, *ECHO]).left_out
    assert left_out.outlets == ("Echo",)
    assert [claim.text for claim in left_out.claims] == ["The hull had a crack.", "The hull had a crack."]


def test_what_one_origin_alone_tells_is_left_out_by_nobody() -> None:
    assert not perspectives([*POST, *ECHO]).left_out


def test_an_outlet_that_wrote_before_the_first_report_leaves_nothing_out() -> None:
    assert not perspectives([*EARLY, *POST, *WIRE]).left_out


def test_a_copy_is_no_second_origin() -> None:
    copy = [replace(unit, origin=POST[0].origin) for unit in WIRE]
    assert not perspectives([*POST, *copy, *ECHO]).left_out


def test_nothing_is_told_of_nothing() -> None:
    assert perspectives([]) == Perspectives()


def test_the_page_shows_names_as_text_and_says_of_which_articles_it_speaks() -> None:
    found = perspectives([*POST, *WIRE, *ECHO])
    hostile = replace(found.voices[0].claims[0], text="<b>Ruiz</b>")
    html = str(shown(replace(found, voices=(Voice((hostile,)),)), lambda claim: claim.outlet))  # type: ignore[arg-type, return-value]
    assert "&lt;b&gt;Ruiz&lt;/b&gt;" in html
    assert "not in the articles of Echo here" in html
    assert shown(Perspectives(), lambda claim: claim.outlet) == ""  # type: ignore[arg-type, return-value]
