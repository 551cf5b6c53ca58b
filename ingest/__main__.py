"""The command line: `python -m ingest SOURCE...`.

With `--watch` the sources are lists of feeds, or feeds, that are kept up with until the command is stopped.

Exit status: 0 all well, 1 some failed (each is named with its reason), 2 wrong usage or the store can't be used.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import first_start
from ingest.errors import CorroborateError, NotFoundError, StoreHeldError
from ingest.memory import share_arenas
from ingest.report import Failure, IndexReport, Status
from ingest.settings import Settings
from ingest.spans import exported

if TYPE_CHECKING:
    from ingest.corpus import RawArticle
    from ingest.index import IndexProgress

    Run = Callable[[Iterable[RawArticle | Failure], Callable[[IndexProgress], None]], IndexReport]


class _Terminated(BaseException):
    """The command was told to end, which cleans up as Ctrl-C does."""


def _terminated(*_: object) -> None:
    raise _Terminated


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    signal.signal(signal.SIGTERM, _terminated)
    parser = argparse.ArgumentParser(prog="python -m ingest", description="Bring articles into the corpus.")
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="files and folders (text, HTML, JSON, PDF and office documents, mail, tables, archives, feeds); URLs of "
        "pages, feeds and sitemaps; '-' for JSON Lines on standard input",
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--rebuild", action="store_true", help="make every vector again with the set embedder")
    parser.add_argument("--first-start", action="store_true", help="do nothing where there is a store already")
    parser.add_argument(
        "--watch",
        action="store_true",
        help="subscribe to the feeds that OPML files list, or that URLs of feeds and home pages lead to, and keep up "
        "with them and all earlier ones",
    )
    listing = parser.add_mutually_exclusive_group()
    listing.add_argument("--jobs", action="store_true", help="list the last jobs: how far they are, and what failed")
    listing.add_argument("--subscriptions", action="store_true", help="list the subscriptions")
    listing.add_argument("--pause", metavar="URL", help="pause the subscription to this feed")
    listing.add_argument("--resume", metavar="URL", help="resume the subscription to this feed")
    listing.add_argument("--unsubscribe", metavar="URL", help="remove the subscription to this feed; its articles stay")
    options = parser.parse_args(arguments)
    at_desk = any((options.jobs, options.subscriptions, options.pause, options.resume, options.unsubscribe))
    _check(parser, options, at_desk=at_desk)
    if at_desk:
        return _at_desk(options)
    try:
        settings = Settings.from_env(os.environ, dotenv=Path(".env"))
        with exported(settings.otlp_endpoint):
            if options.watch:
                return _watch(settings, options.sources, as_json=options.json)
            if options.first_start:
                report = _ingest_first(settings, options.sources)
            else:
                report = _ingest(settings, options.sources, rebuild=options.rebuild)
    except CorroborateError as error:
        print(f"python -m ingest: {error}", file=sys.stderr)
        return 2
    except (KeyboardInterrupt, _Terminated) as stop:
        print("stopped; what was reported is in, run the same command to go on", file=sys.stderr)
        return 130 if isinstance(stop, KeyboardInterrupt) else 143
    if report is None:
        return 0
    if options.json:
        sys.stdout.writelines(report.as_text())
    else:
        _print_report(report)
    return int(bool(report.failed))


def _check(parser: argparse.ArgumentParser, options: argparse.Namespace, *, at_desk: bool) -> None:
    """End the command with 2 where its arguments don't go together."""
    if at_desk and (options.sources or options.json or options.rebuild or options.first_start or options.watch):
        parser.error("what lists or changes jobs and subscriptions stands alone: without SOURCE and other options")
    if not at_desk and not options.sources and not options.rebuild and not options.watch:
        parser.error("name at least one SOURCE")
    if options.first_start + options.rebuild + options.watch > 1:
        parser.error("--first-start, --rebuild and --watch exclude each other")


def _at_desk(options: argparse.Namespace) -> int:
    """List or change what is kept of jobs and subscriptions, here or at the server that has the store."""
    from ingest import desk

    try:
        folder = Settings.from_env(os.environ, dotenv=Path(".env")).data_dir
        if options.jobs or options.subscriptions:
            lines = desk.jobs(folder) if options.jobs else desk.subscriptions(folder)
        elif options.unsubscribe:
            lines = [desk.unsubscribe(folder, options.unsubscribe)]
        else:
            lines = [desk.set_paused(folder, options.pause or options.resume, paused=bool(options.pause))]
    except CorroborateError as error:
        print(f"python -m ingest: {error}", file=sys.stderr)
        return 2
    print("\n".join(lines) if lines else "none")
    return 0


def _ingest_first(settings: Settings, sources: Sequence[str]) -> IndexReport | None:
    """Ingest into a store that is new; return None where there is one already, or where another process has it."""
    if not first_start.begin(settings.data_dir):
        return None
    try:
        report = _ingest(settings, sources, hand_over_to_server=False)
    except StoreHeldError:
        return None
    first_start.finish(settings.data_dir)
    return report


def _ingest(
    settings: Settings, sources: Sequence[str], *, rebuild: bool = False, hand_over_to_server: bool = True
) -> IndexReport:
    # Late: these take a second to import, and neither wrong usage nor a second start should wait for them.
    from ingest.embedders import make_embedder
    from ingest.index import index
    from ingest.store import Store

    try:
        store = Store(settings.data_dir, make_embedder(settings), rebuild=rebuild)
    except StoreHeldError as error:
        if error.url is None or rebuild or not hand_over_to_server:
            raise
        from ingest.handover import hand_over

        url, key = error.url, error.key
        return _with_bar(sources, lambda items, tell: hand_over(items, url, key=key, on_progress=tell))
    try:
        return _with_bar(sources, lambda items, tell: index(items, store, on_progress=tell))
    finally:
        store.close()


def _watch(settings: Settings, sources: Sequence[str], *, as_json: bool) -> int:
    """Keep up with subscriptions until somebody stops the command, a line for each feed that brought something."""
    from ingest.embedders import make_embedder
    from ingest.fetch import Fetcher
    from ingest.index import index
    from ingest.load import is_web
    from ingest.store import Store
    from ingest.subscribed import every
    from ingest.subscribing import feeds_of
    from ingest.watch import follow, outlines, watch

    urls, files = [source for source in sources if is_web(source)], [row for row in sources if not is_web(row)]
    listed = outlines(files)
    try:
        store = Store(settings.data_dir, make_embedder(settings))
    except StoreHeldError as error:
        if error.url is None:
            raise
        return _subscribe_at(error.url, error.key, urls, files)
    try:
        fetcher = Fetcher()
        named, nowhere = feeds_of(urls, fetcher, {row.url for row in every(store.database.connection)})
        added, refused = follow(store.database, (*listed, *named), datetime.now(UTC))
        print(f"new subscriptions: {added}, failed: {len(nowhere) + len(refused)}", file=sys.stderr)
        _print_failures((*nowhere, *refused))
        if not every(store.database.connection):
            raise NotFoundError("there is no subscription to keep up with; name a feed, a home page or an OPML file")
        for row in watch(store.database, fetcher, lambda items: index(items, store)):
            if as_json:
                print(json.dumps(row.as_json(), ensure_ascii=False), flush=True)
                continue
            if row.articles:
                print(f"{row.url}: {row.articles} articles", flush=True)
            _print_failures((*row.failed, *((Failure(row.url, row.error),) if row.error else ())))
    finally:
        store.close()
    return 0


def _subscribe_at(url: str, key: str, feeds: Sequence[str], files: Sequence[str]) -> int:
    """Subscribe at the server that has the store, which keeps up with the feeds itself."""
    from ingest.handover import call

    added, failed = 0, []
    for source in (*feeds, *files):
        try:
            if source in feeds:
                reply = call(url, "POST", "/api/subscriptions", {"url": source}, key=key)
            else:
                reply = call(url, "POST", "/api/subscriptions/opml", file=Path(source), key=key)
            added += reply["added"]
            failed += [Failure(row["input"], row["error"]) for row in reply["failed"]]
        except CorroborateError as error:
            failed.append(Failure(source, str(error).removeprefix(f"{source}: ")))
    print(f"new subscriptions at {url}, which keeps up with them: {added}, failed: {len(failed)}", file=sys.stderr)
    _print_failures(failed)
    return int(bool(failed))


def _print_failures(failed: Iterable[Failure]) -> None:
    for row in failed:
        print(f"  {row.input}: {row.error}", file=sys.stderr)


def _with_bar(sources: Sequence[str], run: Run) -> IndexReport:
    """Run with a progress bar (rate and time left) on a terminal, silently elsewhere."""
    from tqdm import tqdm

    from ingest.load import count, load

    with tqdm(total=count(sources), unit=" articles", disable=None, file=sys.stderr) as bar:

        def tell(progress: IndexProgress) -> None:
            bar.update(progress.done + progress.failed - bar.n)
            bar.set_postfix(failed=progress.failed, refresh=True)

        return run(load(sources, stdin=sys.stdin.buffer), tell)


def _print_report(report: IndexReport) -> None:
    print(", ".join(f"{report.count(status)} {status.value}" for status in Status), end="")
    print(f", {len(report.failed)} failed")
    _print_failures(report.failed)


if __name__ == "__main__":
    share_arenas()
    sys.exit(main())
