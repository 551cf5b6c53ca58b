from __future__ import annotations

import numpy as np
import pytest

from app.compare import compare
from app.telling import read
from app.units import Unit
from tests.app.stories import told


def turned(units: list[Unit], meaning: int) -> list[Unit]:
    """Return sentences that mean something else than those of another number."""
    vector = np.zeros(4, dtype=np.float32)
    vector[meaning] = 1.0
    return [Unit(unit.article, unit.sentence, vector, unit.terms, unit.origin) for unit in units]


def test_what_is_told_in_two_stories_is_never_compared() -> None:
    storm = turned(told("Two people died when the roof fell.", outlet="Post"), 0)
    ferry = turned(told("Nine dead were counted aboard at dusk.", outlet="Post", hours=3), 1)
    telling = read([*storm, *ferry])
    assert not telling.one_story(0, 1)
    assert compare([*storm, *ferry]).updates == ()


def test_a_sentence_that_names_only_what_the_other_article_does_not_know_is_of_another_event() -> None:
    first = told("The quake in Tarvo killed 65 people.", outlet="Post")
    other = told("The quake in Osmark killed 90 people.", outlet="Post", hours=3)
    telling = read([*first, *other])
    assert telling.one_story(0, 1)
    assert not telling.one_event(0, 1)
    assert compare([*first, *other]).updates == ()


def test_a_speaker_need_not_be_known_to_the_other_article() -> None:
    first = told("Nine people were killed, said Mads Ibsgaard.", outlet="Post")
    other = told("Seventeen people were killed, said Runa Aske.", outlet="Wire", hours=3)
    assert read([*first, *other]).one_event(0, 1)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        pytest.param("The quake killed 65 people.", "In 2004, a wave killed 900 people.", id="long ago"),
        pytest.param("Inflation was 7 per cent in March.", "Inflation was 9 per cent in April.", id="two months"),
        pytest.param("Nine people were rescued.", "A girl was rescued from a five-storey house.", id="an adjective"),
        pytest.param("Shares in Orlan rose 9 per cent.", "Shares in Medira rose 4 per cent.", id="two companies"),
    ],
)
def test_figures_of_another_time_or_thing_are_no_updates(text: str, other: str) -> None:
    found = compare([*told(text, outlet="Post"), *told(other, outlet="Post", hours=3)])
    assert (found.disagreements, found.updates) == ((), ())
