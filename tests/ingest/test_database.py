from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.corpus import Notice, NoticeKind, Sentence
from ingest.database import ADDED, SCHEMA_VERSION, Database
from ingest.errors import StoreError
from tests.builders import article, in_step, open_store, write

INSERT = "INSERT INTO setting VALUES (?, ?)"


def fail(database: Database, *statements: str) -> None:
    """Run statements in one transaction, then fail."""
    with database.transaction() as db:
        for statement in statements:
            db.execute(statement)
        raise ZeroDivisionError


def names(database: Database) -> list[str]:
    return [name for (name,) in database.connection.execute("SELECT name FROM setting ORDER BY name")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.sqlite3"


def test_a_transaction_is_all_or_nothing(path: Path) -> None:
    with closing(Database(path)) as database:
        with database.transaction() as db:
            db.execute(INSERT, ("a", "1"))
        with pytest.raises(ZeroDivisionError):
            fail(database, "INSERT INTO setting VALUES ('b', '1')")
        with pytest.raises(sqlite3.IntegrityError):
            fail(database, "INSERT INTO setting VALUES ('c', '1')", "INSERT INTO setting VALUES ('a', '2')")
        with database.transaction() as db:
            db.execute(INSERT, ("d", "1"))
        assert names(database) == ["a", "d"]
    with closing(Database(path)) as database:
        assert names(database) == ["a", "d"]


def test_an_error_that_ends_the_transaction_by_itself_is_the_one_that_is_seen(path: Path) -> None:
    with closing(Database(path)) as database:
        with pytest.raises(ZeroDivisionError):
            fail(database, "ROLLBACK")
        with database.transaction() as db:
            db.execute(INSERT, ("a", "1"))
        assert names(database) == ["a"]


def test_a_full_disk_is_an_error_and_room_afterwards_is_enough(path: Path) -> None:
    with closing(Database(path)) as database:
        database.connection.execute("PRAGMA max_page_count = 40")
        with pytest.raises(sqlite3.OperationalError, match="full"), database.transaction() as db:
            db.execute(INSERT, ("large", "x" * 1_000_000))
        database.connection.execute("PRAGMA max_page_count = 4000")
        with database.transaction() as db:
            db.execute(INSERT, ("large", "x" * 1_000_000))
        assert names(database) == ["large"]


def test_every_thread_has_a_connection_of_its_own_and_those_of_ended_threads_are_closed(path: Path) -> None:
    with closing(Database(path)) as database:
        used: list[sqlite3.Connection] = []

        def use() -> None:
            used.append(database.connection)
            names(database)

        for _ in range(20):
            thread = threading.Thread(target=use)
            thread.start()
            thread.join()
        assert len({id(connection) for connection in (*used, database.connection)}) > 1
        still_open = 0
        for connection in used:
            try:
                connection.execute("SELECT 1")
                still_open += 1
            except sqlite3.ProgrammingError:
                pass
        assert still_open == 1
        assert names(database) == []


def test_writers_wait_for_each_other_and_readers_for_nobody(path: Path) -> None:
    with closing(Database(path)) as database:

        def write(number: int) -> None:
            with database.transaction() as db:
                (count,) = db.execute("SELECT count(*) FROM setting").fetchone()
                db.execute(INSERT, (f"{number:03}", str(count)))

        with ThreadPoolExecutor(4) as threads:
            for future in [threads.submit(write, number) for number in range(40)]:
                future.result()
        with database.transaction() as db, ThreadPoolExecutor(1) as reader:
            db.execute(INSERT, ("unseen", "1"))
            assert len(reader.submit(names, database).result(5)) == 40
        values = database.connection.execute("SELECT value FROM setting WHERE name < '1'")
        assert sorted(int(value) for (value,) in values) == list(range(40))


def test_a_closed_database_says_so(path: Path) -> None:
    database = Database(path)
    database.close()
    database.close()
    with pytest.raises(StoreError, match="closed"):
        names(database)
    assert not path.with_name("record.sqlite3-wal").exists()


def test_a_file_of_another_version_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=rf"schema {SCHEMA_VERSION + 1}.*CORROBORATE_DATA_DIR"):
        Database(path)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    assert len(path.read_bytes()) == len(before)


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_named(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"record\.sqlite3"):
        Database(path)
    assert path.read_bytes() == content


def test_what_is_deleted_leaves_the_file_and_the_log(path: Path) -> None:
    with closing(Database(path)) as database:
        with database.transaction() as db:
            db.execute(INSERT, ("a", "Brundlemere" * 2_000))
        with database.transaction() as db:
            db.execute("DELETE FROM setting")
        database.checkpoint()
        files = list(path.parent.glob("record.sqlite3*"))
        assert files
        assert not any(b"Brundlemere" in file.read_bytes() for file in files)
        assert database.connection.execute("PRAGMA busy_timeout").fetchone() == (30_000,)


@pytest.mark.parametrize("schema", [0, 2, 3, 4])
def test_a_store_from_before_versions_had_notices_keeps_all_that_it_has(tmp_path: Path, schema: int) -> None:
    before = replace(article("One."), published_at=datetime(2024, 11, 29, tzinfo=UTC))
    with closing(open_store(tmp_path)) as store:
        write(store, replace(before, text="Zero.", sentences=(Sentence(0, 0, 5, "Zero."),), digest=""))
        write(store, before)
        store.save_answer("ans_1", {"text": "kept"}, [before.id])
    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as db:
        db.execute("DROP INDEX version_listed")
        for column in ADDED["version"]:
            db.execute(f"ALTER TABLE version DROP COLUMN {column}")
        db.execute(f"PRAGMA user_version = {schema}")
    with closing(open_store(tmp_path)) as store:
        assert store.article(before.id) == replace(before, version=2)
        assert store.article(before.id, version=1).text == "Zero."
        assert store.answer("ans_1") == {"text": "kept"}
        assert store.database.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        after = replace(
            before, title="New", digest="", notes=("a note",), notice=Notice(NoticeKind.RETRACTION, None, "RETRACTED")
        )
        write(store, after)
        assert store.article(before.id) == replace(after, version=3)
        in_step(store)


def test_closing_waits_for_who_writes(tmp_path: Path) -> None:
    database = Database(tmp_path / "record.sqlite3")
    writing, go_on = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with database.transaction() as db:
            db.execute(INSERT, ("slow", "1"))
            writing.set()
            go_on.wait(10)

    with ThreadPoolExecutor() as pool:
        slow = pool.submit(write_slowly)
        writing.wait(10)
        closing_it = pool.submit(database.close)
        with pytest.raises(TimeoutError):
            closing_it.result(0.1)
        go_on.set()
        slow.result(10)
        closing_it.result(10)
    with closing(Database(tmp_path / "record.sqlite3")) as again:
        assert "slow" in names(again)
