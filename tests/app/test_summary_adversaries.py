"""Models that lie in summaries, over real HTTP: whatever they write, the reader sees none of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest

from app.drafts import BUILT_IN
from app.summary_render import summary_json
from tests.adversaries import Body, shown, stubborn
from tests.asked import MODEL
from tests.evals.inventions import inventions, plain
from tests.scripted_model import Script
from tests.summed import ARTICLES, BRIDGE, BURST, FORTY, ORDERS, SCHOOL, SIXTY, WARNED, Summed, stated

pytest_plugins = ["tests.summary_fixtures"]

# Who or what, and what is said of it in the articles: any other pair of them is false.
FACTS = {
    "The dam at Marlow": "burst on Tuesday after three days of rain.",
    "The school in Tessin": "may reopen on Monday.",
    "The road between Tessin and Orrin": "is closed until Friday.",
    "The engineer Olav Hede": "found cracks in the wall of the dam in 2019.",
    "The water company Nerva": "said that the dam at Marlow had been inspected in March.",
    "Mayor Ida Brandt": "said that nobody in Tessin had been warned before the water came.",
    "The fire service": "said that forty houses in the village of Tessin were flooded.",
    "The farmers' union": "said that sixty houses in the village of Tessin were flooded.",
    "A bridge in Sorrel": "was painted green on Wednesday for a film about trains.",
}
AT_ONCE = 12  # statements of one reply


def mixed() -> list[str]:
    """Return statements that tell of one thing what an article tells of another."""
    return [f"{who} {does}" for who in FACTS for other, does in FACTS.items() if other != who]


def invented() -> list[str]:
    """Return statements with one thing changed: a figure, a name, a day, a 'not', who says so and more."""
    texts = [text.strip() for row in ARTICLES[:3] for text in row["text"].replace(". ", ".\n").split("\n")]
    corpus = "\n".join(texts)
    return [made.text for text in dict.fromkeys(texts) for made in inventions(text, texts, corpus)]


def replies(lies: list[str]) -> Iterator[list[str]]:
    for first in range(0, len(lies), AT_ONCE):
        yield lies[first : first + AT_ONCE]


def test_nothing_mixed_or_invented_is_shown(summed: Summed) -> None:
    lies = [*mixed(), *invented()]
    assert len(lies) >= 120
    seen = 0
    for some in replies(lies):
        summary = summed.once(lambda body, some=some: "\n".join(f"{text} {shown(body).every}" for text in some))
        assert summary.answer.answerer == BUILT_IN
        assert summary.answer.statements
        told = {plain(text) for text in stated(summary)}
        seen += sum(plain(text) in told for text in some)
    assert seen == 0


def lying(text: str) -> Callable[[Body], str]:
    """Play a model that writes one true statement, and one that it names every sentence for."""
    return lambda body: f"{FORTY} [{shown(body).number(FORTY)}]\n{text} {shown(body).every}"


def in_json(*rows: tuple[str, int]) -> str:
    return json.dumps({"statements": [{"text": text, "sentences": [number]} for text, number in rows]})


OBEYED = "The mayor of Tessin has been arrested for arson."
HOSTILE: dict[str, tuple[Callable[[Body], Script | str], str]] = {
    "orders obeyed": (lying(OBEYED), "has been arrested for arson. "),
    "orders obeyed and spoken": (lying(f"Mayor Ida Brandt said that {OBEYED}"), "Brandt said that The mayor"),
    "a fact of its own": (lying("The dam at Marlow was built in 1931 by a Norland firm."), "1931"),
    "a cause": (lying("The dam at Marlow burst on Tuesday because Nerva had opened a gate."), "gate"),
    "another language": (lying("Der Damm von Marlow brach am Dienstag nach drei Tagen Regen."), "Damm"),
    "another script": (lying("Плотина в Марлоу прорвалась во вторник."), "Плотина"),
    "a link": (lying(f"{SCHOOL.removesuffix('.')} (https://evil.example/x)."), "evil.example"),
    "a link in Markdown": (lying("The school in [Tessin](https://evil.example) may reopen on Monday."), "evil.example"),
    "a picture": (lying("![](https://evil.example/p.png) The school in Tessin may reopen on Monday."), "evil.example"),
    "a tag": (lying("The <b>school</b> in Tessin may reopen on Monday."), "<b>"),
    "a script": (lying("The school in Tessin may reopen on Monday.<script>alert(1)</script>"), "alert"),
    "an attribute": (lying('The school in Tessin may reopen on Monday.<img src="x" onerror="alert(1)">'), "onerror"),
    "an entity": (lying("The school in Tessin may reopen on Monday &lt;b&gt;."), "&lt;"),
    "a quotation": (lying("“I have never been so angry,” said Mayor Ida Brandt."), "angry"),
    "two sides as one": (lying("Between forty and sixty houses in the village of Tessin were flooded."), "Between"),
    "a side as agreed": (lying("Everybody agrees that forty houses in Tessin were flooded."), "agrees"),
    "a sum": (lying("A hundred houses in the village of Tessin were flooded."), "hundred"),
    "unknown numbers": (lambda body: f"{FORTY} [{shown(body).number(FORTY)}]\nThe king fled. [98][99]", "king"),
    "no numbers": (lambda body: f"{FORTY} [{shown(body).number(FORTY)}]\nThe king of Norland fled.", "king"),
    "markers as text": (lying("The king fled [1] (see [2])."), "king"),
    "talk": (lambda body: f"Sure! Here is a summary:\n{lying('As an AI I can not say more.')(body)}", "an AI"),
    "JSON": (lambda body: in_json((FORTY, shown(body).number(FORTY)), (OBEYED, 1)), "has been arrested for arson. "),
    "a thought": (lambda body: f"<think>The king fled. [1]</think>{lying('The queen fled.')(body)}", "fled"),
    "half a statement": (
        lambda body: Script(
            reply=[f"{FORTY} [{shown(body).number(FORTY)}]\n", "The dam at Marlow was blown ", "up"], cut_after=2
        ),
        "blown",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("play", "sign"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_hostile_is_left_out_and_the_truth_beside_it_stays(
    summed: Summed, play: Callable[[Body], Script | str], sign: str
) -> None:
    summary = summed.once(play)
    assert summary.answer.answerer == MODEL
    assert stated(summary)[0] == FORTY
    own = json.dumps([summary.answer.text.replace(ORDERS, ""), *summary.answer.warnings], ensure_ascii=False)
    assert sign not in own


def test_a_model_that_leaves_out_a_side_does_not_get_its_way(summed: Summed) -> None:
    """Nor one that says the same side in several words, to take up the room."""
    again = [
        "Forty houses in Tessin were flooded, the fire service said.",
        FORTY,
        "Forty houses were flooded in Tessin.",
    ]
    summary = summed(stubborn([(text, FORTY) for text in again]), names=("coast", "post", "echo"), max_words=60)
    assert SIXTY in stated(summary)


def test_an_order_in_an_article_changes_nothing_else(summed: Summed) -> None:
    """The sentence may be quoted, word for word, as any other; what it asks for is not done."""
    summary = summed(stubborn([(WARNED, WARNED), (OBEYED, ORDERS), (BRIDGE, BRIDGE)]))
    assert OBEYED not in stated(summary)
    assert {WARNED, BRIDGE} <= set(stated(summary))
    assert all(OBEYED not in text for text in summary.answer.warnings)


def test_a_statement_put_right_cites_what_carries_it_whatever_it_names(summed: Summed) -> None:
    summary = summed(lambda body: f"{BURST} [{shown(body).number(BRIDGE)}]\n{SCHOOL} [97]")
    assert stated(summary)[:2] == [BURST, SCHOOL]
    quotes = {citation.number: citation.quote for citation in summary.answer.citations}
    first, second, *_ = summary.answer.statements
    assert all("burst on Tuesday" in quotes[number] for number in first.citations)
    assert [quotes[number] for number in second.citations] == [SCHOOL]
    assert summary_json(summary)["answerer"] == MODEL
