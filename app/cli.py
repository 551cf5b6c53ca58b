"""The commands behind `python -m app`: serve, and ask from a terminal.

Exit status: 0 answered or served, 1 abstained, 2 wrong usage or the store can't be used.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.errors import CorroborateError, SettingsError, StoreError, StoreHeldError
from ingest.settings import Settings

SHUTDOWN_SECONDS = 5  # open streams get this long to finish


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m app", description="Serve the corpus, or ask it a question in the terminal."
    )
    parser.add_argument("--host", help="address to serve on (default: CORROBORATE_HOST or 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to serve on (default: CORROBORATE_PORT or 7860)")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    asking = commands.add_parser("ask", help="answer a question, with footnotes")
    asking.add_argument("question")
    asking.add_argument("--json", action="store_true", help="print the answer as the API gives it")
    options = parser.parse_args(arguments)
    try:
        settings = Settings.from_env(os.environ, dotenv=Path(".env"))
        if options.command == "ask":
            return _ask(settings, options.question, as_json=options.json)
        return _serve(_with_address(settings, options.host, options.port))
    except CorroborateError as error:
        print(f"python -m app: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _with_address(settings: Settings, host: str | None, port: int | None) -> Settings:
    if port is not None and not 0 < port < 65536:
        raise SettingsError(f"--port is {port!r}; it must be a whole number from 1 to 65535")
    return replace(settings, host=host or settings.host, port=port or settings.port)


def _serve(settings: Settings) -> int:
    """Serve until told to stop."""
    with _listening(settings) as listening:
        return _serve_on(listening, settings)


def _serve_on(listening: socket.socket, settings: Settings) -> int:
    address = f"http://{_bracketed(settings.host)}:{settings.port}"
    # From here an early SIGTERM must still let go of the store; uvicorn puts its own handler in place later.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # Late: wrong usage should not wait for what takes a second to import, nor a store that is held for what takes more.
    from app.wire import open_services

    services = open_services(settings, url=address)
    try:
        os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported: the server calls nobody
        import uvicorn

        from app.api import create_app
        from app.ui import mount

        app = mount(create_app(services), services)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=SHUTDOWN_SECONDS))
        counts = services.store.counts()
        print(f"{counts.articles} articles, {counts.sentences} sentences. Open {address}", flush=True)
        server.run(sockets=[listening])
    finally:
        services.store.close()
    return 0


def _listening(settings: Settings) -> socket.socket:
    """Take the port first: what is wrong with it should be said before anything is loaded."""
    listening = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        # From now on whoever calls waits for the server instead of being refused. And only a listening socket keeps
        # another server from binding the same port.
        listening.listen()
    except OSError as error:
        listening.close()
        raise SettingsError(
            f"can't serve on {settings.host}:{settings.port} ({error.strerror or error}); stop what is there, or "
            "choose another place with --host and --port, or CORROBORATE_HOST and CORROBORATE_PORT"
        ) from error
    return listening


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _ask(settings: Settings, question: str, *, as_json: bool) -> int:
    """Answer from the store, or through the server that owns it."""
    from app.render import answer_json, terminal
    from app.wire import open_services

    try:
        services = open_services(settings)
    except StoreHeldError as error:
        if error.url is None:
            raise
        body = _ask_server(error.url, question)
    else:
        try:
            from app.ask import answer

            body = answer_json(answer(question, services=services))
        finally:
            services.store.close()
    print(json.dumps(body, ensure_ascii=False, indent=1) if as_json else terminal(body))
    return int(body["abstained"])


def _ask_server(url: str, question: str) -> dict[str, Any]:
    import httpx

    try:
        reply = httpx.post(f"{url}/api/ask", json={"question": question}, timeout=300, trust_env=False)
        body: dict[str, Any] = reply.json()
    except (httpx.HTTPError, ValueError) as error:
        raise StoreError(f"the server at {url} holds the store and does not answer ({error!r})") from error
    if reply.is_error:
        raise StoreError(str(body.get("title", reply.status_code)))
    return body
