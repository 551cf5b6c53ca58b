"""Who is quoted and what is left out, as HTML for the page: values in, escaped markup out. Pure.

How a claim is cited is the caller's: it numbers the citations of the whole summary.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from app.sides import Claim, Perspectives
from app.summary_render import lacking

SUMMARY = "Who is quoted, and what some leave out"


def perspectives(told: Perspectives, cite: Callable[[Claim], Markup]) -> Markup:
    """Return the voices with their outlets and what the articles of some outlets do not have."""
    voices = Markup("").join(
        Markup('<li><b dir="auto">{}</b> <span class="from">{}</span></li>').format(
            voice.name, _cited(voice.claims, cite)
        )
        for voice in told.voices
    )
    left_out = Markup("").join(
        Markup('<li><q dir="auto">{}</q> <span class="from">{}</span><p class="reason" dir="auto">{}</p></li>').format(
            one.claims[0].text, _cited(one.claims, cite), lacking(one.outlets)
        )
        for one in told.left_out
    )
    parts = [
        Markup('<h3 class="part">{}</h3><ul>{}</ul>').format(heading, rows)
        for heading, rows in (("Who is quoted", voices), ("Not in every outlet's articles here", left_out))
        if rows
    ]
    if not parts:
        return Markup("")
    return Markup('<details class="unused perspectives"><summary>{}</summary>{}</details>').format(
        SUMMARY, Markup("").join(parts)
    )


def _cited(claims: Sequence[Claim], cite: Callable[[Claim], Markup]) -> Markup:
    return Markup("; ").join(cite(claim) for claim in claims)
