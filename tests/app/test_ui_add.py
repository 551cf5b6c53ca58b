"""The tab as the page is made with it; what it does in a browser is tested in tests/browser."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from inspect import signature
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from app.api_gate import STATE, Caller
from app.ui import build
from app.ui_uploads import MAX_BYTES
from ingest.catalogue import Counts
from ingest.keys import Scope
from ingest.settings import Settings

EMPTY = Counts(0, 0, 0, 0, (), (), None, None)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> gr.Blocks:
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"))
    services: Any = SimpleNamespace(store=SimpleNamespace(counts=lambda: EMPTY), settings=settings)

    async def made() -> gr.Blocks:
        return build(services)

    return asyncio.run(made())  # where no event loop runs Gradio makes some, and never closes them


def writers(page: gr.Blocks) -> dict[Any, set[str]]:
    """Return which functions write each component, by its place or its kind."""
    found: dict[Any, set[str]] = defaultdict(set)
    for function in page.fns.values():
        for output in function.outputs:
            found[getattr(output, "elem_id", None) or type(output).__name__].add(function.name)
    return found


@pytest.mark.parametrize("place", ["jobs", "feeds", "bringing", "Timer"])
def test_what_changes_by_itself_has_one_writer(page: gr.Blocks, place: str) -> None:
    assert writers(page)[place] == {"look"}
    assert {fn.concurrency_limit for fn in page.fns.values() if fn.name == "look"} == {1}


def test_the_masthead_has_one_writer(page: gr.Blocks) -> None:
    assert writers(page)["masthead"] == {"opened"}


def test_no_function_of_the_page_is_public(page: gr.Blocks) -> None:
    assert {fn.api_visibility for fn in page.fns.values()} == {"private"}


def test_the_limit_is_stated_where_files_are_chosen(page: gr.Blocks) -> None:
    (files,) = [block for block in page.blocks.values() if getattr(block, "elem_id", None) == "files"]
    assert f'data-limit="{MAX_BYTES}"' in files.value  # type: ignore[attr-defined]
    assert f"Up to {MAX_BYTES // 1_000_000} MB each" in files.value  # type: ignore[attr-defined]


def test_whoever_may_only_read_adds_nothing_by_any_function_of_the_tab(page: gr.Blocks) -> None:
    reading = {"state": {STATE: Caller("a reader", Scope.READ, None)}}
    given = {
        "event": SimpleNamespace(_data={}),
        "request": SimpleNamespace(request=SimpleNamespace(scope=reading)),
        "text": "https://news.example",
        "address": "https://news.example/feed",
        "minutes": 15,
    }
    acting = {fn.name: fn.fn for fn in page.fns.values() if fn.fn and fn.fn.__module__ == "app.ui_add"}
    assert len(acting) > 6
    del acting["look"]
    for name, act in acting.items():
        said = act(**{parameter: given[parameter] for parameter in signature(act).parameters})
        assert "Your key may read only" in (said if isinstance(said, str) else said[0]), name
