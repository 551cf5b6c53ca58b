-- The record. Everything else (the vector index) can be rebuilt from it. Run on an older record, it adds what is new.

CREATE TABLE IF NOT EXISTS setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- An article's identity. `current` is its visible version, NULL before the first is indexed and after deletion;
-- a deleted article leaves its id behind, so that a caller is told 'gone' instead of 'never heard of'.
CREATE TABLE IF NOT EXISTS article (
    key         INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE,
    external_id TEXT,
    current     INTEGER,
    deleted     INTEGER NOT NULL DEFAULT 0
);

-- One text of an article, never changed once written.
-- state: pending (written, not yet in the vector index) -> current -> retiring (replaced, vectors still there)
-- -> past (kept for the citations that froze it).
CREATE TABLE IF NOT EXISTS version (
    key          INTEGER PRIMARY KEY AUTOINCREMENT,
    article      INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    number       INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('pending', 'current', 'retiring', 'past')),
    digest       TEXT NOT NULL,
    origin       TEXT NOT NULL,    -- the smallest text id of its group, see origins.py; else its text's own
    title        TEXT,
    outlet       TEXT,
    outlet_key   TEXT,             -- the outlet's name folded, for filters
    author       TEXT,
    url          TEXT,
    published_at INTEGER,          -- seconds since 1970, UTC
    language     TEXT,
    sample       INTEGER NOT NULL,
    text         TEXT NOT NULL,
    sentences    INTEGER NOT NULL, -- how many
    spans        BLOB NOT NULL,    -- int32 [sentences, 3]: start, end, role
    created_at   INTEGER NOT NULL,
    modified_at  INTEGER,          -- as the page says; seconds like all that follow of dates
    archived_at  INTEGER,          -- when a web archive captured it
    notes        TEXT,             -- JSON: sentences on what its page says of itself that can't be right
    notice       TEXT,             -- JSON: the correction or retraction that it carries, see corrections.py
    attributions TEXT,             -- JSON: who says what, sentence by sentence
    UNIQUE (article, number)
);
CREATE INDEX IF NOT EXISTS version_state ON version (state) WHERE state IN ('pending', 'retiring');
CREATE INDEX IF NOT EXISTS version_origin ON version (origin);
CREATE INDEX IF NOT EXISTS version_outlet ON version (outlet_key);
CREATE INDEX IF NOT EXISTS version_published ON version (published_at);
-- All that lists of articles are filtered, ordered and counted by, in the order of the newest: what reads it alone never
-- touches the texts.
CREATE INDEX IF NOT EXISTS version_listed ON version (
    coalesce(published_at, -9223372036854775808), article, published_at, outlet_key, outlet, language, title, author,
    number, sample, notice, origin, state
) WHERE state = 'current';

CREATE TABLE IF NOT EXISTS vector (
    version   INTEGER PRIMARY KEY REFERENCES version (key) ON DELETE CASCADE,
    title     BLOB NOT NULL,       -- float16 [dimension]
    sentences BLOB NOT NULL        -- float16 [sentences, dimension]
);

CREATE TABLE IF NOT EXISTS passage (
    key     INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL REFERENCES version (key) ON DELETE CASCADE,
    first   INTEGER NOT NULL,      -- sentence numbers, both inclusive
    last    INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS passage_version ON passage (version);

-- By what a reprint of a visible version is told (see origins.py); goes as soon as another version takes its place.
CREATE TABLE IF NOT EXISTS likeness (
    version  INTEGER PRIMARY KEY REFERENCES version (key) ON DELETE CASCADE,
    text     TEXT NOT NULL,        -- the id of its text
    agency   TEXT,                 -- the agency that it is credited to, folded
    shingles BLOB NOT NULL         -- uint32, in the order of the text
);
CREATE INDEX IF NOT EXISTS likeness_text ON likeness (text);
CREATE TABLE IF NOT EXISTS likeness_sample (
    shingle INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (shingle, version)
) WITHOUT ROWID;

-- Analysed words (see terms.py), not text: one line of `body` per sentence, blanks between words.
CREATE VIRTUAL TABLE IF NOT EXISTS article_terms USING fts5 (title, body, tokenize = "ascii tokenchars '.'");
CREATE VIRTUAL TABLE IF NOT EXISTS term USING fts5vocab (article_terms, row);

CREATE TABLE IF NOT EXISTS answer (
    id         TEXT PRIMARY KEY,
    body       TEXT,               -- JSON; NULL once an article that it cites was deleted
    created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answer_article (
    answer  TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    article TEXT NOT NULL,
    PRIMARY KEY (article, answer)
) WITHOUT ROWID;
