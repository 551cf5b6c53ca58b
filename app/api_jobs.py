"""Jobs over HTTP: list them, look at one, cancel one. They are made by `POST /api/articles?background=true`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from app import api_shapes_jobs, schemas_subscriptions
from app.api_docs import documented
from app.api_wire import Json, Using
from ingest.jobs import Job

router = APIRouter(prefix="/api/jobs", tags=["jobs"])


def job_json(job: Job) -> dict[str, object]:
    """Return a job as the API shows it."""
    return {
        "id": job.id,
        "state": job.state.value,
        "title": job.title,
        "done": job.done,
        "total": job.total,
        "added": job.added,
        "updated": job.updated,
        "unchanged": job.unchanged,
        "failed": job.failed,
        "failures": [{"input": row.input, "error": row.error} for row in job.failures],
        "more_failures": job.more_failures,
        "rate": job.rate,
        "eta": job.eta,
        "created_at": job.created_at,
        "started_at": job.started_at,
        "finished_at": job.finished_at,
        "resumed": job.resumed,
        "error": job.error,
    }


@router.get("", response_model=api_shapes_jobs.Jobs, responses=documented())
def list_jobs(query: Annotated[schemas_subscriptions.JobsQuery, Query()], services: Using) -> Json:
    """List the jobs that came last, the newest first. Those that have ended are kept for 30 days."""
    return Json({"jobs": [job_json(job) for job in services.jobs.recent(query.limit)]})


@router.get("/{job_id}", response_model=api_shapes_jobs.Job, responses=documented(404))
def read_job(job_id: str, services: Using) -> Json:
    """Read how far a job is: its state, what was done of what total, the rate, the time left and what failed."""
    return Json(job_json(services.jobs.get(job_id)))


@router.delete("/{job_id}", response_model=api_shapes_jobs.Job, responses=documented(404))
def cancel_job(job_id: str, services: Using) -> Json:
    """Cancel a job; what is in stays in. One that runs ends within seconds, one that has ended stays as it is."""
    return Json(job_json(services.jobs.cancel(job_id)))
