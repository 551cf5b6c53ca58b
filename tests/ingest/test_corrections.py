"""Which sentences and titles say that an article was changed or taken back, and which only look like it."""

from __future__ import annotations

import pytest

from ingest.corpus import Notice, NoticeKind
from ingest.corrections import kind_of, notice
from tests.builders import sentences

R, C, L, U = NoticeKind.RETRACTION, NoticeKind.CORRECTION, NoticeKind.CLARIFICATION, NoticeKind.UPDATE

SENTENCES = [
    ("Correction: An earlier version of this article said the bridge was 40 metres long.", C),
    ("CORRECTION: The mayor of Port Ellery is Ida Moss, not Ada Moss.", C),
    ("Correction (May 3): The ferry carries 90 cars, not 900.", C),
    ("Correction, May 3, 2024: The ferry carries 90 cars.", C),
    ("Corrections and clarifications: see below", None),
    ("[Correction: the vote was on Tuesday.]", C),
    ("Correction appended: the name of the village is Brundle.", C),
    ("An earlier version of this story misstated the year of the flood.", C),
    ("A previous version of this article incorrectly said that the mine was closed.", C),
    ("The original version of this report gave the wrong sum.", C),
    ("This article originally stated that the dam had burst.", C),
    ("This article has been amended to remove a wrong figure.", C),
    ("This article was amended on 3 May 2024 because the minister's name was misspelled.", C),
    ("This story has been corrected to show that the harbour reopened on Monday.", C),
    ("(This May 3 story has been refiled to correct the spelling of Brundlemere in paragraph 2.)", C),
    ("(Corrects spelling of the mayor's name in paragraph 3)", C),
    ("Editor's note: This article was changed after an error in the number of seats.", C),
    ("Editor’s Note: An earlier version of this article gave the wrong date.", C),
    ("Clarification: The council's vote is advisory.", L),
    ("This article has been clarified: the tax applies to companies only.", L),
    ("This story was updated to clarify the role of the port authority.", L),
    ("This article has been updated to include a statement from the ministry.", U),
    ("This story was updated with comments from the union.", U),
    ("Update: The ferry has resumed its service to Kestrin.", U),
    ("(Adds quote from the harbour master, background)", U),
    ("This article has been retracted.", R),
    ("This article has been retracted by the editors after its photographs turned out to be staged.", R),
    ("The Harbour Post has retracted this article.", R),
    ("We have withdrawn this story while we look into it.", R),
    ("RETRACTED: The lake of Brundlemere has a monster.", R),
    ("Retraction: This newspaper reported on Friday that the mayor had resigned.", R),
    ("Editor's note: This article has been removed because it can't be confirmed.", R),
    ("Meridian Wire is withdrawing the story headlined 'Dam bursts'.", R),
    ("Corrección: el puente mide 40 metros.", C),
    ("Fe de errores: el alcalde se llama Ramón Vela.", C),
    ("Una versión anterior de este artículo decía que la mina estaba cerrada.", C),
    ("Este artículo ha sido actualizado con la respuesta del ministerio.", U),
    ("Este artículo ha sido retirado.", R),
    ("Aclaración: el impuesto no afecta a los hogares.", L),
    ("Korrektur: Die Brücke ist 40 Meter lang.", C),
    ("In einer früheren Version dieses Artikels hieß es, die Mine sei geschlossen.", C),
    ("Dieser Artikel wurde nach Erscheinen korrigiert.", C),
    ("Dieser Text wurde zurückgezogen.", R),
    ("Wir haben den Artikel zurückgezogen.", R),
    ("Correzione: il ponte apre a maggio, non ad aprile.", C),
    ("Una versione precedente di questo articolo dava un costo errato.", C),
    ("Questo articolo è stato ritirato.", R),
    ("Uma versão anterior deste texto dava um custo errado.", C),
    ("Este artigo foi corrigido para acertar o custo.", C),
    ("Klarstellung: Die Steuer gilt nur für Firmen.", L),
    ("Anmerkung der Redaktion: In einer früheren Fassung dieses Textes stand eine falsche Zahl.", C),
    ("Rectificatif : le pont mesure 40 mètres.", C),
    ("Une version précédente de cet article donnait un chiffre faux.", C),
    ("Cet article a été mis à jour avec la réponse du ministère.", U),
    ("Cet article a été retiré.", R),
    ("تصحيح: طول الجسر أربعون مترا.", C),
    ("ورد في نسخة سابقة من هذا المقال أن المنجم مغلق.", C),
    ("تم سحب هذا الخبر.", R),
    ("توضيح: الضريبة تشمل الشركات فقط.", L),
    ("Исправление: длина моста — 40 метров.", C),
    ("В предыдущей версии этой статьи говорилось, что шахта закрыта.", C),
    ("Статья отозвана.", R),
    ("Материал обновлён после ответа министерства.", U),
    ("更正：桥长四十米。", C),
    ("本文早前版本误称矿山已关闭。", C),
    ("本文已更新，加入该部的回应。", U),
    ("本文已撤回。", R),
]
FRIENDS = [
    "The correction in the market wiped out a year of gains.",
    "A market correction: that is what Moss expects.",
    "He was held in the company's correctional facility.",
    "He retracted his statement on Monday.",
    "The minister corrected himself.",
    "The study has been retracted by the journal.",
    "Correction officers walked out on Friday.",
    "The ministry has withdrawn its report on the dam.",
    "Troops have been withdrawn from the border.",
    "The army updated its figures on Sunday.",
    "Updated: 3 May 2024, 10:00",
    "Updated 3 May 2024",
    "This article was updated at 10:00.",
    "This article was first published in the Kestrin Herald.",
    "An earlier version of this article was published in 2019.",
    "Editor's note: A previous version of this story published in 2021.",
    "An earlier version of the bill was rejected by the council.",
    "Editor's note: Ida Moss teaches economics at the University of Kestrin.",
    "“Correction: I never said that,” the mayor told reporters.",
    "This story was told to her by her grandmother.",
    "This page of history has been closed.",
    "Das Gericht hat die Entscheidung korrigiert.",
    "El ministro corrigió sus palabras.",
    "Le ministre a retiré sa plainte.",
    "Он исправил ошибку.",
    "政府已撤回该法案。",
    "سحبت الحكومة مشروع القانون.",
]
TITLES = [
    ("CORRECTED-Port Ellery bank lifts profit forecast", C),
    ("CORRECTED-UPDATE 2-Port Ellery bank lifts profit forecast", C),
    ("Correction: Ferry-Sinking story", C),
    ("REFILE-Ferry service resumes", C),
    ("UPDATE 2-Ferry service resumes", U),
    ("RETRACTED: Monster seen in Brundlemere", R),
    ("KILL-Monster seen in Brundlemere", R),
    ("WITHDRAWN - Monster seen in Brundlemere", R),
    ("CLARIFICATION: Who pays the harbour tax", L),
    ("Update on the ferry", None),
    ("Correction ahead for house prices", None),
    ("Kill Devil Hill: a walk", None),
    ("Retracted claws: how cats hunt", None),
    ("Withdrawn from sale: the last Kestrin clocks", None),
    (None, None),
]


@pytest.mark.parametrize(("text", "kind"), SENTENCES, ids=[text[:40] for text, _ in SENTENCES])
def test_what_is_a_notice(text: str, kind: NoticeKind | None) -> None:
    assert kind_of(text) is kind


@pytest.mark.parametrize("text", FRIENDS, ids=[text[:40] for text in FRIENDS])
def test_what_only_looks_like_one(text: str) -> None:
    assert kind_of(text) is None


@pytest.mark.parametrize(("title", "kind"), TITLES, ids=[str(title)[:30] for title, _ in TITLES])
def test_what_titles_say(title: str | None, kind: NoticeKind | None) -> None:
    found = notice(title, sentences("The ferry sails at nine."))
    assert (found.kind if found else None) is kind
    assert found is None or (found.sentence is None and found.text == title)


def test_the_gravest_is_told_and_of_a_kind_the_first() -> None:
    said = sentences(
        "Update: The ferry has resumed its service.",
        "Correction: It was Monday.",
        "Correction: It was Ida.",
    )
    assert notice("UPDATE 2-Ferry resumes", said) == Notice(C, 1, "Correction: It was Monday.")
    assert notice("RETRACTED: Ferry resumes", said) == Notice(R, None, "RETRACTED: Ferry resumes")


@pytest.mark.parametrize("label", ["Correction", "CORRECTIONS:", "Korrektur", "更正"])
def test_a_label_on_a_line_of_its_own_speaks_of_the_next(label: str) -> None:
    said = sentences("The ferry sails at nine.", label, "The ferry sails at ten.")
    assert notice(None, said) == Notice(C, 2, "The ferry sails at ten.")


def test_no_sentences_no_notice() -> None:
    assert notice(None, ()) is None
    assert notice(None, sentences("Update", "The ferry sails at ten.")) is None
