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
from ingest.index import index
from ingest.load import load
from ingest.settings import Settings
from tests.evals import scoring

FLOORS = Path(__file__).with_name("floors.json")
STEP = 0.005  # a floor lies this far below what was measured: one citation more or less is not a regression


def corpus_hash() -> str:
    """Return a hash of every sample article and every gold question."""
    files = [*sorted(scoring.SEEDS.rglob("*.md")), scoring.SEEDS / "questions.jsonl"]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def fill(services: Services) -> dict[str, tuple[str, str]]:
    """Ingest the sample corpus; return each external id's article id and text."""
    report = index(load([str(scoring.SEEDS)]), services.store)
    if report.failed:
        raise ValueError(f"the sample corpus does not go in: {report.failed}")
    return {row.external_id: (row.id, services.store.article(row.id).text) for row in report.done if row.external_id}


def measure(services: Services, places: dict[str, tuple[str, str]]) -> list[scoring.Scored]:
    """Ask every gold question."""
    return [scoring.score(question, services, places) for question in scoring.questions()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="write the floors anew; refuses to lower one")
    parser.add_argument("--allow-regression", action="store_true")
    parser.add_argument("--rows", action="store_true", help="show each question that is not answered fully")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        services = open_services(Settings(data_dir=Path(folder)))
        try:
            rows = measure(services, fill(services))
        finally:
            services.store.close()
    found = scoring.figures(rows)
    known = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"floors": {}}
    for name, value in found.items():
        print(f"{name:<20} {value:.3f}  floor {known['floors'].get(name, 0):.3f}")
    if options.rows:
        for row in rows:
            print(f"{row.id} {row.kind:<20} recall {row.recall} precision {row.precision} abstained {row.abstained}")
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
