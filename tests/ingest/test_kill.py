"""A process is killed in the middle of its writes; the next start repairs what it left."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from ingest.corpus import RawArticle
from ingest.embed import Embedder
from ingest.errors import GoneError, NotFoundError
from ingest.index import index
from ingest.load import load
from ingest.report import Status
from ingest.store import Store
from tests.builders import found_by_word, in_step, near_keys, open_store
from tests.ingest import killed

ROOT = Path(__file__).resolve().parents[2]
MOMENTS = [
    *(f"sql:{part}/8" for part in range(9)),
    *(f"put:{number}:{where}" for number, where in ((1, "before"), (3, "within"), (4, "after"))),
    *(f"remove:{number}:{where}" for number, where in ((1, "within"), (2, "after"), (3, "before"))),
]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run to the end once and to every moment; one folder each."""
    root = tmp_path_factory.mktemp("killed")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run(
        [sys.executable, killed.__file__, root, *MOMENTS], env=environment, cwd=ROOT, check=True, timeout=120
    )
    return root


def expected(steps: int) -> dict[str, RawArticle | None]:
    """Return what holds after so many steps: each article by its name, None where it was deleted."""
    there: dict[str, RawArticle | None] = {}
    for step in killed.STEPS[:steps]:
        there |= {article.name: article for article in step.articles}
        if step.deleted:
            there[step.deleted] = None
    return there


def text_of(store: Store, name: str) -> str | None:
    try:
        return store.article(killed.identity(name)).text
    except (GoneError, NotFoundError):
        return None


def text(article: RawArticle | None) -> str | None:
    return None if article is None else article.text


@pytest.mark.timeout(180)
@pytest.mark.parametrize("moment", ["none", *MOMENTS])
def test_after_a_kill_everything_acknowledged_is_there_and_nothing_is_half_there(stores: Path, moment: str) -> None:
    folder = stores / moment.replace(":", "-").replace("/", "-")
    status = int((folder / "status").read_text())
    assert status == (0 if moment == "none" else signal.SIGKILL)
    steps = len((folder / "done").read_text().splitlines()) if (folder / "done").exists() else 0

    with closing(open_store(folder)) as store:
        in_step(store)
        before, after = expected(steps), expected(steps + 1)
        for name in after:
            assert text_of(store, name) in (text(before.get(name)), text(after[name])), name
        assert near_keys(store, "x") == store.vectors.keys()
        assert store.counts().passages == 3 * store.counts().articles

        acknowledged = [article for name, article in before.items() if article and after[name] == article]
        report = index(acknowledged, store)
        assert report.count(Status.UNCHANGED) == len(acknowledged)

        for step in killed.STEPS[steps:]:
            if not step.deleted or text_of(store, step.deleted) is not None:
                killed.take(step, store)
        in_step(store)
        assert {name: text_of(store, name) for name in expected(99)} == {n: text(a) for n, a in expected(99).items()}
        assert not found_by_word(store, "ada", "eve")
        assert len(found_by_word(store, "gus")) == 3


def test_the_moments_lie_all_over_the_run(stores: Path) -> None:
    reached = {(folder / "done").read_text().count("\n") for folder in stores.iterdir() if (folder / "done").exists()}
    assert len(reached) >= 7


ARTICLES = 600  # three batches of one short sentence each, so that most of the run is writing


def visible(folder: Path) -> int:
    """Return how many articles a reader from outside sees in a store that another process writes."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{folder}/record.sqlite3?mode=ro", uri=True)) as db:
        (found,) = db.execute("SELECT count(*) FROM article WHERE current IS NOT NULL").fetchone()
        return int(found)
    return 0


@pytest.mark.timeout(180)
@pytest.mark.parametrize(
    ("stop", "status", "later"),
    [
        pytest.param(signal.SIGKILL, -signal.SIGKILL, 0.0, id="killed"),
        pytest.param(signal.SIGKILL, -signal.SIGKILL, 0.1, id="killed a little later"),
        pytest.param(signal.SIGKILL, -signal.SIGKILL, 0.4, id="killed later still"),
        pytest.param(signal.SIGINT, 130, 0.0, id="Ctrl-C"),
        pytest.param(signal.SIGTERM, 143, 0.0, id="told to end"),
    ],
)
def test_the_command_is_stopped_and_the_next_run_goes_on(
    stop: signal.Signals, status: int, later: float, tmp_path: Path, embedder: Embedder
) -> None:
    rows = ({"id": number, "text": f"Pier {number} of Tolm stays closed until spring."} for number in range(ARTICLES))
    source, folder = tmp_path / "a.jsonl", tmp_path / "data"
    source.write_text("\n".join(map(json.dumps, rows)))
    with subprocess.Popen(
        [sys.executable, "-m", "ingest", str(source)],
        env=os.environ | {"CORROBORATE_DATA_DIR": str(folder), "OPENBLAS_NUM_THREADS": "1"},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    ) as run:
        while not visible(folder) and run.poll() is None:
            time.sleep(0.01)
        time.sleep(later)
        seen = visible(folder)
        run.send_signal(stop)
        _, said = run.communicate(timeout=90)
    assert run.returncode in (status, 0)  # 0 where the run was faster than whoever stops it
    assert "Traceback" not in said
    if run.returncode == 130:
        assert "run the same command to go on" in said
    with pytest.raises(ProcessLookupError):  # nobody is left of its group
        os.killpg(run.pid, 0)

    with closing(open_store(folder, embedder)) as store:
        in_step(store)
        there = store.counts().articles
        assert seen <= there
        report = index(load([str(source)]), store)
        assert (report.count(Status.UNCHANGED), report.count(Status.ADDED)) == (there, ARTICLES - there)
        in_step(store)
        assert store.counts().articles == ARTICLES
