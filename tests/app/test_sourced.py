from __future__ import annotations

import pytest

from app.sourced import place_of, source_of
from tests.builders import article

FERRY = article("PORT ELLERY (Meridian Wire) — Nine people died. Two live.", title="Ferry sinks")


@pytest.mark.parametrize(("index", "quoted"), [(0, "Nine people died."), (1, "Two live.")])
def test_a_citation_leaves_out_the_dateline(index: int, quoted: str) -> None:
    place = place_of(FERRY, index)
    assert FERRY.text[place.start : place.end] == quoted
    assert place.sentence == index


def test_a_source_comes_with_what_it_leans_on() -> None:
    source = source_of(FERRY, 1)
    assert (source.text, source.before, source.title) == ("Two live.", FERRY.sentences[0].text, "Ferry sinks")
    assert source_of(FERRY, 0).before == ""
    assert source.article == FERRY.text
