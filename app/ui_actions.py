"""What a visitor does on the tab that adds sources: what he sent goes in, a job or a subscription is made of it.

Each returns the note that answers him, escaped; whatever goes wrong is such a note too. Knows nothing of Gradio.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from app.ui_check import notice
from app.ui_jobs import noted
from app.ui_render import count
from app.ui_uploads import folder_of, received, sweep
from app.wire import Services
from ingest import subscribed
from ingest.errors import CorroborateError, LoadError
from ingest.feed_xml import MAX_BYTES
from ingest.feeds import Outline, read_outlines
from ingest.fetch import Fetcher
from ingest.jobs import Job
from ingest.readers import may_be_article
from ingest.report import Failure
from ingest.subscribing import change, feeds_at, set_paused, unsubscribe
from ingest.subscriptions import at_interval
from ingest.watch import follow

log = logging.getLogger(__name__)

SEEDS = Path(__file__).parent.parent / "seeds"

_NO_ADDRESS = "There is no address: write or paste one a line, then press Add."
_NO_FEED = "There is no address: give that of a feed or a home page, then press Subscribe."
_BROKEN = "This did not work: something went wrong on the server. Try again, or see its log."


def bring_files(data: object, services: Services) -> str:
    """Bring in the files that a browser says it sent."""
    folder = folder_of(services.settings.data_dir)
    sent, refused = received(data, folder)
    try:
        return _tried(lambda: _begun(services.jobs.add_files(sent), refused) if sent else noted("", refused))
    finally:
        sweep(folder, sent)


def bring_addresses(text: str, services: Services) -> str:
    """Bring in what is behind the addresses in a text."""
    urls = [address(one) for line in text.splitlines() for one in _addresses(line)]
    return _tried(lambda: _begun(services.jobs.add_urls(urls))) if urls else notice(_NO_ADDRESS)


def bring_samples(services: Services) -> str:
    """Bring in the sample articles."""
    paths = sorted(path for path in SEEDS.rglob("*") if path.is_file() and may_be_article(path.name))
    files = [(str(path.relative_to(SEEDS.parent)), path) for path in paths]
    return _tried(lambda: _begun(services.jobs.add_files(files)))


def subscribe(text: str, minutes: int, services: Services, web: Fetcher) -> str:
    """Subscribe to a feed, or to those that a page or a list names; 0 minutes: as often as there is news."""
    if not text.strip():
        return notice(_NO_FEED)
    return _tried(lambda: _followed(feeds_at(address(text.strip()), web), minutes, services))


def subscribe_all(data: object, minutes: int, services: Services) -> str:
    """Subscribe to the feeds that a file lists."""
    folder = folder_of(services.settings.data_dir)
    sent, refused = received(data, folder)
    try:
        if not sent:
            return noted("", refused)
        name, path = sent[0]
        return _tried(lambda: _followed(_listed(path, name), minutes, services))
    finally:
        sweep(folder, sent)


def press(data: object, services: Services) -> str:
    """Do what a button of the lists says: it names an act, and the job or the feed that it is done to."""
    database, now = services.store.database, services.clock()
    acts: dict[str, Callable[[str], object]] = {
        "stop": services.jobs.cancel,
        "pause": lambda url: set_paused(database, url, paused=True, now=now),
        "resume": lambda url: set_paused(database, url, paused=False, now=now),
        "remove": lambda url: unsubscribe(database, url),
    }
    given = data if isinstance(data, dict) else {}
    act, on = acts.get(str(given.get("act"))), given.get("on")
    if act is None or not isinstance(on, str):
        return notice("This button is not known here; reload the page.")

    def done() -> str:
        act(on)
        services.watcher.wake()
        return ""

    return _tried(done)


def address(word: str) -> str:
    """Return an address as it was meant: 'harbour-wire.example' is one on the web."""
    return word if "://" in word or "." not in word else f"https://{word}"


def _addresses(line: str) -> list[str]:
    """Return the addresses on a line; one with other words on it is handed on whole, and refused as one."""
    words = line.split()
    return words if all("." in word or "://" in word for word in words) else [line.strip()]


def _begun(job: Job, refused: Sequence[Failure] = ()) -> str:
    return noted(f"Started: {job.title}", refused)


def _listed(path: Path, name: str) -> tuple[Outline, ...]:
    with path.open("rb") as file:
        outlines = read_outlines(file.read(MAX_BYTES + 1), name)
    if not outlines:
        raise LoadError(name, "names no feeds; give an OPML file")
    return outlines


def _followed(outlines: Sequence[Outline], minutes: int, services: Services) -> str:
    every, now, database = timedelta(minutes=minutes) if minutes else None, services.clock(), services.store.database
    before = {row.url for row in subscribed.every(database.connection)}
    added, refused = follow(database, outlines, now, every=every)
    for outline in outlines:
        if every is not None and outline.url in before:  # there is no other place on the page to choose it anew
            change(database, outline.url, lambda row: at_interval(row, every, now))
    services.watcher.wake()
    if added == 1 == len(outlines):
        return noted(f"Subscribed to {outlines[0].title or outlines[0].url}.")
    known = len(outlines) - added - len(refused)
    words = f"Subscribed to {count(added, 'feed')}." if added else ""
    anew = ", now at the interval that you chose" if every else ""
    more = f" {count(known, 'subscription')} you had already{anew}." if known else ""
    return noted((words + more).strip(), refused)


def _tried(act: Callable[[], str]) -> str:
    """Return what an act says, or why it could not be done."""
    try:
        return act()
    except (CorroborateError, ValueError) as error:  # the second: an address that is none
        return notice(str(error))
    except Exception:
        log.exception("sources could not be added")
        return notice(_BROKEN)
