from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import SettingsError
from ingest.outlet_hosts import FILE_NAME, host_name, load_outlets, outlet_name

OWN = {"coast.example": "The Coast", "nytimes.com": "NYT", "blog.reuters.com": "The Wire's Blog"}


@pytest.mark.parametrize(
    ("said", "url", "outlets", "name"),
    [
        pytest.param("The Example", "https://example.com/a", None, "The Example", id="page says it"),
        pytest.param(None, "https://example.com/a", None, None, id="nobody says it"),
        pytest.param("The Example", None, OWN, "The Example", id="no address"),
        pytest.param(None, "https://www.reuters.com/a", None, "Reuters", id="built-in table"),
        pytest.param(None, "https://edition.cnn.com/a", None, "CNN", id="under a known host"),
        pytest.param(None, "https://asia.nikkei.com/a", None, "Nikkei Asia", id="longest host"),
        pytest.param(None, "https://notreuters.com/a", None, None, id="host that only ends so"),
        pytest.param("U.S.", "https://www.reuters.com/a", None, "Reuters", id="section"),
        pytest.param("nj", "https://www.nj.com/a", None, "NJ.com", id="lower case"),
        pytest.param("WSJ", "https://www.wsj.com/a", None, "WSJ", id="short for it"),
        pytest.param("BBC Sport", "https://www.bbc.com/a", None, "BBC Sport", id="branch"),
        pytest.param("The New York Times", "https://www.nytimes.com/a", OWN, "NYT", id="user's table wins"),
        pytest.param(None, "https://m.coast.example/a", OWN, "The Coast", id="user's table, mobile host"),
        pytest.param(None, "https://blog.reuters.com/a", OWN, "The Wire's Blog", id="user's table, longer host"),
    ],
)
def test_outlet_name(said: str | None, url: str | None, outlets: dict[str, str] | None, name: str | None) -> None:
    assert outlet_name(said, url, outlets) == name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.example.com/a", "example.com"),
        ("https://m.example.com/a", "example.com"),
        ("https://amp.news.example.com/a", "news.example.com"),
        ("https://m.com/a", "m.com"),
        ("https://192.0.2.7/a", "192.0.2.7"),
    ],
)
def test_host_name(url: str, name: str) -> None:
    assert host_name(url) == name


def test_the_users_table(tmp_path: Path) -> None:
    assert load_outlets(tmp_path) == {}
    lines = ("\ufeff# ours", "", "WWW.Coast.Example \t The Coast  ", "bay.example\tBay News & More")
    (tmp_path / FILE_NAME).write_text("\n".join(lines), "utf-8")
    assert load_outlets(tmp_path) == {"coast.example": "The Coast", "bay.example": "Bay News & More"}


@pytest.mark.parametrize(
    "line",
    [
        "coast.example The Coast",
        "coast.example\t",
        "\tThe Coast",
        "https://coast.example\tThe Coast",
        "coast\tThe Coast",
    ],
)
def test_a_line_that_makes_no_sense_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(f"a.example\tA\n{line}\n", "utf-8")
    with pytest.raises(SettingsError, match=r"line 2 of .*outlets\.txt.* write a host, a tab and a name"):
        load_outlets(tmp_path)


def test_a_table_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes("küste.example\tKüste".encode("latin-1"))
    with pytest.raises(SettingsError, match="save it as UTF-8"):
        load_outlets(tmp_path)


def test_the_built_in_table_is_sorted_and_names_each_host_once() -> None:
    lines = (Path(__file__).parents[2] / "ingest" / "outlet_hosts.txt").read_text("utf-8").splitlines()
    hosts = [line.partition("\t")[0] for line in lines if not line.startswith("#")]
    assert hosts == sorted(set(hosts))
