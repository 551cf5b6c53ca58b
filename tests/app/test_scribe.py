"""What a model writes, settled statement by statement, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Sequence

from app.model import Trouble, trouble
from app.numbered import number
from app.prompts import read_prompt
from app.reading import Line
from app.scribe import Course, Scribe
from app.settle import Settled
from tests.lines import line
from tests.writers import Said, Told

OPENED = line("The Arlen bridge opened on Monday after nine years of work.", name="opened")
ALSO = line("After nine years of work, the Arlen bridge opened on Monday.", name="also")
STATED = "The Arlen bridge opened on Monday after nine years of work."
FALSE = "The Arlen bridge opened on Tuesday after nine years of work."


def written(*reply: Said, beyond: Sequence[Line] = ()) -> tuple[list[Settled], Course]:
    scribe = Scribe(Told(reply, reply))
    course = Course()
    evidence = number([OPENED], [], scribe.count)
    inputs = {"question": "When?", "evidence": evidence.text, "language": "English", "wishes": "none"}
    found = list(scribe.settled(read_prompt("answer"), inputs, evidence, course, lambda named: beyond))
    return found, course


def test_each_statement_is_settled_also_one_that_does_not_pass() -> None:
    found, course = written(f"{STATED} [1]\n{FALSE} [1]")
    assert [(one.text, one.shown) for one in found] == [(STATED, True), (FALSE, False)]
    assert not course.trouble


def test_lines_that_were_not_shown_may_carry_a_statement_too() -> None:
    (alone,), _ = written(f"{STATED} [1]")
    (both,), _ = written(f"{STATED} [1]", beyond=[ALSO])
    assert [place.article.outlet for place in alone.places] == ["Outlet opened"]
    assert [place.article.outlet for place in both.places] == ["Outlet opened", "Outlet also"]


def test_what_ended_a_reply_is_kept_with_its_kind() -> None:
    found, course = written(f"{STATED} [1]\n", trouble(Trouble.CUT_OFF, "told"))
    assert [one.text for one in found] == [STATED]
    assert course.kind is Trouble.CUT_OFF
    assert "broke off" in course.trouble


def test_a_mended_statement_is_no_longer_refused() -> None:
    found, course = written(f"{FALSE} [1]\nThe king of Norland has bought a bridge. [1]")
    course.refused += found
    course.mended(written(f"{STATED} [1]")[0][0])
    assert [one.text for one in course.refused] == ["The king of Norland has bought a bridge."]
    assert list(course.refusals("told")) != []
