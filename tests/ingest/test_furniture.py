"""Furniture, headings and body: tables both ways; what is news must stay news."""

from __future__ import annotations

import time

import pytest

from ingest.clean import clean
from ingest.corpus import Role
from ingest.furniture import credited_outlet, furniture_tail, is_furniture, with_roles
from ingest.sentences import split

FURNITURE = [
    "Read Full Article at Example.com",
    "Read the full story here.",
    "Read more",
    "Read more about the harbour plan.",
    "READ MORE: Council votes on harbour plan",
    "Read also: Ferry talks resume",
    "For the full story, go to Example.com",
    "Continue reading below",
    "Click here to see more pictures",
    "(Click here to view)",
    "Sign up for our newsletter",
    "Sign up here.",
    "Stay informed: Sign up for the Morning Brief newsletter",
    "Get the day's news in your inbox",
    "Subscribe to The Example today",
    "Subscribe now!",
    "Not a subscriber? Join today.",
    "Share this",
    "Share this article on Facebook",
    "Follow us on Twitter",
    "Follow us on Instagram and TikTok for more",
    "Follow Ida Moss on Twitter: @idamoss",
    "Reach her at ida.moss@example.com and follow her on X @idamoss.",
    "Contact Ida Moss at ida.moss@example.com",
    "Join our WhatsApp channel for the latest",
    "Advertisement",
    "Skip advert",
    "Story continues below",
    "Watch: How the storm hit Arlen",
    "Related: Storm shuts the port",
    "More on ferries: Why the fleet is old",
    "Photo: Getty",
    "Photo by Ida Moss/AFP",
    "(Photo by Ida Moss/AFP via Getty Images)",
    "Ida Moss/Anadolu Agency/Getty Images",
    "Ida Moss/Reuters",
    "© 2024 The Example",
    "Copyright 2023 The Example",
    "All rights reserved.",
    "This material may not be published, broadcast, rewritten or redistributed.",
    "Ida Moss contributed to this report",
    "— Ida Moss and Owen Pike in Arlen contributed to this story.",
    "Ida Moss contributed to this report for Norland News",
    "Owen Pike contributed reporting from Arlen.",
    "Reporting by Ida Moss; editing by Owen Pike",
    "(Reporting by Ida Moss in Arlen; Editing by Owen Pike)",
    "Additional reporting by Owen Pike",
    "Contributing: Ida Moss, Owen Pike",
    "Updated 10:15 GMT",
    "Last updated: Monday, 5 May 2024 at 10:15 a.m. EST",
    "Published 3 May 2024",
    "3 min read",
    "This story has been updated with additional details.",
    "We use cookies to improve this site.",
    "Accept all cookies",
    "By continuing to use this site, you agree to our terms.",
    "This is a sample article written for this project; the outlet does not exist.",
    "Support local journalism.",
    "Purchases made through our links may earn us a commission.",
    "* * *",
    "Leer más: El puerto cierra",
    "Suscríbase a nuestro boletín",
    "Síguenos en Facebook",
    "Todos los derechos reservados",
    "Lire aussi : Le port ferme",
    "Abonnez-vous à notre lettre",
    "Tous droits réservés",
    "Lesen Sie auch: Der Hafen schließt",
    "Anzeige",
    "Alle Rechte vorbehalten.",
    "اقرأ المزيد",
    "تابعونا على فيسبوك",
    "جميع الحقوق محفوظة",
]
NEWS = [
    "Police said they will follow us on Twitter.",
    "Sign up early for the vote, officials told residents.",
    "Parents must sign up for the vaccine by Friday.",
    "The mayor urged people to sign up for the city newsletter.",
    "“Sign up here,” the sergeant told the recruits.",
    "Click fraud costs advertisers billions.",
    "Read by millions, the paper closed in May.",
    "Read more books, doctors told parents.",
    "Subscribers left the service in droves.",
    "Subscriptions fell by 3 percent.",
    "Share prices fell by 3 percent.",
    "Share this burden, the president told allies.",
    "Follow-up tests showed no harm.",
    "Following us home, the dog barked.",
    "Advertisement revenue fell.",
    "Watch sales rose in Switzerland.",
    "Related charges were dropped in March.",
    "Photographs by the drone show the ship.",
    "The photo shows a flooded street.",
    "Copyright law has changed little since 1998.",
    "Copyright holders sued the firm.",
    "Heavy rain contributed to this disaster.",
    "Smoking contributed to his death.",
    "Reporting restrictions were lifted on Monday.",
    "Reporters were barred from the hearing.",
    "Reporting by the station revealed 12 more cases.",
    "Reporting by The Example found 12 more cases.",
    "Updated figures show 12 dead.",
    "Published figures show a fall.",
    "Posted prices rose by 3 percent on Monday.",
    "This report was commissioned in May.",
    "This story was told by survivors.",
    "This is a sample of the wreckage, the police said.",
    "Cookies were sold at the fair.",
    "By Friday the river had fallen.",
    "By New Year's Eve the town was empty",
    "By Monday Morning",
    "By then Ida Moss had left for Arlen",
    "By Ida Moss's account, the ship sank at once.",
    "He reached them at noon.",
    "Contact with the ship was lost at 10:15 GMT.",
    "Email traffic rose.",
    "Related to the king, she fled.",
    "Support for the mayor fell to 31%.",
    "Supporters of local journalism marched.",
    "Get-rich schemes cost victims millions.",
    "Register offices were shut on Monday.",
    "Video of the crash was shown in court.",
    "Credit growth slowed in June.",
    "More than 40 people died.",
    "The toll: 12 dead, 40 hurt.",
    "Correction: an earlier version gave the toll as 14; it is 12.",
    "Verdict: false",
    "Visit Arlen and you see ruins.",
    "Download speeds doubled in a year.",
    "Registered voters number 3 million.",
    "La policía pidió leer más libros.",
    "Publicidad engañosa costó millones a la firma.",
    "Partager le pouvoir reste difficile.",
    "Anzeige erstatteten drei Anwohner.",
    "Teilen des Landes droht Hochwasser.",
    "قال الوزير إن الحرب انتهت.",
    "إعلان الحكومة جاء متأخرا.",
]


@pytest.mark.parametrize("text", FURNITURE)
def test_furniture(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize("text", NEWS)
def test_news_is_never_furniture(text: str) -> None:
    assert not is_furniture(text, top=True)


@pytest.mark.parametrize(
    "unit", ["A", "A ", "By A ", "A, ", "A/", "sign up ", "May ", "on ", "contributed ", ": ", "@a "]
)
def test_no_text_is_slow_to_judge(unit: str) -> None:
    text = unit * (900 // len(unit))  # no sentence is longer
    started = time.process_time()
    for cut in range(880, 900):
        is_furniture(text[:cut], top=True)
        is_furniture(text[: cut // 10] + "!", top=True)
        is_furniture("Updated " + text[: cut // 10] + "!", top=True)
    assert time.process_time() - started < 1


def roles(text: str, title: str | None = None) -> list[tuple[str, str]]:
    text = clean(text)
    return [(s.role.value, s.text) for s in with_roles(split(text, "en"), text=text, title=title)]


def test_a_page_as_people_paste_it() -> None:
    text = (
        "River Breaks Its Banks Near Arlen\n"
        "By Ida Moss\n"
        "The river Arl broke its banks on Friday. Read Full Article at Example.com\n"
        "What happens next\n"
        "Schools stay shut until Monday. The mayor asked for help.\n"
        "Owen Pike contributed to this report for Norland News"
    )
    assert [role for role, _ in roles(text)] == [
        "heading",
        "furniture",
        "body",
        "furniture",
        "heading",
        "body",
        "body",
        "furniture",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A river rose\nIt rose on Friday.", "heading", id="sub-heading"),
        pytest.param("A river rose", "body", id="never the only sentence"),
        pytest.param("It rose.\nThe last line has no stop", "body", id="first line is prose"),
        pytest.param("The river rose on Friday and it may rise again tomorrow\nNobody left.", "body", id="long"),
        pytest.param("Verdict: false\nThe claim was checked.", "body", id="a labelled fact"),
        pytest.param("Arlen 3 Norland 1\nThe match was late.", "body", id="a score"),
        pytest.param("Bread\nMilk\nThe shop was empty.", "body", id="a list"),
        pytest.param("The river rose. It fell\nNobody left.", "body", id="not on a line of its own"),
        pytest.param("the river rose\nNobody left.", "body", id="no capital"),
    ],
)
def test_the_role_of_the_first_sentence(text: str, expected: str) -> None:
    assert roles(text)[0][0] == expected


def test_a_headline_repeated_in_the_body_is_a_heading_whatever_its_shape() -> None:
    headline = "River rises again: what we know about the flood at Arlen so far, hour by hour, on Friday."
    assert roles(f"{headline}\nThe river rose.", title=f"{headline} | The Example")[0][0] == "heading"
    assert roles(f"{headline}\nThe river rose.")[0][0] == "body"


def test_a_byline_is_one_only_where_bylines_stand() -> None:
    filler = "It rained.\n" * 6
    assert ("furniture", "By Ida Moss") in roles(f"By Ida Moss\n{filler}")
    assert ("furniture", "By Ida Moss") not in roles(f"{filler}By Ida Moss\n{filler}")


def test_roles_move_no_offset() -> None:
    text = clean("A river rose\nIt rose on Friday. Read more\nSign up here.")
    plain = split(text, "en")
    assert [(s.index, s.start, s.end, s.text) for s in with_roles(plain, text=text)] == [
        (s.index, s.start, s.end, s.text) for s in plain
    ]
    assert {s.role for s in plain} == {Role.BODY}


@pytest.mark.parametrize(
    ("line", "tail"),
    [
        ("It rose on Friday Read full article at Example.com", "Read full article at Example.com"),
        ("It rose on Friday. Read the full story at U.S. Example", "Read the full story at U.S. Example"),
        ("They Read Full Report at Hearing", None),
        ("Officials had to read the full report at home.", None),
        ("How to Continue Reading at Night", None),
        ("Read full article at Example.com", None),
    ],
)
def test_furniture_at_the_end_of_a_line(line: str, tail: str | None) -> None:
    at = furniture_tail(line)
    assert (None if at is None else line[at:]) == tail


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Ida Moss contributed to this report for Norland News", "Norland News"),
        (" Ida Moss and Owen Pike contributed reporting to this story for the Arlen Post. ", "Arlen Post"),
        ("Ida Moss contributed to this report.", None),
        ("Rain contributed to the flood for days", None),
    ],
)
def test_credited_outlet(text: str, outlet: str | None) -> None:
    assert credited_outlet(text) == outlet
