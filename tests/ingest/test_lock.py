from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ingest.errors import StoreError, StoreHeldError
from ingest.lock import Owner, StoreLock, read_owner

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys
from pathlib import Path
from ingest.lock import StoreLock
lock = StoreLock(Path(sys.argv[1]), url="http://127.0.0.1:7861")
print("held", flush=True)
sys.stdin.read()
"""


def test_only_one_may_have_it_and_the_next_is_told_who(tmp_path: Path) -> None:
    lock = StoreLock(tmp_path, url="http://127.0.0.1:7860")
    assert read_owner(tmp_path) == Owner(os.getpid(), "http://127.0.0.1:7860")
    with pytest.raises(StoreHeldError, match=f"process {os.getpid()}: it serves at http://127.0.0.1:7860") as held:
        StoreLock(tmp_path, url=None)
    assert held.value.url == "http://127.0.0.1:7860"
    assert read_owner(tmp_path) == Owner(os.getpid(), "http://127.0.0.1:7860")
    lock.release()
    assert read_owner(tmp_path) is None


def test_a_holder_that_serves_nothing_is_to_be_waited_for(tmp_path: Path) -> None:
    lock = StoreLock(tmp_path, url=None)
    with pytest.raises(StoreHeldError, match="wait until it has finished") as held:
        StoreLock(tmp_path, url=None)
    assert held.value.url is None
    lock.release()


def test_another_thread_may_release_it(tmp_path: Path) -> None:
    lock = StoreLock(tmp_path, url=None)
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    StoreLock(tmp_path, url=None).release()


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(StoreHeldError, match=f"process {holder.pid}"):
            StoreLock(tmp_path, url=None)
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        assert read_owner(tmp_path) == Owner(holder.pid, "http://127.0.0.1:7861")
        lock = StoreLock(tmp_path, url=None)
        assert read_owner(tmp_path) == Owner(os.getpid(), None)
        lock.release()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"pid": "x", "url": null}', '{"pid": null, "url": null}', "\xff"], ids=repr
)
def test_an_owner_file_that_says_nothing_is_no_owner(tmp_path: Path, text: str) -> None:
    (tmp_path / "owner.json").write_text(text, encoding="latin-1")
    assert read_owner(tmp_path) is None


def test_a_holder_whose_name_is_unknown_still_holds_it(tmp_path: Path) -> None:
    lock = StoreLock(tmp_path, url="http://127.0.0.1:1")
    (tmp_path / "owner.json").write_text(json.dumps({"pid": 1}))
    with pytest.raises(StoreHeldError, match="another process"):
        StoreLock(tmp_path, url=None)
    lock.release()


def test_an_owner_file_that_can_not_be_written_leaves_no_lock_behind(tmp_path: Path) -> None:
    (tmp_path / "owner.json").mkdir()
    with pytest.raises(StoreError, match="can't be written"):
        StoreLock(tmp_path, url=None)
    (tmp_path / "owner.json").rmdir()
    StoreLock(tmp_path, url=None).release()


def test_a_server_leaves_a_secret_for_its_owners_commands(tmp_path: Path) -> None:
    lock = StoreLock(tmp_path, url="http://127.0.0.1:7860")
    file = tmp_path / "server.key"
    assert len(lock.key) >= 43
    assert file.read_text("ascii") == lock.key
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(StoreHeldError) as held:
        StoreLock(tmp_path, url=None)
    assert held.value.key == lock.key
    assert lock.key not in f"{held.value} {held.value!r} {(tmp_path / 'owner.json').read_text('utf-8')}"
    lock.release()
    assert not file.exists()
    again = StoreLock(tmp_path, url="http://127.0.0.1:7860")
    assert again.key != lock.key
    again.release()


def test_what_a_killed_server_left_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "server.key").write_text("left", "ascii")
    lock = StoreLock(tmp_path, url=None)
    assert lock.key == ""
    assert not (tmp_path / "server.key").exists()
    lock.release()
