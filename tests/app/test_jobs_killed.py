"""A process that is killed in the middle of a job loses nothing of it, and brings nothing in twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from app.jobs import Jobs
from ingest import jobs_kept
from ingest.jobs import JobState
from tests.builders import open_store

ROOT = Path(__file__).resolve().parents[2]
COUNT = 400
RUN = f"""
import sys, time
from pathlib import Path
from app import job_inputs
from app.jobs import Jobs
from tests.builders import open_store

job_inputs.STRETCH_ITEMS = 20
jobs = Jobs(open_store(Path(sys.argv[1])))
job = jobs.add_rows([{{"external_id": str(n), "text": f"Boat {{n}} was moored."}} for n in range({COUNT})])
print(job.id, flush=True)
while jobs.get(job.id).added < 40:
    time.sleep(0.005)
print("half", flush=True)
time.sleep(600)
"""


def test_a_killed_job_is_taken_up_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    command = [sys.executable, "-c", RUN, str(data)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        job_id = process.stdout.readline().strip()
        assert process.stdout.readline() == "half\n"
        os.kill(process.pid, signal.SIGKILL)
    with closing(open_store(data)) as store:
        left = jobs_kept.find(store.database.connection, job_id)
        assert left is not None
        assert left.state is JobState.RUNNING
        assert 40 <= left.taken < COUNT
        jobs = Jobs(store)
        jobs.start()
        give_up_at = time.monotonic() + 60
        while not (job := jobs.get(job_id)).ended:
            assert time.monotonic() < give_up_at
            time.sleep(0.02)
        assert (job.state, job.done, job.failed, job.resumed) == (JobState.DONE, COUNT, 0, 1)
        assert job.added + job.unchanged == COUNT
        assert job.unchanged <= 20  # of the stretch that was under way
        assert store.counts().articles == COUNT
