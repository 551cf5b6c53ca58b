"""What tests of subscriptions begin with: `pytest_plugins = ["tests.watch_fixtures"]`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest.database import Database
from tests.watched import Desk, Web


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path / "record.sqlite3")) as database:
        yield database


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def desk() -> Desk:
    return Desk()
