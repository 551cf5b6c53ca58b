from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import GoneError, NotFoundError
from ingest.store import Store
from tests.builders import article, reopened, write

VALUES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters(codec="utf-8"))
BODIES = st.dictionaries(
    st.text(st.characters(codec="utf-8")), st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3), max_leaves=5)
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BODIES)
def test_an_answer_comes_back_as_it_was(store: Store, body: dict[str, object]) -> None:
    store.save_answer("ans_1", body, [])
    assert store.answer("ans_1") == body


def test_an_answer_that_never_was(store: Store) -> None:
    with pytest.raises(NotFoundError, match="ans_x"):
        store.answer("ans_x")


def test_an_answer_stays_while_its_article_changes(store: Store) -> None:
    write(store, article("Wolves came."))
    store.save_answer("ans_1", {"text": "Wolves came."}, [article().id, article().id, "art_unknown"])
    write(store, article("Bears came."))
    again = reopened(store)
    assert again.answer("ans_1") == {"text": "Wolves came."}
    again.delete(article().id)
    with pytest.raises(GoneError, match="ans_1"):
        again.answer("ans_1")
    again.close()


def test_the_same_answer_again_replaces_the_first(store: Store) -> None:
    store.save_answer("ans_1", {"n": 1}, [])
    store.save_answer("ans_1", {"n": 2}, [])
    assert store.answer("ans_1") == {"n": 2}
