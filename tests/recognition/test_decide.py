from dataclasses import replace

import pytest

from hoso.recognition.decide import Decision, PageEvidence, decide
from hoso.recognition.look import Look

VIETNAMESE = "Căn cứ Luật Tổ chức chính quyền địa phương và đề nghị của Giám đốc Sở Nội vụ tỉnh"
ENGLISH = "The parties to this agreement shall be bound by the terms of it and are not released from them"
GARBAGE = "CQNG HbA xA HQI CHfr NGHiA VI$T NAM DQc l4p Tg do Hqnh phric s6 12ffiD ngiy"
TEXT = PageEvidence(
    text=VIETNAMESE, characters=70, bad=0, guessed=0, words=17, fonts=(), image_share=0.0, suspicious=False, empty=False
)
GOOD = Look(blank=False, pieces=300, coverage=0.98, covered=0, unseen=0)


def nobody_looks() -> Look:
    raise AssertionError("the page was drawn though its layer is enough")


@pytest.mark.parametrize(
    ("page", "look", "way", "reason"),
    [
        ({}, None, "text", "text_layer"),
        ({"text": ENGLISH}, None, "text", "text_layer"),
        ({"bad": 30}, None, "ocr", "bad_characters"),
        ({"bad": 1}, None, "text", "text_layer"),
        ({"guessed": 70}, None, "text", "text_layer"),
        ({"guessed": 70, "text": GARBAGE}, None, "ocr", "bad_characters"),
        ({"image_share": 1.0}, GOOD, "text", "text_layer"),
        ({"image_share": 1.0, "text": ENGLISH}, GOOD, "text", "text_layer"),
        ({"image_share": 1.0, "text": GARBAGE}, None, "ocr", "garbage_layer"),
        ({"image_share": 1.0}, replace(GOOD, coverage=0.2), "ocr", "uncovered_ink"),
        ({"image_share": 1.0}, replace(GOOD, coverage=0.2, pieces=10), "text", "text_layer"),
        ({"suspicious": True}, replace(GOOD, covered=1), "ocr", "covered_text"),
        ({"suspicious": True}, replace(GOOD, unseen=12), "ocr", "hidden_text"),
        ({"suspicious": True}, replace(GOOD, unseen=1), "text", "text_layer"),
        ({"characters": 0, "text": "", "empty": True}, None, "blank", "blank_page"),
        ({"characters": 0, "text": ""}, replace(GOOD, blank=True), "blank", "blank_page"),
        ({"characters": 0, "text": "", "image_share": 1.0}, GOOD, "ocr", "no_text_layer"),
        ({"characters": 2, "text": "17"}, GOOD, "text", "text_layer"),
        ({"characters": 2, "text": "17", "image_share": 1.0}, GOOD, "ocr", "no_text_layer"),
    ],
)
def test_rules(page, look, way, reason):
    decision = decide(replace(TEXT, **page), (lambda: look) if look else nobody_looks)
    assert (decision.way, decision.reason) == (way, reason)


@pytest.mark.parametrize(
    ("fonts", "encoding"), [(("Arial",), "unicode"), ((".VnTimeH",), "tcvn3"), (("ABCDEF+.VnArial",), "tcvn3")]
)
def test_a_few_words_are_converted_only_where_the_font_says_so(fonts, encoding):
    page = replace(TEXT, text="QuyÕt ®Þnh sè 5", words=4, characters=12, fonts=fonts)
    assert decide(page, nobody_looks).encoding == encoding


def test_a_legacy_layer_is_converted():
    page = replace(TEXT, text="C¨n cø LuËt Tæ chøc chÝnh quyÒn ®Þa ph\xad¬ng")
    assert decide(page, nobody_looks) == Decision("legacy-convert", "legacy_tcvn3", "tcvn3")
