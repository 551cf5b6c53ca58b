from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reply import ReplyParser, Said
from app.reply_ledger import MOST_CHARACTERS, MOST_REASONS, MOST_STATEMENTS

EVIDENCE = 12
TAG = "<|{}|>".format


def read(reply: str, *, size: int = 0, evidence: int = EVIDENCE) -> tuple[list[Said], bool, tuple[str, ...]]:
    parser = ReplyParser(evidence)
    chunks = [reply[at : at + size] for at in range(0, len(reply), size)] if size else [reply]
    said = [said for chunk in chunks for said in parser.feed(chunk)]
    return said + parser.close(), parser.declined, parser.rejected


def stated(reply: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(said.text, said.ids) for said in read(reply)[0]]


A, B = ("The ferry sank.", (1,)), ("Two crews left.", (2, 3))
LINES = [
    ("a statement a line", "The ferry sank. [1]\nTwo crews left. [2][3]", [A, B]),
    ("windows line ends", "The ferry sank. [1]\r\nTwo crews left. [2][3]\r\n", [A, B]),
    ("a paragraph", "The ferry sank. [1] Two crews left. [2][3]", [A, B]),
    ("no blanks", "The ferry sank.[1]Two crews left.[2][3]", [A, B]),
    ("before the stop", "The ferry sank [1]. Two crews left [2][3].", [A, B]),
    ("a stop on either side", "The ferry sank. [1]. Two crews left. [2][3].", [A, B]),
    ("no stop at all", "The ferry sank [1]\nTwo crews left [2]", [("The ferry sank", (1,)), ("Two crews left", (2,))]),
    ("in mid-sentence", "U.S. troops [2] left. [3]", [("U.S. troops left.", (2, 3))]),
    ("behind a comma", "The ferry sank [1], and two left [2].", [("The ferry sank, and two left.", (1, 2))]),
    ("before a name", "Mayor [1] Orla Venn left. [2]", [("Mayor Orla Venn left.", (1, 2))]),
    ("none", "The ferry sank.\nTwo crews left.", [("The ferry sank.", ()), ("Two crews left.", ())]),
    ("some", "The ferry sank.\nTwo crews left. [2][3]", [("The ferry sank.", ()), B]),
    ("two sentences, one marker", "The ferry sank. Two crews left. [2][3]", [("The ferry sank.", ()), B]),
    ("on a line of its own", "The ferry sank.\n[1]\nTwo crews left.\n\n  [2], [3]", [A, B]),
    ("in front", "[1] The ferry sank.\n[2][3] Two crews left.", [A, B]),
    ("repeated", "The ferry sank [1]. [1][1]\nTwo crews left. [2][3][2]", [A, B]),
    ("bullets", "- The ferry sank. [1]\n* Two crews left. [2][3]", [A, B]),
    ("round bullets", "• The ferry sank. [1]\n• Two crews left. [2][3]", [A, B]),
    ("numbers of a list", "1. The ferry sank. [1]\n2. Two crews left. [2][3]", [A, B]),
    ("numbers in a paragraph", "1. The ferry sank. [1] 2. Two crews left. [2][3]", [A, B]),
    ("a number of no list", "3. März war kalt. [1]", [("3. März war kalt.", (1,))]),
    ("numbered statements", "Statement 1: The ferry sank. [1]\n**Statement 2:** Two crews left. [2][3]", [A, B]),
    ("emphasis", "**The ferry** sank. [1]\n_Two *crews* left._ **[2]**`[3]`", [A, B]),
    ("bold around the marker", "**The ferry sank. [1]** Two crews left. [2][3]", [A, B]),
    ("a censored word", "He cried 'f***' twice. [1]", [("He cried 'f***' twice.", (1,))]),
    ("headings, quotation bars", "# Harbour\n> The ferry sank. [1]\n\n**Crews**\n> Two crews left. [2][3]", [A, B]),
    ("a fence", "```\nThe ferry sank. [1]\nTwo crews left. [2][3]\n```", [A, B]),
    ("a table", "| The ferry sank. [1] |\n|---|\n| Two crews left. [2][3] |", [A, B]),
    ("a preamble", "Here is the answer:\n\nThe ferry sank. [1]\nTwo crews left. [2][3]", [A, B]),
    ("a preamble in the line", "Answer: The ferry sank. [1]\nTwo crews left. [2][3]", [A, B]),
    ("a closing remark", "The ferry sank. [1]\nTwo crews left. [2][3]\nI hope this helps!", [A, B]),
    ("sources", "The ferry sank. [1]\nTwo crews left. [2][3]\nSources:\n[1] The Sorla Post\n- Mail [2]", [A, B]),
    ("sources in a line", "The ferry sank. [1] Two crews left. [2][3] Sources: [1] The Sorla Post, [2] Mail", [A, B]),
    ("sources without a head", "The ferry sank. [1]\nTwo crews left. [2][3]\n\n[1] The Sorla Post", [A, B]),
    ("definitions", "The ferry sank. [^1]\nTwo crews left. [^2][^3]\n\n[^1]: https://post.example/1", [A, B]),
    ("the evidence first", "Evidence:\n[7] A boat.\n\nAnswer:\nThe ferry sank. [1]\nTwo crews left. [2][3]", [A, B]),
    ("directions", "The ferry sank.\u200f[\u200e1\u200b]\u202c\nTwo\ufeff crews left. [2]\u2060[3]", [A, B]),
    ("markup is text", "<b>AT&amp;T</b> sank. [1]", [("<b>AT&amp;T</b> sank.", (1,))]),
    ("less than", "Under <5 left <[1]> of them. [2]", [("Under <5 left < > of them.", (1, 2))]),
    ("other brackets", "[The] crew [sic]. [1] [He] fled. [2]", [("[The] crew [sic].", (1,)), ("[He] fled.", (2,))]),
    ("quotation marks", "“It is over,” she said. [1] “No!” [2]", [("“It is over,” she said.", (1,)), ("“No!”", (2,))]),
    ("in a quotation", 'He said: "All gone [1]." Two crews left. [2][3]', [('He said: "All gone."', (1,)), B]),
    ("Chinese", "渡轮沉没。【1】两队离开【2】【3】。", [("渡轮沉没。", (1,)), ("两队离开。", (2, 3))]),
    ("Arabic", "غرقت العبارة. [1] غادر الطاقم؟ [٢]", [("غرقت العبارة.", (1,)), ("غادر الطاقم؟", (2,))]),
    ("Hebrew", "המעבורת טבעה [1].\nהצוות עזב. [2]", [("המעבורת טבעה.", (1,)), ("הצוות עזב.", (2,))]),
    ("cut off in a statement", "The ferry sank. [1]\nTwo crews", [A, ("Two crews", ())]),
    ("cut off in a marker", "The ferry sank. [1]\nTwo crews left. [2][3", [A, ("Two crews left.", (2,))]),
    ("nothing", "", []),
    ("blanks", " \n\n \u200b", []),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "expected"), [case[1:] for case in LINES], ids=[case[0] for case in LINES])
def test_lines(reply: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert stated(reply) == expected


HARMONY = f"{TAG('channel')}analysis{TAG('message')}The boat? [9]{TAG('end')}{TAG('start')}assistant{TAG('channel')}"
WRAPPED = [
    ("think", "<think>\nA boat. [9]\n</think>\n\n{}"),
    ("thinking", "<thinking>{{\"text\": \"A boat.\"}} NO ANSWER</thinking>{}"),
    ("no beginning of a thought", "A boat [\nNO ANSWER\nA boat. [9</think>\n{}"),
    ("channels", HARMONY + "final" + TAG("message") + "{}" + TAG("return")),
    ("a tool's channel", f"{HARMONY}commentary to=answer {TAG('constrain')}json{TAG('message')}{{}}{TAG('call')}"),
    ("turns", TAG("im_start") + "assistant\n{}" + TAG("im_end")),
    ("llama's turns", TAG("start_header_id") + "assistant" + TAG("end_header_id") + "\n\n{}" + TAG("eot_id")),
    ("a tag", "<answer>{}</answer>"),
]  # fmt: skip


@pytest.mark.parametrize(
    "answer", ["The ferry sank. [1]", '{"statements": [{"text": "The ferry sank.", "sentences": [1]}]}']
)
@pytest.mark.parametrize("wrapping", [case[1] for case in WRAPPED], ids=[case[0] for case in WRAPPED])
def test_wrapped(wrapping: str, answer: str) -> None:
    assert stated(wrapping.format(answer)) == [A]


@pytest.mark.parametrize("reply", ["<think>The ferry sank. [1]", f"{HARMONY[:40]}The ferry sank. [1]"])
def test_thoughts_alone_state_nothing(reply: str) -> None:
    assert read(reply) == ([], False, ("reasoning that never ended",))


@pytest.mark.parametrize(
    "reply",
    [
        "NO ANSWER", "NO ANSWER.", "no answer", "No answer.", "No Answer!", '"NO ANSWER"', "**NO ANSWER**",
        "[NO ANSWER]", "NO_ANSWER", "Answer: NO ANSWER", "There is no answer.", "NO ANSWER [3]", "\n\nNO ANSWER\n",
        "NO ANSWER. The evidence speaks of ferries only.", "NO ANSWER\n\nThe evidence speaks of ferries. [1]",
        "NO ANSWER because the evidence is old", "The evidence is silent on that.\nNO ANSWER",
        "The evidence is silent on that. NO ANSWER.", "<think>No.</think>NO ANSWER",
        '{"statements": []}', "```json\n[]\n```", '{"answer": "NO ANSWER"}', '{"statements": ["NO ANSWER"]}',
        '{"statements": [{"text": "NO ANSWER", "sentences": []}]}',
        '{"name": "answer", "arguments": "{\\"statements\\": []}"}',
    ],
)  # fmt: skip
def test_declined(reply: str) -> None:
    said, declined, _ = read(reply)
    assert (said, declined) == ([], True)


@pytest.mark.parametrize(
    "reply",
    [
        "The ferry sank. [1]\nNO ANSWER",
        "No answer was given by the ministry. [1]",
        "No answer was given.",
        "Nothing.",
        "{}",
    ],
)
def test_not_declined(reply: str) -> None:
    assert not read(reply)[1]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ("Here is the answer:\nIt sank. [1]", "'Here is the answer:' introduces the answer"),
        ("What the sources say:\nIt sank. [1]", "'What the sources say:' introduces the answer"),
        ("## The ferry\nIt sank. [1]", "'The ferry' is a heading"),
        ("It sank. [1]\nLet me know if you need more.", "'Let me know if you need more.' is a remark to the reader"),
        ("It sank. [1]\nReferences\n[1] The Post", "'The Post' belongs to a list of sources"),
        ("It sank. [1]\n[1]: The Post", "'[1]: The Post' belongs to a list of sources"),
        ('I wrote it down.\n{"text": "It sank.", "ids": [1]}', "'I wrote it down.' stands before the JSON"),
        ('{"text": "It sank.", "ids": [1]}\nThat is all.', "'That is all.' stands beside the JSON"),
        ("<think>Hm.</think>It sank. [1]", "reasoning"),
        ("It sank. [1]\nNO ANSWER", "NO ANSWER after statements"),
        ("NO ANSWER\nThe ferry sank.", "text after NO ANSWER"),
        ("NO ANSWER, since it is old", "text beside NO ANSWER"),
        ("It sank [1[2]].", "'It sank [1[2]].' has markers within markers"),
    ],
)
def test_what_is_left_out_has_a_reason(reply: str, reason: str) -> None:
    assert reason in read(reply)[2]


@pytest.mark.parametrize(
    ("reply", "text", "yielded"),
    [
        ("The ferry sank. [1]\n", "The ferry sank.", True),
        ("The ferry sank. [1] T", "The ferry sank.", True),
        ("The ferry sank [1]. “T", "The ferry sank.", True),
        ("The ferry sank. [1] ", "", False),
        ("The ferry sank. [1] [2", "", False),
        ("The ferry sank. [1](https://post.example/Two", "", False),
        ("The ferry [1] sank", "", False),
        ("The ferry sank.\n", "", False),
        ("The ferry sank.\nT", "The ferry sank.", True),
        ("The ferry sank.\nNo", "", False),
        ('{"statements": [{"text": "The ferry sank.", "sentences": [1]', "", False),
        ('{"statements": [{"text": "The ferry sank.", "sentences": [1]}', "The ferry sank.", True),
    ],
)
def test_a_statement_comes_when_its_markers_have_ended(reply: str, text: str, yielded: bool) -> None:
    assert [said.text for said in ReplyParser(EVIDENCE).feed(reply)] == [text] * yielded


def test_a_long_statement_is_left_out() -> None:
    long = "word " * (MOST_CHARACTERS // 5) + "and more. [1]\nThe ferry sank. [1]"
    said, _, rejected = read(long)
    assert [(said.text, said.ids) for said in said] == [A]
    assert re.fullmatch(r"'word .*…' is longer than 2,000 characters", rejected[0])


def test_a_long_paragraph_is_read() -> None:
    sentences = [f"The ferry {number} sank off the Sorla coast in a heavy storm." for number in range(MOST_STATEMENTS)]
    assert stated(" ".join(sentences) + " [3]") == [*((text, ()) for text in sentences[:-1]), (sentences[-1], (3,))]


def test_no_more_than_sixty_statements() -> None:
    said, _, rejected = read("\n".join(f"Ferry {number} sank. [1]" for number in range(500)))
    assert len(said) == MOST_STATEMENTS
    assert rejected == ("more than 60 statements",)


@pytest.mark.parametrize("unit", ["word ", "[", "{", '{"a":[', '{"statements":["', "<", "<think>", "[1", "1, ", "**a"])
def test_a_reply_without_end_holds_little(unit: str) -> None:
    """What a parser keeps is found by walking it."""
    parser = ReplyParser(EVIDENCE)
    for _ in range(150):
        parser.feed(unit * (2_000 // len(unit)))
    assert _held(parser) < 500_000
    assert len(parser.rejected) <= MOST_REASONS + 1


def test_reasons_are_bounded() -> None:
    assert len(read("".join(f"# Heading {number}\n" for number in range(500)))[2]) == MOST_REASONS + 1


def _held(value: object) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(map(_held, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(_held, value))
    slots = getattr(type(value), "__slots__", ())
    return sum(_held(getattr(value, name)) for name in slots) + _held(getattr(value, "__dict__", {}))


PARTS = [
    *"[]{}()<>|*_`\"'\\:,.;-#^ \n¹²", "【", "】", "[1]", "[2][3]", "[4-6]", "[99]", "[1, 2]", "(3)", "](http://x.y)",
    "The ferry sank.", "Two crews left", " Then ", "u.s. ", "渡轮沉没。", "\u200b", "\u202e", "\ue000", "\ud800",
    "\x00", "<think>", "</think>", TAG("channel"), "final", TAG("message"), TAG("end"), "<tool_call>", "```json\n",
    "NO ANSWER", '{"statements": [', '{"text": "', '", "sentences": [', "]}", '"arguments": "{\\"',
    "Sources:", "Answer:",
    "1. ",
    "{'text': 'It", "null", "1e9", "\\ud83d", "\\n", "<sup>1</sup>", "- ", "# ", "[^1]: ", "[S3†x]",
]  # fmt: skip
LEFTOVER = re.compile(r"[\[【［]\s*[Ss#^]?\d[\d\s,;–-]*[\]】］]")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=4), max_size=40).map("".join), st.integers(1, 9))
def test_how_a_reply_is_cut_changes_nothing(reply: str, size: int) -> None:
    whole = read(reply)
    assert read(reply, size=1) == whole
    assert read(reply, size=size) == whole
    _is_sound(whole[0])


def _is_sound(said: list[Said]) -> None:
    for one in said:
        assert any(map(str.isalnum, one.text))
        assert one.text == one.text.strip()
        assert not LEFTOVER.search(one.text), one
        assert all(1 <= number <= EVIDENCE for number in one.ids)
        assert len(set(one.ids)) == len(one.ids)
        assert not set(one.text) & set("\n\u200b\u202e\ue000\ud800")


def test_damaged_replies_are_read() -> None:
    chance = random.Random(5)  # noqa: S311 - a test's dice
    replies = [case[1] for case in LINES] + ['{"statements": [{"text": "It sank.", "sentences": [1, 2]}]}'] * 9
    for _ in range(1_500):
        letters = list(chance.choice(replies))
        for _ in range(chance.randint(1, 6)):
            at = chance.randint(0, len(letters))
            letters[at : at + chance.randint(0, 3)] = chance.choice([*PARTS, ""])
        _is_sound(read("".join(letters))[0])


@pytest.mark.parametrize(
    "unit", ["[1]", "[1] a", "[1](", "[[1]", "[1]-", ". [1] (", "**a", "{", '{"text":"', "<a", "Ab. ", '" ']
)
def test_reading_takes_time_in_proportion(unit: str) -> None:
    """Five times the largest reply that is taken from a server; reading it takes 0.4 s at most."""
    before = time.process_time()
    read(unit * (60_000 // len(unit)))
    assert time.process_time() - before < 5
