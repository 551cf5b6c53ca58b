"""Words that exclude one another, hand-made: what one sentence can't mean where another means a neighbour in its line.

`OPPOSITE` holds pairs of sides, `rise | fall`: any word of one side contradicts any word of the other. `ONE_OF` holds
lists of which one thing is one only: a colour, a daytime, an office, a weapon. Only base forms.
"""

from __future__ import annotations

OPPOSITE = """
rise increase climb grow jump soar surge gain higher up | fall drop decline decrease sink tumble plunge slump lower down slip shrink
raise lift boost hike increase | cut reduce lower slash trim drop
win victory triumph winner | lose defeat loss loser
more | fewer less
most majority | least minority
many | few
begin start launch open commence | end stop halt close finish cease conclude
continue keep resume | stop halt end suspend
allow permit authorise authorize let legalise legalize approve | ban prohibit bar forbid block prevent outlaw reject
accept approve agree welcome | reject refuse decline deny oppose
support back favour favor endorse | oppose reject criticise criticize
confirm admit acknowledge accept concede | deny reject dispute
guilty convict conviction | innocent acquit acquittal cleared
true real genuine | false fake untrue
safe | dangerous unsafe
legal lawful | illegal unlawful
include add | exclude remove omit
join enter | leave quit exit
arrive come | leave depart
buy purchase acquire | sell
import | export
lend | borrow
hire recruit | fire sack dismiss
open reopen | close shut
before | after
early earlier | late later
first | last
former previous ex | current present
old elderly | young new
new | old
big large huge major massive | small little tiny minor
high higher | low lower
long longer | short shorter
strong stronger | weak weaker
hot warm | cold cool
rich wealthy | poor
public | private
temporary | permanent
voluntary optional | mandatory compulsory obligatory required
domestic | foreign international
local | national
rural | urban
north northern | south southern
east eastern | west western
northeast northeastern | southwest southwestern
northwest northwestern | southeast southeastern
left | right
inside | outside
above over | below under
top | bottom
front | back rear
life alive survive living | death dead die kill
survive | die
injured wounded | unharmed unhurt uninjured
kill dead die death fatal | injure wound hurt
find discover | lose
remember | forget
love like | hate dislike
friend ally | enemy foe
peace | war
attack offensive | defence defense retreat
advance | retreat withdraw
deploy | withdraw
invade | withdraw
arrest detain jail imprison | release free
save rescue | abandon
build construct | demolish destroy
create | destroy
strengthen | weaken
improve better improvement | worsen worse deteriorate
expand grow extend | shrink contract shorten
accelerate speed hasten | slow delay
success succeed successful | failure fail unsuccessful
pass | fail
profit gain surplus | loss deficit
rich | poor
expensive costly | cheap
borrower | lender
employer | employee
seller | buyer
teacher | student
parent | child
husband | wife
brother | sister
son | daughter
father | mother
man male men | woman female women
boy | girl
king | queen
victim | suspect attacker perpetrator
hero | villain
patient | doctor
majority | minority
optimistic confident hopeful | pessimistic doubtful
happy pleased delighted | sad unhappy disappointed angry
praise laud commend hail applaud | criticise criticize condemn denounce slam blast
upgrade | downgrade
promote promotion | demote relegate relegation
encourage urge | discourage dissuade
encourage | discourage
appear | disappear vanish
attend | miss skip
remain stay keep | leave quit
lift ease relax loosen | impose tighten
impose introduce | lift scrap abolish remove
appoint elect | dismiss oust sack
agree | disagree
trust | distrust mistrust
legalise legalize | criminalise criminalize ban
present | absent
visible | hidden
empty | full crowded
wet rainy | dry
clean | dirty polluted
likely probable | unlikely improbable
possible | impossible
able | unable
known | unknown
official formal | unofficial informal
direct | indirect
dependent | independent
complete full | partial incomplete
unanimous | split divided
always | never
never | once often
often frequently | rarely seldom
everyone everybody all | nobody none
all | none some
maximum | minimum
ahead | behind
cause | prevent
destroy damage | repair restore
deny denial | confirm confirmation
refuse | agree
reveal disclose | conceal hide
comply obey | violate defy flout breach
separate | combine merge
separate split divorce | marry unite
optional | mandatory
smaller | bigger larger
fewer | more
worst | best
slowest | fastest
lowest | highest
youngest | oldest
cheapest | dearest
shortest | longest
least | most
"""

ONE_OF = """
red blue green yellow orange purple pink black white grey brown
morning afternoon evening night midnight noon midday dawn dusk nightfall
spring summer autumn winter
monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december
yesterday today tomorrow
day week month year decade century
second minute hour
kilometre kilometer mile metre meter foot yard inch
kilogram pound ton tonne ounce
christian muslim jewish hindu buddhist sikh
catholic protestant orthodox sunni shia
murder manslaughter robbery burglary theft fraud rape kidnapping arson bribery perjury espionage
guilty innocent
gun knife rifle pistol bomb axe sword hammer machete
gas oil coal nuclear wind solar
car lorry bus train plane ship boat bicycle motorcycle tram helicopter
football cricket rugby tennis golf hockey basketball baseball boxing athletics swimming cycling
gold silver bronze
quarter-final semi-final final
goalkeeper defender midfielder striker winger
president minister governor mayor king queen senator ambassador
treasurer chairman founder owner
founder owner customer employee investor
doctor nurse surgeon dentist
lawyer judge prosecutor juror
teacher student headteacher
police army navy fire-brigade
soldier civilian
parliament court church university hospital school
senate house court
supreme district county
kitchen bedroom bathroom garage garden
hotel restaurant pub cinema theatre museum library hospital school church mosque synagogue airport station
cliff beach hill mountain valley lake river desert island forest
cancer diabetes pneumonia malaria measles flu cholera ebola hiv tuberculosis
heart lung kidney liver brain
arm leg hand foot head neck chest back
dog cat horse cow pig sheep lion tiger elephant bear
bird fish insect
milk beer wine coffee tea water
bread rice meat cheese
chicken beef pork lamb
brother sister father mother son daughter uncle aunt cousin husband wife nephew niece grandfather grandmother
boy girl
novel film album play painting opera
singer actor painter writer dancer director
drummer guitarist singer pianist
profit revenue
shares bonds
million billion trillion thousand hundred
dollar euro pound yen peso rouble yuan rupee franc
twitter facebook instagram tiktok youtube
north south east west northeast northwest southeast southwest
phd degree diploma
murdered drowned strangled poisoned
stabbed shot strangled poisoned drowned
primary secondary
dam bridge tunnel tower
tornado hurricane earthquake flood drought wildfire tsunami avalanche landslide
liberal conservative socialist
democrat republican
fever cough rash
export tariff subsidy
steel copper aluminium timber
general colonel captain sergeant major
knee ankle shoulder hamstring wrist elbow
"""
