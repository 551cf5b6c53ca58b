"""The command `python -m app keys`: what was typed in, a key made, listed or revoked, lines to print out.

The keys are in a file of their own, so all of it works beside a running server, which heeds it from the next call on.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from ingest.access import is_loopback
from ingest.errors import SettingsError
from ingest.keys import Key, Keys, Scope, read_scope
from ingest.rate import read_rate
from ingest.settings import Settings

MAKE_ONE = "python -m app keys add NAME --scope read"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `keys` to the commands of a parser."""
    keys = commands.add_parser("keys", help="make, list and revoke the keys by which programs and people are known")
    acts = keys.add_subparsers(dest="act", metavar="ACT", required=True)
    adding = acts.add_parser("add", help="make a key and print it: this once, since only its hash is kept")
    adding.add_argument("name", metavar="NAME", help="what the key is called, such as 'archive widget'")
    adding.add_argument(
        "--scope",
        choices=[str(scope) for scope in Scope],
        default=str(Scope.READ),
        help="read: ask, search, summarise, check (default); ingest: bring articles in as well; admin: also delete",
    )
    adding.add_argument("--rate", metavar="N/SPAN", help="at most so many calls, such as 60/minute")
    acts.add_parser("list", help="list the keys")
    revoking = acts.add_parser("revoke", help="revoke a key; a running server refuses it from the next call on")
    revoking.add_argument("key", metavar="NAME_OR_ID")


def run(settings: Settings, options: argparse.Namespace) -> tuple[list[str], str]:
    """Do what was typed; return the lines to print, and a remark for whoever sits at the terminal.

    Raises:
        SettingsError, NotFoundError, StoreError
    """
    keys, now = Keys(settings.data_dir), datetime.now(UTC)
    try:
        match options.act:
            case "add":
                rate = read_rate(options.rate, name="--rate") if options.rate else None
                key, secret = keys.add(options.name, read_scope(options.scope), rate, now=now)
                return [secret], f"made {key.name!r} ({key.scope!s}); keep it now, it is not shown again"
            case "revoke":
                key = keys.revoke(options.key, now=now)
                return [], f"revoked {key.name!r} ({key.id})"
            case _:
                return [_line(key) for key in keys.every()] or [f"no keys; make one with: {MAKE_ONE}"], ""
    finally:
        keys.close()


def ask_for_one(settings: Settings) -> None:
    """Refuse to serve where everybody would need a key and there is none.

    Raises:
        SettingsError, StoreError
    """
    keys = Keys(settings.data_dir)
    try:
        if settings.access.needs_key(settings.host) and not keys.any_live():
            why = f"{settings.host!r} can be reached from other machines"
            if is_loopback(settings.host):
                why = "CORROBORATE_REQUIRE_KEY is set"
            raise SettingsError(f"{why}, and there is no key yet; make one first: {MAKE_ONE.replace('read', 'admin')}")
    finally:
        keys.close()


def _line(key: Key) -> str:
    used = "never used" if key.used_at is None else f"last used {_day(key.used_at)}"
    state = used if key.revoked_at is None else f"revoked {_day(key.revoked_at)}"
    rate = f"  {key.rate}" if key.rate else ""
    return f"{key.id}  {key.scope!s:6}{rate}  made {_day(key.created_at)}, {state}  {key.name}"


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
