from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.conversations import MAX_NAME, KeptTurn, TurnState
from ingest.conversations_kept import Conversations
from ingest.errors import FilterError, NotFoundError
from ingest.store import Store
from tests.builders import reopened

NOW = datetime(2024, 5, 7, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=3)


@pytest.fixture
def kept(store: Store) -> Conversations:
    return Conversations(store.database)


def test_a_conversation_and_its_turns_survive_the_process(store: Store, kept: Conversations) -> None:
    made = kept.begin("ida", "Who was\n on board?", at=NOW)
    kept.end(made, 1, TurnState.ANSWERED, answer="ans_1")
    assert kept.ask(made, "And when?", at=LATER) == 2
    kept.end(made, 2, TurnState.FAILED, note="the model is away")
    again = reopened(store)
    found = Conversations(again.database).find(made)
    assert (found.id, found.name, found.begun_at, found.changed_at) == (made, "Who was on board?", NOW, LATER)
    assert (found.turns, found.share) == (2, None)
    assert Conversations(again.database).turns(made) == (
        KeptTurn(1, "Who was\n on board?", NOW, TurnState.ANSWERED, None, "ans_1"),
        KeptTurn(2, "And when?", LATER, TurnState.FAILED, "the model is away", None),
    )
    again.close()


def test_questions_asked_at_the_same_time_are_all_kept(kept: Conversations) -> None:
    made = kept.begin("ida", "0", at=NOW)
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda number: kept.ask(made, str(number), at=NOW), range(1, 25)))
    assert sorted(numbers) == list(range(2, 26))
    assert {turn.question for turn in kept.turns(made)} == set(map(str, range(25)))
    assert {turn.number: turn.question for turn in kept.turns(made)} == dict(
        zip([1, *numbers], map(str, range(25)), strict=True)
    )


def test_what_was_under_way_when_the_process_ended_is_marked(kept: Conversations) -> None:
    kept.interrupt()  # of a record that never held a conversation
    made = kept.begin("ida", "Who?", at=NOW)
    kept.end(made, 1, TurnState.STOPPED)
    kept.ask(made, "When?", at=NOW)
    kept.interrupt()
    assert [turn.state for turn in kept.turns(made)] == [TurnState.STOPPED, TurnState.INTERRUPTED]


def test_ids_are_drawn_and_the_owner_is_not_written(store: Store, kept: Conversations) -> None:
    made = [kept.begin("a reader's secret", "Who?", at=NOW) for _ in range(20)]
    assert len(set(made)) == 20
    assert all(len(one) >= 26 for one in made)
    store.database.checkpoint()
    assert b"a reader's secret" not in store.database.path.read_bytes()


def test_a_reader_sees_his_own_the_last_asked_in_first(kept: Conversations) -> None:
    ids = [kept.begin("ida", f"Question {n}", at=NOW + timedelta(seconds=n // 2)) for n in range(7)]
    kept.begin("olav", "Question of another", at=NOW)
    kept.ask(ids[0], "Again", at=LATER)
    pages, cursor = [], None
    for _ in range(4):
        page, cursor = kept.listed("ida", limit=2, cursor=cursor)
        pages.append([one.id for one in page])
    assert cursor is None
    seen = [one for page in pages for one in page]
    assert seen[0] == ids[0]
    assert sorted(seen) == sorted(ids)
    assert kept.listed("nobody") == ((), None)


@pytest.mark.parametrize("cursor", ["", "x", "12", "12.", ".cnv_1", "-1.cnv_1"])
def test_a_cursor_that_is_none_is_refused(kept: Conversations, cursor: str) -> None:
    kept.begin("ida", "Who?", at=NOW)
    with pytest.raises(FilterError, match="cursor"):
        kept.listed("ida", cursor=cursor)


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("ferry", {"ferry"}),
        ("FERRY", {"ferry"}),
        ("on board", {"ferry"}),
        ("forty", {"ferry"}),  # in the answer alone
        ("100%", {"storm"}),
        ("1_0", set()),
        ("%", {"storm"}),
        ("  ", {"ferry", "storm"}),
        ("chess", set()),
    ],
)
def test_a_search_looks_at_names_questions_and_answers(
    store: Store, kept: Conversations, q: str, found: set[str]
) -> None:
    ferry = kept.begin("ida", "What of the ferry?", at=NOW)
    kept.ask(ferry, "How many were on board?", at=NOW)
    store.save_answer("ans_1", {"text": "Forty people. [1]"}, [])
    kept.end(ferry, 2, TurnState.ANSWERED, answer="ans_1")
    storm = kept.begin("ida", "What of the storm?", at=NOW)
    kept.rename(storm, "Storm, 100% dark")
    names = {ferry: "ferry", storm: "storm"}
    assert {names[one.id] for one in kept.listed("ida", q=q)[0]} == found


def test_an_answer_s_words_are_kept_with_the_answer_alone(store: Store, kept: Conversations, tmp_path: Path) -> None:
    from tests.builders import article, write

    write(store, article("Wolves came to Tarvo."))
    store.save_answer("ans_1", {"text": "Wolves came to Tarvo."}, [article().id])
    made = kept.begin("ida", "Who came?", at=NOW)
    kept.end(made, 1, TurnState.ANSWERED, answer="ans_1")
    store.delete(article().id)
    assert kept.turns(made)[0].answer == "ans_1"
    assert kept.listed("ida", q="wolves") == ((), None)
    assert b"Wolves came" not in store.database.path.read_bytes()


def test_a_name_is_one_line_of_bounded_length(kept: Conversations) -> None:
    made = kept.begin("ida", "x" * 4_000, at=NOW)
    assert len(kept.find(made).name) == MAX_NAME
    assert kept.rename(made, " The\n ferry ").name == "The ferry"
    assert kept.find(made).name == "The ferry"


def test_a_share_shows_what_was_there_and_dies_when_taken_back(kept: Conversations) -> None:
    made = kept.begin("ida", "Who?", at=NOW)
    first = kept.share(made, at=NOW).share
    assert first is not None
    assert (first.at, first.turns) == (NOW, 1)
    kept.ask(made, "When?", at=LATER)
    assert kept.shared(first.id).share == first
    second = kept.share(made, at=LATER).share
    assert second is not None
    assert (second.id, second.at, second.turns) == (first.id, LATER, 2)
    assert kept.unshare(made).share is None
    with pytest.raises(NotFoundError, match="taken back"):
        kept.shared(first.id)
    third = kept.share(made, at=LATER).share
    assert third is not None
    assert third.id != first.id
    assert made not in third.id


def test_what_is_deleted_leaves_the_file(store: Store, kept: Conversations) -> None:
    made = kept.begin("ida", "Who stole the lamps of Tarvo?", at=NOW)
    other = kept.begin("ida", "Who?", at=NOW)
    shared = kept.share(made, at=NOW).share
    assert shared is not None
    kept.delete(made)
    assert b"lamps of Tarvo" not in store.database.path.read_bytes()
    assert [one.id for one in kept.listed("ida")[0]] == [other]
    kept.end(made, 1, TurnState.ANSWERED, answer="ans_1")  # an answer that comes too late
    with pytest.raises(NotFoundError):
        kept.shared(shared.id)


CALLS: dict[str, Callable[[Conversations], object]] = {
    "find": lambda kept: kept.find("cnv_9"),
    "turns": lambda kept: kept.turns("cnv_9"),
    "ask": lambda kept: kept.ask("cnv_9", "Who?", at=NOW),
    "rename": lambda kept: kept.rename("cnv_9", "x"),
    "share": lambda kept: kept.share("cnv_9", at=NOW),
    "unshare": lambda kept: kept.unshare("cnv_9"),
    "delete": lambda kept: kept.delete("cnv_9"),
}


@pytest.mark.parametrize("empty", [True, False], ids=["never-any", "others"])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_an_unknown_conversation_is_named(
    kept: Conversations, call: Callable[[Conversations], object], empty: bool
) -> None:
    if not empty:
        kept.begin("ida", "Who?", at=NOW)
    with pytest.raises(NotFoundError, match="'cnv_9'"):
        call(kept)
