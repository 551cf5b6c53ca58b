"""What an operator can set, read once from the environment and a `.env` file.

Tuning numbers are not settings: they stand in the module that uses them, with the measurement that chose
them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

from ingest.access import BODY_SECONDS, MAX_BODY_BYTES, Access, read_limit, read_origins
from ingest.errors import SettingsError

DEFAULT_EMBEDDER = "minilm"
PLAIN, JSON = "plain", "json"  # what the log is written as


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The operator's choices.

    `embedder` is `minilm`, built in, or `openai:MODEL`. `model` writes answers and `judge_model` gives second opinions;
    empty means the default of the server that `openai_base_url` names, and no judge. `watch`: a server keeps up with
    the subscriptions. `log`: `plain` says what went wrong, `json` writes every request down as well. `access`: who may
    call, and how much. `otlp_endpoint` is where spans go, over gRPC; empty means nowhere.
    """

    data_dir: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = 7860
    embedder: str = DEFAULT_EMBEDDER
    openai_api_key: str = field(default="", repr=False)
    openai_base_url: str = ""
    model: str = ""
    judge_model: str = ""
    watch: bool = True
    log: str = PLAIN
    otlp_endpoint: str = ""
    access: Access = field(default_factory=Access)

    @classmethod
    def from_env(cls, environ: Mapping[str, str], *, dotenv: Path | None = None) -> Settings:
        """Read the settings; the environment wins over the `.env` file.

        Raises:
            SettingsError: a value is not allowed; it names the variable, the value and what is.
        """
        given = _from_file(dotenv) | {key: value for key, value in environ.items() if value}
        embedder = given.get("CORROBORATE_EMBEDDER", DEFAULT_EMBEDDER)
        if embedder != DEFAULT_EMBEDDER and (not embedder.startswith("openai:") or embedder == "openai:"):
            raise SettingsError(
                f"CORROBORATE_EMBEDDER is {embedder!r}; it may be 'minilm' or 'openai:MODEL', "
                "such as 'openai:text-embedding-3-small'"
            )
        return cls(
            data_dir=Path(given.get("CORROBORATE_DATA_DIR", "data")),
            host=given.get("CORROBORATE_HOST", "127.0.0.1"),
            port=_port(given.get("CORROBORATE_PORT", "7860")),
            embedder=embedder,
            openai_api_key=given.get("OPENAI_API_KEY", ""),
            openai_base_url=given.get("OPENAI_BASE_URL", ""),
            model=given.get("CORROBORATE_MODEL", ""),
            judge_model=given.get("CORROBORATE_JUDGE_MODEL", ""),
            otlp_endpoint=_address("OTEL_EXPORTER_OTLP_ENDPOINT", given.get("OTEL_EXPORTER_OTLP_ENDPOINT", "")),
            log=_log(given.get("CORROBORATE_LOG", PLAIN)),
            watch=_truth("CORROBORATE_WATCH", given.get("CORROBORATE_WATCH", "1")),
            access=_access(given),
        )


def _access(given: Mapping[str, str]) -> Access:
    limit = given.get("CORROBORATE_RATE_LIMIT", "")
    return Access(
        require_key=_truth("CORROBORATE_REQUIRE_KEY", given.get("CORROBORATE_REQUIRE_KEY", "0")),
        rate=read_limit(limit) if limit else None,
        usual_rate=not limit,
        origins=read_origins(given.get("CORROBORATE_ALLOWED_ORIGINS", "")),
        max_body_bytes=_whole("CORROBORATE_MAX_BODY_BYTES", given, MAX_BODY_BYTES, 10**12),
        body_seconds=_whole("CORROBORATE_BODY_SECONDS", given, BODY_SECONDS, 86_400),
    )


def _from_file(dotenv: Path | None) -> dict[str, str]:
    if dotenv is None:
        return {}
    try:
        return {key: value for key, value in dotenv_values(dotenv).items() if value}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{str(dotenv)!r} can't be read ({error}); save it as UTF-8 text or remove it") from error


def _truth(name: str, value: str) -> bool:
    if value.lower() not in ("0", "1", "false", "true"):
        raise SettingsError(f"{name} is {value!r}; it may be 1 or 0")
    return value.lower() in ("1", "true")


def _whole(name: str, given: Mapping[str, str], usual: int, most: int) -> int:
    value = given.get(name, str(usual))
    if not value.isascii() or not value.isdecimal() or len(value) > len(str(most)) or not 0 < int(value) <= most:
        raise SettingsError(f"{name} is {value[:80]!r}; it must be a whole number from 1 to {most}")
    return int(value)


def _address(name: str, value: str) -> str:
    if value and not re.match(r"https?://[^/]", value):
        raise SettingsError(
            f"{name} is {value!r}; it must be the address of a collector, such as http://127.0.0.1:4317"
        )
    return value


def _log(value: str) -> str:
    if value not in (PLAIN, JSON):
        raise SettingsError(f"CORROBORATE_LOG is {value!r}; it may be {PLAIN!r} or {JSON!r}")
    return value


def _port(value: str) -> int:
    if not value.isdecimal() or len(value) > 5 or not 0 < int(value) < 65536:
        raise SettingsError(f"CORROBORATE_PORT is {value!r}; it must be a whole number from 1 to 65535")
    return int(value)
