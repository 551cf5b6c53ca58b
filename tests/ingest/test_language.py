from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from ingest import language as language_module
from ingest.language import UNKNOWN, detect, normalise

_TEXTS = {
    "en": "The harbour bridge will stay closed until the end of next week, the city council said on Monday.",
    "es": "El puente del puerto permanecerá cerrado hasta finales de la próxima semana, dijo el ayuntamiento.",
    "fr": "Le pont du port restera fermé jusqu'à la fin de la semaine prochaine, a annoncé la mairie lundi.",
    "de": "Die Hafenbrücke bleibt bis zum Ende der kommenden Woche gesperrt, wie die Stadt am Montag mitteilte.",
    "ru": "Мост в порту останется закрытым до конца следующей недели, сообщили в мэрии в понедельник.",
    "ar": "سيبقى جسر الميناء مغلقا حتى نهاية الأسبوع المقبل بحسب ما أعلن مجلس المدينة يوم الاثنين في بيان رسمي.",
    "zh": "市政府星期一表示，港口大桥将关闭至下周末，届时工程师将完成对桥墩的检查，并公布维修所需的时间和费用。",
    "hi": "नगर परिषद ने सोमवार को कहा कि बंदरगाह का पुल अगले सप्ताह के अंत तक बंद रहेगा और जांच जारी रहेगी।",
}


@pytest.mark.parametrize("language", _TEXTS)
def test_detect(language: str) -> None:
    assert detect(_TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "Der Tag", "12,345 | 67.8 % | 9,000 | 1,234,567 | 88 | 4,321 | 5", "ok " * 3])
def test_what_is_too_short_or_no_prose_has_no_language(text: str) -> None:
    assert detect(text) is None


def test_only_the_beginning_counts() -> None:
    assert detect(_TEXTS["en"] * 12 + _TEXTS["ru"] * 100) == "en"


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        *(("en", "en"), ("EN", "en"), ("en-GB", "en"), ("en_US", "en"), (" pt-br ", "pt"), ("zh-Hans-CN", "zh")),
        *(("eng", "en"), ("ger", "de"), ("deu", "de"), ("iw", "he"), ("fil", "fil"), ("no", "no")),
        *(("English", "en"), ("german", "de"), ("Arabic", "ar"), ("Chinese", "zh")),
    ],
)
def test_normalise(tag: str, language: str) -> None:
    assert normalise(tag) == language


@pytest.mark.parametrize("tag", ["", "e", "xx", "Klingonisch", "en-", "12", "en GB", *UNKNOWN])
def test_what_is_no_language_is_refused_and_named(tag: str) -> None:
    with pytest.raises(ValueError, match="write it as 'en'") as caught:
        normalise(tag)
    assert repr(tag) in str(caught.value)


def test_detected_languages_are_normal() -> None:
    for text in _TEXTS.values():
        assert normalise(detect(text) or "") == detect(text)


def test_threads_that_begin_together_load_the_model_once() -> None:
    language_module._loaded.cache_clear()
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(detect, ["The council met on Monday to talk about the bridge."] * 4)) == {"en"}
    assert language_module._loaded.cache_info().misses == 1
