from __future__ import annotations

from pathlib import Path

import pytest

from ingest.access import Access
from ingest.errors import SettingsError
from ingest.rate import Rate
from ingest.settings import Settings

KEY = "sk-not-to-be-seen"


def test_with_nothing_set_everything_has_a_value() -> None:
    assert Settings.from_env({}) == Settings()
    assert Settings() == Settings(data_dir=Path("data"), host="127.0.0.1", port=7860, embedder="minilm")


def test_every_variable_is_read() -> None:
    given = {
        "CORROBORATE_DATA_DIR": "elsewhere/news",
        "CORROBORATE_HOST": "0.0.0.0",  # noqa: S104 - a value, not bound
        "CORROBORATE_PORT": "8080",
        "CORROBORATE_EMBEDDER": "openai:text-embedding-3-small",
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
        "CORROBORATE_REQUIRE_KEY": "true",
        "CORROBORATE_RATE_LIMIT": "10/second",
        "CORROBORATE_ALLOWED_ORIGINS": "https://news.example",
        "CORROBORATE_MAX_BODY_BYTES": "1000",
        "CORROBORATE_BODY_SECONDS": "5",
    }
    assert Settings.from_env(given) == Settings(
        data_dir=Path("elsewhere/news"),
        host="0.0.0.0",  # noqa: S104 - a value, not bound
        port=8080,
        embedder="openai:text-embedding-3-small",
        openai_api_key=KEY,
        openai_base_url="http://127.0.0.1:9/v1",
        access=Access(
            require_key=True,
            rate=Rate(10, 1),
            usual_rate=False,
            origins=frozenset({"https://news.example"}),
            max_body_bytes=1000,
            body_seconds=5,
        ),
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CORROBORATE_REQUIRE_KEY", "yes"),
        ("CORROBORATE_RATE_LIMIT", "60"),
        ("CORROBORATE_ALLOWED_ORIGINS", "*"),
        ("CORROBORATE_MAX_BODY_BYTES", "64MB"),
        ("CORROBORATE_MAX_BODY_BYTES", "0"),
        ("CORROBORATE_MAX_BODY_BYTES", "9" * 5000),
        ("CORROBORATE_BODY_SECONDS", "0.5"),
        ("CORROBORATE_BODY_SECONDS", "86401"),
    ],
)
def test_what_is_not_allowed_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_env({name: value})


def test_the_environment_wins_over_the_file_and_empty_values_are_none(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text('CORROBORATE_PORT="8081"\nCORROBORATE_HOST=::1\nCORROBORATE_DATA_DIR=\n# OPENAI_API_KEY=x\n')
    settings = Settings.from_env({"CORROBORATE_PORT": "8082", "CORROBORATE_HOST": ""}, dotenv=file)
    assert (settings.port, settings.host, settings.data_dir) == (8082, "::1", Path("data"))
    assert Settings.from_env({}, dotenv=file).port == 8081
    assert Settings.from_env({}, dotenv=tmp_path / "missing") == Settings()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "80.5", "http", " ", "²", "1" * 5000], ids=lambda p: p[:8])
def test_a_port_that_is_none_is_named(port: str) -> None:
    with pytest.raises(SettingsError, match="CORROBORATE_PORT"):
        Settings.from_env({"CORROBORATE_PORT": port})


@pytest.mark.parametrize("embedder", ["bert", "openai", "openai:", "MiniLM"])
def test_an_embedder_that_is_none_is_named(embedder: str) -> None:
    with pytest.raises(SettingsError, match="CORROBORATE_EMBEDDER"):
        Settings.from_env({"CORROBORATE_EMBEDDER": embedder})


def test_a_collector_is_an_address() -> None:
    given = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4317"}
    assert Settings.from_env(given).otlp_endpoint == "http://127.0.0.1:4317"
    with pytest.raises(SettingsError, match="OTEL_EXPORTER_OTLP_ENDPOINT is 'collector'"):
        Settings.from_env({"OTEL_EXPORTER_OTLP_ENDPOINT": "collector"})


def test_a_log_that_is_none_is_named() -> None:
    assert Settings.from_env({"CORROBORATE_LOG": "json"}).log == "json"
    with pytest.raises(SettingsError, match="CORROBORATE_LOG is 'xml'; it may be 'plain' or 'json'"):
        Settings.from_env({"CORROBORATE_LOG": "xml"})


def test_the_key_is_never_shown() -> None:
    assert KEY not in repr(Settings.from_env({"OPENAI_API_KEY": KEY}))


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"CORROBORATE_PORT=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"\.env"):
        Settings.from_env({}, dotenv=tmp_path / ".env")
