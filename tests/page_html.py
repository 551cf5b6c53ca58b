"""What tests of the page's HTML share: hostile texts, a parser's view of the markup, and a citation."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html.parser import HTMLParser

from app.answers import Citation

PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "handler": "<img src=x onerror=alert(1)>",
    "attribute": '" onfocus="alert(1)" autofocus x="',
    "single-quote": "' onmouseover='alert(1)",
    "closing": "</span></p></div></section><h1>other page</h1>",
    "comment": "<!-- --><svg/onload=alert(1)>",
    "entity": "&lt;b&gt; &amp; &#60;script&#62;",
    "markdown": "**bold** [x](javascript:alert(1)) `code`",
    "latex": "$x^2$ \\(y\\) $$z$$",
    "template": "${alert(1)} {{constructor}} {0} {name} %s",
    "marker": "as [1] and [2] say <sup>[3]</sup>",
    "right-to-left": "قال \u202e<b>المتحدث</b>",
}
TAGS = set("div section h2 h3 h4 p span sup a ul li bdi cite time q button code mark details summary".split())
ATTRIBUTES = set(
    "class id href title role dir hidden type datetime aria-label aria-hidden aria-busy aria-labelledby data-number "
    "data-article data-version data-start data-end data-about data-told data-link data-text download "
    "data-answer data-address data-tab data-verdict data-count tabindex data-conversation".split()
)


@dataclass
class Seen(HTMLParser):
    """What a parser makes of a piece of HTML."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data!r}")

    def named(self, class_name: str) -> list[dict[str, str | None]]:
        return [attributes for _, attributes in self.tags if class_name in (attributes.get("class") or "").split()]


def seen(html: str) -> Seen:
    parser = Seen()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser


def a_citation(number: int = 1, **changes: object) -> Citation:
    quote = str(changes.get("quote", "Nine people died."))
    citation = Citation(
        number=number, article_id="art_1", version=2, title="Nine dead", outlet="Meridian Wire", author=None,
        url="https://wire.example/1", published_at=datetime(2025, 3, 14, tzinfo=UTC), sentence=3, start=40,
        end=40 + len(quote), quote=quote, link="https://wire.example/1#:~:text=Nine",
    )  # fmt: skip
    return replace(citation, **changes)  # type: ignore[arg-type]
