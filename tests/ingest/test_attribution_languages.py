"""Who says what in other languages than English: a table of cases, and of what only looks like an attribution."""

from __future__ import annotations

import time

import pytest

from ingest.attribution import attributions
from ingest.attribution_languages import RULES
from ingest.corpus import SourceKind
from ingest.sentences import split

# Language, sentence, how the source is named, and the source: '' where nobody is.
CASES = (
    ("es", "La alcaldesa Rosa Medel dijo que el puente abrirá en mayo.", "said", "La alcaldesa Rosa Medel"),
    ("es", "La policía informó que dos coches ardieron.", "said", "La policía"),
    ("es", "El puente abrirá en mayo, aseguró Rosa Medel.", "said", "Rosa Medel"),
    ("es", "«Nadie nos avisó de la crecida», lamentó ayer.", "", ""),
    ("es", "El puerto cerró, según informó el Diario de Tolva.", "carried", "el Diario de Tolva"),
    ("es", "El puerto cerró, según la fiscalía.", "according", "la fiscalía"),
    ("es", "Él dijo que no sabía nada.", "", ""),
    ("fr", "La mairie a annoncé que le pont rouvrirait en mai.", "said", "La mairie"),
    ("fr", "Luc Ferrand a déclaré qu'il partirait.", "said", "Luc Ferrand"),
    ("fr", "« Personne ne nous a prévenus de la crue », a déclaré Luc Ferrand.", "quote", "Luc Ferrand"),
    ("fr", "Le port a fermé, citant l’agence Belga.", "citing", "Belga"),
    ("fr", "Le port a fermé, comme l’a rapporté la Gazette de Tolve.", "carried", "la Gazette de Tolve"),
    ("fr", "Elle a déclaré qu'elle partirait.", "", ""),
    ("fr", "Personne n'a déclaré de revenus.", "", ""),
    ("de", "Die Polizei teilte mit, zwei Autos seien ausgebrannt.", "said", "Die Polizei"),
    ("de", "Jana Merk sagte am Montag, die Brücke öffne im Mai.", "said", "Jana Merk"),
    ("de", "Nach Angaben der Staatsanwaltschaft fehlen Akten.", "according", "Staatsanwaltschaft"),
    ("de", "„Niemand hat uns vor der Flut gewarnt“, erklärte Jana Merk.", "quote", "Jana Merk"),
    ("de", "Laut Fahrplan kommt der Zug um neun.", "", ""),
    ("de", "Laut dem Bericht fehlen zwei Akten.", "", ""),
    ("de", "Er sagte, die Brücke öffne im Mai.", "", ""),
    ("pt", "A prefeita Lia Souto disse que a ponte abre em maio.", "said", "A prefeita Lia Souto"),
    ("pt", "O porto fechou, informou a polícia.", "said", "a polícia"),
    ("pt", "“Ninguém nos avisou da cheia”, afirmou Lia Souto.", "quote", "Lia Souto"),
    ("pt", "Ela disse que a ponte abre em maio.", "", ""),
    ("it", "Secondo la procura mancano due fascicoli.", "according", "la procura"),
    ("it", "Il porto è chiuso, secondo l'Ansa.", "according", "l'Ansa"),
    ("it", "La sindaca Pia Losi ha detto che il ponte aprirà a maggio.", "said", "La sindaca Pia Losi"),
    ("it", "«Nessuno ci ha avvisati della piena», ha spiegato Pia Losi.", "quote", "Pia Losi"),
    ("it", "Come riporta la Gazzetta di Tolva, il porto è chiuso.", "carried", "la Gazzetta di Tolva"),
    ("it", "Arrivò secondo Rossi, terzo Neri.", "", ""),
    ("it", "Lui ha detto che il ponte aprirà.", "", ""),
    ("nl", "Volgens de politie zijn twee auto's uitgebrand.", "according", "de politie"),
    ("nl", "De brug gaat in mei open, aldus Joke Maas.", "said", "Joke Maas"),
    ("nl", "De gemeente meldde dat de brug dicht blijft.", "said", "De gemeente"),
    ("nl", "Alles verliep volgens plan.", "", ""),
    ("sv", "Enligt polisen brann två bilar.", "according", "polisen"),
    ("sv", "Bron öppnar i maj, säger Karin Ekdal.", "said", "Karin Ekdal"),
    ("sv", "Hamnen är stängd, rapporterar Tolma Nyheter.", "said", "Tolma Nyheter"),
    ("sv", "Allt gick enligt planen.", "", ""),
    ("no", "Ifølge politiet brant to biler.", "according", "politiet"),
    ("nb", "Broen åpner i mai, sier Kari Eikdal.", "said", "Kari Eikdal"),
    ("no", "Han sa at broen åpner.", "", ""),
    ("da", "Broen åbner i maj, siger Karen Egdal.", "said", "Karen Egdal"),
    ("da", "Ifølge Ritzau er havnen lukket.", "according", "Ritzau"),
    ("pl", "Według policji spłonęły dwa samochody.", "according", "policji"),
    ("pl", "Anna Łęcka powiedziała, że most otworzą w maju.", "said", "Anna Łęcka"),
    ("pl", "„Nikt nas nie ostrzegł przed powodzią”, powiedziała Anna Łęcka.", "quote", "Anna Łęcka"),
    ("pl", "Port zamknięto, jak podaje Gazeta Tolmska.", "carried", "Gazeta Tolmska"),
    ("pl", "Ona powiedziała, że most otworzą.", "", ""),
    ("ru", "«Нас никто не предупредил о паводке», — сказала Анна Лескова.", "quote", "Анна Лескова"),
    ("ru", "Анна Лескова заявила, что мост откроют в мае.", "said", "Анна Лескова"),
    ("ru", "По сообщению полиции, сгорели две машины.", "according", "полиции"),
    ("ru", "Порт закрыт, пишет Вестник Тольма.", "carried", "Вестник Тольма"),
    ("ru", "Она заявила, что мост откроют.", "", ""),
    ("uk", "За даними поліції, згоріли дві машини.", "according", "поліції"),
    ("uk", "Ірина Леськів заявила, що міст відкриють у травні.", "said", "Ірина Леськів"),
    ("uk", "Порт закрито, повідомляє Укрінформ.", "carried", "Укрінформ"),
    ("uk", "Вона заявила, що міст відкриють.", "", ""),
    ("id", "Menurut polisi, dua mobil terbakar.", "according", "polisi"),
    ("id", "Jembatan dibuka pada Mei, kata Rini Lestari.", "said", "Rini Lestari"),
    ("id", "Dia mengatakan bahwa jembatan dibuka.", "", ""),
    ("tr", "Anadolu Ajansı'nın bildirdiğine göre liman kapandı.", "according", "Anadolu Ajansı"),
    ("ja", "トルム市警によると、車二台が燃えた。", "according", "トルム市警"),
    ("ja", "港は閉鎖されたと共同通信が報じた。", "carried", "共同通信"),
    ("ja", "調査によると、車が増えている。", "", ""),
    ("ko", "연합뉴스에 따르면 항구가 폐쇄됐다.", "according", "연합뉴스"),
    ("ko", "조사에 따르면 차가 늘었다.", "", ""),
    ("zh", "该报援引路透社的报道称港口关闭。", "citing", "路透社"),
    ("ar", "وقالت وزارة الداخلية إن سيارتين احترقتا.", "said", "وزارة الداخلية"),
    ("ar", "أغلق الميناء وفقًا لصحيفة تولم.", "according", "صحيفة تولم"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "text", "kind", "name"), CASES, ids=[case[1] for case in CASES])
def test_a_sentence_names_its_source(language: str, text: str, kind: str, name: str) -> None:
    found = [(one.kind.value, one.name) for one in attributions(split(text, language), language)]
    assert found == ([(kind, name)] if name else [])


def test_every_language_has_a_case_of_both_kinds() -> None:
    found = {code for code, _, _, name in CASES if name}
    assert RULES.keys() <= found


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("es", "Según la policía, dos coches ardieron.", SourceKind.BODY),
        ("ru", "По данным полиции, сгорели две машины.", SourceKind.BODY),
        ("ja", "トルム市警によると、車が燃えた。", SourceKind.NAME),
        ("ar", "أغلق الميناء بحسب صحيفة تولم.", SourceKind.OUTLET),
    ],
)
def test_a_source_is_of_a_kind(language: str, text: str, source: SourceKind) -> None:
    (found,) = attributions(split(text, language), language)
    assert found.source is source
    assert text[found.start : found.end] == found.name


@pytest.mark.parametrize("language", sorted(RULES))
def test_no_text_takes_long(language: str) -> None:
    texts = ("Ana Robles de ", "dijo Ana, ", "según la policía ", "A. ", "“", "по словам Анны ", "と、が", "وقالت ")
    begun = time.monotonic()
    for text in texts:
        attributions(split(text * (20_000 // len(text)), language), language)
    assert time.monotonic() - begun < 5
