"""Who says what in a sentence: a table of cases in several languages, and of what only looks like an attribution."""

from __future__ import annotations

import pytest

from ingest.attribution import agency_key, attributed, attributions
from ingest.corpus import Article, SourceKind
from ingest.sentences import split

Named = tuple[tuple[str, str], ...]


def _named(kind: str, *names: str) -> Named:
    return tuple((kind, name) for name in names)


ENGLISH: tuple[tuple[str, Named], ...] = (
    ("The ferry sank off Carrow, according to Reuters.", _named("according", "Reuters")),
    ("According to the Harbour Board, two berths were closed.", _named("according", "the Harbour Board")),
    ("According to Dr Ida Moss, the water is safe.", _named("according", "Dr Ida Moss")),
    ("Nine people were hurt, according to police.", _named("according", "police")),
    ("The road was closed, according to the ministry.", _named("according", "the ministry")),
    ("The talks failed, according to two officials who asked not to be named.",
     _named("according", "two officials who asked not to be named")),
    ("The sale is off, according to people familiar with the matter.",
     _named("according", "people familiar with the matter")),
    ("The company denied it, according to Lena Farrow.", _named("according", "Lena Farrow")),
    ("The toll rose, according to the mayor of Tolven.", _named("according", "the mayor of Tolven")),
    ("The toll rose, according to a spokesman for the ministry.",
     _named("according", "a spokesman for the ministry")),
    ("The bridge reopened on Monday, the paper wrote, citing Ida Moss.", _named("citing", "Ida Moss")),
    ("The vote was moved, quoting the Kestrin Times.", _named("citing", "Kestrin Times")),
    ("The sale is off, AP said, citing three diplomats.", (("said", "AP"), ("citing", "three diplomats"))),
    ("The strike is over, as reported by the Ellery Gazette.", _named("carried", "Ellery Gazette")),
    ("The strike is over, as first reported by Anadolu.", _named("carried", "Anadolu")),
    ("Two cars burned, as reported by police.", _named("according", "police")),
    ("The dam in Kestrin held through the night. (Reuters)", _named("carried", "Reuters")),
    ("Ida Moss told the BBC that the mill would close.", _named("told", "Ida Moss")),
    ("Sources close to the board told Reuters that the sale was off.", _named("told", "Sources close to the board")),
    ("The ministry told reporters that the road was open.", _named("told", "The ministry")),
    ("Bram Oduya, a fisherman, told Anadolu that the nets were full.", _named("told", "Bram Oduya")),
    ("Police told the Ellery Gazette that nobody was hurt.", _named("told", "Police")),
    ("Bram Oduya said the port was safe.", _named("said", "Bram Oduya")),
    ("Mr Oduya said the port was safe.", _named("said", "Mr Oduya")),
    ("Bram Oduya, the secretary of the union, said the port was safe.", _named("said", "Bram Oduya")),
    ("Bram Oduya has said the port was safe.", _named("said", "Bram Oduya")),
    ("Bram Oduya also said the port was safe.", _named("said", "Bram Oduya")),
    ("Oduya’s said it would open nine shops.", _named("said", "Oduya’s")),
    ("Anadolu said that the road to Kestrin was open.", _named("said", "Anadolu")),
    ("AFP reported that the quay had burned.", _named("said", "AFP")),
    ("The Kestrin Times reports that the quay had burned.", _named("said", "The Kestrin Times")),
    ("Rain is expected, the Meridian Weather Office said.", _named("said", "the Meridian Weather Office")),
    ("The mayor of Tolven said the tram would run.", _named("said", "The mayor of Tolven")),
    ("A spokeswoman for the council said the tram would run.", _named("said", "A spokeswoman for the council")),
    ("The council said the tram would run.", _named("said", "The council")),
    ("Police said the road was open.", _named("said", "Police")),
    ("Prosecutors said the case was closed.", _named("said", "Prosecutors")),
    ("Two officials said the case was closed.", _named("said", "Two officials")),
    ("The case was closed, officials said.", _named("said", "officials")),
    ("Lena Farrow says that Tolven is growing.", _named("said", "Lena Farrow")),
    ("On Tuesday Lena Farrow said that Tolven was growing.", _named("said", "Lena Farrow")),
    ("On Tuesday, Lena Farrow said that Tolven was growing.", _named("said", "Lena Farrow")),
    ("Yesterday Lena Farrow said that Tolven was growing.", _named("said", "Lena Farrow")),
    ("Tolven University said it had hired nine people.", _named("said", "Tolven University")),
    ("The mill will stay, said Bram Oduya.", _named("said", "Bram Oduya")),
    ("The net was cut, but witnesses told AP of a fire.", _named("told", "witnesses")),
    ("The mill will stay, said the ministry.", _named("said", "the ministry")),
    ("“The port has been safe all week,” said Bram Oduya.", _named("quote", "Bram Oduya")),
    ("“We were never asked about it,” Lena Farrow told reporters.", _named("quote", "Lena Farrow")),
    ("Lena Farrow said: “We were never asked about it.”", _named("quote", "Lena Farrow")),
    ("\"We were never asked about it,\" Lena Farrow said.", _named("quote", "Lena Farrow")),
    ("Lena Farrow said the song “Nine Winters in Carrow” was hers.", _named("said", "Lena Farrow")),
    ("“Ida Moss said nothing at all to us,” Lena Farrow said.", _named("quote", "Lena Farrow")),
)  # fmt: skip

NOBODY = (
    "Everything went according to plan.",
    "Seats are given according to need.",
    "Children were seated according to age.",
    "Prices rose nine per cent, according to Carrow figures.",
    "The water is safe, according to Ida Moss’s office.",
    "She told of a long winter in Carrow.",
    "The report on the mill was long.",
    "The police report was lost.",
    "No one said why the mill closed.",
    "Nobody told Lena Farrow about the tram.",
    "The mayor refused to say who had paid.",
    "The mill is said to be haunted.",
    "Carrow Mill is said to be haunted.",
    "The claim was withdrawn in March.",
    "The agency was founded in Port Ellery.",
    "He said that the mill would close.",
    "He left early, citing health problems.",
    "He left early, citing Covid rules.",
    "“The tram is not late today,” she said.",
    "It was, said Street, a fine day.",
    "Easier said than done, the coach thought.",
    "Enough said.",
    "When Said Harran left, the hall was empty.",
    "When asked, he said nothing.",
    "Some said the mill was haunted.",
    "Critics say the mill is haunted.",
    "Thirty families reported to the school on Monday.",
    "The paper is quoting at nine crowns.",
    "In Carrow, said the council had paid.",
)

OTHERS: tuple[tuple[str, str, Named], ...] = (
    ("es", "El puente está cerrado, según Reuters.", _named("according", "Reuters")),
    ("es", "Según la Junta del Puerto, hay dos heridos.", _named("according", "la Junta del Puerto")),
    ("es", "El tren salió tarde, de acuerdo con Ana Robles.", _named("according", "Ana Robles")),
    ("es", "El tren salió tarde, escribe el diario, citando a la agencia EFE.", _named("citing", "EFE")),
    ("es", "“No sabemos nada todavía”, dijo Ana Robles.", _named("quote", "Ana Robles")),
    ("es", "«No sabemos nada todavía», dijo Ana Robles.", _named("quote", "Ana Robles")),
    ("es", "Los precios varían según la temporada.", ()),
    ("es", "Se pagará según el caso.", ()),
    ("fr", "Le pont est fermé, selon la Régie de Carrow.", _named("according", "la Régie de Carrow")),
    ("fr", "D'après l'AFP, la gare est fermée.", _named("according", "AFP")),
    ("fr", "La gare est fermée, écrit le journal, citant Ida Moss.", _named("citing", "Ida Moss")),
    ("fr", "Les prix changent selon la saison.", ()),
    ("fr", "La gare ferme selon les jours.", ()),
    ("de", "Die Brücke ist laut Reuters gesperrt.", _named("according", "Reuters")),
    ("de", "Laut Tolvener Zeitung ist der Bahnhof zu.", _named("according", "Tolvener Zeitung")),
    ("de", "Nach Angaben der Stadtwerke fehlt Strom.", _named("according", "Stadtwerke")),
    ("de", "Die Züge fahren wieder, schreibt das Blatt unter Berufung auf die dpa.", ()),
    ("de", "„Wir wissen noch gar nichts“, sagte Ida Moss.", _named("quote", "Ida Moss")),
    ("de", "Der Motor war laut und alt.", ()),
    ("pt", "A ponte fechou, segundo a Lusa.", _named("according", "Lusa")),
    ("pt", "De acordo com a Agência Brasil, o trem parou.", _named("according", "Agência Brasil")),
    ("pt", "O Segundo Tribunal abriu em Carrow.", ()),
    ("pt", "O segundo Carro ficou parado.", ()),
    ("ru", "Мост закрыт, сообщает Рейтер.", _named("carried", "Рейтер")),
    ("ru", "По данным Интерфакс, мост открыт.", _named("according", "Интерфакс")),
    ("ru", "По словам Анны Орловой, поезд опоздал.", _named("according", "Анны Орловой")),
    ("tr", "Köprü kapandı.", ()),
    ("tr", "Reuters'a göre köprü kapandı.", _named("according", "Reuters")),
    ("tr", "Anadolu Ajansı'nın haberine göre köprü kapandı.", _named("according", "Anadolu Ajansı")),
    ("tr", "Plana göre köprü kapanacak.", ()),
    ("zh", "据新华社报道，大桥已经关闭。", _named("carried", "新华社")),
    ("zh", "证据不足，案件撤销。", ()),
    ("ar", "أغلق الجسر بحسب وكالة الأناضول.", _named("according", "وكالة الأناضول")),
    ("ar", "تأخر القطار نقلا عن وكالة رويترز.", _named("citing", "وكالة رويترز")),
)  # fmt: skip

CASES = [("en", *case) for case in ENGLISH] + [("en", text, ()) for text in NOBODY] + list(OTHERS)


@pytest.mark.parametrize(("language", "text", "named"), CASES, ids=[text for _, text, _ in CASES])
def test_a_sentence_names_its_sources(language: str, text: str, named: Named) -> None:
    found = attributions(split(text, language), language)
    assert tuple((one.kind.value, one.name) for one in found) == named


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Reuters", SourceKind.OUTLET),
        ("dpa", SourceKind.OUTLET),
        ("the Ellery Gazette", SourceKind.OUTLET),
        ("the Associated Press", SourceKind.OUTLET),
        ("police", SourceKind.BODY),
        ("Meridian Media's Kestrin Times", SourceKind.NAME),
        ("two officials", SourceKind.ANONYMOUS),
        ("a spokesman for the Ellery Gazette", SourceKind.NAME),
        ("Ida Moss", SourceKind.NAME),
        ("Bloomberg", SourceKind.NAME),  # or the mayor
        ("AAP", SourceKind.NAME),  # or the paediatricians
    ],
)
def test_a_source_is_of_a_kind(name: str, source: SourceKind) -> None:
    text = f"The road is open. ({name})" if name == "dpa" else f"The road is open, according to {name}."
    (found,) = attributions(split(text))
    assert found.source is source


def test_offsets_point_into_the_text() -> None:
    text = "The day was calm.\nIda Moss told the BBC that the mill would close. The road is open, according to the AP."
    found = attributions(split(text))
    assert [text[one.start : one.end] for one in found] == ["Ida Moss", "AP"]
    assert [(one.sentence, one.told) for one in found] == [(1, "the BBC"), (2, None)]


def test_a_language_without_rules_names_nobody() -> None:
    assert attributions(split("Ida Moss said so.", "fi"), "fi") == ()


def test_what_an_older_version_lacks_is_found_when_it_is_asked_for() -> None:
    text = "Ida Moss said the mill was old."
    assert [one.name for one in attributed(Article(id="a", text=text, sentences=split(text)))] == ["Ida Moss"]
    assert attributed(Article(id="a", text=text, sentences=split(text), attributions=())) == ()


def test_an_agency_is_the_same_by_any_of_its_names() -> None:
    assert agency_key("The Associated Press") == agency_key("AP")
    assert agency_key("Ellery Gazette") != agency_key("Kestrin Gazette")
