"""Each sentence that was read and is not cited is told with the reason why."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.answers import Why
from app.considered import SHOWN, Reading, considered
from app.considered_json import evidence_json
from app.evidence import LONGEST, choose
from app.question import Question
from app.reading import Line
from tests.app.test_evidence import WEIGHTS, axis, line, question
from tests.builders import article, open_store, write

BEST = line("The heron nested at Ossa.", candidates=(("ossa",),))


def told(
    *others: Line, asked: Question | None = None, missing: tuple[str, ...] = (), writer: str | None = None
) -> list[tuple[Why, str]]:
    """Return the reasons where the best line is chosen and alone cited, as [1]."""
    asked = asked or question()
    lines = (BEST, *others)
    choice = choose(lines, asked, WEIGHTS, missing)
    cited = {BEST.key: 1} if choice.lines else {}
    shown = frozenset(each.key for each in lines)
    read = Reading(lines, choice, asked, WEIGHTS, frozenset(), cited, shown, writer)
    return [(one.why, one.detail) for one in considered(read)]


def test_what_is_cited_is_not_among_it() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("other", "why", "says"),
    [
        (line("The heron nested near Ossa.", name="b", vector=axis(0, tilt=0.5)), Why.SAME, "the same as [1]"),
        (line("The heron nested at Ossa.", candidates=(("ossa",),), index=1), Why.COPY, "duplicate of [1]"),
        (line("It asks where it nested.", name="b", asks=True, vector=axis(1)), Why.ASKS, "asks a question"),
        (line("A heron" + " and a nest" * LONGEST + ".", name="b", vector=axis(1)), Why.LONG, f"than {LONGEST}"),
        (line("Rain fell.", name="b", vector=axis(1), fit=0.4), Why.FURTHER, "it has 40% of what is asked"),
    ],
)
def test_each_reason_is_the_measure_that_decided(other: Line, why: Why, says: str) -> None:
    ((found, detail),) = told(other)
    assert found is why
    assert says in detail


def test_an_older_figure_is_told_from_a_sentence_beside_the_question() -> None:
    asked = question("How many herons nest at Ossa?")
    newest = line("Nine herons nest there.", day=28, candidates=(("9",),))
    older = line("Seven nested.", name="b", candidates=(("7",),), vector=axis(1), fit=0.7, timeliness=0.5)
    beside = line("Five eggs.", name="c", candidates=(("5",),), vector=axis(2), fit=0.4)
    lines = (newest, older, beside)
    choice = choose(lines, asked, WEIGHTS, ())
    assert choice.lines == (newest,)
    read = Reading(lines, choice, asked, WEIGHTS, frozenset(), {newest.key: 1}, frozenset({newest.key}))
    assert [(one.why, one.detail) for one in considered(read)] == [
        (Why.OLDER, "gives an older figure (1 May 2024) than [1]"),
        (Why.FURTHER, "is off the question: it has 40% of what is asked about, [1] 90%"),
    ]


def test_a_full_answer_says_so() -> None:
    others = [line(f"Word {n}.", name=f"b{n}", vector=axis(n)) for n in range(1, 8)]
    lines = (BEST, *others)
    choice = choose(lines, question(), WEIGHTS, ())
    cited = {each.key: number for number, each in enumerate(choice.lines, start=1)}
    read = Reading(lines, choice, question(), WEIGHTS, frozenset(), cited, frozenset(cited))
    assert {one.why for one in considered(read)} == {Why.LENGTH}


def test_a_model_is_named_where_it_left_a_sentence_unused() -> None:
    ((why, detail),) = told(line("Rain fell.", name="b", vector=axis(1), fit=0.4), writer="scripted-1")
    assert why is Why.UNUSED
    assert "scripted-1" in detail


@pytest.mark.parametrize(
    ("missing", "says"), [(("Arlen",), "does not mention “Arlen”"), ((), "has none of the question’s words")]
)
def test_an_abstention_says_what_each_sentence_lacks(missing: tuple[str, ...], says: str) -> None:
    asked = question("Who painted the lighthouse?")
    far = line("Rain fell.", fit=0.1)
    read = Reading((far,), choose([far], asked, WEIGHTS, missing), asked, WEIGHTS, frozenset(), {}, frozenset())
    (only,) = considered(read)
    assert (only.why, only.detail) == (Why.NO_ANSWER, says)


def test_only_the_words_that_are_lacking_are_named() -> None:
    asked = question("Who painted the heron?")
    near = line("The heron nested.", fit=0.1)
    read = Reading((near,), choose([near], asked, WEIGHTS, ()), asked, WEIGHTS, frozenset(), {}, frozenset())
    assert [one.detail for one in considered(read)] == ["does not say “painted”"]


def test_a_reader_is_given_no_more_than_he_looks_through() -> None:
    assert len(told(*(line("Rain.", name=f"b{n}", vector=axis(1 + n % 7), fit=0.3) for n in range(40)))) == SHOWN


def test_the_words_are_the_stores_and_gone_with_their_article(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    kept, gone = (article(text, external_id=text, title="Harbour") for text in ("Rain fell.", "Snow fell."))
    write(store, kept, gone)
    rows = [
        {"article_id": one.id, "version": 1, "sentence": 0, "why": "further", "detail": "is off"}
        for one in (kept, gone)
    ]
    store.delete(gone.id)
    found = evidence_json({"id": "ans_1", "considered": rows}, store)
    assert found["gone"] == 1
    assert [(row["text"], row["detail"], row["title"]) for row in found["considered"]] == [
        ("Rain fell.", "is off", "Harbour")
    ]
    assert evidence_json({"id": "ans_0"}, store) == {"answer_id": "ans_0", "considered": [], "gone": 0}
    store.close()
