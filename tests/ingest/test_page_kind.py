"""Pages that are no articles are refused, each for its reason; real articles that look like one of these are not."""

from __future__ import annotations

import pytest

from ingest.extract import extract
from tests.small_pages import CARDS, HEADLINES, MOST_READ, REFUSED, STRIKE, TEASER, json_ld, news, page

ARTICLES = [
    pytest.param(news("Crews to strike", STRIKE), id="one sentence"),
    pytest.param(
        news(
            "Crews to strike",
            STRIKE,
            after=f"<aside><h2>Most read</h2><ul>{MOST_READ}</ul></aside>",
            head=json_ld(headline="Crews to strike"),
        ),
        id="brief beside many links",
    ),
    pytest.param(
        news("Harbour plan fails", *[f"{TEASER} {STRIKE}"] * 4, after=f"<section>{CARDS}</section>"),
        id="article above cards",
    ),
    pytest.param(
        news("404 homes lost to fire", "Not one of the 404 homes above Arlen was left standing on Sunday."), id="404"
    ),
    pytest.param(
        news(
            "Page not found",
            "The last page of the logbook of the Mirren was stolen from a museum in Arlen, "
            "police said. It may have been taken on Friday night, when the alarm was off.",
        ),
        id="title of an error",
    ),
    pytest.param(
        news(
            "Just a moment",
            "Kenna Dale took just a moment to score the winner for Arlen on Saturday, with "
            "the first touch of her first match.",
        ),
        id="title of a bot check",
    ),
    pytest.param(
        news(
            "Are you a robot?",
            "That is what a play that opens in Arlen on Thursday asks its audience. Its "
            "author, Ben Hale, answers it in the third act.",
        ),
        id="title of a robot check",
    ),
    pytest.param(
        news(
            "Access denied",
            "Reporters were denied access to the trial of three officers in Port Mirren on "
            "Monday. The judge gave no reason.",
        ),
        id="title of a refusal",
    ),
    pytest.param(
        news(
            "Attackers test sites",
            "A wave of attacks hit banks in Norland. “Verify you are human,” their sites "
            "told customers for two hours, the regulator said.",
        ),
        id="quotes a bot check",
    ),
    pytest.param(
        news(
            "Regulator fines chain over cookies",
            "The regulator fined a chain of shops 2 million crowns for setting cookies without consent.",
            "Its customers had no choice but to accept all cookies, it said.",
            "The chain shared personal data with advertising partners, the ruling says.",
        ),
        id="about consent",
    ),
    pytest.param(
        news(
            "What the new privacy law means",
            "The parliament of Norland passed a privacy law on Tuesday.",
            "Sites must ask for consent before they store personal data.",
            "“We want our citizens to decide,” the minister said.",
            "Companies have until May.",
        ),
        id="about a privacy law",
    ),
    pytest.param(
        news(
            "Log in",
            "A log in the harbour of Arlen damaged a ferry on Monday. Nobody was hurt, the harbour master said.",
        ),
        id="title of a log-in",
    ),
    pytest.param(
        news("Ferry cancelled", STRIKE, after="<form><input type='password'><button>Log in</button></form>"),
        id="form to log in",
    ),
    pytest.param(
        news(
            "Gazette raises its wall",
            "The Gazette will let readers see five articles a month. Subscribe to "
            "continue reading, its pages will then say, the editor told staff on Monday. The paper lost a third "
            "of its readers in two years.",
        ),
        id="about a paywall",
    ),
    pytest.param(
        news(
            "Ferry cancelled",
            f"{STRIKE} It is the third strike this year. Talks go on, said the owners, who offer 3 percent.",
            head=json_ld(isAccessibleForFree=False),
        ),
        id="paid, and whole",
    ),
    pytest.param(
        news("Ferry cancelled", STRIKE, after="<p>Subscribe to our newsletter to get the news first.</p>"),
        id="newsletter",
    ),
    pytest.param(
        news(
            "JavaScript turns 30",
            "Sites that need JavaScript are slower than those that do not, a study by the "
            "University of Arlen finds. Half of them do without in vain.",
        ),
        id="about JavaScript",
    ),
    pytest.param(page("Crews to strike", f"<div>{STRIKE}<br><br>Owners offer 3 percent.</div>"), id="no paragraphs"),
    pytest.param(
        page(
            "Fähre fällt aus",
            "<article><h1>Fähre fällt aus</h1><p>Die Fähre nach Port Mirren fällt am Freitag aus, "
            "teilte die Reederei mit.</p><p>Wir verwenden Cookies.</p></article>",
        ),
        id="German, with a cookie line",
    ),
    pytest.param(
        page(
            "橋は閉鎖",
            "<article><h1>橋は閉鎖</h1><p>港の橋は来週末まで閉鎖されると、市議会が月曜日に発表した。</p></article>",
        ),
        id="Japanese",
    ),
    pytest.param(
        news("Results", *[f"<a href='/{n}'>{line}</a>: carried, 12 to 9." for n, line in enumerate(HEADLINES[:8])]),
        id="list of votes, with links",
    ),
    pytest.param(
        news(
            "Live: storm reaches Arlen",
            *[f"1{n}:05 {TEASER}" for n in range(9)],
            head=json_ld(**{"@type": "LiveBlogPosting"}),
        ),
        id="live blog",
    ),
    pytest.param(
        news("Ida Moss on loading docks", "Loading is slow, she writes. Please wait, says the clerk."), id="loading"
    ),
    pytest.param(
        news(
            "Error at the bank",
            "An error occurred at the Bank of Norland on Monday: 400 customers were paid twice. "
            "Please try again later, its site told others.",
        ),
        id="about an error",
    ),
]


@pytest.mark.parametrize(("html", "reason"), REFUSED)
def test_a_page_that_is_no_article_is_refused(html: str, reason: str) -> None:
    assert extract(html, "https://news.example/a").refused == reason


@pytest.mark.parametrize("html", ARTICLES)
def test_an_article_is_not_refused(html: str) -> None:
    extracted = extract(html, "https://news.example/a")
    assert extracted.refused is None
    assert extracted.text


def test_a_fragment_is_never_refused() -> None:
    assert extract("<p>404 Not Found</p>").refused is None
