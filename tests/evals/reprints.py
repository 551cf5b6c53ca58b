"""Reprints made of the sample articles by rule, and how they are told: `python -m tests.evals.reprints`.

An article is cut, given another headline and credit, given a paragraph more, or has some of its words changed, as the
editors of other outlets do; a copy is right where it has the origin of its article and no other story has it.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from ingest.corpus import Article, RawArticle
from ingest.indexed import embed_articles
from ingest.load import load
from ingest.prepare import prepare
from ingest.store import Store
from tests.builders import open_store

SEEDS = Path(__file__).parents[2] / "seeds"
PARAGRAPHS = re.compile(r"\n+")
COPIES, SEED = 200, 20250314
OUTLETS = ("The Lowmark Standard", "Quarry Bay Post", "Radio Tennant", "The Ives Courier")
# Of these three make an added paragraph.
ADDED = (
    "Readers in {place} have followed the matter since it began.",
    "The paper's own office in {place} was asked about it {number} times in a week.",
    "The council of {place} meets again in {number} days, and nothing on its list touches on this.",
    "In {place} an evening on the subject drew {number} people, more than the hall seats.",
    "A teacher from {place} wants her pupils to write {number} lines each about what it means to them.",
    "Nobody at the market of {place} had heard of it before noon, though {number} stalls were open.",
    "What it costs households in {place} is put at {number} crowns by a lender there.",
    "The library of {place} has {number} books that deal with similar events, a clerk told this paper.",
)
# The sample articles that are reprints of another as they are.
WIRE_STORY = dict.fromkeys(("seed-ferry-02", "seed-ferry-03", "seed-ferry-04"), "seed-ferry-01")
PLACES = ("Lowmark", "Tennant Cross", "Quarry Bay", "Upper Ives", "Dunmore")

Edit = Callable[[str, random.Random], str]


def retitled(text: str, chance: random.Random) -> str:
    """Put another headline, a dateline and a credit around it."""
    place = chance.choice(PLACES)
    return f"{place} hears of it\n\n{place.upper()} (Meridian Wire) — {text}\n\n(Meridian Wire)"


def cut(text: str, chance: random.Random) -> str:
    """Leave a third to nine tenths of it, in whole paragraphs."""
    paragraphs = PARAGRAPHS.split(text)
    share = chance.uniform(0.35, 0.9)
    kept = [part for at, part in enumerate(paragraphs) if len("".join(paragraphs[:at])) < share * len(text)]
    return "\n\n".join(kept)


def lengthened(text: str, chance: random.Random) -> str:
    """Add a paragraph somewhere."""
    paragraphs = PARAGRAPHS.split(text)
    place = chance.choice(PLACES)
    extra = [line.format(place=place, number=chance.randint(3, 90)) for line in chance.sample(ADDED, 3)]
    paragraphs.insert(chance.randint(0, len(paragraphs)), " ".join(extra))
    return "\n\n".join(paragraphs)


def reworded(text: str, chance: random.Random, share: float | None = None) -> str:
    """Change 5 to 30 in a hundred words: most become another word, some go, some get one beside them."""
    share = chance.uniform(0.05, 0.3) if share is None else share
    words = text.split()
    parts: list[str] = []
    for part in text.split(" "):
        if chance.random() >= share:
            parts.append(part)
            continue
        way = chance.random()
        if way < 0.7:
            parts.append(chance.choice(words))
        elif way < 0.85:
            parts += [part, chance.choice(words)]
    return " ".join(parts)


def reworded_most(text: str, chance: random.Random) -> str:
    """Change 30 in a hundred words."""
    return reworded(text, chance, 0.3)


def everything(text: str, chance: random.Random) -> str:
    """Cut it, change up to 15 in a hundred words, add a paragraph, and put a headline and a credit on it."""
    changed = reworded(cut(text, chance), chance, chance.uniform(0.05, 0.15))
    return retitled(lengthened(changed, chance), chance)


EDITS: tuple[Edit, ...] = (retitled, cut, lengthened, reworded, reworded_most, everything)


@dataclass(frozen=True, slots=True)
class Copy:
    """A reprint, the external id of the article that it was made of, and how."""

    article: Article
    of: str
    edit: str


@dataclass(frozen=True, slots=True)
class Told:
    """Which reprints have the origin of their article, by edit; and the pairs of other stories that share one."""

    recall: dict[str, float]
    joined: frozenset[frozenset[str]]
    precision: float

    @property
    def mean(self) -> float:
        """The share of all reprints that are told, each edit counting alike."""
        return sum(self.recall.values()) / len(self.recall)


def sources() -> list[RawArticle]:
    """Return the sample articles; three of them are reprints of a fourth as they are."""
    return [item for item in load([str(SEEDS)]) if isinstance(item, RawArticle)]


def copies(articles: Sequence[RawArticle]) -> list[Copy]:
    """Make the reprints, the same ones on any machine."""
    chance = random.Random(SEED)  # noqa: S311 - the same each time is what is wanted
    made: list[Copy] = []
    for number in range(COPIES):
        turn, place = divmod(number, len(articles))
        of, edit = articles[place], EDITS[(turn + place) % len(EDITS)]
        raw = RawArticle(
            source="reprint",
            text=edit(of.text or "", chance),
            outlet=chance.choice(OUTLETS),
            language=of.language,
            external_id=f"copy-{number}",
        )
        made.append(Copy(prepare(raw), of.name, edit.__name__))
    return made


def tell(store: Store) -> Told:
    """Write articles and reprints into a store, in no order, and compare what it groups with how they were made."""
    found = sources()
    made = copies(found)
    story = {one.name: WIRE_STORY.get(one.name, one.name) for one in found}
    story |= {copy.article.external_id or "": story[copy.of] for copy in made}
    articles = [*map(prepare, found), *(copy.article for copy in made)]
    random.Random(SEED).shuffle(articles)  # noqa: S311
    store.write(embed_articles(articles, store.embedder))
    ids = {article.external_id or "": article.id for article in articles}
    origins = store.origins(list(ids.values()))
    right: dict[str, list[bool]] = defaultdict(list)
    for copy in made:
        right[copy.edit].append(origins[copy.article.id] == origins[ids[copy.of]])
    members: dict[str, list[str]] = defaultdict(list)
    for name in sorted(ids):
        members[origins[ids[name]]].append(name)
    pairs = [pair for group in members.values() for pair in combinations(group, 2)]
    wrong = frozenset(frozenset(pair) for pair in pairs if story[pair[0]] != story[pair[1]])
    return Told(
        recall={edit: sum(rows) / len(rows) for edit, rows in right.items()},
        joined=wrong,
        precision=1 - len(wrong) / len(pairs),
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, closing(open_store(Path(folder))) as store:
        told = tell(store)
    lines = [f"{edit:<16} recall {recall:.3f}" for edit, recall in told.recall.items()]
    lines.append(f"all reprints     recall {told.mean:.3f}  precision {told.precision:.3f}")
    lines += [f"joined: {' '.join(pair)}" for pair in sorted(map(sorted, told.joined))]
    print("\n".join(lines))


if __name__ == "__main__":
    main()
