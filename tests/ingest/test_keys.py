from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.errors import NotFoundError, SettingsError, StoreError
from ingest.keys import FILE, SESSION_DAYS, Keys, Scope, read_scope
from ingest.rate import Rate

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[Keys]:
    opened = Keys(tmp_path)
    yield opened
    opened.close()


def test_a_key_is_found_by_its_secret_alone(keys: Keys) -> None:
    key, secret = keys.add("desk", Scope.INGEST, Rate(60, 60), now=NOW)
    other, _ = keys.add("archive", Scope.READ, None, now=NOW)
    assert (key.name, key.scope, key.rate, key.created_at, key.used_at) == (
        "desk",
        Scope.INGEST,
        Rate(60, 60),
        NOW,
        None,
    )
    assert secret.startswith(f"cor_{key.id}_")
    found = keys.find(secret, now=NOW)
    assert found is not None
    assert found.id == key.id
    for wrong in ("", "none", "cor_", secret[:-1], secret + "x", secret.replace(key.id, other.id), secret.upper()):
        assert keys.find(wrong, now=NOW) is None, wrong


def test_no_two_secrets_are_alike(keys: Keys) -> None:
    secrets = [keys.add(f"key {n}", Scope.READ, None, now=NOW)[1] for n in range(20)]
    assert len({secret.split("_", 2)[2] for secret in secrets}) == 20
    assert all(len(secret) >= 4 + 8 + 1 + 43 for secret in secrets)  # 256 bits are 43 characters


def test_the_secrets_are_nowhere_in_the_files(keys: Keys, tmp_path: Path) -> None:
    key, secret = keys.add("desk", Scope.ADMIN, None, now=NOW)
    session = keys.begin_session(key, now=NOW)
    assert keys.in_session(session, now=NOW)
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert key.id.encode() in written
    for hidden in (secret, secret.partition(f"{key.id}_")[2], session):
        assert hidden.encode() not in written
    assert hidden not in repr(keys.every())


def test_the_file_is_for_its_owner_alone_and_comes_with_the_first_key(keys: Keys, tmp_path: Path) -> None:
    assert not keys.any_live()
    assert keys.every() == ()
    assert keys.find("cor_00000000_x", now=NOW) is None
    assert not list(tmp_path.iterdir())
    keys.add("desk", Scope.READ, None, now=NOW)
    assert keys.any_live()
    assert {oct(file.stat().st_mode & 0o777) for file in tmp_path.iterdir()} == {"0o600"}


@pytest.mark.parametrize("by", ["name", "id", "secret"])
def test_a_revoked_key_is_refused_at_once_by_whoever_has_the_file_open(keys: Keys, tmp_path: Path, by: str) -> None:
    key, secret = keys.add("desk", Scope.READ, None, now=NOW)
    session = keys.begin_session(key, now=NOW)
    assert keys.find(secret, now=NOW)
    elsewhere = Keys(tmp_path)
    revoked = elsewhere.revoke(secret if by == "secret" else getattr(key, by), now=NOW + timedelta(hours=1))
    elsewhere.close()
    assert revoked.revoked_at == NOW + timedelta(hours=1)
    assert keys.find(secret, now=NOW) is None
    assert keys.in_session(session, now=NOW) is None
    assert not keys.any_live()
    assert [key.revoked_at for key in keys.every()] == [revoked.revoked_at]
    for gone in ("desk", secret):
        with pytest.raises(NotFoundError, match=r"no key is called '(desk|\w{8})'"):
            keys.revoke(gone, now=NOW)


def test_a_name_is_free_again_when_its_key_is_revoked(keys: Keys) -> None:
    keys.add("desk", Scope.READ, None, now=NOW)
    with pytest.raises(SettingsError, match="'desk' already"):
        keys.add("desk", Scope.ADMIN, None, now=NOW)
    keys.revoke("desk", now=NOW)
    keys.add("desk", Scope.ADMIN, None, now=NOW)
    assert [(key.name, key.scope) for key in keys.every()] == [("desk", Scope.READ), ("desk", Scope.ADMIN)]


@pytest.mark.parametrize("name", ["", "   ", "x" * 65, "a\nb", "a\x1b[2J", "cor_desk"])
def test_what_can_not_be_a_name_is_refused(keys: Keys, name: str) -> None:
    with pytest.raises(SettingsError, match="name"):
        keys.add(name, Scope.READ, None, now=NOW)


def test_the_last_use_is_kept_to_the_minute(keys: Keys) -> None:
    def used() -> list[datetime | None]:
        return [key.used_at for key in keys.every()]

    key, secret = keys.add("desk", Scope.READ, None, now=NOW)
    session = keys.begin_session(key, now=NOW)
    assert used() == [None]
    keys.find(secret, now=NOW)
    keys.find(secret, now=NOW + timedelta(seconds=59))
    assert used() == [NOW]
    keys.find(secret, now=NOW + timedelta(seconds=60))
    assert used() == [NOW + timedelta(seconds=60)]
    keys.in_session(session, now=NOW + timedelta(hours=1))
    assert used() == [NOW + timedelta(hours=1)]


def test_a_session_ends_by_itself_or_when_told(keys: Keys) -> None:
    key, _ = keys.add("desk", Scope.READ, None, now=NOW)
    first, second = keys.begin_session(key, now=NOW), keys.begin_session(key, now=NOW)
    late = NOW + timedelta(days=SESSION_DAYS)
    assert keys.in_session(first, now=late - timedelta(seconds=1))
    assert keys.in_session(first, now=late) is None
    keys.end_session(second)
    keys.end_session("unknown")
    assert keys.in_session(second, now=NOW) is None
    assert keys.in_session("", now=NOW) is None


def test_another_file_in_its_place_is_noticed(keys: Keys, tmp_path: Path) -> None:
    _, secret = keys.add("desk", Scope.READ, None, now=NOW)
    (tmp_path / FILE).rename(tmp_path / "away")
    assert keys.find(secret, now=NOW) is None
    assert not keys.any_live()
    keys.add("another", Scope.READ, None, now=NOW)
    assert [key.name for key in keys.every()] == ["another"]


def test_a_file_that_is_something_else_is_an_error_of_ours(keys: Keys, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("not a database, but long enough to be taken for one" * 20, "utf-8")
    for act in (keys.any_live, keys.every, lambda: keys.add("desk", Scope.READ, None, now=NOW)):
        with pytest.raises(StoreError, match=FILE):
            act()


def test_threads_may_share_them(keys: Keys) -> None:
    _, secret = keys.add("desk", Scope.READ, None, now=NOW)
    found: list[bool] = []

    def look(step: int) -> None:
        found.extend(bool(keys.find(secret, now=NOW + timedelta(minutes=step * n))) for n in range(50))

    threads = [threading.Thread(target=look, args=(n + 1,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 200


def test_a_note_that_can_not_be_written_keeps_nobody_out(
    keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.keys._WAIT", 0.05)
    _, secret = keys.add("desk", Scope.READ, None, now=NOW)
    blocking = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    blocking.execute("BEGIN IMMEDIATE")
    assert keys.find(secret, now=NOW)
    blocking.close()


@pytest.mark.parametrize("scope", Scope)
def test_scopes_are_read_and_written(scope: Scope) -> None:
    assert read_scope(str(scope)) is scope
    with pytest.raises(SettingsError, match="read, ingest, admin"):
        read_scope(scope.name)
