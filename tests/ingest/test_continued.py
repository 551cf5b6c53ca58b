from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ingest.continued import KeptResponse, chain, keep
from ingest.errors import NotFoundError
from ingest.store import Store

NOW = datetime(2024, 5, 7, tzinfo=UTC)


def test_a_chain_is_read_from_its_beginning(store: Store) -> None:
    first = KeptResponse("resp_1", None, ("What of the ferry?", "How many?"), "ans_1", 40)
    second = KeptResponse("resp_2", "resp_1", ("And “nobody”?",), "ans_2", 0)
    other = KeptResponse("resp_3", "resp_1", ("Who?",), "ans_3", 7)
    for response in (first, second, other):
        keep(store.database, response, at=NOW)
    assert chain(store.database, "resp_2") == [first, second]
    assert chain(store.database, "resp_3") == [first, other]
    assert chain(store.database, "resp_1") == [first]


def test_an_unknown_response_is_named(store: Store) -> None:
    with pytest.raises(NotFoundError, match="'resp_9'"):
        chain(store.database, "resp_9")
    keep(store.database, KeptResponse("resp_2", "resp_1", ("Who?",), "ans_1", 1), at=NOW)
    with pytest.raises(NotFoundError, match="'resp_1'"):
        chain(store.database, "resp_2")
