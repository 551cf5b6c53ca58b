from __future__ import annotations

import pytest

from app.findings import Kind
from app.numbers import number_findings
from app.quantities import quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("They sold 1,500 boats.", 1500, ""),
        ("They sold fifteen hundred boats.", 1500, ""),
        ("Some 2.5 million boats sank.", 2_500_000, ""),
        ("It cost $4.2bn.", 4.2e9, "usd"),
        ("It cost £300k.", 300_000, "gbp"),
        ("It cost €3 million.", 3e6, "eur"),
        ("It cost 3 million euros.", 3e6, "eur"),
        ("It cost HK$12.", 12, "hkd"),
        ("A dozen boats sank.", 12, ""),
        ("Two dozen boats sank.", 24, ""),
        ("Half a million boats sank.", 500_000, ""),
        ("Two and a half million boats sank.", 2_500_000, ""),
        ("Two and a half boats sank.", 2.5, ""),
        ("Two hundred and six boats sank.", 206, ""),
        ("Twenty-five boats sank.", 25, ""),
        ("Ten thousand boats sank.", 10_000, ""),
        ("Two thirds of the boats sank.", 200 / 3, "percent"),
        ("A quarter of the boats sank.", 25, "percent"),
        ("Half of the boats sank.", 50, "percent"),
        ("One in five boats sank.", 20, "percent"),
        ("Nine out of ten boats sank.", 90, "percent"),
        ("Sales fell 12%.", 12, "percent"),
        ("Sales fell 12 per cent.", 12, "percent"),
        ("Rates rose by 0.5 percentage points.", 0.5, "points"),
        ("It is 90 km long.", 90_000, "length"),
        ("It is 10 square miles in size.", 10 * 1609.344**2, "area"),
        ("It weighs 2 tonnes.", 2000, "mass"),
        ("It took 48 hours.", 2, "days"),
        ("It took two weeks.", 14, "days"),
        ("It took three years.", 36, "months"),
        ("It reached 86 degrees Fahrenheit.", 30, "degree"),
        ("It reached minus 5 degrees.", -5, "degree"),
        ("A man aged 71 was found.", 71, "age"),
        ("A 71-year-old man was found.", 71, "age"),
        ("Ana Ruiz, 71, was found.", 71, "age"),
        ("The 3rd boat sank.", 3, "ordinal"),
        ("The third boat sank.", 3, "ordinal"),
        ("Sales doubled.", 2, "times"),
    ],
)
def test_reads(text: str, value: float, unit: str) -> None:
    read = quantities(text)
    assert [(quantity.value, quantity.unit) for quantity in read] == [(pytest.approx(value), unit)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("El fuego quemó 1.500 casas.", 1500),
        ("El fuego quemó 2,5 millones de casas.", 2_500_000),
        ("El fuego quemó doce casas.", 12),
        ("El fuego quemó 12.500,75 casas.", 12_500.75),
    ],
)
def test_reads_spanish(text: str, value: float) -> None:
    assert [quantity.value for quantity in quantities(text, "es")] == [pytest.approx(value)]


@pytest.mark.parametrize(
    "text",
    [
        "No one was hurt.",
        "One of them spoke.",
        "It opened on 14 March 2019 at 9.30 pm.",
        "It opened in 1998.",
        "She had second thoughts, first.",
        "A half-hearted try.",
        "The quarter was good.",
    ],
)
def test_reads_no_number(text: str) -> None:
    assert [quantity for quantity in quantities(text) if quantity.unit != "ordinal"] == []


@pytest.mark.parametrize(
    ("hedge", "expected"),
    [
        ("nearly", "below"),
        ("about", "about"),
        ("more than", "more"),
        ("at least", "more"),
        ("fewer than", "less"),
        ("up to", "less"),
        ("the", ""),
    ],
)
def test_hedge(hedge: str, expected: str) -> None:
    assert quantities(f"They lost {hedge} 40 boats.")[0].hedge == expected


# statement, source
CARRIED = [
    ("Twelve boats sank.", "A storm sank 12 boats."),
    ("A dozen boats sank.", "A storm sank 12 boats."),
    ("Nearly 400 boats sank.", "A storm sank 398 boats."),
    ("More than 400 boats sank.", "A storm sank 412 boats."),
    ("About 400 boats sank.", "A storm sank 409 boats."),
    ("Some 1.8 million boats sank.", "A storm sank 1.84 million boats."),
    ("Dozens of boats sank.", "A storm sank 45 boats."),
    ("Thousands of boats sank.", "A storm sank 4,512 boats."),
    ("About 67% of the boats sank.", "Two thirds of the boats sank."),
    ("One in five boats sank.", "A storm sank 20 per cent of the boats."),
    ("The path is 56 miles long.", "The path is 90 km long."),
    ("The lake covers 154 square miles.", "The lake covers 400 square km."),
    ("The wall is 5 metres high.", "The wall is 5m high."),
    ("The wall cost 5 million pounds.", "The wall cost £5m."),
    ("It lasted two days.", "It lasted 48 hours."),
    ("It was 30 degrees.", "It was 86°F."),
    ("A man aged 71 was found.", "A 71-year-old man was found."),
    ("Between 10 and 15 boats sank.", "A storm sank 10-15 boats."),
    ("The fare rose from 2 to 3 dollars.", "The fare, 2 dollars until now, is 3 dollars."),
    ("56 people were killed and 98 injured.", "The quake killed 56 people and injured 98."),
    ("The first boat sank.", "A storm sank a boat."),
    ("It sank twice.", "It sank in spring and again in autumn."),
    ("Over 40 boats sank.", "At least 40 boats sank."),
    ("Nearly two dozen boats sank.", "A storm sank 23 boats."),
    ("Some 412,000 boats sank.", "A storm sank 412,345 boats."),
    ("The lake covers 400 square km.", "The lake covers 154 square miles."),
    ("It was 86 degrees Fahrenheit.", "It was 30°C."),
    ("Sales fell 6% and profit rose 12%.", "Profit was up 12% although sales dropped 6%."),
]


@pytest.mark.parametrize(("statement", "source"), CARRIED, ids=[statement for statement, _ in CARRIED])
def test_carried(statement: str, source: str) -> None:
    assert number_findings(statement, [source]) == ()


# statement, source, words of the finding, whether the source says something else
WRONG = [
    ("Thirteen boats sank.", "A storm sank 12 boats.", "Thirteen", True),
    ("Nearly 400 boats sank.", "A storm sank 350 boats.", "400", True),
    ("More than 400 boats sank.", "A storm sank 390 boats.", "400", True),
    ("At most 40 boats sank.", "A storm sank more than 40 boats.", "40", True),
    ("Sales fell 12%.", "Sales fell 21%.", "12%", True),
    ("Rates rose by 2 percentage points.", "Rates rose by 2 per cent.", "2 percentage points", True),
    ("It cost $3 million.", "It cost 3 million euros.", "$3 million", True),
    ("It cost $4.2m.", "It cost $4.2bn.", "$4.2m", True),
    ("The path is 90 miles long.", "The path is 90 km long.", "90 miles", True),
    ("It lasted 60 days.", "It lasted 60 hours.", "60 days", True),
    ("A man aged 17 was found.", "A 71-year-old man was found.", "17", True),
    ("The third victim spoke.", "The second victim spoke.", "third", True),
    ("Hundreds of boats sank.", "A storm sank 12 boats.", "Hundreds", True),
    ("98 people were killed and 56 injured.", "The quake killed 56 people and injured 98.", "98", True),
    ("Some 300 boats sank.", "A storm sank boats.", "300", False),
    ("Some 403 boats sank.", "Some 400 boats sank.", "403", True),
    ("Sales fetched 170 crowns.", "Sales fetched 172 crowns.", "170 crowns", True),
    ("The lake covers 403 square km.", "The lake covers 154 square miles.", "403 square km", True),
    ("Sales rose 6% and profit 12%.", "Sales fell 6% and profit rose 12%.", "6%", True),
    ("Rates were cut by 2 points.", "Rates were raised by 2 points.", "2", True),
    ("One third of the boats sank.", "Two thirds of the boats sank.", "One third", True),
]


@pytest.mark.parametrize(("statement", "source", "marked", "clash"), WRONG, ids=[case[0] for case in WRONG])
def test_not_carried(statement: str, source: str, marked: str, clash: bool) -> None:
    first = number_findings(statement, [source])[0]
    assert (first.kind, first.text, first.clash) == (Kind.NUMBER, marked, clash)


def test_title_and_sentence_before_count() -> None:
    assert number_findings("Some 300 boats sank.", ["A storm sank them."], ["300 boats lost"]) == ()
