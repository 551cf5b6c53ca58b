"""The recipes do what they say: each is run as it stands on the page, against a server with the sample articles.

The JavaScript is run in a browser too, by tests/browser/test_recipes.py; here in Node, where there is one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.index import index
from ingest.load import load
from tests.api_server import make_services
from tests.recipes import PAGE, Recipe, recipes
from tests.v1_server import serving

ROOT = PAGE.parents[1]
NODE = shutil.which("node")
COMMANDS = {
    "sh": ["bash", "-euo", "pipefail", "-c"],
    "python": [sys.executable, "-W", "error", "-c"],
} | ({"js": [NODE, "--input-type=module", "-e"]} if NODE else {})
RUN = [recipe for recipe in recipes() if recipe.language in COMMANDS]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the sample articles; recipes put back what they change."""
    services = make_services(tmp_path_factory.mktemp("recipes") / "data")
    index(load([str(ROOT / "seeds")]), services.store)
    services.jobs.start()
    with serving(services) as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("CORROBORATE_DATA_DIR", str(services.settings.data_dir))  # for the commands among them
        patch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
        yield place
    services.close()


def test_every_language_is_known() -> None:
    """A block in another one would be run by nobody."""
    assert {recipe.language for recipe in recipes()} == {"sh", "python", "js", "html", "text"} - {"text"}
    assert PAGE.read_text("utf-8").count("```") == 2 * sum(1 + (one.prints is not None) for one in recipes())


@pytest.mark.parametrize("recipe", RUN, ids=lambda recipe: recipe.name)
def test_a_recipe_does_what_it_says(recipe: Recipe, address: str, tmp_path: Path) -> None:
    run = subprocess.run(
        [*COMMANDS[recipe.language], recipe.at(address)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    assert recipe.fits(run.stdout), run.stdout
