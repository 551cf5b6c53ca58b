"""Words that carry a full stop without ending a sentence: tables for `boundaries`, nothing else.

Written as they stand in running text. A word in capitals is looked up as 'Mrs' for 'MRS' too.
"""

from __future__ import annotations

# A name or a noun follows, whatever it begins with.
TITLES = frozenset(
    "Dr Mr Mrs Ms Mx Messrs Prof Gen Lt Col Maj Capt Sgt Cpl Pvt Adm Cmdr Brig Det Insp Supt Sen Reps Rep"
    " Gov Pres Rev Hon Fr Msgr Amb Atty Lieut Const Fto Mlle Mme Mgr vs cf eg ie viz approx ca Cie Sra Srta"
    " Srs Dra Dña Ud Uds Gral Lic Mons Pdte Excmo Sig Sigg Dott Avv Exmo Ilmo bzw inkl exkl ggf evtl sog vgl"
    " Mio Mrd Tsd Dipl Hr Hrsg geb gest им ул просп акад проф тов гр обл пос dhr mevr bijv drs płk tzw tzn"
    " Doç Sn Yrd".split()
)

# A name follows or the sentence ends; the next word tells.
EITHER = frozenset(
    "St Ste Mt Ft Jr Sr Bros Inc Corp Ltd Co Cos Llc Plc Cia Cía Bhd Pty Pvt Ltda etc al Ave Av Blvd Rd"
    " Dept Univ Assn Assoc Intl Natl Govt Est Ed Eds Esq Ph Sq Hwy Pkwy Ariz Calif Colo Conn Fla Ga Kan Ky"
    " Md Minn Mont Neb Nev Okla Pa Tenn Tex Va Vt Wis Wyo Ont Que Alta ft mm cm km kg lb lbs oz mi sq yd Mm Lb Lbs"
    " Oz Mi usw др пр ecc Str Cdr Pte UU".split()
)

# A number follows, or it is a word like any other.
BEFORE_NUMBERS = frozenset(
    "No Nos no nos Nr Nro nr Núm núm Num num Fig Figs fig figs Vol vol Vols p pp pg pág págs Ch ch Chap"
    " chap Sec sec Art art arts Arts Para para Op op Ext ext Ver ver v c ca Rs Tel tel Abs S Bd стр ст рис №"
    " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Pop pop Prop ene feb abr ago sept oct nov dic janv févr"
    " avr juil déc".split()
)

# Abbreviated states are words too, unless a place stands before them: 'Boston, Mass.'
AFTER_A_PLACE = frozenset("Mass Wash Ore Ill Miss Ind Me Del La Mo Mich Ark Ala Neb Mex".split())

# 'vitamin C.' ends a sentence where 'said J.' begins a name.
LETTERED = frozenset(
    "vitamin hepatitis plan group grade type section class category appendix exhibit pool schedule gen"
    " generation war part act phase title volume formula omega windsor".split()
)

# Names that end in a mark of their own.
EXCLAIMED = frozenset("Yahoo Jeopardy Yum Wham Panic Jeb Airplane Hamilton E Mamma Oklahoma Oliver".split())

# Words that begin sentences and seldom names: after an abbreviation they show that a new sentence began.
STARTERS = {
    "en": frozenset(
        "The A An He She It They We I You But And Or So Yet In On At By For From With To Of As If When"
        " While Where Who After Before Since Until During Under Over Because Although Though However"
        " Meanwhile Instead Then There Here This That These Those His Her Its Their Our My Your What Why How"
        " Some Many Most Both Each Every All No Not Now Once One Two Three Also Even Only Still Just More"
        " Among Despite According Earlier Later Last Nearly About Another Other Much Besides Others Several"
        " Neither Nor Such Unlike Like Was Were Is Are Will Would Can Could Do Does Did Has Have Had"
        " Officials Police Critics Analysts".split()
    ),
    "es": frozenset(
        "El La Los Las Lo Un Una Unos En Pero Y Por Para Con Según Desde Sin Se Su Sus Es Esta Este Estos"
        " Esto Ese Eso No Ya Al Del A Así Aunque Cuando Como Tras Entre Además También Mientras Hay Ante Si"
        " Sobre Hasta".split()
    ),
    "fr": frozenset(
        "Le La Les Un Une Des Il Elle Ils Elles On Mais Et En Dans Au Aux Ce Cette Ces Sur Pour Par Avec"
        " Selon Après Avant Nous Vous Je Son Sa Ses Leur Leurs Depuis Si Quand Comme Pourtant Ainsi"
        " Cependant À".split()
    ),
    "de": frozenset(
        "Der Die Das Den Dem Des Ein Eine Einen Einem Er Sie Es Wir Ich Ihr Aber Und Doch In Im Am An Auf"
        " Aus Bei Mit Nach Von Vor Zu Zum Zur Für Seit Dabei Dann Da Denn Dies Diese Dieser Auch Als Wenn"
        " Weil So Nun Nur Noch Man Zudem Danach Damit Dort Hier Laut Trotz".split()
    ),
    "pt": frozenset(
        "O A Os As Um Uma Em No Na Nos Mas E Por Para Com Segundo Ele Ela Eles Se Ao Já Não Isso Este".split()
    ),
    "it": frozenset(
        "Il Lo La I Gli Le Un Una In Ma E Per Con Secondo Si Non Nel Nella Da Al Alla Del È Questo Dopo".split()
    ),
    "ru": frozenset("Он Она Они Мы Я Но А И В На По С К У О Это Как Так При Однако Также Если После".split()),
}

# Where all is in capitals 'THE U.S. AS' tells nothing: only what can hardly follow a name inside a sentence.
STARTERS_IN_CAPITALS = frozenset(
    "The He She They It We But Meanwhile However Although Though These Those There".split()
)

# Where '5.' in the middle of a sentence is an ordinal.
ORDINAL_LANGUAGES = frozenset("de da no nb nn fi is cs sk pl hu hr sr sl bs et lv tr".split())

# What says that a quotation with its own mark goes on: '"Why now?" Smith asked.'
SPEECH = (
    "said|says|asked|asks|added|adds|told|tells|wrote|writes|replied|replies|tweeted|shouted|cried|joked|quipped|recalled"
    "|exclaimed|insisted|wondered|explained|continued|declared|noted|posted|read|reads|answered|yelled|warned|remarked"
)
# After 'p.m.' the sentence goes on with these.
AFTER_HOURS = frozenset(
    "ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT BST UTC CET CEST IST Eastern Central Mountain Pacific"
    " Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun"
    " January February March April May June July August September October November December Jan Feb Mar Apr"
    " Aug Sept Oct Nov Dec".split()
)
