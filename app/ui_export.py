"""The menu by which a reader takes an answer away as a file: its id in, escaped markup out. Pure."""

from __future__ import annotations

from markupsafe import Markup

from app.export import FORMATS


def menu(answer_id: str) -> Markup:
    """Return links to a kept answer in every format; the addresses are relative, as the page's own are."""
    links = Markup("").join(
        Markup('<li><a href="api/answers/{}/export?format={}" download>{}</a></li>').format(answer_id, kind, one.title)
        for kind, one in FORMATS.items()
    )
    return Markup('<details class="export"><summary>Save as</summary><ul>{}</ul></details>').format(links)
