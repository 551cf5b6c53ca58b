"""Statements that are true to their evidence: read sentences in, statements with what carries them out.

Hand-written ones (`paraphrases.txt` beside this file; `perturbed.txt` and `attributed.jsonl` of the verifier's tests),
the sentences of the sample corpus as they stand, and their beginnings up to a border between clauses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.quote import whole
from app.reading import Line
from app.speakers import speakers
from ingest.corpus import Role, Sentence
from tests.app.test_verify import PAIRS
from tests.builders import article
from tests.lines import read

FEWEST, LONG = 3, 8  # words of a sentence, and of what is left of one that is cut
_BORDER = re.compile(r";\s|,\s(?=(?:which|who|where|while|and|but|as|after|with|including|although|though)\b)")
_HERE = Path(__file__).parent
_APP = _HERE.parent / "app"


@dataclass(frozen=True, slots=True)
class Truth:
    """A statement, the sentences that carry it, and the others that a model is shown beside them."""

    kind: str
    text: str
    sources: tuple[Line, ...]
    others: tuple[Line, ...] = ()


def truths(lines: dict[str, list[Line]]) -> Iterator[Truth]:
    """Yield statements; `lines` are the sentences of the sample articles by their external ids."""
    for row in (_HERE / "paraphrases.txt").read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            place, text = row.split(" | ")
            name, numbers = place.split()
            sources = tuple(lines[name][int(number)] for number in numbers.split(","))
            yield Truth("paraphrase of one article", text, sources, _near(name, sources, lines))
    for pair in PAIRS:
        whole_text = Sentence(0, 0, len(pair.source), pair.source, Role.BODY)
        made = replace(article(external_id=pair.id, language=pair.language), text=pair.source, sentences=(whole_text,))
        yield Truth("paraphrase of a sentence", pair.good, (read(made),))
    by_text = {(name, _plain(line.sentence.text)): line for name, own in lines.items() for line in own}
    for row in (_APP / "attributed.jsonl").read_text("utf-8").splitlines():
        given = json.loads(row)
        sources = tuple(by_text[gold["article"], _plain(gold["sentence"])] for gold in given["gold"])
        name = given["gold"][0]["article"]
        yield Truth("summary of several articles", given["statement"], sources, _near(name, sources, lines))
    for own in lines.values():
        for line in own:
            place = whole(line)
            text = _plain(line.article.text[place.start : place.end])
            if len(text.split()) >= FEWEST:
                yield Truth("sentence as it stands", text, (line,), tuple(own))
            cut = _BORDER.search(text)
            # A speaker that is cut off takes the claim with him.
            if cut and len(text[: cut.start()].split()) >= LONG and not speakers(text[cut.start() :]):
                yield Truth("sentence cut at a border", f"{text[: cut.start()]}.", (line,), tuple(own))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _near(name: str, sources: tuple[Line, ...], lines: dict[str, list[Line]]) -> tuple[Line, ...]:
    """Return the other sentences about the same: those of the article, then those of the others of its folder."""
    topic = name.rsplit("-", 1)[0]
    ordered = [name, *(other for other in lines if other.rsplit("-", 1)[0] == topic and other != name)]
    known = {line.key for line in sources}
    return tuple(line for other in ordered for line in lines[other] if line.key not in known)
