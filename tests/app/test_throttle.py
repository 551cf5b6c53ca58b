from __future__ import annotations

from app.throttle import Throttle
from ingest.rate import Rate


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_passes_and_the_long_run_keeps_to_the_rate() -> None:
    clock = Clock()
    throttle, rate = Throttle(clock), Rate(6, 60)
    stood = [throttle.take("a", rate) for _ in range(7)]
    assert [one.left for one in stood] == [5, 4, 3, 2, 1, 0, 0]
    assert [one.wait for one in stood] == [0] * 6 + [10]
    assert [round(one.full_in) for one in stood] == [10, 20, 30, 40, 50, 60, 60]
    clock.now = 10.0
    assert [throttle.take("a", rate).wait for _ in range(2)] == [0, 10]
    passed = 0
    for _ in range(600):
        clock.now += 1
        passed += throttle.take("a", rate).wait == 0
    assert passed == 60


def test_waiting_as_long_as_it_says_is_enough() -> None:
    clock = Clock()
    throttle, rate = Throttle(clock), Rate(7, 3600)
    for _ in range(50):
        if wait := throttle.take("a", rate).wait:
            clock.now += wait + 1e-6
            assert throttle.take("a", rate).wait == 0


def test_a_bucket_holds_no_more_than_the_quota() -> None:
    clock = Clock()
    throttle, rate = Throttle(clock), Rate(2, 1)
    throttle.take("a", rate)
    clock.now = 1000.0
    assert throttle.take("a", rate).left == 1


def test_callers_do_not_share() -> None:
    throttle, rate = Throttle(Clock()), Rate(1, 60)
    assert throttle.take("a", rate).wait == 0
    assert throttle.take("a", rate).wait > 0
    assert throttle.take("b", rate).wait == 0


def test_only_so_many_are_remembered_and_the_longest_unseen_go_first() -> None:
    throttle, rate = Throttle(Clock(), most=3), Rate(1, 60)
    for who in "abcabd":  # d takes the place of c
        throttle.take(who, rate)
    assert [throttle.take(who, rate).wait > 0 for who in "abd"] == [True] * 3
    assert throttle.take("c", rate).wait == 0
