"""Two spellings of one syllable."""

import pytest

from hoso.language import fold_token, respelled, tokenize


@pytest.mark.parametrize("pair", ["quy qui", "quý quí", "sỹ sĩ", "tỷ tỉ", "kỹ kĩ", "lý lí", "ký kí", "mỹ mĩ"])
def test_each_is_looked_for_by_the_other(pair):
    one, other = pair.split()
    assert respelled(one) == (other,)
    assert respelled(other) == (one,)


def test_the_spellings_are_tokens_and_differ_when_folded():
    for token in ("quý", "kỹ", "tỷ"):
        (other,) = respelled(token)
        assert [each.text for each in tokenize(other)] == [other]
        assert fold_token(other) != fold_token(token)


@pytest.mark.parametrize("token", ["vi", "vị", "thủy", "khuya", "đất", "mai"])
def test_other_syllables_have_one_spelling(token):
    assert respelled(token) == ()
