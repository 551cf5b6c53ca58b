"""A reply written as JSON: characters in; each statement goes into the ledger when its object closes.

A statement is an object that has words and ids, under whatever keys models use for them and however deep, in an answer,
an array or the arguments of a tool; or a string in an array of statements. Lists of sources are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from app.reply_ledger import Ledger, Said, shown
from app.reply_markers import read_ids
from app.reply_text import Kind, TextReader
from app.reply_tokens import Token, Tokens
from app.reply_wrapping import plain

_WORDS = ("text", "statement", "sentence", "claim", "fact", "content", "answer", "response", "summary")
_STATEMENTS = frozenset("statement answer claim sentence fact item result response".split())
_SOURCES = frozenset("citation cite cited source evidence reference ref quote support marker id ids".split())
_IDS = _SOURCES - {"id", "quote"} | {"sentence", "sentenceid", "sourceid", "evidenceid", "citationid"}
_ARGUMENTS = frozenset("argument parameter input arg output".split())
# Under which key an object in a list of sources has its number.
_NUMBERS = frozenset("id number index sentence sentenceid marker n source sourceid ref citation".split())

# A tool call around an answer around a list of objects is 8 deep; 60 statements of 2,000 characters, as the string
# that a tool call makes of them, are 150,000.
_DEEPEST = 16
_MOST_HELD = 200_000
_MOST_IDS = 200
_MOST_REASONS = 8


class _Bare(str):
    """A number or a word without quotation marks."""

    __slots__ = ()


_Value = str | list["_Value"] | dict[str, "_Value"]


@dataclass(slots=True)
class _Frame:
    """An object or an array that is open."""

    key: str  # under which it stands, in one spelling
    is_list: bool
    held: int  # what was held when it opened
    name: str | None = None  # what may be the next value's key, and is when a colon has followed
    colon: bool = False
    broken: bool = False
    stated: bool = False
    items: list[_Value] = field(default_factory=list)
    members: dict[str, _Value] = field(default_factory=dict)


class JsonReader:
    """Reads one JSON value, a character at a time."""

    def __init__(self, ledger: Ledger, *, within: int = 0) -> None:
        self._ledger = ledger
        self._within = within
        self._tokens = Tokens()
        self._stack: list[_Frame] = []
        self._held = 0
        self._sinking = False
        self.stated = False

    def step(self, letter: str) -> bool:
        """Read one more character; return whether the value has closed."""
        if self._sinking:
            return False
        for token in self._tokens.step(letter):
            self._read(token)
        if self._held + self._tokens.held > _MOST_HELD or len(self._stack) > _DEEPEST:
            self._ledger.reject("JSON without end")
            self._sinking = True
            self._stack.clear()
            self._tokens = Tokens()
        return not self._stack and not self._sinking

    def close(self) -> None:
        """Leave out what is not finished when the reply has ended."""
        for token in self._tokens.close():
            self._read(token)
        beginning = plain(self._tokens.beginning())
        for frame in reversed(self._stack):
            words = frame.members.get(_words_key(frame.members) or "")
            beginning = words if isinstance(words, str) else beginning
            if beginning and not frame.stated:
                break
        if self._stack:
            self._ledger.reject(f"{shown(beginning)} is not finished" if beginning else "JSON that is not finished")

    def _read(self, token: Token) -> None:
        frame = self._stack[-1] if self._stack else None
        if token.kind != "mark":
            self._held += len(token.text) + 1
            self._value(frame, token.text if token.kind == "string" else _Bare(token.text))
        elif token.text in "{[":
            self._stack.append(_Frame(_key(frame), token.text == "[", self._held))
            self._held += 1
        elif token.text in "}]":
            self._close_to(is_list=token.text == "]")
        elif token.text == ":" and frame and frame.name is not None:
            frame.colon = True

    def _value(self, frame: _Frame | None, value: str) -> None:
        """Enter a string or a bare word: a key, a statement, or a part of one."""
        if frame is None:
            return
        key = _key(frame)
        if frame.is_list:
            if not isinstance(value, _Bare) and self._states(key, in_list=True):
                self._state(frame, value, (), cited=False)
            else:
                frame.items.append(value)
        elif not frame.colon:
            frame.broken = frame.broken or frame.name is not None
            frame.name = value
        elif not isinstance(value, _Bare) and value.lstrip()[:1] in ("{", "[") and key in {*_ARGUMENTS, *_WORDS}:
            _leave(frame)
            self._unpack(frame, value)
        else:
            frame.members[frame.name or ""] = value
            frame.broken = frame.broken or (isinstance(value, _Bare) and not _is_known(value))
            _leave(frame)

    def _close_to(self, *, is_list: bool) -> None:
        """Close what this bracket closes, and whatever in it was left open."""
        if any(frame.is_list == is_list for frame in self._stack):
            while self._close_last() != is_list:
                pass

    def _close_last(self) -> bool:
        frame = self._stack.pop()
        parent = self._stack[-1] if self._stack else None
        value: _Value = frame.items if frame.is_list else frame.members
        words = None if frame.is_list or frame.key in _SOURCES else _words_key(frame.members)
        if words is not None and self._states(frame.key, in_list=False):
            self._object(frame, words)
            value = {}
        elif not value and not frame.stated and _is_empty_answer(frame, parent):
            self._ledger.decline()
            frame.stated = True
        if parent is None:
            self.stated = frame.stated
            if not frame.stated:
                self._ledger.reject("JSON that holds no statement")
            return frame.is_list
        parent.stated = parent.stated or frame.stated
        if frame.stated:
            self._held = frame.held
        elif parent.is_list:
            parent.items.append(value)
        else:
            parent.members[parent.name or ""] = value
        _leave(parent)
        return frame.is_list

    def _states(self, key: str, *, in_list: bool) -> bool:
        """Whether words here are a statement: in no list of sources, nor in the ids of a statement."""
        if any(frame.key in _SOURCES for frame in self._stack):
            return False
        holders = [frame for frame in self._stack if not frame.is_list and _words_key(frame.members)]
        if holders and any(frame.key == "sentence" for frame in self._stack):
            return False
        return not in_list or key in _STATEMENTS or (key == "" and len(self._stack) == 1)

    def _object(self, frame: _Frame, words: str) -> None:
        """Enter the statement of an object that has closed."""
        text = str(frame.members.pop(words))
        if frame.stated:
            self._ledger.reject(f"{shown(text)} stands beside statements")
        elif frame.broken:
            self._ledger.reject(f"{shown(text)} stands in JSON that can't be read")
        else:
            named = [value for key, value in frame.members.items() if _spelled(key) in _IDS]
            named = named or [
                value for key, value in frame.members.items() if _spelled(key) == "id" and isinstance(value, list)
            ]
            tokens = [token for value in named for token in _scalars(value)]
            self._state(frame, text, tokens[:_MOST_IDS], cited=bool(tokens))
            if len(tokens) > _MOST_IDS:
                self._ledger.reject(f"more than {_MOST_IDS} ids of one statement")

    def _state(self, frame: _Frame, text: str, tokens: list[str] | tuple[()], *, cited: bool) -> None:
        """Enter the statements of a text with the ids that stand beside it.

        The ids go to each of its sentences that has none of its own, those that none of them names to the last.
        """
        frame.stated = True
        read = [read_ids(token, self._ledger.evidence) for token in tokens]
        ids = tuple(dict.fromkeys(number for found, _ in read for number in found))
        rejected = tuple(dict.fromkeys(reason for _, reasons in read for reason in reasons))[:_MOST_REASONS]
        said: list[Said] = []
        reader = TextReader(self._ledger.evidence)
        for line in plain(text).split("\n"):
            for piece in reader.line(line, cited=cited):
                self._ledger.reject_all(piece.rejected)
                if piece.kind is Kind.DECLINES:
                    self._ledger.decline()
                elif piece.kind is Kind.MARKS and said:
                    said[-1] = _with(said[-1], piece.said[0].ids, piece.said[0].rejected)
                elif piece.kind is Kind.STATES:
                    said += piece.said
        if not said:
            self._ledger.reject_all(rejected)
            return
        unnamed = tuple(number for number in ids if not any(number in one.ids for one in said))
        said = [one if one.ids else replace(one, ids=ids) for one in said]
        said[-1] = _with(said[-1], unnamed, rejected)
        for one in said:
            self._ledger.say(one)

    def _unpack(self, frame: _Frame, value: str) -> None:
        """Read JSON that stands in a string."""
        if self._within > 2:
            self._ledger.reject("JSON within JSON within JSON")
            return
        inner = JsonReader(self._ledger, within=self._within + 1)
        for letter in value.lstrip():
            if inner.step(letter):
                break
        else:
            inner.close()
        frame.stated = frame.stated or inner.stated


def _spelled(key: str) -> str:
    """Return a key in one spelling: 'sentence_ids' and 'sentenceId' are 'sentenceid', but 'ids' stays."""
    key = "".join(filter(str.isalnum, key)).lower()
    return key if key == "ids" else key.removesuffix("s")


def _key(frame: _Frame | None) -> str:
    """Return the key of what stands next in a frame; in an array it is the array's own."""
    if frame is None:
        return ""
    return frame.key if frame.is_list else _spelled(frame.name or "")


def _leave(frame: _Frame) -> None:
    frame.name, frame.colon = None, False


def _words_key(members: dict[str, _Value]) -> str | None:
    """Return the key of an object's words."""
    spelled = {_spelled(key): key for key, value in members.items() if _is_words(value)}
    return next((spelled[key] for key in _WORDS if key in spelled), None)


def _is_words(value: _Value) -> bool:
    """Whether a value is text and not the name of a sentence."""
    return (
        isinstance(value, str)
        and not isinstance(value, _Bare)
        and not read_ids(value, 1)[0]
        and any(map(str.isalpha, value))
    )


def _is_known(word: str) -> bool:
    return word.lower() in ("true", "false", "null", "none") or word.lstrip("-")[:1].isdecimal()


def _is_empty_answer(frame: _Frame, parent: _Frame | None) -> bool:
    """Whether an empty array says that there are no statements; 'sentences' may be those of one statement."""
    return frame.is_list and (parent is None or frame.key in _STATEMENTS - {"sentence"})


def _scalars(value: _Value) -> Iterator[str]:
    """Yield the ids in a value: itself, its items, or the numbers of objects."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _scalars(item)
    else:
        for key, member in value.items():
            if _spelled(key) in _NUMBERS:
                yield from _scalars(member)


def _with(said: Said, ids: tuple[int, ...], rejected: tuple[str, ...]) -> Said:
    return replace(said, ids=tuple(dict.fromkeys((*said.ids, *ids))), rejected=(*said.rejected, *rejected))
