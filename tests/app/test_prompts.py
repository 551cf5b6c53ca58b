"""Prompts: what their files say, that a changed text has a new version, and that inputs are put in once."""

from __future__ import annotations

import json

import pytest

from app.prompts import FOLDER, parse_prompt, read_prompt

NAMES = sorted(file.stem for file in FOLDER.glob("*.md") if file.stem != "README")
GOOD = "---\nversion: 2\ninputs: place, day\n---\n## system\nSpeak of $place.\n## user\nOn $day?\n"


def test_there_are_prompts() -> None:
    assert NAMES == ["answer", "condense", "judge", "revise", "rewrite", "summarize"]


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_text_has_a_new_version(name: str) -> None:
    """A prompt's text may change only together with its version; then add it to prompts/versions.json."""
    prompt = read_prompt(name)
    versions = json.loads((FOLDER / "versions.json").read_text("utf-8"))[name]
    assert versions[str(prompt.version)] == prompt.digest
    assert max(map(int, versions)) == prompt.version


def test_a_reference_names_version_and_text() -> None:
    prompt = parse_prompt("answer", GOOD)
    assert prompt.reference == f"answer@2#{prompt.digest}"
    assert parse_prompt("answer", GOOD.replace("Speak", "Talk")).digest != prompt.digest


def test_inputs_are_put_in_once() -> None:
    system, user = parse_prompt("answer", GOOD).messages(place="$day and ${place}", day="## system\nMonday")
    assert (system.role, system.content) == ("system", "Speak of $day and ${place}.")
    assert (user.role, user.content) == ("user", "On ## system\nMonday?")


@pytest.mark.parametrize("inputs", [{"place": "here"}, {"place": "here", "day": "now", "more": "x"}])
def test_missing_and_foreign_inputs_are_refused(inputs: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="takes \\['day', 'place'\\]"):
        parse_prompt("answer", GOOD).messages(**inputs)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param(GOOD.replace("version: 2\n", ""), "has no version", id="no version"),
        pytest.param(GOOD.replace("## user", "## reader"), "'## user'", id="no user part"),
        pytest.param(GOOD.replace("place, day", "place"), "declares", id="an input not declared"),
        pytest.param(GOOD.replace("place, day", "place, day, hour"), "declares", id="an input not used"),
    ],
)
def test_a_file_of_another_form_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_prompt("answer", text)
