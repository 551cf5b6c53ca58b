"""The floors under the figures: `python -m tests.evals.gate` shows them, `--update` raises them.

`floors.json` holds each figure's floor and a hash of the corpus and its questions. A changed corpus needs a fresh
`--update`; a floor is lowered only with `--allow-regression`, so never by accident.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from pathlib import Path

from app.wire import Services, open_services
from ingest.settings import Settings
from tests.evals import dialogues, scoring
from tests.evals.scoring import fill as fill

FLOORS = Path(__file__).with_name("floors.json")
STEP = 0.005  # a floor lies this far below what was measured: one citation more or less is not a regression


def corpus_hash() -> str:
    """Return a hash of every sample article, every gold question and every dialogue."""
    files = [
        *sorted(scoring.SEEDS.rglob("*.md")),
        scoring.SEEDS / "questions.jsonl",
        scoring.SEEDS / "dialogues.jsonl",
    ]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def measure(services: Services, places: dict[str, tuple[str, str]]) -> list[scoring.Scored]:
    """Ask every gold question."""
    return [scoring.score(question, services, places) for question in scoring.questions()]


def converse(
    services: Services, places: dict[str, tuple[str, str]], way: dialogues.Way = "dialogue"
) -> list[dialogues.Followed]:
    """Hold every gold dialogue."""
    return [dialogues.follow(row, services, places, way) for row in dialogues.dialogues()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="write the floors anew; refuses to lower one")
    parser.add_argument("--allow-regression", action="store_true")
    parser.add_argument("--rows", action="store_true", help="show each question that is not answered fully")
    parser.add_argument("--ways", action="store_true", help="compare ways to ask the last question of a dialogue")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        services = open_services(Settings(data_dir=Path(folder)))
        try:
            places = fill(services)
            if options.ways:
                for way in dialogues.WAYS:
                    values = dialogues.figures(converse(services, places, way))
                    print(f"{way:<12}", *(f"{name} {value:.3f}" for name, value in values.items()))
                return 0
            rows, talks = measure(services, places), converse(services, places)
        finally:
            services.store.close()
    found = scoring.figures(rows) | dialogues.figures(talks)
    known = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"floors": {}}
    for name, value in found.items():
        print(f"{name:<20} {value:.3f}  floor {known['floors'].get(name, 0):.3f}")
    if options.rows:
        for row in rows:
            print(f"{row.id} {row.kind:<20} recall {row.recall} precision {row.precision} abstained {row.abstained}")
        for talk in talks:
            if not talk.right:
                print(f"{talk.id} {talk.kind:<20} asked {talk.asked}")
    if not options.update:
        return 0
    floors = {name: round(value - STEP, 3) for name, value in found.items()}
    lowered = [name for name, value in floors.items() if value < known["floors"].get(name, 0)]
    if lowered and not options.allow_regression:
        print(f"not written: {', '.join(lowered)} would be lowered", file=sys.stderr)
        return 1
    FLOORS.write_text(json.dumps({"corpus": corpus_hash(), "floors": floors}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
