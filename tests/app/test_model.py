"""What is said of a model's trouble, and the guess at tokens."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.model import Trouble, estimate_tokens, trouble
from ingest.errors import CorroborateError


@pytest.mark.parametrize("kind", Trouble)
def test_every_trouble_says_what_which_and_what_to_do(kind: Trouble) -> None:
    error = trouble(kind, "tiny-1", "it said so")
    assert isinstance(error, CorroborateError)
    assert error.kind is kind
    what, remedy = str(error).split("; ")
    assert what.startswith("model 'tiny-1' ")
    assert what.endswith(" (it said so)")
    assert len(remedy) > 8
    assert "()" not in str(trouble(kind, "tiny-1"))


# True numbers by the tokenizers cl100k_base, o200k_base and DeepSeek's: the lowest and the highest of the three.
@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [
        pytest.param("The ferry ran aground off Port Maren on Friday.", 12, 12, id="english"),
        pytest.param("Nadie resultó herido, según los equipos de rescate de Port Maren.", 18, 19, id="spanish"),
        pytest.param("ولم يصب أحد بأذى وفقا لفرق الإنقاذ في ميناء مارين.", 19, 36, id="arabic"),
        pytest.param("救援队称无人受伤，但船长被送往当地医院。", 13, 28, id="chinese"),
        pytest.param("[12] 2024-11-29 | 1,240.50; 14:35; 65,000-70,000", 31, 31, id="figures"),
    ],
)
def test_the_guess_is_never_too_low_nor_three_times_too_high(text: str, lowest: int, highest: int) -> None:
    assert highest <= estimate_tokens(text) <= 3 * lowest


@pytest.mark.parametrize("text", ["", "\ud800", "<|endoftext|>", "\x00" * 5])
def test_any_text_can_be_guessed_at(text: str) -> None:
    assert estimate_tokens(text) >= 0


@pytest.mark.parametrize("module", ["app.model", "app.model_openai"])
def test_importing_it_is_cheap(module: str) -> None:
    script = f"import sys, {module}; print(*({{'langchain_core', 'openai', 'httpx2'}} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "\n"
