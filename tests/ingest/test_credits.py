from __future__ import annotations

import pytest

from ingest.credits import agency_key, credited

BODY = (
    "The bridge at Ossa was closed on Friday. Nobody was hurt, said Reuters (the agency) and a clerk (AP) of the town."
)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        pytest.param(f"PORT ELLERY, Kestrin (Meridian Wire) — {BODY}", "Meridian Wire", id="dateline"),
        pytest.param(f"OSSA (Corvo Dispatch) — {BODY}", "Corvo Dispatch", id="dateline_of_an_agency_nobody_knows"),
        pytest.param(f"OSSA, March 3 (Reuters) - {BODY}", "Reuters", id="dateline_with_a_date"),
        pytest.param(f"(Reuters) – {BODY}", "Reuters", id="no_place"),
        pytest.param(f"(Reuters) {BODY}", "Reuters", id="no_dash"),
        pytest.param(f"OSSA — (AP) {BODY}", "AP", id="dash_first"),
        pytest.param(f"Ossa (dpa/AFP) - {BODY}", "dpa", id="two_agencies"),
        pytest.param(f"OSSA, 3 Mar. (EUROPA PRESS) - {BODY}", "Europa Press", id="spanish"),
        pytest.param(f"Ossa, 3 mar. (ANSA) - {BODY}", "ANSA", id="italian"),
        pytest.param(f"Ossa (AFP) – {BODY}", "AFP", id="french"),
        pytest.param(f"OSSA, March 3. /TASS/. {BODY}", "TASS", id="slashes"),
        pytest.param(f"ОССА, 3 марта. /ТАСС/. {BODY}", "TASS", id="slashes_russian"),
        pytest.param(f"ОССА, 3 мар - РИА Новости. {BODY}", "RIA Novosti", id="dash_russian"),
        pytest.param("新华社奥萨3月3日电 大桥周五关闭。", "Xinhua", id="chinese"),
        pytest.param("【オッサ共同】橋は金曜日に閉鎖された。", "Kyodo", id="japanese"),
        pytest.param(f"By Ann Bell, Associated Press\n\n{BODY}", "AP", id="byline"),
        pytest.param(f"By Ann Bell\nThe Associated Press\n\n{BODY}", "AP", id="byline_in_two_lines"),
        pytest.param(f"AFP - {BODY}", "AFP", id="name_and_dash"),
        pytest.param(f"{BODY} (Reuters)", "Reuters", id="end"),
        pytest.param(f"{BODY} (Reuters, AP)", "Reuters", id="end_with_two"),
        pytest.param(f"{BODY} [Meridian Newswire].", "Meridian Newswire", id="end_of_an_agency_by_its_name"),
        pytest.param(f"{BODY}\n\nAP contributed to this report.", "AP", id="contributed"),
        pytest.param(f"{BODY} The Associated Press contributed.", "AP", id="contributed_in_full"),
        pytest.param(
            f"{BODY} AP writer Ann Bell in Ossa contributed to this report.", "AP", id="its_writer_contributed"
        ),
        pytest.param(f"{BODY} Agence France-Presse contributed to this story.", "AFP", id="contributed_afp"),
        pytest.param(
            f"{BODY}\nReporting by Ann Bell in Ossa; editing by Tom Orr; Reuters", "Reuters", id="reporting_by"
        ),
        pytest.param(f"{BODY}\nSource: Xinhua News Agency", "Xinhua", id="source"),
        pytest.param(f"{BODY}\nFuente: EFE", "EFE", id="fuente"),
        pytest.param(f"{BODY}\nQuelle: dpa", "dpa", id="quelle"),
        pytest.param(f"{BODY} (mit dpa)", "dpa", id="mit"),
        pytest.param(f"{BODY} (avec AFP)", "AFP", id="avec"),
        pytest.param(f"{BODY}\nCon información de EFE.", "EFE", id="con_informacion"),
        pytest.param(f"{BODY}\nWith reports from Reuters", "Reuters", id="with_reports"),
        pytest.param(f"{BODY}\n© 2025 AFP", "AFP", id="copyright"),
        pytest.param(f"{BODY}\nCopyright 2025 The Associated Press. All rights reserved.", "AP", id="copyright_ap"),
        pytest.param(f"{BODY} — Reuters", "Reuters", id="dash_at_the_end"),
        pytest.param(f"{BODY}\n\nAgence France-Presse", "AFP", id="line_of_its_own"),
        pytest.param(BODY, None, id="none"),
        pytest.param("", None, id="empty"),
        pytest.param(f"{BODY} (Agency)", None, id="an_agency_without_a_name"),
        pytest.param(f"{BODY} Ann Bell contributed to this report.", None, id="a_person_contributed"),
        pytest.param(f"{BODY} (Ann Bell)", None, id="a_person_at_the_end"),
        pytest.param(
            f"The union (UGT) — the largest of Ossa — struck. {BODY}", None, id="an_abbreviation_in_a_sentence"
        ),
        pytest.param(f"OSSA, Pa. – {BODY}", None, id="a_state"),
        pytest.param(f"OSSA, PA – {BODY}", None, id="a_state_in_capitals"),
        pytest.param("Orla Tay (Costa) - one of two - won.", None, id="a_party_in_brackets"),
        pytest.param("The bridge - says Reuters - was closed. Nobody was hurt in Ossa.", None, id="reported_by"),
    ],
)
def test_the_credited_agency(text: str, agency: str | None) -> None:
    assert credited(text) == agency


@pytest.mark.parametrize(
    ("author", "agency"),
    [
        ("Reuters", "Reuters"),
        ("Ann Bell, Associated Press", "AP"),
        ("(Agency)", None),
        ("Ann Bell", None),
        (None, None),
    ],
)
def test_an_author_may_be_an_agency(author: str | None, agency: str | None) -> None:
    assert credited(BODY, author) == agency


@pytest.mark.parametrize(
    ("one", "other"),
    [("AP", "The Associated Press"), ("Reuters", "REUTERS"), ("AFP", "Agence France-Presse"), ("Xinhua", "新华社")],
)
def test_names_of_one_agency_have_one_key(one: str, other: str) -> None:
    assert agency_key(one) == agency_key(other)
    assert agency_key(one) != agency_key("The Inland Tribune")
