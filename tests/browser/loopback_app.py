"""The server as a process of its own, whose fetcher reaches the web that a test plays on the loopback."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import uvicorn

from app.api import create_app
from app.jobs import Jobs
from app.ui import mount
from app.watcher import Watcher
from app.wire import open_services
from ingest.fetch import Fetcher
from ingest.settings import Settings
from tests.loopback_web import LOOPBACK, lookup


def main() -> None:
    """Serve what the environment says, until the process is told to stop."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    settings = Settings.from_env(os.environ, dotenv=Path("none"))
    fetcher = Fetcher(permitted={LOOPBACK}, lookup=lookup, interval=0.0, timeout=5.0)
    opened = open_services(settings)
    services = replace(
        opened,
        jobs=Jobs(opened.store, web=lambda: fetcher),
        watcher=Watcher(opened.store, web=lambda: fetcher),
    )
    services.start()
    try:
        uvicorn.run(mount(create_app(services), services, lambda: fetcher), port=settings.port, log_level="warning")
    finally:
        services.close()


if __name__ == "__main__":
    main()
