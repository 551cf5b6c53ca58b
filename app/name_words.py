"""Tables for proper names: countries with their people and capitals' short forms, and capitals that are no names."""

from __future__ import annotations

from ingest.terms import terms

_COUNTRIES = """
united states|us|u.s.|usa|america|american|americans
united kingdom|uk|u.k.|britain|british|briton|britons
england|english|englishman
scotland|scottish|scot|scots
wales|welsh
ireland|irish
france|french|frenchman
germany|german|germans
italy|italian|italians
spain|spanish|spaniard|spaniards
portugal|portuguese
netherlands|dutch|holland
belgium|belgian|belgians
switzerland|swiss
austria|austrian
sweden|swedish|swede|swedes
norway|norwegian
denmark|danish|dane|danes
finland|finnish|finn|finns
iceland|icelandic
poland|polish|pole|poles
hungary|hungarian
czech republic|czech|czechia
slovakia|slovak
romania|romanian
bulgaria|bulgarian
greece|greek|greeks
turkey|türkiye|turkish|turk|turks
russia|russian|russians
ukraine|ukrainian|ukrainians
belarus|belarusian
georgia|georgian
armenia|armenian
azerbaijan|azerbaijani|azeri
serbia|serbian|serb|serbs
croatia|croatian|croat
bosnia|bosnian
albania|albanian
kosovo|kosovan
lithuania|lithuanian
latvia|latvian
estonia|estonian
china|chinese
japan|japanese
south korea|south korean
north korea|north korean
taiwan|taiwanese
hong kong
india|indian|indians
pakistan|pakistani|pakistanis
bangladesh|bangladeshi
sri lanka|sri lankan
nepal|nepalese|nepali
afghanistan|afghan|afghans
iran|iranian|iranians
iraq|iraqi|iraqis
syria|syrian|syrians
lebanon|lebanese
israel|israeli|israelis
palestine|palestinian|palestinians
jordan|jordanian
saudi arabia|saudi|saudis
yemen|yemeni
qatar|qatari
kuwait|kuwaiti
oman|omani
egypt|egyptian|egyptians
libya|libyan
tunisia|tunisian
algeria|algerian
morocco|moroccan
sudan|sudanese
ethiopia|ethiopian
somalia|somali
kenya|kenyan|kenyans
uganda|ugandan
tanzania|tanzanian
rwanda|rwandan
nigeria|nigerian|nigerians
ghana|ghanaian
senegal|senegalese
mali|malian
congo|congolese
south africa|south african|south africans
zimbabwe|zimbabwean
zambia|zambian
angola|angolan
mozambique|mozambican
canada|canadian|canadians
mexico|mexican|mexicans
cuba|cuban|cubans
haiti|haitian
jamaica|jamaican
brazil|brazilian|brazilians
argentina|argentine|argentinian
chile|chilean
colombia|colombian
venezuela|venezuelan
peru|peruvian
ecuador|ecuadorian
bolivia|bolivian
australia|australian|australians
new zealand|new zealander
indonesia|indonesian
malaysia|malaysian
singapore|singaporean
thailand|thai
vietnam|vietnamese
cambodia|cambodian
myanmar|burma|burmese
philippines|filipino|philippine
mongolia|mongolian
kazakhstan|kazakh
uzbekistan|uzbek
europe|european|europeans
africa|african|africans
asia|asian|asians
european union|eu
united nations|un|u.n.
"""


def _key(name: str) -> str:
    return " ".join(terms(name, "en"))


# The stems of each name of a country -> the key of the country.
PLACES = {
    _key(name): _key(line.split("|")[0]).replace(" ", "_")
    for line in _COUNTRIES.strip().splitlines()
    for name in line.split("|")
}
# Names of two words as they are written, in lower case -> the key of the country.
LONG_PLACES = {
    name: PLACES[_key(name)] for line in _COUNTRIES.strip().splitlines() for name in line.split("|") if " " in name
}
# Written with a capital in headlines and at the head of sentences.
NOT_NAMES = frozenset(
    """however although meanwhile more most many some several other others earlier later last next new two three four five
    six seven eight nine ten dozens hundreds thousands police officials people experts scientists researchers doctors
    one internet god christmas easter monday nobody everyone someone according two yes no ok okay""".split()
)
