"""A running server of `scripted_model.py` for a test: `pytest_plugins = ["tests.scripted_fixtures"]` brings it in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.scripted_model import ScriptedModel


@pytest.fixture
def scripted() -> Iterator[ScriptedModel]:
    """A server that replies "Yes." until `play` tells it otherwise."""
    with ScriptedModel() as server:
        yield server
