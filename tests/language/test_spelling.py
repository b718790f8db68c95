"""What a mistyped syllable may have been."""

import pytest

from hoso.language.spelling import is_syllable, near_syllables


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("dinhh", ("dinh",)),
        ("dnih", ("dinh",)),
        ("tuk", ("tuc",)),
        ("lai", ("nai",)),
        ("th0ng", ("thong",)),
        ("rnang", ("mang",)),
        ("thutuc", ("thu", "tuc")),
        ("ngiem", ("nghiem",)),
    ],
)
def test_one_mistake_away(wrong, right):
    assert right in near_syllables(wrong)


def test_only_syllables_are_proposed_never_the_word_itself_and_never_much():
    for word in ("dinh", "qd", "ubnd", "15", "internet", "", "a" * 64):
        near = near_syllables(word)
        assert (word,) not in near
        assert all(map(is_syllable, sum(near, ())))
        assert len(near) < 120
