from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from app.evidence import choose, distinct, leads
from app.question import Question, read_question
from app.reading import Line
from tests.builders import article

DIMENSION = 8


def axis(number: int, *, tilt: float = 0.0) -> np.ndarray:
    """Return a unit vector along an axis, tilted a little towards the next."""
    vector = np.zeros(DIMENSION, np.float32)
    vector[number], vector[(number + 1) % DIMENSION] = 1.0, tilt
    return vector / np.linalg.norm(vector)


def line(
    text: str,
    *,
    name: str = "a",
    index: int = 0,
    vector: np.ndarray | None = None,
    day: int = 1,
    fit: float = 0.9,
    candidates: tuple[tuple[str, ...], ...] = (),
    asks: bool = False,
    timeliness: float = 1.0,
) -> Line:
    """Return a line whose measures are all `fit`."""
    whole = article(
        "Nothing here. " * index + text,
        external_id=name,
        outlet=f"Outlet {name}",
        published_at=datetime(2024, 5, day, tzinfo=UTC),
    )
    return Line(
        article=whole,
        sentence=whole.sentences[index],
        terms=frozenset({"heron", "nest"}),
        near=frozenset(),
        vector=axis(0) if vector is None else vector,
        place=fit,
        coverage=fit,
        own=fit,
        cosine=fit,
        timeliness=timeliness,
        lead=1.0,
        asks=asks,
        has_noun=False,
        candidates=candidates,
    )


WEIGHTS = {"heron": 2.0, "nest": 2.0}


def question(text: str = "Where did the heron nest?") -> Question:
    return read_question(text, "en")


def test_what_fits_is_chosen() -> None:
    only = line("The heron nested at Ossa.", candidates=(("ossa",),))
    assert choose([only], question(), WEIGHTS, ()).lines == (only,)


@pytest.mark.parametrize(
    "found",
    [
        [],
        [line("The heron nested.", fit=0.2)],
        [line("It asks where the heron nested.", asks=True)],
    ],
)
def test_what_does_not_fit_is_no_answer(found: list[Line]) -> None:
    assert choose(found, question(), WEIGHTS, ()).lines == ()


def test_a_missing_name_ends_it() -> None:
    choice = choose([line("The heron nested at Ossa.")], question(), WEIGHTS, ("Arlen",))
    assert (choice.lines, choice.missing) == ((), ("Arlen",))


def test_an_old_article_does_not_answer_what_is_asked_about_now() -> None:
    old = line("The heron nested at Ossa.", fit=0.65, timeliness=0.05, candidates=(("ossa",),))
    assert choose([old], question("Where did the heron nest this week?"), WEIGHTS, ()).lines == ()


def test_what_several_articles_agree_on_is_ahead() -> None:
    alone = line("The heron nested at Brill.", name="a", vector=axis(0), candidates=(("brill",),))
    agreed = [
        line("The heron nested at Ossa.", name=name, vector=axis(number), candidates=(("ossa",),))
        for number, name in enumerate("bcd", start=1)
    ]
    assert choose([alone, *agreed], question(), WEIGHTS, ()).lines[0].candidates == (("ossa",),)


def test_reprints_count_once_and_the_first_published_stays() -> None:
    late = [line(f"Line {n} of it.", name="late", index=n, vector=axis(n), day=9) for n in range(3)]
    early = [line(f"Line {n} of it.", name="early", index=n, vector=axis(n, tilt=0.1), day=2) for n in range(3)]
    assert [one.article.external_id for one in distinct([*late, *early])] == ["early"] * 3


def test_of_an_origin_that_the_store_knows_one_edited_sentence_is_a_copy() -> None:
    late = line("Nine died at Ossa.", name="late", vector=axis(0), day=9)
    early = line("Nine died at Ossa on Friday.", name="early", vector=axis(0, tilt=0.6), day=2)
    assert len(distinct([late, early])) == 2
    known = [replace(one, origin="org_1") for one in (late, early)]
    assert [one.article.external_id for one in distinct(known)] == ["early"]
    apart = [replace(one, origin=f"org_{number}") for number, one in enumerate((late, early))]
    assert len(distinct(apart)) == 2


def test_one_sentence_that_two_outlets_print_stays_twice() -> None:
    first = [line("Nine died.", name="a", vector=axis(0)), line("Tugs came.", name="a", index=1, vector=axis(1))]
    other = [line("Nine died.", name="b", vector=axis(0)), line("Divers came.", name="b", index=1, vector=axis(2))]
    assert len(distinct([*first, *other])) == 4


def test_figures_that_differ_are_both_shown_the_newest_first() -> None:
    old = line("It killed 31 herons.", name="a", day=1, candidates=(("31",),))
    new = line("It killed 14 herons.", name="b", day=8, vector=axis(0, tilt=0.1), candidates=(("14",),))
    asked = question("How many herons did it kill?")
    assert choose([old, new], asked, WEIGHTS, ()).lines == (new, old)


def test_the_same_thing_is_said_once() -> None:
    first = line("The heron nested at Ossa.", name="a", candidates=(("ossa",),))
    again = line("At Ossa the heron nested.", name="b", vector=axis(0, tilt=0.3), candidates=(("ossa",),))
    assert len(choose([first, again], question(), WEIGHTS, ()).lines) == 1


def test_leads_take_turns() -> None:
    lines = [
        line(f"Line {n} of it.", name=name, index=n, vector=axis(n + 4 * (name == "b")))
        for name in "ab"
        for n in range(2)
    ]
    assert [(one.article.external_id, one.sentence.index) for one in leads(lines)] == [
        ("a", 0),
        ("b", 0),
        ("a", 1),
        ("b", 1),
    ]
