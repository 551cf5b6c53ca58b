"""The small corpus that the page is tested with; every outlet and event is invented."""

from __future__ import annotations

from typing import Any

SHARED = "Nine people died when the ferry Marigold sank off Port Ellery on Friday, the coastguard said."

# Long enough that the cited sentence is far below the fold of the source panel. Each line has its own words, so that
# none is taken for furniture or for a repetition.
_STAGES = (
    "north pier",
    "customs house",
    "fish market",
    "old lighthouse",
    "ropewalk",
    "quarantine wharf",
    "salt stores",
)
WALK = [
    f"A reporter who walked past the {stage} in the morning found {boats} boats moored there."
    for boats, stage in enumerate(_STAGES * 5, start=3)
]

PAYLOADS = {
    "script": "<script>window.pwned=1</script>",
    "handler": "<img src=x onerror='window.pwned=1'>",
    "attribute": '" onfocus="window.pwned=1" autofocus tabindex="0" x="',
    "outside": "<img src='https://outside.example/pixel.gif'>",
    "markdown": "**not bold** [click](javascript:window.pwned=1)",
    "latex": "$$x^2$$ and $y$",
    "template": "${window.pwned=1} {{window.pwned=1}}",
}

ARTICLES: list[dict[str, Any]] = [
    {
        "external_id": "wire",
        "title": "Nine dead as ferry Marigold sinks off Port Ellery",
        "outlet": "Harbour Wire",
        "author": "Ines Okafor",
        "url": "https://harbour-wire.example/marigold",
        "published_at": "2025-03-14T15:30:00Z",
        "language": "en",
        # The emoji is one character to the server and two units to the browser's strings.
        "text": "The harbour flew its flags at half mast 🚩🚩 on Saturday.\n\n"
        + "\n\n".join(WALK)
        + f"\n\n{SHARED} The Marigold was built in 1998.\n\nRead the full article on our site.",
    },
    {
        "external_id": "post",
        "title": "Ferry sinks; nine are dead",
        "outlet": "Ellery Evening Post",
        "url": "https://ellery-post.example/ferry",
        "published_at": "2025-03-14",
        "language": "en",
        "text": f"{SHARED} Divers will search the wreck of the Marigold when the wind drops.",
    },
    {
        "external_id": "arabic",
        "title": "انتخابات بلدية سلوان",
        "outlet": "صوت الميناء",
        "url": "https://sawt.example/1",
        "published_at": "2025-02-01",
        "language": "ar",
        "text": "فاز المرشح سامر الخطيب في انتخابات بلدية سلوان بنسبة 54 في المئة. "
        "وقالت اللجنة إن المشاركة بلغت 61 في المئة.",
    },
    {
        "external_id": "hostile",
        "title": "Quibbleford " + " ".join(PAYLOADS.values()),
        "outlet": PAYLOADS["handler"],
        "author": PAYLOADS["attribute"],
        "url": "https://hostile.example/quibbleford",
        "language": "en",
        "text": "\n\n".join(
            f"Quibbleford council paid {n} crowns for {words} last year."
            for n, words in enumerate(PAYLOADS.values(), start=410)
        ),
    },
]
