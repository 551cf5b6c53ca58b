"""What a reader does with a source: steps through an answer, quotes it, sees who else carries it and what was left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .conftest import reading, serving
from .pages import ask, first_marker, marked

pytestmark = pytest.mark.browser

_STORY = (
    "The Tollan reservoir dam cracked on Monday. Engineers moved 340 people out of the valley below it. "
    "The Tollan dam was finished in 1961. Nobody was hurt, the water board said."
)
_ARTICLES: list[dict[str, Any]] = [
    {
        "external_id": "first",
        "title": "Crack in the Tollan dam",
        "outlet": "Valley Press Agency",
        "author": "Ana Brisk",
        "url": "https://valley-agency.example/dam",
        "published_at": "2025-04-07T08:00:00Z",
        "language": "en",
        "text": _STORY,
    },
    {
        "external_id": "copy",
        "title": "Tollan: dam cracks",
        "outlet": "The Lower Valley Echo",
        "url": "https://lower-echo.example/dam",
        "published_at": "2025-04-07T11:00:00Z",
        "language": "en",
        "text": _STORY,
    },
    {
        "external_id": "later",
        "title": "Tollan dam: more people moved",
        "outlet": "Harrow Courier",
        "url": "https://harrow-courier.example/dam",
        "published_at": "2025-04-09T11:00:00Z",
        "language": "en",
        "text": "By Wednesday 512 people had been moved out of the valley below the Tollan reservoir dam. "
        "A school in Harrow took in most of them. The crack in the Tollan dam is four metres long.",
    },
]
_QUESTION = "How many people were moved out of the valley below the Tollan dam?"


@pytest.fixture(scope="module")
def dam(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("dam"), corpus=_ARTICLES) as address:
        yield address


@pytest.fixture
def panel(dam: str, chromium: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    with reading(dam, chromium, **getattr(request, "param", {})) as page:
        yield page


def test_one_steps_through_the_whole_answer(panel: Any) -> None:
    turn = ask(panel, "What did the Harrow Courier report?")
    links = turn.locator(".statement .cite")
    assert links.count() > 1
    first_marker(turn).click()
    quoted = {marked(panel)}
    for place in range(2, links.count() + 1):
        panel.keyboard.press("ArrowRight")
        panel.wait_for_selector(f".count:text-is('Citation {place} of {links.count()}')")
        quoted.add(marked(panel))
        said = panel.locator("#source-panel .for").inner_text()
        assert turn.locator(".statement.reading .words").inner_text() in said
    assert len(quoted) == turn.locator(".statement").count()


def test_outlet_and_date_stay_in_sight(panel: Any) -> None:
    first_marker(ask(panel, _QUESTION)).click()
    marked(panel)
    assert panel.inner_text(".stepper .whose") in panel.locator(".cite").first.get_attribute("aria-label")


def test_another_cited_sentence_of_the_article_is_a_click_away(panel: Any) -> None:
    ask(panel, "What did the Harrow Courier report?")
    panel.locator(".statement .cite").first.click()
    before = marked(panel)
    other = panel.locator("mark.other").first
    number = other.get_attribute("data-number")
    # Its box spans lines, so its centre may lie outside of it.
    other.dispatch_event("click")
    panel.wait_for_selector(f"mark.current[data-number='{number}']")
    assert marked(panel) != before
    assert panel.locator(".statement .cite.reading").inner_text() == f"[{number}]"


def test_a_sentence_is_copied_with_its_reference(panel: Any) -> None:
    panel.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn = ask(panel, "When did the Tollan reservoir dam crack?")
    turn.locator(".sources li", has_text="Valley Press Agency").locator(".cite").first.click()
    quote = marked(panel)
    panel.click("text=Copy quotation")
    panel.wait_for_selector(".actions button:text-is('Copied')")
    assert panel.evaluate("navigator.clipboard.readText()").startswith(
        f"“{quote}” Ana Brisk, “Crack in the Tollan dam”, Valley Press Agency, 7 April 2025, "
        "https://valley-agency.example/dam#:~:text="
    )


def test_who_else_carries_the_text_is_said_and_opens(panel: Any) -> None:
    turn = ask(panel, "When did the Tollan reservoir dam crack?")
    turn.locator(".sources li", has_text="Valley Press Agency").locator(".cite").first.click()
    quote = marked(panel)
    origin = panel.wait_for_selector(".origin:has(li)")
    assert list(filter(None, origin.inner_text().split("\n"))) == [
        "Also carried by",
        "The Lower Valley Echo 7 Apr 2025",
        "2 articles with one text count as one source; this one was first.",
    ]
    panel.click(".origin .also")
    panel.wait_for_selector(".count:text-is('The same text elsewhere')")
    panel.wait_for_selector("h2:text-is('Tollan: dam cracks')")
    assert panel.evaluate("document.activeElement.className") == "stepper"
    panel.click(".stepper .back")
    panel.wait_for_selector("mark.current")
    assert marked(panel) == quote


@pytest.mark.parametrize(
    "panel", [{}, {"viewport": {"width": 390, "height": 844}}], indirect=True, ids=["desktop", "phone"]
)
def test_the_evidence_that_was_not_used_is_listed_with_reasons(panel: Any) -> None:
    ask(panel, _QUESTION)
    panel.focus("button.evidence")
    panel.keyboard.press("Enter")
    rows = panel.locator(".evidence-list > li")
    rows.first.wait_for()
    assert all(text.startswith("Not used: ") for text in rows.locator(".why").all_inner_texts())
    first = rows.first.locator("q").inner_text()
    rows.first.locator("button").press("Enter")
    assert marked(panel) == first
    assert panel.inner_text(".stepper .count").startswith("Considered 1 of ")
    assert panel.inner_text("#source-panel .for") == rows_reason(panel)
    panel.click(".stepper .back")
    panel.wait_for_selector(".evidence-list")
    assert panel.evaluate("document.activeElement.className") == "weighed"
    panel.keyboard.press("Escape")
    assert panel.evaluate("document.activeElement.className") == "evidence"


def rows_reason(panel: Any) -> str:
    """Return the reason of the sentence on screen, as the API gives it."""
    answer = panel.get_attribute("button.evidence", "data-answer")
    rows = panel.evaluate("(id) => fetch(`api/answers/${id}/evidence`).then((reply) => reply.json())", answer)
    return f"Not used: {rows['considered'][0]['detail']}."


def test_an_abstention_shows_its_evidence_too(panel: Any) -> None:
    turn = ask(panel, "Who painted the Tollan dam?")
    assert "The sources don’t say." in turn.inner_text()
    panel.click("button.evidence")
    panel.wait_for_selector(".evidence-list")
    assert "does not say “painted”" in panel.inner_text(".evidence-list")


def test_evidence_that_can_not_be_fetched_is_asked_for_again(panel: Any) -> None:
    ask(panel, _QUESTION)
    panel.route("**/evidence", lambda route: route.abort())
    panel.click("button.evidence")
    panel.wait_for_selector(".problem")
    panel.unroute("**/evidence")
    panel.click("#source-panel .again")
    panel.wait_for_selector(".evidence-list")
