"""What a statement lays to an outlet is carried by that outlet, or not at all."""

from __future__ import annotations

import pytest

from app.answers import Label
from app.framed import read_frame, settle_said
from tests.lines import line

OUTLETS = ("The Inland Tribune", "Coast Wire", "Coast Wire Sunday")
FORTY = line("At least 40 people died when the ferry sank.", name="forty", outlet="The Inland Tribune")
NINE = line("Nine people died when the ferry sank.", name="nine", outlet="Coast Wire")


@pytest.mark.parametrize(
    ("text", "outlet", "core"),
    [
        ("The Inland Tribune says that 40 died.", "The Inland Tribune", "40 died."),
        ("Inland Tribune reported 40 dead.", "The Inland Tribune", "40 dead."),
        ("According to Coast Wire, nine died.", "Coast Wire", "nine died."),
        ("According to the Coast Wire Sunday, nine died.", "Coast Wire Sunday", "nine died."),
        ("Nine people died, Coast Wire reports.", "Coast Wire", "Nine people died"),
        ("Nine people died, according to Coast Wire.", "Coast Wire", "Nine people died"),
        ("  Coast Wire said nine died.", "Coast Wire", "nine died."),
    ],
)
def test_who_is_said_to_report_what(text: str, outlet: str, core: str) -> None:
    frame = read_frame(text, OUTLETS)
    assert frame is not None
    assert (frame.outlet, text[frame.start : frame.end]) == (outlet, core)


@pytest.mark.parametrize(
    "text",
    [
        "Nine people died.",
        "The Coast Wire building burned down.",
        "According to the coastguard, nine died.",
        "Coast Wire said.",
        "A Coast Wire reporter said nine died.",
    ],
)
def test_others_lay_nothing_to_an_outlet(text: str) -> None:
    assert read_frame(text, OUTLETS) is None


def test_the_outlet_s_own_sentence_carries_it() -> None:
    text = "The Inland Tribune reports that at least 40 people died when the ferry sank."
    settled = settle_said(text, [FORTY, NINE], [FORTY, NINE])
    assert settled.support.label is Label.SUPPORTED
    assert settled.text == text
    assert {place.article.outlet for place in settled.places} == {"The Inland Tribune"}


@pytest.mark.parametrize("named", [[FORTY], [NINE], []])
def test_another_outlet_s_sentence_does_not(named: list) -> None:  # type: ignore[type-arg]
    settled = settle_said("Coast Wire reports that at least 40 people died when the ferry sank.", named, [FORTY, NINE])
    assert not settled.shown


def test_findings_stand_where_the_statement_has_them() -> None:
    text = "According to Coast Wire, 65 people died when the ferry sank."
    settled = settle_said(text, [NINE], [NINE])
    assert settled.findings
    assert all(text[one.start : one.end] == one.text for one in settled.findings)


def test_another_outlet_may_say_that_it_says_so() -> None:
    told = line("Coast Wire says the Arlen bridge cost 99 million crowns.", name="told", outlet="The Inland Tribune")
    settled = settle_said(told.sentence.text, [told], [told, NINE])
    assert settled.support.label is Label.SUPPORTED
    assert {place.article.outlet for place in settled.places} == {"The Inland Tribune"}
