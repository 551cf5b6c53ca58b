"""Conversations in the record: questions and the ids of their answers go in, conversations and their turns come out.

No word of an answer is kept here but where it is kept already, so that deleting an article empties it here too. A
conversation's id is the right to see and change it, and the name of a share the right to see it: both are drawn by
chance and long enough that nobody guesses one. Whose a conversation is, is kept as a digest. The tables are made when
the first conversation begins.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ingest.conversations import Conversation, KeptTurn, Share, TurnState, named
from ingest.database import Database
from ingest.errors import FilterError, NotFoundError

_BYTES = 16  # of chance in an id

_TABLES = (
    """
CREATE TABLE IF NOT EXISTS conversation (
    id           TEXT PRIMARY KEY,
    owner        TEXT NOT NULL,     -- digest of what the reader's browser holds
    name         TEXT NOT NULL,
    begun_at     INTEGER NOT NULL,  -- milliseconds since 1970, UTC, as are the others
    changed_at   INTEGER NOT NULL,  -- when something was last asked
    share        TEXT UNIQUE,       -- by what others may read it
    shared_at    INTEGER,
    shared_turns INTEGER            -- how many turns it had then: later ones are not shown
) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS conversation_owner ON conversation (owner, changed_at)",
    """
CREATE TABLE IF NOT EXISTS conversation_turn (
    conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    number       INTEGER NOT NULL,
    question     TEXT NOT NULL,
    asked_at     INTEGER NOT NULL,
    state        TEXT NOT NULL,
    note         TEXT,
    answer       TEXT,              -- the id of a kept answer
    PRIMARY KEY (conversation, number)
) WITHOUT ROWID""",
)
_COLUMNS = (
    "id, name, begun_at, changed_at, share, shared_at, shared_turns, "
    "(SELECT count(*) FROM conversation_turn WHERE conversation = id)"
)


@dataclass(frozen=True, slots=True)
class Conversations:
    """The conversations of a record; each call is one step of its own, so that readers can't undo each other's."""

    database: Database

    def begin(self, owner: str, question: str, *, at: datetime) -> str:
        """Begin a conversation with its first question; return its id. `owner` is what the reader's browser holds."""
        made = f"cnv_{secrets.token_urlsafe(_BYTES)}"
        with self.database.transaction() as db:
            for table in _TABLES:
                db.execute(table)
            db.execute(
                "INSERT INTO conversation VALUES (?, ?, ?, ?, ?, NULL, NULL, NULL)",
                (made, _digest(owner), named(question), _ms(at), _ms(at)),
            )
            _ask(db, made, question, at)
        return made

    def ask(self, conversation_id: str, question: str, *, at: datetime) -> int:
        """Add a question; return its number. Whoever asks at the same time gets another.

        Raises:
            NotFoundError: there is no such conversation.
        """
        with self.database.transaction() as db:
            _one(db, conversation_id)
            return _ask(db, conversation_id, question, at)

    def end(
        self, conversation_id: str, number: int, state: TurnState, *, answer: str | None = None, note: str | None = None
    ) -> None:
        """Keep how a question ended; nothing is kept where the conversation was deleted meanwhile."""
        with self.database.transaction() as db:
            db.execute(
                "UPDATE conversation_turn SET state = ?, answer = ?, note = ? WHERE conversation = ? AND number = ?",
                (state.value, answer, note, conversation_id, number),
            )

    def interrupt(self) -> None:
        """Mark what an earlier process was still answering when it ended."""
        if _made(self.database.connection):
            with self.database.transaction() as db:
                db.execute(
                    "UPDATE conversation_turn SET state = ? WHERE state = ?", (TurnState.INTERRUPTED, TurnState.WORKING)
                )

    def find(self, conversation_id: str) -> Conversation:
        """Return a conversation.

        Raises:
            NotFoundError: there is no such conversation.
        """
        return _one(self.database.connection, conversation_id)

    def shared(self, share_id: str) -> Conversation:
        """Return the conversation that is shared under this id.

        Raises:
            NotFoundError: none is.
        """
        db = self.database.connection
        row = None
        if _made(db):
            row = db.execute(f"SELECT {_COLUMNS} FROM conversation WHERE share = ?", (share_id,)).fetchone()
        if row is None:
            raise NotFoundError(f"no conversation is shared as {share_id[:80]!r}; it may have been taken back")
        return _conversation(row)

    def turns(self, conversation_id: str) -> tuple[KeptTurn, ...]:
        """Return the turns of a conversation, the first first.

        Raises:
            NotFoundError: there is no such conversation.
        """
        db = self.database.connection
        _one(db, conversation_id)
        rows = db.execute(
            "SELECT number, question, asked_at, state, note, answer FROM conversation_turn WHERE conversation = ?"
            " ORDER BY number",
            (conversation_id,),
        )
        return tuple(
            KeptTurn(number, question, _when(asked), TurnState(state), note, answer)
            for number, question, asked, state, note, answer in rows
        )

    def listed(
        self, owner: str, *, q: str | None = None, limit: int = 50, cursor: str | None = None
    ) -> tuple[tuple[Conversation, ...], str | None]:
        """Return a reader's conversations, the one last asked in first, and where the next page starts.

        `q` is looked for in names, questions and the text of answers.

        Raises:
            FilterError: the cursor is not one that an earlier page gave.
        """
        db = self.database.connection
        if not _made(db):
            return (), None
        where, values = ["owner = ?"], [_digest(owner)]
        if q and q.strip():
            where.append(
                "(name LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM conversation_turn AS turn"
                " LEFT JOIN answer ON answer.id = turn.answer WHERE turn.conversation = conversation.id"
                " AND (question LIKE ? ESCAPE '\\' OR json_extract(body, '$.text') LIKE ? ESCAPE '\\')))"
            )
            escaped = q.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            values += [f"%{escaped}%"] * 3
        if cursor is not None:
            moment, _, last = cursor.partition(".")
            if not moment.isdecimal() or not last:
                raise FilterError(f"the cursor {cursor[:80]!r} is none that an earlier page gave; leave it out")
            where.append(f"(changed_at, id) < ({int(moment) % 2**63:d}, ?)")
            values.append(last)
        rows = db.execute(
            f"SELECT {_COLUMNS} FROM conversation WHERE {' AND '.join(where)}"
            f" ORDER BY changed_at DESC, id DESC LIMIT {limit + 1:d}",
            values,
        ).fetchall()
        found = tuple(map(_conversation, rows[:limit]))
        return found, f"{_ms(found[-1].changed_at)}.{found[-1].id}" if len(rows) > limit else None

    def rename(self, conversation_id: str, name: str) -> Conversation:
        """Give a conversation another name; return it.

        Raises:
            NotFoundError: there is no such conversation.
        """
        return self._change(conversation_id, "name = ?", (named(name),))

    def share(self, conversation_id: str, *, at: datetime) -> Conversation:
        """Let others read a conversation as it is now; return it. One that is shared keeps its address.

        Raises:
            NotFoundError: there is no such conversation.
        """
        changes = (
            "share = coalesce(share, ?), shared_at = ?,"
            " shared_turns = (SELECT count(*) FROM conversation_turn WHERE conversation = id)"
        )
        return self._change(conversation_id, changes, (f"shr_{secrets.token_urlsafe(_BYTES)}", _ms(at)))

    def unshare(self, conversation_id: str) -> Conversation:
        """Take a share back: its address is none any more, and a later share has another one.

        Raises:
            NotFoundError: there is no such conversation.
        """
        return self._change(conversation_id, "share = NULL, shared_at = NULL, shared_turns = NULL", ())

    def delete(self, conversation_id: str) -> None:
        """Forget a conversation: its questions leave the files too. Its answers keep their own addresses.

        Raises:
            NotFoundError: there is no such conversation.
        """
        with self.database.transaction() as db:
            _one(db, conversation_id)
            db.execute("DELETE FROM conversation WHERE id = ?", (conversation_id,))
        self.database.checkpoint()

    def _change(self, conversation_id: str, changes: str, values: Sequence[object]) -> Conversation:
        with self.database.transaction() as db:
            _one(db, conversation_id)
            db.execute(f"UPDATE conversation SET {changes} WHERE id = ?", (*values, conversation_id))
            return _one(db, conversation_id)


def _made(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'conversation_turn'").fetchone() is not None


def _one(db: sqlite3.Connection, conversation_id: str) -> Conversation:
    row = None
    if _made(db):
        row = db.execute(f"SELECT {_COLUMNS} FROM conversation WHERE id = ?", (conversation_id,)).fetchone()
    if row is None:
        raise NotFoundError(f"no conversation has the id {conversation_id[:80]!r}; it may have been deleted")
    return _conversation(row)


def _ask(db: sqlite3.Connection, conversation_id: str, question: str, at: datetime) -> int:
    number: int
    (number,) = db.execute(
        "INSERT INTO conversation_turn SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, NULL, NULL"
        " FROM conversation_turn WHERE conversation = ?1 RETURNING number",
        (conversation_id, question, _ms(at), TurnState.WORKING),
    ).fetchone()
    db.execute("UPDATE conversation SET changed_at = ? WHERE id = ?", (_ms(at), conversation_id))
    return number


def _conversation(row: tuple[str, str, int, int, str | None, int, int, int]) -> Conversation:
    identity, name, begun, changed, share, shared_at, shared_turns, turns = row
    kept = Share(share, _when(shared_at), shared_turns) if share else None
    return Conversation(identity, name, _when(begun), _when(changed), turns, kept)


def _digest(owner: str) -> str:
    return hashlib.sha256(owner.encode()).hexdigest()


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _when(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
