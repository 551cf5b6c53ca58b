"""Prompts: files in `prompts/` in, messages for a model out.

A prompt is a file with a version, the names of its inputs, and its parts under `## system` and `## user`. An input
stands in it as `$name` and is put in once: what an article says can't become an input or a part.
"""

from __future__ import annotations

import hashlib
import re
import string
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.model import Message

FOLDER = Path(__file__).resolve().parents[1] / "prompts"
_FILE = re.compile(r"---\nversion: (?P<version>\d+)\ninputs: (?P<inputs>[^\n]+)\n---\n(?P<text>.+)", re.DOTALL)
_PARTS = re.compile(r"## system\n(?P<system>.+)\n## user\n(?P<user>.+)\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as its file has it."""

    name: str
    version: int
    inputs: frozenset[str]
    system: str
    user: str
    digest: str  # of the text, six characters

    @property
    def reference(self) -> str:
        """What an answer says of the prompt that it was made with, such as 'answer@3#2f2948'."""
        return f"{self.name}@{self.version}#{self.digest}"

    def messages(self, **inputs: str) -> tuple[Message, ...]:
        """Return the messages to send, with the inputs put in.

        Raises:
            ValueError: an input is missing, or is not one of this prompt's.
        """
        if inputs.keys() != self.inputs:
            raise ValueError(f"prompt {self.name!r} takes {sorted(self.inputs)}, not {sorted(inputs)}")
        return (
            Message("system", string.Template(self.system).substitute(inputs)),
            Message("user", string.Template(self.user).substitute(inputs)),
        )


@cache
def read_prompt(name: str) -> Prompt:
    """Return the prompt of a file in `prompts/`.

    Raises:
        ValueError: the file has another form, or declares other inputs than it uses; it is named.
    """
    return parse_prompt(name, (FOLDER / f"{name}.md").read_text("utf-8"))


def parse_prompt(name: str, text: str) -> Prompt:
    """Return a prompt from the text of its file."""
    file = _FILE.fullmatch(text)
    parts = _PARTS.fullmatch(file["text"]) if file else None
    if file is None or parts is None:
        raise ValueError(f"prompt {name!r} has no version, inputs, '## system' and '## user', in this order")
    declared = frozenset(part.strip() for part in file["inputs"].split(","))
    used = frozenset(string.Template(parts["system"] + parts["user"]).get_identifiers())
    if declared != used:
        raise ValueError(f"prompt {name!r} declares {sorted(declared)} and uses {sorted(used)}")
    digest = hashlib.sha256(file["text"].encode()).hexdigest()[:6]
    return Prompt(name, int(file["version"]), declared, parts["system"].strip(), parts["user"].strip(), digest)
