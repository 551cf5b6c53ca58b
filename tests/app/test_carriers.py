from __future__ import annotations

from app.carriers import Carriers, carries
from ingest.embed import Embedder
from tests.units import rows_of, told, units_of

SUNK = "The ferry Solveig sank off Maren on Friday."


def test_each_independent_origin_that_carries_a_statement_is_found_once(embedder: Embedder) -> None:
    one = told(SUNK, "one", embedder=embedder)
    two = told("On Friday the ferry Solveig sank off Maren in fog. A bakery in Tarvo closed.", "two", embedder=embedder)
    copy = told("On Friday the ferry Solveig sank off Maren in fog.", "copy", embedder=embedder, origin=two.origin)
    carriers = Carriers(units_of(one, two, copy))
    chorus = carriers.of(rows_of(one)[0])
    assert [other.article.external_id for other in chorus.others] == ["two"]
    assert not chorus.alone
    assert carriers.several
    assert carriers.of(rows_of(one)[0]) is chorus


def test_who_tells_it_otherwise_is_not_cited_and_nobody_is_alone_then(embedder: Embedder) -> None:
    one = told("Nine people died when the ferry Solveig sank off Maren.", "one", embedder=embedder)
    other = told("Twelve people died when the ferry Solveig sank off Maren.", "two", embedder=embedder)
    chorus = Carriers(units_of(one, other)).of(rows_of(one)[0])
    assert (chorus.others, chorus.alone) == ((), False)


def test_a_plan_does_not_carry_that_nothing_came_of_it(embedder: Embedder) -> None:
    """Most of the words are the same, and none of those that are not is in the other sentence."""
    plan = "Trials in a basin in Sable Harbour may start in the autumn, if the port authority agrees."
    denied = "Trials in a basin in Sable Harbour will not take place in the autumn, the port authority says."
    (unit,) = units_of(told(plan, "plan", embedder=embedder))
    assert not carries(unit, denied)
    (unit,) = units_of(told(denied, "denied", embedder=embedder))
    assert not carries(unit, plan)
    (other,) = units_of(told("There will be no trials in a basin in Sable Harbour.", "other", embedder=embedder))
    assert carries(other, "There will be no trials in Sable Harbour.")


def test_what_nobody_else_mentions_is_told_alone(embedder: Embedder) -> None:
    one = told(SUNK, "one", embedder=embedder)
    rain = told("Rain flooded forty cellars in Lindholm.", "rain", embedder=embedder)
    assert Carriers(units_of(one, rain)).of(rows_of(one)[0]).alone


def test_one_outlet_is_one_voice(embedder: Embedder) -> None:
    reads = [told(SUNK, name, embedder=embedder, outlet="Post") for name in ("one", "two")]
    assert not Carriers(units_of(*reads)).several
