"""Articles over HTTP: bring them in, read one, compare two versions, delete one.

In: JSON rows, URLs or uploaded files. Out: a report with a row for each, in the order in which they came; URLs come in
as they are fetched. A bad row, URL or file is a row of the report and stops no other; a call that is wrong as a whole
changes nothing. A row's own URL is not fetched: its HTML is to be sent with it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from app import api_shapes, api_shapes_articles, api_shapes_jobs, incoming, schemas
from app.api_docs import documented
from app.api_jobs import job_json
from app.api_replays import Call, once
from app.api_wire import Json, Using, article_json, diff_json
from app.jobs import Jobs
from app.problems import ProblemError, shown, unsupported
from app.wire import Services
from ingest.corpus import RawArticle
from ingest.errors import NotFoundError
from ingest.fetch import Fetcher
from ingest.index import index
from ingest.load import usual_fetcher
from ingest.report import Failure, IndexReport

MAX_FILES = 5_000  # of one upload; five times the articles that a call must take
MAX_URLS_LATER = 10_000  # of a job; at a request a second to one site, three hours
PIECE = 1 << 20  # bytes of a file that are in memory at once
_UPLOADS = {
    "type": "object",
    "properties": {"files": {"type": "array", "minItems": 1, "items": {"type": "string", "format": "binary"}}},
    "required": ["files"],
    "additionalProperties": False,
}
_BODIES = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": schemas.articles_schema()},
            "multipart/form-data": {"schema": _UPLOADS},
        },
    }
}

_ACCEPTED: dict[int | str, dict[str, Any]] = {
    202: {
        "model": api_shapes_jobs.Job,
        "description": "The job that brings them in.",
        "headers": {"Location": {"description": "Where the job is.", "schema": {"type": "string"}}},
    }
}

router = APIRouter(prefix="/api/articles", tags=["articles"])

Incoming = bytes | list[UploadFile]
Web = Annotated[Fetcher, Depends(usual_fetcher)]
Background = Annotated[bool, Query(description="Answer 202 with a job at once, and bring them in beside.")]


async def _incoming(request: Request) -> AsyncIterator[Incoming]:
    """Yield the body: bytes of JSON, or uploaded files that are open until the answer is sent."""
    content_type = request.headers.get("content-type", "")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type == "application/json":
        yield await request.body()
    elif media_type == "multipart/form-data":
        try:
            form = await request.form(max_files=MAX_FILES)
        except HTTPException as error:
            if error.status_code != HTTPStatus.BAD_REQUEST:
                raise
            said = error.detail.rstrip(".")
            raise ProblemError(
                "bad-request", f"the form can't be read: {said}; 'curl -F files=@FILE' sends one"
            ) from error
        try:
            yield _uploads(form)
        finally:
            await form.close()
    else:
        raise unsupported(content_type, allowed="application/json or multipart/form-data")


@router.post(
    "", response_model=api_shapes.Report, responses=_ACCEPTED | documented(409, 413, 415, 429), openapi_extra=_BODIES
)
def add_articles(
    body: Annotated[Incoming, Depends(_incoming)],
    services: Using,
    web: Web,
    call: Call,
    background: Background = False,
) -> Response:
    """Bring in articles: as JSON, by the URLs of their pages or of feeds, or as files of any kind that can be read.

    The same identity with the same text is `unchanged`, with another text `updated`. At least 1,000 articles a call,
    64 MB at most. What can't go in is a row of `failed` with its reason; the rest goes in. With `background=true` the
    answer is a job (202), whose input is on the disk by then, and up to 10,000 URLs may be sent.
    """
    sent = (str(background).encode(), *_content(body))
    return once(call, sent, services.replays, lambda: _added(body, services, web, background=background))


def _added(body: Incoming, services: Services, web: Fetcher, *, background: bool) -> Response:
    if background:
        return _accepted(body, services.jobs)
    if isinstance(body, bytes):
        key, rows = _parsed(body, schemas.MAX_URLS)
        items = incoming.rows(rows) if key == "articles" else incoming.pages(rows, web)
        return _report(index(items, services.store))
    with tempfile.TemporaryDirectory(prefix="corroborate-") as folder:
        return _report(index(_files(body, Path(folder), web), services.store))


@router.get("/{article_id}", response_model=api_shapes_articles.Article, responses=documented(404, 410))
def read_article(article_id: str, query: Annotated[schemas.ArticleQuery, Query()], services: Using) -> Json:
    """Read one article: its text, sentences, versions and origin; with `version`, as it was then."""
    store = services.store
    article = store.article(article_id, version=query.version)
    return Json(article_json(article, store.versions(article_id), store.origin(article_id)))


@router.get("/{article_id}/diff", response_model=api_shapes_articles.Diff, responses=documented(404, 410))
def compare_versions(article_id: str, query: Annotated[schemas.DiffQuery, Query()], services: Using) -> Json:
    """Compare two versions of an article, sentence by sentence; without numbers, the current one and that before it."""
    store = services.store
    new = store.article(article_id, version=query.to)
    versions = store.versions(article_id)
    earlier = query.from_ or max((row.number for row in versions if row.number < new.version), default=None)
    if earlier is None:
        raise NotFoundError(
            f"the article {article_id!r} has no version before version {new.version} to compare with it"
        )
    return Json(diff_json(store.article(article_id, version=earlier), new, versions))


@router.delete("/{article_id}", status_code=204, responses=documented(404, 410))
def delete_article(article_id: str, services: Using) -> Response:
    """Delete an article from every index at once, with its versions and the answers that cite it."""
    services.store.delete(article_id)
    return Response(status_code=204)


def _content(body: Incoming) -> Iterator[bytes]:
    """Yield what a body holds: a form's files, whatever the browser put between them."""
    if isinstance(body, bytes):
        yield body
        return
    for upload in body:
        yield (upload.filename or "").encode("utf-8", "replace")
        while piece := upload.file.read(PIECE):
            yield piece
        upload.file.seek(0)


def _accepted(body: Incoming, jobs: Jobs) -> Response:
    if isinstance(body, bytes):
        key, rows = _parsed(body, MAX_URLS_LATER)
        job = jobs.add_rows(rows) if key == "articles" else jobs.add_urls(rows)
    else:
        files = [(upload.filename or f"files[{number}]", upload.file) for number, upload in enumerate(body)]
        job = jobs.add_files(files)
    return Json(job_json(job), status_code=202, headers={"Location": f"/api/jobs/{job.id}"})


def _report(report: IndexReport) -> Response:
    # A refused row's id may hold half a surrogate pair, which UTF-8 can't write.
    body = json.dumps(report.as_json(), ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, media_type=Json.media_type)


def _uploads(form: FormData) -> list[UploadFile]:
    for name, value in form.multi_items():
        if isinstance(value, str):
            raise ProblemError("invalid", f"the form's field {name!r} is not a file; send files or articles as JSON")
    if not form:
        raise ProblemError("invalid", "the form holds no file; send at least one, in a field called 'files'")
    return [value for _, value in form.multi_items() if isinstance(value, UploadFile)]


def _parsed(body: bytes, most_urls: int) -> tuple[str, list[Any]]:
    """Return which list a JSON body holds, 'articles' or 'urls', and the list.

    Raises:
        ProblemError: it is no JSON object with one of these lists and nothing else.
    """
    try:
        content = json.loads(body)
    except RecursionError as error:
        raise ProblemError("invalid", "the body is nested too deeply to be articles") from error
    except ValueError as error:
        raise ProblemError("invalid", f"the body is not JSON: {error}") from error
    wanted = "send {'articles': [{'title': ..., 'text': ...}]} or {'urls': ['https://...']}"
    if not isinstance(content, dict):
        raise ProblemError("invalid", f"the body is not an object but {shown(content)}; {wanted}")
    if unknown := [key for key in content if key not in ("articles", "urls")]:
        raise ProblemError(
            "invalid",
            f"{unknown[0]!r} is not known to this call; {wanted}",
            errors=[{"pointer": f"#/{key}", "detail": f"{key!r} is not known to this call"} for key in unknown],
        )
    if len(content) == 2:
        raise ProblemError("invalid", f"'articles' and 'urls' can't be sent in one call; {wanted}")
    key = next(iter(content), "articles")
    rows = content.get(key)
    if not isinstance(rows, list):
        raise ProblemError("invalid", f"{key!r} must be a list, not {shown(rows)}; {wanted}")
    if key == "urls" and not 1 <= len(rows) <= most_urls:
        more = "" if most_urls > schemas.MAX_URLS else f"; with background=true up to {MAX_URLS_LATER:,}"
        raise ProblemError("invalid", f"'urls' must name 1 to {most_urls:,} addresses, not {len(rows):,}{more}")
    return key, rows


def _files(uploads: Sequence[UploadFile], folder: Path, web: Fetcher) -> Iterator[RawArticle | Failure]:
    """Yield what the files hold, under the names that they were sent with."""
    for number, upload in enumerate(uploads):
        name = upload.filename or f"files[{number}]"
        place = folder / str(number)
        place.mkdir()
        path = place / incoming.safe_name(name)
        with path.open("wb") as copy:
            shutil.copyfileobj(upload.file, copy)
        yield from incoming.file(path, name, web)
        path.unlink()
