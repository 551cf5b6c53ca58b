"""How well facts, disagreements and updates of several articles are told: `python -m tests.evals.stories`.

The gold of the six sample stories is `stories_gold.jsonl`; a row names its sentences verbatim:

- `disagreement`: the same thing with different values, a side for each; `optional` ones may be found or not
- `update`: the same thing as it was told later; `scope`: figures of different things that look alike
- `agreement`: sentences of several articles that say the same; `near`: those that may be taken to
- `single`: what one article alone says

A disagreement is found where one that is told has sentences of two of its sides. One that is told and is none counts
against precision, and is listed by what it was made of: an update, a differing scope, or something else.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from app.compare import compare
from app.facts import find_facts
from app.sides import Side
from app.units import Unit, in_order, read_units
from app.wire import open_services
from ingest.catalogue import Filters
from ingest.corpus import RawArticle
from ingest.index import index
from ingest.load import load
from ingest.settings import Settings
from tests.evals.story_scores import Result, Scores, show

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
GOLD = HERE / "stories_gold.jsonl"
OTHERS = HERE / "stories"
MANY = 100_000
SETS = ("afterwards", "last", "third", "fourth")

Key = tuple[str, str]  # an article's external id and a sentence's text


def rows(file: Path) -> list[dict[str, Any]]:
    """Return the gold of a file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def stories(folder: Path, sources: Sequence[Sequence[RawArticle]]) -> list[list[Unit]]:
    """Ingest stories into a fresh folder; return the units of each, the oldest article first."""
    services = open_services(Settings(data_dir=folder))
    try:
        told = []
        for source in sources:
            report = index(source, services.store)
            if report.failed:
                raise ValueError(f"a story does not go in: {report.failed}")
            mine = {row.id for row in report.done}
            reads = [
                read
                for some in read_units(services.store, services.store.versions_in(Filters(), MANY) or [])
                for read in some
                if read.article.id in mine
            ]
            told.append([unit for read in in_order(reads) for unit in read.units])
        return told
    finally:
        services.store.close()


def score(units: Sequence[Unit], gold: Sequence[dict[str, Any]], result: Result) -> None:
    """Compare one story's sentences with its gold."""
    name = {unit.key: (unit.article.external_id or "", unit.sentence.text) for unit in units}
    compared = compare(units)
    told = [[_keys(side, name) for side in one.sides] for one in compared.disagreements]
    _disagreements(told, gold, result)
    _updates([[_keys(side, name) for side in one.sides] for one in compared.updates], gold, result.updates)
    _agreements(units, gold, result)


def _keys(side: Side, name: dict[tuple[str, int], Key]) -> set[Key]:
    return {name[claim.key] for claim in side.claims}


def _sides(row: dict[str, Any]) -> list[set[Key]]:
    return [{(one["article"], one["sentence"]) for one in side["sentences"]} for side in row["sides"]]


def _meets(told: Sequence[set[Key]], sides: Sequence[set[Key]]) -> bool:
    """Whether two of the gold's sides have sentences on two of the sides that were told."""
    return any(
        (a & x and b & y) or (a & y and b & x) for a, b in combinations(told, 2) for x, y in combinations(sides, 2)
    )


def _disagreements(told: Sequence[Sequence[set[Key]]], gold: Sequence[dict[str, Any]], result: Result) -> None:
    scores = result.disagreements
    wanted = [row for row in gold if row["kind"] == "disagreement"]
    optional = [row for row in gold if row["kind"] == "optional"]
    scores.of += len(wanted)
    hit: set[int] = set()
    for one in told:
        mine = {at for at, row in enumerate(wanted) if _meets(one, _sides(row))}
        if mine:
            scores.repeated += mine <= hit
            scores.right += not mine <= hit
            hit |= mine
            continue
        if any(_meets(one, _sides(row)) for row in optional):
            continue
        text = " | ".join(" + ".join(sorted(f"{key[0]}: {key[1][:90]}" for key in side)) for side in one)
        scores.wrong.append(text)
        if any(_meets(one, _sides(row)) for row in gold if row["kind"] == "update"):
            result.false_updates.append(text)
        if any(_meets(one, _sides(row)) for row in gold if row["kind"] == "scope"):
            result.false_scopes.append(text)
    scores.found += len(hit)
    scores.missed += [f"{row['story']}: {row['about']}" for at, row in enumerate(wanted) if at not in hit]


def _updates(told: Sequence[Sequence[set[Key]]], gold: Sequence[dict[str, Any]], scores: Scores) -> None:
    wanted = [row for row in gold if row["kind"] == "update"]
    scores.of += len(wanted)
    hit: set[int] = set()
    for one in told:
        mine = {at for at, row in enumerate(wanted) if _meets(one, _sides(row))}
        hit |= mine
        if mine:
            scores.right += 1
        else:
            scores.wrong.append(" | ".join(" + ".join(sorted(f"{a}: {text[:90]}" for a, text in side)) for side in one))
    scores.found += len(hit)
    scores.missed += [f"{row['story']}: {row['about']}" for at, row in enumerate(wanted) if at not in hit]


def _agreements(units: Sequence[Unit], gold: Sequence[dict[str, Any]], result: Result) -> None:
    """Score pairs of sentences of two origins; of copies the first one stands for all."""
    scores = result.agreements
    first: dict[str, str] = {}
    for unit in units:
        first.setdefault(unit.origin, unit.article.id)
    originals = [unit for unit in units if first[unit.origin] == unit.article.id]
    wanted, allowed = _pairs(gold, "agreement"), _pairs(gold, "near")
    told: set[frozenset[Key]] = set()
    for fact in find_facts(originals):
        keys = [(units_key(originals[row]), originals[row].article.id) for row in fact.rows]
        told |= {frozenset((one, two)) for (one, a), (two, b) in combinations(keys, 2) if a != b}
    scores.of += len(wanted)
    scores.found += len(wanted & told)
    scores.right += len(wanted & told)
    scores.wrong += [
        " | ".join(sorted(f"{a}: {text[:90]}" for a, text in pair))
        for pair in sorted(told - wanted - allowed, key=sorted)
    ]
    alone = {key for row in gold if row["kind"] == "single" for key in _sides(row)[0]}
    result.joined_singles += [text for pair in told for _, text in pair if (_, text) in alone]


def units_key(unit: Unit) -> Key:
    """Return how the gold names a unit."""
    return unit.article.external_id or "", unit.sentence.text


def _pairs(gold: Iterable[dict[str, Any]], kind: str) -> set[frozenset[Key]]:
    return {
        frozenset((one, two))
        for row in gold
        if row["kind"] == kind
        for one, two in combinations(sorted(_sides(row)[0]), 2)
        if one[0] != two[0]
    }


def seeds(folder: Path) -> Result:
    """Score the six sample stories."""
    gold = rows(GOLD)
    folders = sorted(path for path in SEEDS.iterdir() if path.is_dir())
    sources = [[one for one in load([str(path)]) if isinstance(one, RawArticle)] for path in folders]
    result = Result()
    for units in stories(folder, sources):
        articles = {unit.article.external_id for unit in units}
        own = [row for row in gold if row["sides"][0]["sentences"][0]["article"] in articles]
        score(units, own, result)
    return result


def others(folder: Path, written: str) -> Result:
    """Score the stories of one of the sets that were written after the code.

    Their gold names sentences by article and number. Each set was written when the rules had been mended by those
    before: 'afterwards', 'last', 'third'.
    """
    told = [json.loads(file.read_text("utf-8")) for file in sorted(OTHERS.glob("*.json"))]
    told = [story for story in told if story["written"] == written]
    sources = [[_raw(article) for article in story["articles"]] for story in told]
    result = Result()
    for story, units in zip(told, stories(folder, sources), strict=True):
        gold = [
            {
                **row,
                "story": story["story"],
                "sides": [
                    {**side, "sentences": [_sentence(story, name) for name in side["sentences"]]}
                    for side in row["sides"]
                ],
            }
            for row in story["gold"]
        ]
        texts = {units_key(unit) for unit in units}
        for row in gold:
            for side in row["sides"]:
                for one in side["sentences"]:
                    if (one["article"], one["sentence"]) not in texts:
                        raise ValueError(f"no sentence of {one['article']}: {one['sentence']!r}")
        score(units, gold, result)
    return result


def _raw(article: dict[str, Any]) -> RawArticle:
    return RawArticle(
        source=article["external_id"],
        text="\n\n".join(article["sentences"]),
        title=article["title"],
        outlet=article["outlet"],
        published_at=article["published_at"],
        language=article["language"],
        external_id=article["external_id"],
        sample=True,
    )


def _sentence(story: dict[str, Any], name: str) -> dict[str, str]:
    """Return a sentence by its article's letter and its number: 'b.3'."""
    letter, number = name.split(".")
    article = next(one for one in story["articles"] if one["external_id"].endswith(f"-{letter}"))
    return {"article": article["external_id"], "sentence": article["sentences"][int(number)]}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", action="store_true", help="list what was wrong and missed of everything")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(show("sample stories", seeds(Path(folder) / "seeds"), listed=options.rows))
        for written in SETS:
            print(show(f"stories written {written}", others(Path(folder) / written, written), listed=options.rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
