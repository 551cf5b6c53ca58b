"""How a reader takes an answer away: as a file or by its permanent address. Its id in, escaped markup out. Pure."""

from __future__ import annotations

from markupsafe import Markup

from app.export import FORMATS


def menu(answer_id: str) -> Markup:
    """Return the ways to take a kept answer away; the addresses are relative, as the page's own are."""
    links = Markup("").join(
        Markup('<li><a href="api/answers/{}/export?format={}" download>{}</a></li>').format(answer_id, kind, one.title)
        for kind, one in FORMATS.items()
    )
    return Markup('<details class="export"><summary>Save as</summary><ul>{}</ul></details>{}').format(
        links, address(answer_id)
    )


def address(answer_id: str) -> Markup:
    """Return the button that copies an answer's permanent address."""
    return Markup('<button type="button" class="address" data-address="answers/{}">Copy link</button>').format(
        answer_id
    )
