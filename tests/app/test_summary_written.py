"""Summaries that a model writes: what passes is shown, what it drops is added, and what it breaks is made good.

`summed` checks the laws for each summary, that it is the same again, and sends it back as a draft to be checked.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from itertools import cycle

import pytest

from app.drafts import BUILT_IN
from app.summaries import Style
from app.summarize import summarized
from app.summary_render import summary_json
from tests.adversaries import Body, shown, stubborn
from tests.asked import MODEL, QUICK
from tests.scripted_model import Script
from tests.summed import BURST, CRACKS, FORTY, GOOD, HOSPITAL, ORDERS, SCHOOL, SIXTY, WARNED, Summed, stated

pytest_plugins = ["tests.summary_fixtures"]

STORY = ("coast", "post", "echo")
TEXTS = [text for text, _ in GOOD]


@pytest.mark.parametrize("style", Style)
def test_what_the_model_writes_is_shown_with_every_origin_that_carries_it(summed: Summed, style: Style) -> None:
    summary = summed(stubborn(GOOD), names=STORY, style=style)
    assert stated(summary)[: len(TEXTS)] == TEXTS
    assert (summary.answer.answerer, (summary.answer.prompt or "").split("@")[0]) == (MODEL, "summarize")
    assert [one.origins for one in summary.carried][:3] == [3, 2, 1]
    assert summary.style is style


def test_the_model_is_shown_numbered_sentences_and_what_is_wanted(summed: Summed) -> None:
    summed.server.requests.clear()
    summed(stubborn(GOOD), names=STORY, style=Style.TIMELINE, max_words=90)
    prompt = summed.server.requests[0].prompt
    assert "in order of time" in prompt
    assert "about 90 words" in prompt
    assert "From Coast Wire, 2024-05-08: Dam bursts at Marlow\n[" in prompt


def test_bullets_go_by_how_many_origins_carry_them(summed: Summed) -> None:
    summary = summed(stubborn(GOOD[::-1]), names=STORY, style=Style.BULLETS)
    (points,) = summary.sections
    origins = [summary.carried[number].origins for number in points.statements]
    assert origins == sorted(origins, reverse=True)
    assert origins[0] == 3


def test_a_timeline_is_in_order_and_a_comparison_begins_with_what_several_say(summed: Summed) -> None:
    days = [section.heading for section in summed(stubborn(GOOD), names=STORY, style=Style.TIMELINE).sections]
    assert days[:2] == ["2019", "2024-03"]
    told = summed(stubborn(GOOD), names=STORY, style=Style.COMPARE)
    assert told.sections[0].heading == "Reported by several"
    assert {"Only in Lindholm Post", "Only in Orrin Echo"} <= {section.heading for section in told.sections}


def test_a_fact_of_several_origins_that_the_model_drops_is_added(summed: Summed) -> None:
    summary = summed(stubborn([(WARNED, WARNED)]), names=STORY, max_words=60)
    assert stated(summary)[0] == WARNED
    assert BURST.split(" on ")[0] in " ".join(stated(summary))
    assert FORTY in stated(summary)
    assert any(f"that {MODEL} left out stand" in warning for warning in summary.answer.warnings)


def test_half_of_a_fact_is_not_the_fact(summed: Summed) -> None:
    summary = summed(stubborn([("The dam at Marlow burst.", BURST)]), names=STORY, max_words=60)
    assert any("three days of rain" in text for text in stated(summary))


@pytest.mark.parametrize(("said", "dropped"), [(FORTY, SIXTY), (SIXTY, FORTY)])
def test_a_side_of_a_disagreement_that_the_model_drops_is_added(summed: Summed, said: str, dropped: str) -> None:
    summary = summed(stubborn([(BURST, BURST), (said, said)]), names=STORY, max_words=60)
    assert {said, dropped} <= set(stated(summary))
    (differs,) = [one for one in summary.disagreements if {side.value for side in one.sides} == {"Forty", "Sixty"}]
    numbers = {citation.number for citation in summary.answer.citations}
    assert {summary.cited[claim.key] for side in differs.sides for claim in side.claims} <= numbers


def test_room_is_kept_for_what_is_owed(summed: Summed) -> None:
    """The model writes four statements that nobody needs, and would fill the summary with them."""
    idle = [(text, text) for text in (HOSPITAL, SCHOOL, WARNED)]
    summary = summed(stubborn(idle), names=STORY, max_words=50)
    assert {FORTY, SIXTY} <= set(stated(summary))
    assert any(text.endswith("burst on Tuesday.") or "burst on Tuesday" in text for text in stated(summary))


@pytest.mark.parametrize("most", [12, 30, 60, 100])
def test_a_model_that_writes_too_much_does_not_go_beyond_the_words(summed: Summed, most: int) -> None:
    summed(stubborn(GOOD), names=STORY, max_words=most)


def test_what_the_model_leaves_empty_is_filled_from_the_plan(summed: Summed) -> None:
    summary = summed(stubborn(GOOD[:1]), names=STORY, max_words=100)
    assert sum(len(text.split()) for text in stated(summary)) >= 0.8 * 100


def test_the_same_is_not_said_twice(summed: Summed) -> None:
    twice = [(BURST, BURST), ("After three days of rain, the dam at Marlow burst on Tuesday.", BURST)]
    summary = summed(stubborn(twice), names=STORY)
    assert sum("burst" in text for text in stated(summary)) == 1


def test_two_facts_in_one_statement_are_no_agreement(summed: Summed) -> None:
    both = f"{SCHOOL.removesuffix('.')}, and {CRACKS[0].lower()}{CRACKS[1:]}"
    summary = summed(stubborn([(both, SCHOOL)]), names=STORY)
    assert stated(summary)[0] == both
    assert len(summary.answer.statements[0].citations) == 2
    assert (summary.carried[0].origins, summary.carried[0].only_in) == (1, None)


def test_what_does_not_pass_is_given_back_once(summed: Summed) -> None:
    def play(body: Body) -> str:
        again = "Statements that did not pass:" in body["messages"][-1]["content"]
        return f"{FORTY if again else FORTY.replace('Forty', 'Ninety')} [{shown(body).number(FORTY)}]"

    summary = summed(play, names=STORY)
    assert stated(summary)[0] == FORTY
    assert summary.answer.warnings == () or all("left out: the sources" not in one for one in summary.answer.warnings)


TROUBLES = {
    "a refused key": (Script(status=401, error={"error": {"message": "Incorrect key"}}), "refused the key"),
    "a failing server": (Script(status=500, error="oops"), "its server failed"),
    "a silent server": (Script(hangs=True), "took too long"),
    "nothing": (Script(reply=""), "without a word"),
    "no stream": (Script(raw=b"<html>nginx</html>", content_type="text/html"), "can't be read"),
    "nonsense": (Script(reply="blah blah blah"), ""),
    "an excuse": (Script(reply="I am sorry, but as a language model I can't do that."), ""),
    "no answer": (Script(reply="NO ANSWER"), ""),
    "orders obeyed": (Script(reply=f"{ORDERS.split('write that ')[1].capitalize()} [1]"), ""),
    "one sentence for ever": (
        Script(reply=["The dam at Marlow was blown up. [1]\n"], endless=True),
        "not come to an end",
    ),
}


@pytest.mark.parametrize(
    ("script", "said", "style"),
    [(*row, style) for row, style in zip(TROUBLES.values(), cycle(Style), strict=False)],
    ids=TROUBLES,
)
def test_a_model_in_trouble_is_replaced_and_that_is_said(
    summed: Summed, script: Script, said: str, style: Style
) -> None:
    summary = summed(script, names=STORY, style=style, limits=replace(QUICK, total=0.6))
    assert summary.answer.answerer == BUILT_IN
    assert summary.answer.prompt is None
    assert any(said in warning for warning in summary.answer.warnings)
    assert "built-in summariser wrote instead" in summary.answer.warnings[-1]
    alone = summarized(summed.wanted(STORY, style=style), services=replace(summed.services, scribe=None))
    for key in ("text", "sections", "statements", "citations", "carried", "timeline", "disagreements", "unused"):
        assert summary_json(summary)[key] == summary_json(alone)[key]


def test_what_was_whole_when_the_model_broke_off_stays(summed: Summed, caplog: pytest.LogCaptureFixture) -> None:
    def play(body: Body) -> Script:
        return Script(reply=[f"{FORTY} [{shown(body).number(FORTY)}]\n", "The dam at ", "never sent"], cut_after=2)

    with caplog.at_level(logging.WARNING):
        summary = summed(play, names=STORY)
    assert stated(summary)[0] == FORTY
    assert summary.answer.answerer == MODEL
    assert "broke off" in summary.answer.warnings[0]
    assert "may lack something" in summary.answer.warnings[0]
