"""The recipe in JavaScript, as it stands on the page, in a browser on a page of the server."""

from __future__ import annotations

from typing import Any

import pytest

from tests.recipes import Recipe, recipes

from .articles import SHARED

pytestmark = pytest.mark.browser

QUESTION = "How many people died when the ferry Marigold sank?"  # which the articles of this server answer
RUN = [recipe for recipe in recipes() if recipe.language == "js"]


@pytest.mark.parametrize("recipe", RUN, ids=lambda recipe: recipe.name)
def test_a_recipe_does_what_it_says(recipe: Recipe, site: str, chromium: Any) -> None:
    page = chromium.new_page()
    printed: list[str] = []
    page.on("console", lambda line: printed.append(line.text))
    page.goto(f"{site}docs")
    code = recipe.at(site.rstrip("/")).replace("When was the Lady Amara last inspected?", QUESTION)
    assert QUESTION in code
    page.evaluate(f"(async () => {{ {code} }})()")
    page.close()
    assert printed == [SHARED, "citations: 2"]
