"""The sentence splitter: a table of hard cases, then the laws that hold for any text."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import split

# Written without blanks between sentences.
WITHOUT_BLANKS = {"glued", "glued_quotes", "chinese", "chinese_said", "japanese"}
# '¦' stands where a sentence ends. One case a line: what makes it hard, the language, the text.
HARD = [
    ("country", "en", "The U.S. economy grew.¦It beat the U.K. and the E.U. again."),
    ("country_at_the_end", "en", "He moved back to the U.S.¦The family followed."),
    ("country_before_he", "en", "She left the U.K.¦He stayed in Washington, D.C.¦They wrote letters."),
    ("country_then_name", "en", "Two U.S. Marines and one U.S. Army officer were hurt."),
    ("country_plain_next", "en", "Ties with the U.N. Security Council cooled."),
    ("doctor", "en", "Dr. Amara Cole said so.¦Mr. and Mrs. Bell agreed."),
    ("general", "en", "Lt. Gen. Ruth Oduya met Sen. Ellis Park and Gov. Dale Finn on Monday."),
    ("professor_and_saint", "en", "Prof. Lund lives in St. Johns.¦He works at Mt. Arlen Observatory."),
    ("saint_as_street", "en", "The fire began on Mill St.¦The crews came late."),
    ("number", "en", "It is the No. 1 port.¦Pier No. 7 is shut."),
    ("no_as_a_word", "en", "The answer was no.¦The vote was put off."),
    ("morning", "en", "Polls open at 7 a.m. and close at 10 p.m. on Sunday."),
    ("afternoon_ends", "en", "The shop shut at 5 p.m.¦Police came at 6 p.m.¦Nobody was hurt."),
    ("hours_and_day", "en", "It starts at 9 a.m. Monday and ends at 4 p.m. EST.¦Doors open early."),
    ("hours_and_date", "en", "Voting ends at 8 p.m. Jan. 5 in most places."),
    ("company", "en", "Norvex Inc. Chief Executive Ida Moss quit.¦Norvex Corp. shares fell."),
    ("company_at_the_end", "en", "She sold Norvex Inc.¦The price was low."),
    ("company_brothers", "en", "Hale Bros. and Moss & Co. Ltd. merged."),
    ("junior", "en", "Owen Pike Jr. ran again.¦His father, Owen Pike Sr., did not."),
    ("month", "en", "On Jan. 6 and Sept. 11 the town stops.¦By Dec. 24 it sleeps."),
    ("month_and_year", "en", "The bridge opened in Feb. 1998 and shut in Nov. 2003."),
    ("state", "en", "He was born in Salem, Mass.¦The house still stands."),
    ("state_inside", "en", "A plant in Gary, Ind., closed, as did one in Erie, Pa., last week."),
    ("mass_as_a_word", "en", "They left after mass.¦Rain fell."),
    ("initials", "en", "J. K. Marlow wrote it.¦George W. Hart and E.B. Stone did not."),
    ("initials_in_a_row", "en", "The late A. P. J. Rao was there.¦So was J.R.R. Dale."),
    ("letter_at_the_end", "en", "Doctors gave her vitamin C.¦Patients with hepatitis B came."),
    ("group_letter", "en", "They won group B.¦Norway came second."),
    ("and_i", "en", "It was between her and I.¦Nobody else knew."),
    ("degree", "en", "She holds a Ph.D. in physics and an M.A. from Lund."),
    ("decimal", "en", "Prices rose 3.5 percent.¦Wages rose 0.2%."),
    ("money", "en", "It cost $1.2 million.¦The rest, €3.75bn, was lent."),
    ("year_at_the_end", "en", "It was built in 1998.¦In 2003 it burned down."),
    ("number_then_number", "en", "The toll rose to 49.¦27 were children."),
    ("version", "en", "Version 2.0.1 failed.¦Version 2.1 works."),
    ("section", "en", "See Sec. 4 and Art. 12 of the act.¦Fig. 3 shows why."),
    ("versus", "en", "The case is Moss v. Norvex, not Hale vs. Moss."),
    ("for_example", "en", "Some taxes, e.g. Value Added Tax, rose; others, i.e. Duties, fell."),
    ("et_cetera", "en", "They sold bread, milk, etc.¦The shop was full."),
    ("quote_then_he_said", "en", '"We will win." he said.¦"They will lose."'),
    ("curly_quotes", "en", "“It is over,” she said.¦“We go home.”"),
    ("stop_inside_quote", "en", "“We go home.”¦The crowd cheered."),
    ("two_inside_quote", "en", "“It is over.¦We go home,” she said."),
    ("question_in_quote", "en", "“Who did this?” asked the mayor.¦Nobody spoke."),
    ("question_then_name", "en", "“Why now?” Moss asked.¦“Why us?”"),
    ("question_then_he_said", "en", "“Can it last?” he said.¦“I doubt it.”"),
    ("shout_in_quote", "en", "“Stop!” shouted the guard.¦The car sped off."),
    ("title_with_question", "en", "Her book “Who Owns the Sea?” sold well.¦A film is planned."),
    ("single_quotes", "en", "He said: 'We are ready.'¦They were not."),
    ("nested_quotes", "en", "“She told me, ‘Run.’”¦He ran."),
    ("quote_ends_article", "en", "She called it “a very good day.”"),
    ("quote_dash_name", "en", "“We were lucky.” — Ida Moss, captain"),
    ("ellipsis_goes_on", "en", "He paused... then left.¦She waited… and waited."),
    ("ellipsis_ends", "en", "He paused...¦Then he left.¦She stayed…¦Nobody spoke."),
    ("spaced_ellipsis", "en", "“The plan . . . is dead,” he said.¦It was late."),
    ("leading_ellipsis", "en", "... And so it went.¦“…We had no choice.”"),
    ("cut_in_a_quote", "en", "“I think … Mayor Bell will go,” she said."),
    ("dateline", "en", "ARLEN, Norland (AP) — Fighting went on.¦Three died."),
    ("dateline_state", "en", "ST. LOUIS, Mo. (AP) — The river rose.¦It fell on Friday."),
    ("dateline_date", "en", "LONDON, Jan. 5 (Reuters) - Shares fell.¦Oil rose."),
    ("dateline_slashes", "en", "ARLEN, May 5. /PRN/. The president spoke.¦He left."),
    ("dateline_capital", "en", "WASHINGTON, D.C. (AP) — The vote failed."),
    ("headline", "en", "River rises again\nThe river rose on Friday.¦It may rise more."),
    ("paragraphs", "en", "One.\n\nTwo is here\n\nThree."),
    ("list_numbers", "en", "1. Boil the water.\n2. Add salt.¦Stir.\n10. Serve."),
    ("list_bullets", "en", "• Schools are shut.¦Buses run.\n- Trams do not\n* Ferries may"),
    ("live_blog", "en", "14:05 The minister arrives.¦He waves.\n14.20 Talks begin"),
    ("live_blog_am", "en", "10:15 a.m. The gates open.¦Fans run.\n5 p.m. It ends."),
    ("byline", "en", "By A. B. Cole and J. Moss\nThe mayor quit."),
    ("url", "en", "See https://example.org/a.b?c=d.e for more.¦Or www.example.com.¦Then write."),
    ("email", "en", "Write to a.cole@example.co.uk today.¦Or call."),
    ("handle", "en", "It was posted by @ida.moss.¦#Norvex trended.¦@acole replied."),
    ("domain", "en", "The site Booking.com fell.¦So did RT.com and Node.js."),
    ("exclaimed_name", "en", "Yahoo! Finance said so.¦Shares of Yahoo! Inc. fell."),
    ("exclaimed_name_ends", "en", "She works at Yahoo!¦The pay is good."),
    ("exclaimed", "en", "What a day!¦Nobody saw it coming!¦Who would?"),
    ("both_marks", "en", "You did what?!¦He left."),
    ("question_lower", "en", "The question is why? and when? to many."),
    ("ordinal_de", "de", "Am 3. Oktober war die Feier.¦Der 2. Weltkrieg endete 1945.¦Dann kam Ruhe."),
    ("abbreviation_de", "de", "Das kostet ca. 5 Mio. Euro bzw. Dollar.¦Dr. Kern nennt z. B. Milch, d. h. Nahrung."),
    ("quotes_de", "de", "„Wir gehen.“¦Sie ging."),
    ("odd_capitals", "en", "THE PRESIDENT SAID SO .¦HE LEFT ."),
    ("odd_country", "en", "THE U.S . WANTS IT .¦BUT THE U.S . FLEET STAYED .¦IT WAITS ."),
    ("odd_titles", "en", "MRS . COLE MET GEN . HART AND DR . J . MOSS ON DEC . 28 .¦NOBODY KNEW ."),
    ("odd_quotes", "en", 'HE SAID : " WE ARE READY . "¦NOBODY CAME .¦" WHY ? " ASKED HART .'),
    ("capitals", "en", "MAYOR QUITS.¦NO REASON GIVEN.¦MR. BELL WAS 61."),
    ("parenthesis", "en", "He left (it was late).¦She stayed.¦(Nobody knew.)¦Rain fell."),
    ("parenthesis_inside", "en", "The firm (once Hale Inc.) sold Moss Ltd. (a rival) in May."),
    ("doubt_in_brackets", "en", "The new (?) Bell bridge and the cheap (!) Hale bridge fell."),
    ("footnote", "en", "It sank in 1912.[1]¦The crew died.[2]¦Nobody asked."),
    ("footnote_apart", "en", "It sank. [1]¦The crew died.²¦Nobody asked."),
    ("quote_before_the_stop", "en", 'She called it "a great start".¦The mayor left.'),
    ("name_after_a_quote", "en", '"It went well."¦Moss added: "We go on."'),
    ("brackets_after_hours", "en", "Television: Thursday, 3-6 p.m. (Channel 4); Friday, 5 p.m. (Channel 2)."),
    ("price_then_number", "en", "It costs $15.¦480 seats are left."),
    ("units", "en", "A 31-lb. chain and a 155-mm. gun were found.¦It is 40 km.¦The road is bad."),
    ("proposition", "en", "Voters passed Prop. 12 in May."),
    ("quote_apart", "en", 'He called it "a day of joy. "¦The crowd agreed.'),
    ("label", "en", "More:Jan. 6 hearings resume.¦Also:Rep. Cole quits."),
    ("apostrophe", "en", "It isn't.¦Moss won at St Mary's.¦Cole lost."),
    ("footnote_run", "en", "It sank.[1][2]¦Nobody asked."),
    ("emoji", "en", "We won! 🎉🎉¦See you on Friday 👋🏽"),
    ("glued", "en", "It rained all weekend.¦He stayed in."),
    ("glued_quotes", "en", "“We go.”¦“They stay.”¦She left."),
    ("small_brand", "en", "Sales fell.¦iPhone sales rose.¦eBay gained."),
    ("lower_name", "en", "It belongs to J. de Marr and Dr. van Holt."),
    ("currency_starts", "en", "It was sold.¦£5m was paid.¦$3m is due."),
    ("arabic", "ar", "قال الوزير إن الحرب انتهت.¦هل عاد السكان؟¦نعم، عادوا.¦قال د. سامي ذلك."),
    ("urdu", "ur", "وہ گھر گیا۔¦بارش ہوئی۔"),
    ("hebrew", "he", "השר הגיע אתמול.¦למה?¦הוא לא אמר."),
    ("chinese", "zh", "部长抵达首都。¦他说：“我们会赢。”¦谁知道？¦没有人！"),
    ("chinese_said", "zh", "“我们会赢。”他说。¦会议结束了。"),
    ("japanese", "ja", "首相は「勝つ。」と述べた。¦会議は終わった。¦「本当か？」¦誰も知らない。"),
    ("hindi", "hi", "मंत्री आज आए।¦वे कल जाएंगे।¦कौन आएगा?"),
    ("spanish", "es", "¿Quién lo hizo?¦¡Nadie!¦El Sr. Gil y la Dra. Paz llegaron a las 5 p. m. del lunes."),
    ("spanish_eeuu", "es", "Viajó a EE. UU. en mayo.¦La sede de EE.UU. cerró."),
    ("french", "fr", "« Nous partons. »¦M. Roux et Mme Blanc sont partis à 5 h.¦Le soir tombe."),
    ("greek", "el", "Ποιος ήρθε;¦Κανείς δεν ξέρει.¦Έφυγε."),
    ("armenian", "hy", "Նա եկավ։¦Անձրև էր։"),
    ("russian", "ru", "А. С. Белов родился в 1950 г.¦Он жил на ул. Мира в г. Орёл.¦Это 5 млн. руб. и т. д."),
    ("ethiopic", "am", "ሚኒስትሩ መጣ።¦ዝናብ ዘነበ።"),
    ("thai", "th", "นายกรัฐมนตรีเดินทางถึงเมืองหลวง เขาพบประชาชน"),
    ("furniture_tail", "en", "The river rose on Friday.¦Read Full Article at Example.com"),
    ("furniture_no_stop", "en", "The river rose on Friday¦Read full article at Example.com"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "language", "marked"), HARD, ids=[case[0] for case in HARD])
def test_hard_cases(name: str, language: str, marked: str) -> None:
    text = marked.replace("¦", "" if name in WITHOUT_BLANKS else " ")
    expected = [piece.strip() for piece in re.split("[¦\n]+", marked)]
    assert [sentence.text for sentence in split(text, language)] == expected


@pytest.mark.parametrize("language", [None, "en", "en-GB", "xx"])
def test_the_language_may_be_unknown(language: str | None) -> None:
    assert [s.text for s in split("It rained. The U.S. Army came.", language)] == [
        "It rained.",
        "The U.S. Army came.",
    ]


def test_nothing_in_nothing_out() -> None:
    assert split("") == split(" \n\n ") == ()


@pytest.mark.parametrize(
    ("text", "most"),
    [
        pytest.param("one two, three; " * 400, 900, id="a list"),
        pytest.param("a b " * 2000, 900, id="short words"),
        pytest.param("x" * 5000, 900, id="no blank at all"),
        pytest.param("นายกรัฐมนตรี" * 200, 240, id="Thai without stops"),
        pytest.param("部长抵达首都，" * 200, 240, id="Chinese without stops"),
        pytest.param("e\u0301" * 3000, 900, id="accents"),
    ],
)
def test_nothing_exceeds_the_embedder_s_window(text: str, most: int) -> None:
    pieces = [sentence.text for sentence in split(text)]
    assert max(map(len, pieces)) <= most
    assert max(len(piece.split()) for piece in pieces) <= 160
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert not any(unicodedata.combining(piece[0]) for piece in pieces)


def test_what_is_too_long_is_cut_where_a_reader_would_pause() -> None:
    first, *_ = split(("word " * 90 + "pause; ") * 3)
    assert first.text.endswith("pause;")


TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from("aB1. \n\r!?\"'”“…。;,()[]U.S\u00a0\u0301é-/🎉を"), st.characters()),
    max_size=300,
)


@given(TEXTS, st.sampled_from([None, "en", "de", "el", "zh"]))
def test_sentences_are_exact_ordered_and_hold_everything(text: str, language: str | None) -> None:
    at = 0
    for number, sentence in enumerate(split(text, language)):
        assert sentence.index == number
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        assert not text[at : sentence.start].strip()
        assert "\n" not in sentence.text
        at = sentence.end
    assert not text[at:].strip()


@pytest.mark.parametrize("unit", ['. " ', "a. ", "A.", "! ", "[1]", "🎉 ", '."', "A/", "“", "1 ", "\u0301"])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.process_time()
    split(text)
    assert time.process_time() - started < 5
