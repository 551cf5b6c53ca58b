from __future__ import annotations

import numpy as np

from app.selection import select, weigh
from tests.units import rows_of, texts, told

FERRY = told("The ferry Solveig sank off Maren on Friday. The harbour office closed its gates at noon.", "a")
AGREES = told("The ferry Solveig sank off Maren on Friday night. A bakery in Tarvo sells bread again.", "b")
OTHER = told("Rain flooded forty cellars in Lindholm. The mayor of Lindholm asked for help.", "c")


def test_words_are_not_exceeded_and_used_as_far_as_sentences_fit() -> None:
    weighed = weigh(rows_of(FERRY, AGREES, OTHER))
    for most in (1, 8, 20, 100):
        chosen = select(weighed, most)
        left = most - sum(weighed.rows[row].words for row in chosen)
        assert left >= 0
        near = weighed.profiles
        assert all(
            row in chosen or weighed.rows[row].words > left or max(float(near[row] @ near[one]) for one in chosen) > 0.5
            for row in range(len(weighed.rows))
        )


def test_every_origin_is_heard_before_one_speaks_again() -> None:
    weighed = weigh(
        rows_of(FERRY, told("Rain fell in Lindholm on Monday.", "c"), told("A school opened in Tarvo.", "d"))
    )
    chosen = select(weighed, 1000)
    assert len({weighed.rows[row].unit.article.id for row in chosen[:2]}) == 2


def test_the_same_is_not_said_twice() -> None:
    weighed = weigh(rows_of(FERRY, AGREES))
    said = texts([weighed.rows[row] for row in select(weighed, 1000)])
    assert sum("sank" in text for text in said) == 1


def test_what_others_say_too_is_worth_more_than_what_one_says() -> None:
    weighed = weigh(rows_of(FERRY, AGREES))
    worth = dict(zip(texts(weighed.rows), weighed.worth.tolist(), strict=True))
    assert max(worth, key=lambda text: worth[text]).startswith("The ferry Solveig sank")


def test_a_topic_raises_what_is_near_to_it() -> None:
    rows = rows_of(OTHER)
    first, second = (weigh(rows, np.array(near)).worth for near in ([1.0, 0.0], [0.0, 1.0]))
    assert first[0] > second[0]
    assert second[1] > first[1] or second[1] == 1.0


def test_what_leans_follows_its_sentence_and_only_where_nothing_else_is_left() -> None:
    article = told("The mayor of Maren opened a school. She said the harbour comes next year.", "a")
    weighed = weigh(rows_of(article))
    assert [weighed.rows[row].leans for row in select(weighed, 100)] == [False, True]
    assert select(weighed, 100, only=[False, True]) == []


def test_rows_chosen_before_stay_and_only_admitted_ones_are_added() -> None:
    weighed = weigh(rows_of(FERRY, OTHER))
    chosen = select(weighed, 1000, chosen=[3], only=[True, False, False, False])
    assert chosen == [3, 0]


def test_nothing_gives_nothing() -> None:
    assert select(weigh([]), 100) == []
