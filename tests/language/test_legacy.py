"""TCVN3 and VNI: tables against iconv and against a sentence typed in each encoding."""

import subprocess

import pytest

from hoso.language import legacy, nfc, syllable_share

SENTENCE = "Căn cứ Luật Tổ chức chính quyền địa phương; xét đề nghị của Ủy ban nhân dân tỉnh"
TCVN3 = "C¨n cø LuËt Tæ chøc chÝnh quyÒn ®Þa ph\xad¬ng; xÐt ®Ò nghÞ cña ñy ban nh©n d©n tØnh"
VNI = "Caên cöù Luaät Toå chöùc chính quyeàn ñòa phöông; xeùt ñeà nghò cuûa UÛy ban nhaân daân tænh"


def test_tcvn3_table_is_that_of_iconv():
    agreed = 0
    for code in range(0xA1, 0xFF):
        command = ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"]
        theirs = subprocess.run(command, input=bytes([code]), capture_output=True, check=True).stdout.decode()
        ours = legacy.convert(chr(code), "tcvn3")
        assert ours in (theirs, nfc(chr(code))), hex(code)
        agreed += ours == theirs
    assert agreed == 74


def test_convert():
    assert legacy.convert(TCVN3, "tcvn3") == SENTENCE.replace("Ủ", "ủ")
    assert legacy.convert(VNI, "vni") == SENTENCE
    assert legacy.convert(SENTENCE, "unicode") == SENTENCE


def test_capital_fonts_store_small_letters():
    assert legacy.convert("quyÕt ®Þnh", "tcvn3", "ABCDEF+.VnTimeH") == "QUYẾT ĐỊNH"
    assert legacy.convert("quyÕt ®Þnh", "tcvn3", ".VnTime") == "quyết định"


def test_vni_capitals():
    assert legacy.convert("NGHÒ ÑÒNH CUÛA CHÍNH PHUÛ ÑÖÔØNG", "vni") == "NGHỊ ĐỊNH CỦA CHÍNH PHỦ ĐƯỜNG"


@pytest.mark.parametrize(("text", "encoding"), [(TCVN3, "tcvn3"), (VNI, "vni"), (SENTENCE, "unicode")])
def test_detect(text, encoding):
    assert legacy.detect(text) == encoding


@pytest.mark.parametrize("text", ["", "123 / 456", "The quick brown fox", "Être à l'école", "Über Öl"])
def test_other_texts_are_unicode(text):
    assert legacy.detect(text) == "unicode"


def test_fonts_decide_where_the_text_is_too_short():
    assert legacy.convert("bé", "tcvn3") == "bộ"
    assert legacy.detect("bé", ["Arial"]) == "unicode"
    assert legacy.detect("bé", ("ABCDEF+.VnTime",)) == "tcvn3"
    assert legacy.detect("số 15", (".VnTime",)) == "unicode"


def test_syllable_share():
    assert syllable_share(SENTENCE) == 1.0
    assert syllable_share("Quyết định xyzt 15 QH14") == pytest.approx(2 / 3)
    assert syllable_share("15/2016") == 0.0
