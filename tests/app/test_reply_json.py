from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reply import ReplyParser, Said

A, B = ("The ferry sank.", (1,)), ("Two crews left.", (2, 3))
ONE, TWO = {"text": A[0], "sentences": [1]}, {"text": B[0], "sentences": [2, 3]}
BOTH = {"statements": [ONE, TWO]}
CALL = {"name": "answer", "arguments": BOTH}


def read(reply: str) -> tuple[list[Said], tuple[str, ...]]:
    parser = ReplyParser(12)
    said = [said for letter in reply for said in parser.feed(letter)]
    return said + parser.close(), parser.rejected


def stated(reply: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(said.text, said.ids) for said in read(reply)[0]]


def nested(depth: int) -> str:
    return json.dumps({"arguments": nested(depth - 1)}) if depth else "{}"


WHOLE = [
    ("as asked", json.dumps(BOTH)),
    ("indented", json.dumps(BOTH, indent=2)),
    ("fenced", f"```json\n{json.dumps(BOTH, indent=1)}\n```\n"),
    ("fenced in a line", f"```json {json.dumps(BOTH)}```"),
    ("a preamble", f"Here is the JSON:\n\n{json.dumps(BOTH)}\n\nLet me know!"),
    ("a preamble in the line", f"Sure! {json.dumps(BOTH)} I hope this helps."),
    ("an array", json.dumps([ONE, TWO])),
    ("an indented array", json.dumps([ONE, TWO], indent=2)),
    ("an array of strings", json.dumps([f"{A[0]} [1]", f"{B[0]} [2][3]"])),
    ("strings", json.dumps({"statements": [f"{A[0]} [1]", f"{B[0]} [2][3]"]})),
    ("lines", f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n"),
    ("objects in a list", f"- {json.dumps(ONE)}\n- {json.dumps(TWO)}\n"),
    ("one text", json.dumps({"answer": f"{A[0]} [1] {B[0]} [2][3]"})),
    ("one text of lines", json.dumps({"answer": f"- {A[0]} [1]\n- {B[0]} [2][3]\n"})),
    ("a message", json.dumps({"role": "assistant", "content": json.dumps(BOTH)})),
    ("deeper", json.dumps({"result": {"answer": BOTH}})),
    ("by number", json.dumps({"statements": {"1": ONE, "2": TWO}})),
    ("wrapped one by one", json.dumps({"statements": [{"statement": ONE}, {"statement": TWO}]})),
    ("sources behind", json.dumps({**BOTH, "sources": [{"id": 1, "text": "A boat sank."}]})),
    ("a text beside", json.dumps({**BOTH, "answer": "A ferry sank and crews left."})),
    ("a tool call", json.dumps(CALL)),
    ("a tool call in tags", f"<tool_call>\n{json.dumps(CALL)}\n</tool_call>"),
    ("a tool call in a string", json.dumps({"name": "answer", "arguments": json.dumps(BOTH)})),
    ("a tool call of a server", json.dumps([{"id": "x", "function": {"name": "a", "arguments": json.dumps(BOTH)}}])),
    ("a tool call as a function", f"answer({json.dumps(BOTH)})"),
    ("a tool call in a tag with its name", f"<function=answer>{json.dumps(BOTH)}</function>"),
    ("a tool call behind a word", f"[TOOL_CALLS] {json.dumps([CALL])}"),
    ("trailing commas", '{"statements": [{"text": "The ferry sank.", "sentences": [1,],}, '
     '{"text": "Two crews left.", "sentences": [2, 3],},]}'),
    ("Python", str(BOTH)),
    ("bare keys", '{statements: [{text: "The ferry sank.", ids: [1]}, {text: "Two crews left.", ids: [2, 3]}]}'),
    ("a bracket missing", json.dumps(BOTH).replace("[1]}", "[1}")),
    ("a brace missing", f'{{"statements": [{json.dumps(ONE)[:-1]}, {json.dumps(TWO)}]}}'),
]  # fmt: skip


@pytest.mark.parametrize("reply", [case[1] for case in WHOLE], ids=[case[0] for case in WHOLE])
def test_forms(reply: str) -> None:
    assert [pair for pair in stated(reply) if pair != A] == [B]
    if reply != dict(WHOLE)["a brace missing"]:
        assert stated(reply) == [A, B]


@pytest.mark.parametrize(
    "members",
    [
        {"text": A[0], "sentences": [1]},
        {"sentences": [1], "text": A[0]},
        {"statement": A[0], "ids": [1]},
        {"sentence": A[0], "sentence_ids": [1]},
        {"claim": A[0], "citations": [1]},
        {"Text": A[0], "sourceIds": [1]},
        {"text": A[0], "sources": 1},
        {"text": A[0], "evidence": "1"},
        {"text": A[0], "evidence": ["1"]},
        {"text": A[0], "evidence": ["[1]"]},
        {"text": A[0], "evidence": "S1"},
        {"text": A[0], "sentence": 1},
        {"text": A[0], "citations": [{"id": 1}]},
        {"text": A[0], "citations": [{"id": 1, "text": "A boat sank."}]},
        {"text": A[0], "sentences": [{"sentence_id": "S1", "quote": "A boat sank."}]},
        {"text": A[0], "sentences": [1, 1, "1"]},
        {"text": A[0], "sentences": [1.0]},
        {"text": A[0], "id": [1]},
        {"id": 7, "text": A[0], "sentences": [1], "confidence": 0.9},
        {"text": f"{A[0]} [1]", "sentences": []},
        {"text": f"{A[0]} [1]", "sentences": [1]},
        {"text": f"**The ferry** sank [{1}].\n", "sentences": None},
    ],
    ids=json.dumps,
)
def test_keys(members: Mapping[str, Any]) -> None:
    assert stated(json.dumps({"statements": [members]})) == [A]


@pytest.mark.parametrize(
    ("text", "ids", "expected"),
    [
        ("The ferry sank. Two crews left.", [1, 2], [("The ferry sank.", (1, 2)), ("Two crews left.", (1, 2))]),
        ("The ferry sank. [1] Two crews left.", [2, 3], [A, B]),
        ("The ferry sank. [1] Two crews left. [2]", [1, 2, 3], [A, B]),
        ("The ferry sank. [1]", [2], [("The ferry sank.", (1, 2))]),
        ("The ferry sank:", [1], [("The ferry sank:", (1,))]),
        ("The ferry sank.", [99], [("The ferry sank.", ())]),
        ("Fähre \\u sank 😀.", [1], [("Fähre \\u sank 😀.", (1,))]),
    ],
)
def test_ids_beside_a_text(text: str, ids: list[int], expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert stated(json.dumps({"statements": [{"text": text, "sentences": ids}]})) == expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ('{"text": "He said "no" twice.", "ids": [1]}', 'He said "no" twice.'),
        ('{"text": "He said "no".", "ids": [1]}', 'He said "no".'),
        ('{"text": "He said \\"no\\".", "ids": [1]}', 'He said "no".'),
        ("{'text': 'It\\'s the crew's.', 'ids': [1]}", "It's the crew's."),
        ("{'text': 'He said \"no\".', 'ids': [1]}", 'He said "no".'),
        ('{"text": "A wrong \\escape.", "ids": [1]}', "A wrong \\escape."),
        ('{"text": "Half \\ud83d of it.", "ids": [1]}', "Half \ufffd of it."),
        ('{"text": "\\u200fIt sank\\ue000.\\u0000", "ids": [1]}', "It sank."),
        ('{"text": "It <think>sank</think>.", "ids": [1]}', "It <think>sank</think>."),
        ('{"text": "It {sank} [in] it.", "ids": [1]}', "It {sank} [in] it."),
    ],
)
def test_strings(reply: str, expected: str) -> None:
    assert stated(reply) == [(expected, (1,))]


@pytest.mark.parametrize(
    ("reply", "expected", "reason"),
    [
        ('[{"text": "The ferry sank.", "sentences": [1]}, {"text": "Two cr', [A], "'Two cr' is not finished"),
        ('{"statements": [{"text": "The ferry sank.", "sentences": [1', [], "'The ferry sank.' is not finished"),
        ('{"statements": [{"text": "The ferry sank.", "sentences": [1]}', [A], "JSON that is not finished"),
        ('{"statements": [', [], "JSON that is not finished"),
        ('{"name": "search", "query": ["ferry"]}', [], "JSON that holds no statement"),
        ("{}", [], "JSON that holds no statement"),
        ('{"type": "object", "properties": {"text": {"type": "string"}}}', [], "JSON that holds no statement"),
        ('{"text": "It sank", over "there", "ids": [1]}', [], "'It sank' stands in JSON that can't be read"),
        (json.dumps({**BOTH, "answer": "A ferry sank."}), [A, B], "'A ferry sank.' stands beside statements"),
        ('{"a":' * 50, [], "JSON without end"),
        ('{"a": "' + "x" * 250_000, [], "JSON without end"),
        (json.dumps({"text": A[0], "ids": [1] * 999}), [A], "more than 200 ids of one statement"),
        (nested(4), [], "JSON within JSON within JSON"),
    ],
)  # fmt: skip
def test_what_is_left_out_has_a_reason(reply: str, expected: list[tuple[str, tuple[int, ...]]], reason: str) -> None:
    assert stated(reply) == expected
    assert reason in read(reply)[1]


def test_an_invalid_id_is_the_statements_own_matter() -> None:
    said, rejected = read(json.dumps({"text": A[0], "ids": [1, 99, "x", 10**30]}))
    assert said == [
        Said(
            A[0],
            (1,),
            (
                "[99] is not among the evidence",
                "'x' names no evidence",
                "[10000000000000000000…] is not among the evidence",
            ),
        )
    ]
    assert rejected == ()


SENTENCE = st.from_regex(r"[A-Z][a-z]{2,9}( [a-z\"\\\\/{}:,äж船]{1,9}){1,6} [a-z]{3}", fullmatch=True)


@given(st.lists(st.tuples(SENTENCE, st.lists(st.integers(1, 12), unique=True, max_size=4)), min_size=1, max_size=5))
def test_what_json_says_is_what_is_read(statements: list[tuple[str, list[int]]]) -> None:
    rows = [{"text": text, "sentences": ids} for text, ids in statements]
    reply = json.dumps({"statements": rows}, ensure_ascii=False)
    assert stated(reply) == [(text, tuple(ids)) for text, ids in statements]
