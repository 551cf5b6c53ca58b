"""A draft in, events out: how far the check has come, and at last every sentence with its verdict.

Each sentence is looked for in the named articles or the corpus, tied to every independent sentence that carries it,
and verified against these. What is not found names the sentences that come closest.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from app.answers import Checked, CheckedSentence, Citation, Differing, Filters, Label, Progress
from app.changed import notice_warnings
from app.cite import Chosen, choose
from app.closeness import Candidate
from app.figures import figures
from app.findings import Finding, Kind
from app.manuscript import Piece, asserts, read_manuscript
from app.names import names
from app.pool import Pool
from app.question import language_of
from app.render import Place, citation_json, cite
from app.sourced import place_of, source_of
from app.verify import verify
from app.wire import Services
from ingest.embed import Embedder, Vectors

LEANS_ON = 2  # sentences that a pronoun is taken to point back over

AT_ONCE = 32  # sentences that are embedded together: 60 ms
_DISAGREEMENTS = frozenset({Kind.NUMBER, Kind.DATE})


def checked(
    text: str,
    *,
    services: Services,
    article_ids: tuple[str, ...] | None = None,
    filters: Filters | None = None,
) -> Checked:
    """Return the whole draft, checked."""
    *_, last = check(text, services=services, article_ids=article_ids, filters=filters)
    if not isinstance(last, Checked):
        raise TypeError(f"the last event is {last!r}")
    return last


def check(
    text: str,
    *,
    services: Services,
    article_ids: tuple[str, ...] | None = None,
    filters: Filters | None = None,
) -> Generator[Progress | Checked, None, None]:
    """Check a draft against the articles named, or against all that pass the filters.

    A `Progress` comes before each sentence of the draft; its `sentences` are how many are done.
    """
    counts = services.store.counts()
    yield Progress("retrieving", counts.articles, counts.sentences)
    language = language_of(text, [name for name, _ in counts.languages])
    pieces = read_manuscript(text, language)
    pool = Pool(services.store, _narrowed(filters or Filters(), article_ids))
    vectors = _vectors(pieces, services.store.embedder)
    citations: dict[tuple[str, int, int], Citation] = {}
    rows: list[CheckedSentence] = []
    for number, (piece, vector) in enumerate(zip(pieces, vectors, strict=True)):
        yield Progress("checking", counts.articles, number)
        near = pieces[max(0, number - LEANS_ON) : number + 1]
        rows.append(_row(piece, _chosen(near, vector, pool, language), citations))
    told = notice_warnings([citation_json(citation) for citation in citations.values()], services.store)
    cited = {citation.article_id for citation in citations.values()}
    close = [citation_json(one) for row in rows for one in row.nearest if one.article_id not in cited]
    told += notice_warnings(close, services.store, how="named here as close")
    done = Checked(text, tuple(rows), tuple(citations.values()), told)
    services.metrics.check(done)
    yield done


def _vectors(pieces: Sequence[Piece], embedder: Embedder) -> Iterator[Vectors]:
    """Yield the vector of each piece; a few at a time, so that a long draft is seen to begin."""
    for first in range(0, len(pieces), AT_ONCE):
        yield from embedder.embed([" ".join(piece.plain.split()) for piece in pieces[first : first + AT_ONCE]])


def _narrowed(filters: Filters, article_ids: tuple[str, ...] | None) -> Filters:
    """Return the filters with the named articles among them."""
    if article_ids is None:
        return filters
    if filters.article_ids is not None:
        allowed = set(filters.article_ids)
        article_ids = tuple(one for one in article_ids if one in allowed)
    return replace(filters, article_ids=article_ids)


def _chosen(pieces: Sequence[Piece], vector: Vectors, pool: Pool, language: str) -> Chosen:
    """Return what carries the last of the pieces; those before it are what it may lean on."""
    last = pieces[-1]
    if not asserts(last.plain):
        return Chosen((), ())
    return choose(last.plain, vector, pool.candidates(_query(pieces, language), language), language)


def _query(pieces: Sequence[Piece], language: str) -> str:
    """Return what to look for: a sentence, its numbers as figures, and if it names nobody, the names before it."""
    last = pieces[-1].plain
    last = " ".join([last, *(figure.digits for figure in figures(last, language) if figure.digits not in last)])
    if names(last, language):
        return last
    for piece in pieces[-2::-1]:
        if named := [piece.plain[name.start : name.end] for name in names(piece.plain, language)]:
            return " ".join([*named, last])
    return last


def _row(piece: Piece, chosen: Chosen, citations: dict[tuple[str, int, int], Citation]) -> CheckedSentence:
    verdict = verify(piece.plain, [source_of(one.article, one.sentence.index) for one in chosen.cited])
    cited = [_numbered(place_of(one.article, one.sentence.index), citations) for one in chosen.cited]
    nearest = [] if cited else [cite(place_of(one.article, one.sentence.index), 0) for one in chosen.nearest]
    agreed = verdict.support.label is Label.SUPPORTED
    return CheckedSentence(
        piece.text,
        piece.start,
        piece.end,
        tuple(citation.number for citation in cited),
        verdict.support,
        tuple(_in_draft(finding, piece) for finding in verdict.findings),
        tuple(nearest),
        tuple(_differing(piece.plain, chosen.cited, cited)) if agreed and len(cited) > 1 else (),
    )


def _differing(statement: str, chosen: Sequence[Candidate], cited: Sequence[Citation]) -> Iterator[Differing]:
    """Yield the citations that give another figure or date where the others carry the statement."""
    for one, citation in zip(chosen, cited, strict=True):
        alone = verify(statement, [source_of(one.article, one.sentence.index)])
        against = [finding for finding in alone.findings if finding.clash and finding.kind in _DISAGREEMENTS]
        if against:
            yield Differing(citation.number, against[0].detail)


def _in_draft(finding: Finding, piece: Piece) -> Finding:
    """Return a finding with the draft's own characters."""
    return replace(finding, text=piece.text[finding.start : finding.end])


def _numbered(place: Place, citations: dict[tuple[str, int, int], Citation]) -> Citation:
    key = (place.article.id, place.start, place.end)
    if key not in citations:
        citations[key] = cite(place, len(citations) + 1)
    return citations[key]
