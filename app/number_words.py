"""The tables by which numbers in news text are read: words, scales, units, hedges. English, some Spanish."""

from __future__ import annotations

UNITS = dict(
    zip(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split(),
        range(20),
        strict=True,
    )
)
TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SMALL = UNITS | TENS
SPANISH = dict(zip("dos tres cuatro cinco seis siete ocho nueve diez once doce".split(), range(2, 13), strict=True)) | {
    "trece": 13,
    "catorce": 14,
    "quince": 15,
    "dieciséis": 16,
    "diecisiete": 17,
    "dieciocho": 18,
    "diecinueve": 19,
    "veinte": 20,
    "veintiuno": 21,
    "veintiún": 21,
    "veintidós": 22,
    "veintitrés": 23,
    "veinticuatro": 24,
    "veinticinco": 25,
    "veintiséis": 26,
    "veintisiete": 27,
    "veintiocho": 28,
    "veintinueve": 29,
    "treinta": 30,
    "cuarenta": 40,
    "cincuenta": 50,
    "sesenta": 60,
    "setenta": 70,
    "ochenta": 80,
    "noventa": 90,
    "cien": 100,
    "doscientos": 200,
    "trescientos": 300,
}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0, "score": 20.0,
    "ten": 10.0, "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "mil": 1e3, "millón": 1e6,
    "millones": 1e6, "crore": 1e7, "lakh": 1e5,
}  # fmt: skip
FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10, "sixth": 1 / 6}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
MULTIPLES = (
    dict.fromkeys("twice double doubled twofold".split(), 2.0)
    | dict.fromkeys("thrice triple tripled threefold".split(), 3.0)
    | {"quadrupled": 4.0}
)

CURRENCY = {
    "$": "usd", "us$": "usd", "£": "gbp", "€": "eur", "¥": "jpy", "₹": "inr", "a$": "aud", "c$": "cad", "hk$": "hkd",
    "dollar": "usd", "dollars": "usd", "euro": "eur", "euros": "eur", "pound": "gbp", "pounds": "gbp", "yen": "jpy",
    "yuan": "cny", "rupee": "inr", "rupees": "inr", "rouble": "rub", "roubles": "rub", "ruble": "rub", "rubles": "rub",
    "peso": "peso", "pesos": "peso", "franc": "chf", "francs": "chf", "krona": "krona", "kronor": "krona",
    "crown": "crown", "crowns": "crown", "lira": "lira", "won": "krw", "cent": "cent", "cents": "cent", "usd": "usd",
    "eur": "eur", "gbp": "gbp", "pence": "penny", "penny": "penny", "dólares": "usd", "coronas": "crown",
}  # fmt: skip
# Dimension and factor: only exact and simple conversions.
MEASURES: dict[str, tuple[str, float]] = {
    **dict.fromkeys("km kilometre kilometres kilometer kilometers kilómetro kilómetros".split(), ("length", 1000.0)),
    **dict.fromkeys("m metre metres meter meters metro metros".split(), ("length", 1.0)),
    **dict.fromkeys("cm centimetre centimetres centimeter centimeters centímetros".split(), ("length", 0.01)),
    **dict.fromkeys("mm millimetre millimetres millimeter millimeters".split(), ("length", 0.001)),
    **dict.fromkeys("mi mile miles".split(), ("length", 1609.344)),
    **dict.fromkeys("ft foot feet".split(), ("length", 0.3048)),
    **dict.fromkeys("inch inches".split(), ("length", 0.0254)),
    **dict.fromkeys("yard yards".split(), ("length", 0.9144)),
    **dict.fromkeys("km/h kmh kph".split(), ("speed", 1000.0)),
    "mph": ("speed", 1609.344),
    **dict.fromkeys("kg kilogram kilograms kilo kilos".split(), ("mass", 1.0)),
    **dict.fromkeys("tonne tonnes toneladas".split(), ("mass", 1000.0)),
    **dict.fromkeys("lb lbs".split(), ("mass", 0.45359237)),
    **dict.fromkeys("litre litres liter liters litros".split(), ("volume", 1.0)),
    **dict.fromkeys("hectare hectares hectárea hectáreas".split(), ("area", 1e4)),
    **dict.fromkeys("acre acres".split(), ("area", 4046.856)),
    **dict.fromkeys("second seconds segundos".split(), ("days", 1 / 86400)),
    **dict.fromkeys("minute minutes minutos".split(), ("days", 1 / 1440)),
    **dict.fromkeys("hour hours horas".split(), ("days", 1 / 24)),
    **dict.fromkeys("day days día días".split(), ("days", 1.0)),
    **dict.fromkeys("week weeks semanas".split(), ("days", 7.0)),
    **dict.fromkeys("month months meses".split(), ("months", 1.0)),
    **dict.fromkeys("year years años".split(), ("months", 12.0)),
    **dict.fromkeys("decade decades".split(), ("months", 120.0)),
    **dict.fromkeys("century centuries".split(), ("months", 1200.0)),
    **dict.fromkeys("°c degrees degree grados".split(), ("degree", 1.0)),
    "°f": ("fahrenheit", 1.0),
}
ABOUT = frozenset(
    "about around approximately roughly some circa nearly almost estimated unos unas cerca alrededor".split()
)
BELOW = frozenset("nearly almost".split())
MORE = ("more than", "over", "at least", "above", "upwards of", "exceeding", "más de", "al menos")
LESS = ("less than", "fewer than", "under", "below", "at most", "up to", "as many as", "as much as", "menos de")
