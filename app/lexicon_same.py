"""Words that news uses for one another, hand-made: one group a line, any word of it may stand for the others.

Groups are for verifying, so they are narrow: 'drop' and 'plunge' are one group, 'drop' and 'change' are not. A word may
stand in several groups. Only base forms: the words are compared by their stems.
"""

from __future__ import annotations

SAME = """
say state declare announce tell remark note add comment reveal disclose
claim assert contend maintain allege argue insist
report describe recount
deny reject dismiss refute
admit acknowledge concede confess accept
confirm verify corroborate
warn caution alert
urge call appeal press implore encourage
demand require order mandate compel oblige instruct force
ask request seek
criticise criticize condemn denounce slam blast attack rebuke decry lambast
praise laud commend hail applaud
accuse blame
thank credit
explain clarify
promise pledge vow commit
plan intend aim mean
propose suggest recommend advise
expect anticipate predict forecast project foresee
believe think consider regard view deem
hope wish want desire
decide choose opt determine resolve
agree consent approve endorse back support
oppose object resist
allow permit let enable authorise authorize grant
ban prohibit bar outlaw forbid block prevent
stop halt cease end terminate discontinue suspend quit
start begin launch commence initiate open kick
continue carry proceed persist keep remain
resume restart reopen
return restore
rise increase climb grow gain jump soar surge up higher advance mount swell escalate go
fall drop decline decrease sink tumble plunge slip slide slump plummet down lower dip dwindle shrink decreased
raise lift boost hike increase enhance improve heighten
cut reduce slash lower trim curb lessen shrink pare
double twofold twice
win victory triumph beat defeat
lose defeat loss
beat defeat overcome overpower
kill slay murder dead death die fatal deadly
die death dead perish succumb demise passing decease
hurt injure wound injury harm
damage harm destroy ruin wreck devastate
destroy demolish raze wreck
attack assault strike raid offensive
invade invasion incursion
bomb shell bombard
shoot shooting gun gunfire
shooter gunman attacker assailant
seize capture take occupy overrun grab conquer
free release liberate
rescue save
arrest detain apprehend custody hold nab
charge indict accuse
convict guilty conviction
sentence jail imprison prison
prison jail
sue lawsuit suit litigation
trial court
probe investigate investigation inquiry examine inspect
search hunt look
find discover locate detect uncover
evidence proof
flee escape run
leave depart exit quit go
arrive reach come
travel journey trip visit go
visit trip tour
meet meeting gather gathering
talk discuss discussion conversation speak negotiate
talks negotiation
vote ballot poll
elect election
appoint name nominate pick select choose
resign step quit
sack fire dismiss oust
hire recruit employ
job post position role
worker employee staff personnel workforce labour labor
company firm business corporation enterprise
company group
boss chief head leader
ceo chief executive
chairman chair chairwoman chairperson
spokesman spokeswoman spokesperson
founder establish set
start-up startup
owner own possess
buy purchase acquire acquisition takeover
sell sale
pay spend
cost price
price cost value
expensive costly
cheap inexpensive affordable
money fund cash
fund finance funding
profit earnings income
revenue sales turnover
share stock
investor shareholder stockholder
loss deficit
debt loan borrowing
tax levy duty
fine penalty
deal agreement accord pact contract
merger merge combine
law legislation act bill statute
rule regulation guideline
guideline guidance recommendation
policy
government administration cabinet authorities
official authority
lawmaker legislator politician mp congressman representative senator
minister secretary
parliament legislature assembly
president leader
country nation state
citizen national resident
resident inhabitant local
people person individual folk
man male
woman female
child kid youngster
teenager teen adolescent youth
student pupil
teacher educator
doctor physician medic
patient
police officer cop constable
soldier troop fighter serviceman
troops soldiers forces army military
rebel insurgent militant fighter
terrorist extremist
campaigner activist protester demonstrator
protest demonstration rally demonstrate march
protester demonstrator
riot unrest
strike walkout
crisis emergency
disaster catastrophe tragedy
tragedy disaster
accident crash collision
crash collide collision smash
vehicle car automobile
car vehicle automobile
lorry truck
plane aircraft jet airplane airliner
airline carrier
flight fly
ship vessel boat
boat vessel
train rail railway
road street roadway highway
home house residence dwelling
house home building
building structure
flat apartment
town city municipality
village settlement
region area province district zone
area place location site spot
place venue location site spot
border frontier
sea ocean
river stream
mountain peak
forest wood woodland
fire blaze flame
blaze fire inferno
storm hurricane cyclone typhoon
flood flooding inundate
rain rainfall downpour
quake earthquake tremor
hot heat warm
cold chilly freezing
sick ill unwell
illness disease sickness ailment
disease illness virus
cure heal treat
treatment therapy treat
drug medicine medication
medicine drug
vaccine jab inoculation vaccination vaccinate
hospital clinic
surgery operation
study research survey
researcher scientist academic
scientist researcher
expert specialist analyst
finding result discovery
test trial experiment
data figure statistic
school college
university college
film movie picture
movie film
show programme program
song track single
album record
singer vocalist musician
actor performer
book novel
author writer novelist
writer author
artist painter
painting picture portrait
newspaper paper daily
reporter journalist correspondent
game match fixture
match game fixture contest
competition contest tournament championship
race contest
team side squad club
player footballer
coach manager
goal score
title championship crown
champion winner
record best
victory win triumph
defeat loss
award prize honour honor
party celebration
anniversary
begin start
quick fast rapid swift
quickly fast rapidly swiftly
slow sluggish
big large huge major great massive enormous giant vast
small little tiny minor
important significant major key crucial vital
serious severe grave
difficult hard tough challenging
easy simple
dangerous risky hazardous perilous
safe secure
famous renowned well-known celebrated prominent
popular
new fresh recent latest
old former previous ex
former previous ex earlier past
current present now
future upcoming forthcoming
early
late
important
strong powerful robust
weak feeble
rich wealthy affluent
poor impoverished
right correct
wrong incorrect mistaken
true correct accurate real
false untrue incorrect
secret confidential
public
main chief principal primary major key
total overall entire whole all
whole entire full complete
enough sufficient
many numerous several lot
several various multiple many
most majority
about around approximately roughly nearly almost some
nearly almost
only just merely solely
also too additionally
because since due owing
after following
before prior ahead
during amid while
near close nearby
next
help assist aid assistance support
aid relief help
give provide supply offer donate hand
get obtain receive gain
show display demonstrate
make produce create manufacture build
build construct erect
create establish form found
design devise
develop development
change alter modify adjust shift
fix repair mend
replace substitute swap
remove delete erase take strip
add include
include contain feature involve comprise
contain include hold
use utilise utilize employ
need require must
require need
must should required obliged have
try attempt seek effort
attempt try bid effort
fail failure
succeed success successful
finish complete conclude end
send dispatch deliver
bring carry
put place
push shove
pull drag
throw hurl toss
hit strike
fall tumble topple
break smash
burn
fill
cover
hide conceal
protect guard safeguard defend
defend protect
threaten threat
fear worry concern afraid anxious
concern worry anxiety
angry furious irate outrage
happy pleased delighted glad
sad unhappy
surprise shock stun astonish
problem issue difficulty trouble
troubled struggling embattled beleaguered
reason cause
cause trigger prompt spark lead result
result outcome
effect impact consequence
role part
way method
goal aim target objective
chance opportunity
risk danger threat hazard
rate pace speed
level
amount quantity volume sum
number amount figure
increase rise growth
percent percentage per cent
quarter
year annual yearly
month monthly
week weekly
day daily
noon midday
morning
night
call name dub
join enter
sign ink
postpone delay defer
delay postpone late
cancel scrap abandon call axe
extend prolong lengthen
expand grow enlarge extend
spread
rely depend
compare
differ different
similar alike same
same identical
share
owe
refuse decline reject
avoid evade dodge
monitor track oversee watch observe
control command
lead head run
manage run administer
work operate
live reside dwell
stay remain
move shift relocate
wait await
watch view see
see witness view
hear
read
learn discover
teach
study
remember recall commemorate
forget
mark celebrate commemorate
phone mobile smartphone handset
device gadget
computer
website site
app application
cyber online
internet web online
weapon arm armament
gun firearm
knife blade
bullet round
missile rocket
peace truce ceasefire
truce ceasefire cease-fire armistice
war conflict
conflict war fighting
fight battle clash combat
refugee migrant asylum
immigrant migrant
envoy ambassador diplomat
delegation group team lawmakers
alliance coalition
ally partner
enemy foe opponent
rival opponent competitor
majority most
minority
dead killed
victim casualty
survivor
missing lost
body corpse remains
funeral burial
wedding marriage
marry wed
divorce split separate
wife spouse
husband spouse
baby infant newborn
parent
kid child
dog
meal dinner
food
drink beverage
farm farmer agriculture
oil crude petroleum
gas
power electricity energy
water
fuel petrol gasoline
rock stone
money cash
bank lender
loan credit
house property home
customer client shopper consumer
consumer customer buyer
shop store retailer
store shop retailer
product goods item
factory plant
plant factory
industry sector
market
trade commerce
export
import
advert advertisement advertising ad
campaign
speech address
letter
statement
claim allegation
rumour rumor
crime offence offense
criminal offender
thief burglar robber
theft robbery steal stealing
fraud scam deceit
corruption bribery graft
scheme plot plan conspiracy
rape assault
suspect
witness
judge justice
lawyer attorney solicitor barrister
jury
verdict ruling judgment
ruling decision judgment verdict
appeal
rights
freedom liberty
religion faith
church
god
win earn secure
earn receive make
score net
retire retirement
return come
debut
injury
season campaign
league division
final
semi-final semifinal
coach trainer
opening
start
compare contrast
voluntary optional
mandatory compulsory obligatory
temporary interim provisional
permanent lasting
immediate instant
sudden abrupt unexpected
sharp steep
slight small
gradual slow
huge massive
main principal
annual yearly
average mean typical
normal usual ordinary
rare unusual uncommon
common frequent
likely probable
possible potential
certain sure
clear obvious evident
unclear uncertain
aware conscious
ready prepared
able capable
responsible
guilty culpable
innocent
alive living
empty vacant
full
heavy
light
deep
shallow
high tall
low
long lengthy
short brief
wide broad
narrow
near close
far distant
first initial
final last
last final
"""
