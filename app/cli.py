"""The commands behind `python -m app`: serve, ask, summarise or check a draft from a terminal, and look after keys.

Exit status: 0 served, answered or every sentence supported; 1 abstained or a sentence is not supported; 2 wrong usage
or the store can't be used.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import cli_keys
from ingest.errors import CorroborateError, LoadError, SettingsError, StoreError, StoreHeldError
from ingest.settings import JSON, Settings
from ingest.spans import exported

if TYPE_CHECKING:
    from app.wire import Services

SHUTDOWN_SECONDS = 5  # open streams get this long to finish
SERVER_SECONDS = 600  # for the server's answer; a draft of 200,000 characters takes some two minutes on two cores


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m app",
        description="Serve the corpus, ask it a question, summarise it, or check a draft against it.",
    )
    parser.add_argument("--host", help="address to serve on (default: CORROBORATE_HOST or 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to serve on (default: CORROBORATE_PORT or 7860)")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    asking = commands.add_parser("ask", help="answer a question, with footnotes")
    asking.add_argument("question")
    asking.add_argument("--json", action="store_true", help="print the answer as the API gives it")
    summing = commands.add_parser("summarize", help="summarise a topic or chosen articles, with footnotes")
    summing.add_argument("topic", nargs="?", help="what the summary is about; its articles are found by themselves")
    summing.add_argument("--article", action="append", metavar="ID", help="summarise this article; may be repeated")
    summing.add_argument("--style", choices=("brief", "bullets", "timeline", "compare"), default="brief")
    summing.add_argument("--max-words", type=int, default=200, help="a cap on the words stated (default: 200)")
    summing.add_argument("--outlet", action="append", metavar="NAME", help="only this outlet; may be repeated")
    summing.add_argument("--from", dest="published_from", metavar="DATE", help="published on this day or later")
    summing.add_argument("--to", dest="published_to", metavar="DATE", help="published on this day or before")
    summing.add_argument("--json", action="store_true", help="print the summary as the API gives it")
    checking = commands.add_parser("check", help="check a draft sentence by sentence")
    checking.add_argument("file", metavar="FILE", help="plain text or Markdown; - reads what is piped in")
    checking.add_argument("--json", action="store_true", help="print the result as the API gives it")
    cli_keys.add_commands(commands)
    options = parser.parse_args(arguments)
    try:
        status = _run(options)
        sys.stdout.flush()
    except CorroborateError as error:
        print(f"python -m app: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # `| head` has read enough. What is still to be written, at exit too, goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return status


def _run(options: argparse.Namespace) -> int:
    settings = Settings.from_env(os.environ, dotenv=Path(".env"))
    with exported(settings.otlp_endpoint):
        match options.command:
            case "ask":
                return _ask(settings, options.question, as_json=options.json)
            case "summarize":
                return _summarize(settings, options)
            case "check":
                return _check(settings, options.file, as_json=options.json)
            case "keys":
                return _keys(settings, options)
            case _:
                return _serve(_with_address(settings, options.host, options.port))


def _keys(settings: Settings, options: argparse.Namespace) -> int:
    """Make, list or revoke keys; a secret is all that is printed of a new one, so that a script can take it."""
    lines, remark = cli_keys.run(settings, options)
    for line in lines:
        print(line)
    if remark:
        print(remark, file=sys.stderr)
    return 0


def _with_address(settings: Settings, host: str | None, port: int | None) -> Settings:
    if port is not None and not 0 < port < 65536:
        raise SettingsError(f"--port is {port!r}; it must be a whole number from 1 to 65535")
    return replace(settings, host=host or settings.host, port=port or settings.port)


def _serve(settings: Settings) -> int:
    """Serve until told to stop."""
    with _listening(settings) as listening:
        cli_keys.ask_for_one(settings)
        return _serve_on(listening, settings)


def _serve_on(listening: socket.socket, settings: Settings) -> int:
    address = f"http://{_bracketed(settings.host)}:{settings.port}"
    # From here an early SIGTERM must still let go of the store; uvicorn puts its own handler in place later.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # Late: wrong usage should not wait for what takes a second to import, nor a store that is held for what takes more.
    from app.wire import open_services

    if settings.log == JSON:
        from app.logs import write_json

        write_json()
    services = open_services(settings, url=address)
    try:
        os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported: the server calls nobody
        import uvicorn

        from app.api import create_app
        from app.ui import mount

        app = mount(create_app(services), services)
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_level="warning",
                log_config=None if settings.log == JSON else uvicorn.config.LOGGING_CONFIG,
                timeout_graceful_shutdown=SHUTDOWN_SECONDS,
            )
        )
        counts = services.store.counts()
        services.start()
        print(f"{counts.articles} articles, {counts.sentences} sentences. Open {address}", flush=True)
        server.run(sockets=[listening])
    finally:
        services.close()
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
    """Answer a question."""
    from app.render import answer_json, terminal

    def here(services: Services) -> dict[str, Any]:
        from app.ask import answer

        return answer_json(answer(question, services=services))

    body = _answered(settings, "/api/ask", {"question": question}, here)
    _print(body, None if as_json else terminal)
    return int(body["abstained"])


def _summarize(settings: Settings, options: argparse.Namespace) -> int:
    """Summarise a topic or chosen articles."""
    from pydantic import ValidationError

    from app.schemas_summary import SummarizeRequest
    from app.terminal_summary import terminal_summary

    sent: dict[str, Any] = {
        "topic": options.topic,
        "article_ids": options.article,
        "style": options.style,
        "max_words": options.max_words,
        "filters": {
            "outlets": options.outlet,
            "published_from": options.published_from,
            "published_to": options.published_to,
        },
    }
    try:
        wanted = SummarizeRequest.model_validate(sent).as_wanted()
    except ValidationError as error:
        first = error.errors()[0]
        where = " ".join(map(str, first["loc"])) or "summarize"
        raise SettingsError(f"{where}: {first['msg'].removeprefix('Value error, ')}") from error

    def here(services: Services) -> dict[str, Any]:
        from app.api_wire import known
        from app.summarize import summarized
        from app.summary_render import summary_json
        from ingest.catalogue import Filters

        known(Filters(article_ids=wanted.article_ids), services.store)
        return summary_json(summarized(wanted, services=services))

    body = _answered(settings, "/api/summarize", sent, here)
    _print(body, None if options.json else terminal_summary)
    return int(body["abstained"])


def _check(settings: Settings, name: str, *, as_json: bool) -> int:
    """Check a draft."""
    text = _draft(name)
    from app.terminal_check import all_supported, terminal_check

    def here(services: Services) -> dict[str, Any]:
        from app.check import checked
        from app.render import checked_json

        return checked_json(checked(text, services=services))

    body = _answered(settings, "/api/check", {"text": text}, here)
    _print(body, None if as_json else terminal_check)
    return int(not all_supported(body))


def _draft(name: str) -> str:
    """Return the text of a draft; it is refused for what the API refuses too."""
    from app.schemas import MAX_DRAFT
    from ingest.decode import decode

    try:
        text = decode(sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes(), name)
    except OSError as error:
        raise LoadError(name, f"can't be read ({error.strerror or error}); name a text file, or - for stdin") from error
    if not any(map(str.isalnum, text)):
        raise LoadError(name, "there is no text in it; give the draft as plain text or Markdown")
    if len(text) > MAX_DRAFT:
        raise LoadError(name, f"{len(text):,} characters; a draft may have {MAX_DRAFT:,}: check it in parts")
    return text


def _answered(
    settings: Settings, path: str, sent: dict[str, Any], here: Callable[[Services], dict[str, Any]]
) -> dict[str, Any]:
    """Return what the store says, asked here or through the server that owns it."""
    from app.wire import open_services

    try:
        services = open_services(settings)
    except StoreHeldError as error:
        if error.url is None:
            raise
        return _from_server(error.url, error.key, path, sent)
    try:
        return here(services)
    finally:
        services.store.close()


def _from_server(url: str, key: str, path: str, sent: dict[str, Any]) -> dict[str, Any]:
    import httpx

    try:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        reply = httpx.post(f"{url}{path}", json=sent, headers=headers, timeout=SERVER_SECONDS, trust_env=False)
        body: dict[str, Any] = reply.json()
    except (httpx.HTTPError, ValueError) as error:
        raise StoreError(f"the server at {url} holds the store and does not answer ({error!r})") from error
    if reply.is_error:
        raise StoreError(str(body.get("title", reply.status_code)))
    return body


def _print(body: dict[str, Any], shown: Callable[[dict[str, Any]], str] | None) -> None:
    """Print an answer as a reader wants it, or as JSON."""
    print(shown(body) if shown else json.dumps(body, ensure_ascii=False, indent=1))
