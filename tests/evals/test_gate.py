"""The evaluation gate: no figure may fall below its floor, and the corpus is the one that was measured."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.wire import open_services
from ingest.settings import Settings
from tests.evals import dialogues, gate, scoring

KNOWN = json.loads(gate.FLOORS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, float]]:
    services = open_services(Settings(data_dir=Path(tmp_path_factory.mktemp("evals"))))
    places = gate.fill(services)
    yield scoring.figures(gate.measure(services, places)) | dialogues.figures(gate.converse(services, places))
    services.store.close()


def test_corpus_is_the_measured_one() -> None:
    assert gate.corpus_hash() == KNOWN["corpus"], "the sample corpus changed: python -m tests.evals.gate --update"


@pytest.mark.parametrize("name", sorted(KNOWN["floors"]))
def test_floor_holds(name: str, found: dict[str, float]) -> None:
    assert found[name] >= KNOWN["floors"][name]
