"""Every part of the page through axe-core: no serious or critical violation, in the light, in the dark, on a phone."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import reading, serving
from .pages import ask, check, first_marker, marked

pytestmark = pytest.mark.browser

STILL = {"reduced_motion": "reduce"}  # else a colour is measured while it fades in
SCREENS: dict[str, dict[str, Any]] = {
    "light": STILL,
    "dark": STILL | {"color_scheme": "dark"},
    "phone": STILL | {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "dark phone": STILL | {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}
QUESTION = "How many people died when the ferry Marigold sank?"
GRAVE = {"serious", "critical"}
WORDS = "{id} ({impact}): {help}"


def violations(page: Any, where: str) -> list[str]:
    """Return what axe-core finds on the page as it is now, a line for each rule that is broken gravely."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response
    assert "color-contrast" in {rule["id"] for rule in found["passes"]}, "axe-core looked at nothing"
    return [
        f"{where}: {WORDS.format(**rule)}: {[node['target'] for node in rule['nodes']]}"
        for rule in found["violations"]
        if rule["impact"] in GRAVE
    ]


@pytest.mark.parametrize("reader", SCREENS.values(), indirect=True, ids=SCREENS)
def test_no_part_of_the_page_shuts_anyone_out(reader: Any) -> None:
    found = violations(reader, "before the first question")
    turn = ask(reader, QUESTION)
    found += violations(reader, "an answer")
    first_marker(turn).focus()
    first_marker(turn).press("Enter")
    marked(reader)
    found += violations(reader, "the source")
    reader.keyboard.press("Escape")
    turn = ask(reader, "من فاز في انتخابات بلدية سلوان؟")
    first_marker(turn).click()
    marked(reader)
    found += violations(reader, "a source from right to left")
    reader.keyboard.press("Escape")
    turn = ask(reader, "Which zinc alloys do Patagonian glaciologists recommend?")
    found += violations(reader, "an abstention")
    turn.locator("button.evidence").click()
    reader.wait_for_selector(".evidence-list")
    found += violations(reader, "the evidence")
    reader.keyboard.press("Escape")
    check(
        reader,
        "Nine people died when the ferry Marigold sank. Ninety people died when the ferry Marigold sank. Cats fly.",
    )
    found += violations(reader, "a checked draft")
    reader.click("#summary-tab-button")
    reader.fill("#topic :is(input, textarea)", "the ferry Marigold")
    reader.get_by_label("Compare outlets").check()
    reader.click("#summarise")
    reader.wait_for_selector(".summary .told")
    found += violations(reader, "a summary")
    reader.click("#library-tab-button")
    reader.wait_for_selector(".lib-rows > li")
    found += violations(reader, "the library")
    reader.click("#add-tab-button")
    reader.wait_for_selector("#add-tab .drop")
    found += violations(reader, "adding sources")
    reader.click("#ask-tab-button")
    reader.click(".talk-bar [data-does=list]")
    reader.wait_for_selector("#talks li")
    found += violations(reader, "the conversations")
    assert found == []


def test_nor_does_the_page_of_an_empty_store(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    with serving(tmp_path_factory.mktemp("empty"), articles=False) as site, reading(site, chromium, **STILL) as page:
        page.wait_for_selector("#samples")
        assert violations(page, "an empty store") == []
