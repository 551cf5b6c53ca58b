"""What was found in stories, told apart by what it was: figures and lines."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Scores:
    """What was found, told apart by what it was."""

    found: int = 0
    of: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    repeated: int = 0

    @property
    def precision(self) -> float:
        """The share of what was told that is so."""
        return self.right / ((self.right + len(self.wrong)) or 1)

    @property
    def recall(self) -> float:
        """The share of the gold that was told."""
        return self.found / (self.of or 1)


@dataclass(slots=True)
class Result:
    """The scores of some stories."""

    disagreements: Scores = field(default_factory=Scores)
    updates: Scores = field(default_factory=Scores)
    agreements: Scores = field(default_factory=Scores)
    false_updates: list[str] = field(default_factory=list)
    false_scopes: list[str] = field(default_factory=list)
    joined_singles: list[str] = field(default_factory=list)


def figures(result: Result) -> dict[str, float]:
    """Return the figures that have floors."""
    return {
        "disagreement precision": result.disagreements.precision,
        "disagreement recall": result.disagreements.recall,
        "agreement precision": result.agreements.precision,
        "agreement recall": result.agreements.recall,
    }


def show(name: str, result: Result, *, listed: bool) -> str:
    """Return the figures as lines, with what was wrong and missed."""
    lines = [name]
    for kind in ("disagreements", "updates", "agreements"):
        one: Scores = getattr(result, kind)
        if not one.of:
            continue
        lines.append(
            f"  {kind:<14} precision {one.precision:.3f} ({len(one.wrong)} wrong)  recall {one.recall:.3f}"
            f" ({one.found} of {one.of})  repeated {one.repeated}"
        )
        if listed or kind == "disagreements":
            lines += [f"    wrong: {text}" for text in one.wrong] + [f"    missed: {text}" for text in one.missed]
    lines += [f"  false, an update: {text}" for text in result.false_updates]
    lines += [f"  false, another scope: {text}" for text in result.false_scopes]
    lines += [f"  said by one alone, joined with another: {text}" for text in result.joined_singles]
    return "\n".join(lines)
