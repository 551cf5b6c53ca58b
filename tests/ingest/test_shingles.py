from __future__ import annotations

import pytest

from ingest.shingles import sample, shared, shingles

WORDS = [f"w{number}" for number in range(200)]
TEXT = " ".join(WORDS)
FOREIGN = [f"f{number}" for number in range(200)]


def changed(every: int) -> str:
    return " ".join(f"x{at}" if at % every == 0 else word for at, word in enumerate(WORDS))


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        pytest.param(TEXT, TEXT, 1, 1, id="equal"),
        pytest.param(TEXT, TEXT.upper().replace(" ", ",\n\n"), 1, 1, id="case_layout_and_points"),
        pytest.param("Élan vital à la carte", "elan vital a la carte", 1, 1, id="accents"),
        pytest.param(TEXT, " ".join(WORDS[:70]), 1, 1, id="cut_at_the_end"),
        pytest.param(TEXT, " ".join(WORDS[60:]), 1, 1, id="cut_at_the_beginning"),
        pytest.param(TEXT, " ".join(FOREIGN[:30] + WORDS), 1, 1, id="a_headline"),
        pytest.param(TEXT, " ".join(WORDS[:50] + FOREIGN[:40] + WORDS[50:120]), 1, 1, id="a_paragraph_added"),
        pytest.param(TEXT, changed(5), 0.95, 1, id="words_changed"),
        pytest.param(TEXT, " ".join(WORDS[:50] + FOREIGN[:100] + WORDS[50:100]), 0.6, 0.8, id="half_is_another_text"),
        pytest.param(TEXT, " ".join(WORDS[:30] + FOREIGN[:170]), 0.15, 0.25, id="a_sentence_quoted"),
        pytest.param(TEXT, " ".join(FOREIGN), 0, 0, id="nothing"),
        pytest.param(TEXT, "", 0, 0, id="no_text"),
        pytest.param("one two", "one two", 0, 0, id="too_few_words_for_a_shingle"),
        pytest.param(
            "橋は金曜日に閉鎖された。けが人はいない。", "橋は金曜日に閉鎖された、けが人はいない", 1, 1, id="no_blanks"
        ),
        pytest.param("bridge \ud800 closed on", "bridge \ud800 closed on", 1, 1, id="half_a_character"),
    ],
)
def test_what_two_texts_share(one: str, other: str, least: float, most: float) -> None:
    assert least <= shared(shingles(one), shingles(other)) <= most
    assert shared(shingles(one), shingles(other)) == shared(shingles(other), shingles(one))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rain fell on Ossa.", 4),
        ("पुल शुक्रवार को बंद हुआ", 5),
        ("خبرنامه\u200cها پل را بستند", 4),
        ("다리가 금요일에 닫혔다", 3),
        ("橋は閉鎖された", 5),
    ],
)
def test_words_of_any_script(text: str, words: int) -> None:
    assert len(shingles(text)) == words - 2


def test_sentences_that_come_in_another_order_with_others_between_are_not_edits() -> None:
    mixed = [word for at in range(0, 100, 10) for word in FOREIGN[2 * at : 2 * at + 10] + WORDS[at : at + 8]]
    assert shared(shingles(TEXT), shingles(" ".join(mixed))) < 0.8


def test_the_sample_of_a_part_is_found_in_the_sample_of_the_whole() -> None:
    whole, part = set(sample(shingles(TEXT))), set(sample(shingles(" ".join(WORDS[:100]))))
    assert len(whole) == len(part) == 24
    assert len(whole & part) >= 6


@pytest.mark.parametrize(("words", "size"), [(0, 0), (10, 8), (200, 24), (800, 49), (5000, 96)])
def test_a_sample_grows_with_the_text_up_to_a_bound(words: int, size: int) -> None:
    assert len(sample(shingles(" ".join(f"w{number}" for number in range(words))))) == size
