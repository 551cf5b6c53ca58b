from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from ingest.fetch_hosts import Hosts


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        return self.now


def test_a_host_is_left_alone_between_two_requests() -> None:
    time = Time()
    hosts = Hosts(sleep=time.sleep, clock=time.clock)
    for _ in range(3):
        with hosts.turn("harbour.example", 1.0):
            pass
    with hosts.turn("quay.example", 1.0):
        pass
    assert time.slept == [1.0, 1.0]


def test_a_turn_may_ask_for_a_longer_pause_and_a_failed_one_counts() -> None:
    time = Time()
    hosts = Hosts(sleep=time.sleep, clock=time.clock)

    def fail() -> None:
        with hosts.turn("harbour.example", 1.0) as turn:
            turn.pause = 7.0
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    with hosts.turn("harbour.example", 1.0):
        pass
    assert time.slept == [7.0]


def test_one_at_a_time_at_a_host_and_several_hosts_at_once() -> None:
    hosts = Hosts()
    inside: list[str] = []
    both = threading.Barrier(2, timeout=5)

    def visit(host: str) -> int:
        with hosts.turn(host, 0.0):
            inside.append(host)
            if inside.count(host) == 1:
                both.wait()  # only gone through when two hosts are asked at once
            return inside.count(host)

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(visit, ["harbour.example", "quay.example"] * 2))
    assert sorted(counts) == [1, 1, 2, 2]
