"""The command line: `python -m ingest SOURCE...`.

Exit status: 0 all well, 1 some failed (each is named with its reason), 2 wrong usage or the store can't be used.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tqdm import tqdm

from ingest.corpus import RawArticle
from ingest.errors import CorroborateError, StoreHeldError
from ingest.handover import hand_over
from ingest.index import IndexProgress, index
from ingest.load import count, load
from ingest.report import Failure, IndexReport, Status
from ingest.settings import Settings

Run = Callable[[Iterable[RawArticle | Failure], Callable[[IndexProgress], None]], IndexReport]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that an ended run cleans up after itself
    parser = argparse.ArgumentParser(prog="python -m ingest", description="Bring articles into the corpus.")
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="files and folders of text, Markdown, HTML, JSON, JSON Lines; '-' for JSON Lines on standard input",
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--rebuild", action="store_true", help="make every vector again with the set embedder")
    options = parser.parse_args(arguments)
    if not options.sources and not options.rebuild:
        parser.error("name at least one SOURCE")
    try:
        settings = Settings.from_env(os.environ, dotenv=Path(".env"))
        report = _ingest(settings, options.sources, rebuild=options.rebuild)
    except CorroborateError as error:
        print(f"python -m ingest: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped; what was reported is in, run the same command to go on", file=sys.stderr)
        return 130
    if options.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        _print_report(report)
    return int(bool(report.failed))


def _ingest(settings: Settings, sources: Sequence[str], *, rebuild: bool) -> IndexReport:
    # Late: these take a second to import, and usage errors should not wait for them.
    from ingest.embed import make_embedder
    from ingest.store import Store

    if rebuild:
        store = Store(settings.data_dir, make_embedder(settings), rebuild=True)
    else:
        try:
            store = Store(settings.data_dir, make_embedder(settings))
        except StoreHeldError as error:
            if error.url is None:
                raise
            url = error.url
            return _with_bar(sources, lambda items, tell: hand_over(items, url, on_progress=tell))
    try:
        return _with_bar(sources, lambda items, tell: index(items, store, on_progress=tell))
    finally:
        store.close()


def _with_bar(sources: Sequence[str], run: Run) -> IndexReport:
    """Run with a progress bar (rate and time left) on a terminal, silently elsewhere."""
    with tqdm(total=count(sources), unit=" articles", disable=None, file=sys.stderr) as bar:

        def tell(progress: IndexProgress) -> None:
            bar.update(progress.done + progress.failed - bar.n)
            bar.set_postfix(failed=progress.failed, refresh=True)

        return run(load(sources, stdin=sys.stdin.buffer), tell)


def _print_report(report: IndexReport) -> None:
    print(", ".join(f"{report.count(status)} {status.value}" for status in Status), end="")
    print(f", {len(report.failed)} failed")
    for row in report.failed:
        print(f"  {row.input}: {row.error}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
