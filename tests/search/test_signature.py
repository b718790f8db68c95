"""Near duplicates share bands, other texts do not."""

import random

import pytest

from hoso.search.signature import resemblance, signature, text_runs


@pytest.fixture
def texts(library):
    """The texts of the library, by uid."""
    return {entry.uid: list(entry.pages) for entry in library}


def misread(pages, share, seed=1):
    """The pages with a share of their words spoilt, as a poor scan is read."""
    chance = random.Random(seed)
    return [" ".join("xx" if chance.random() < share else word for word in page.split()) for page in pages]


def test_the_same_words_have_the_same_signature_however_they_are_written(texts):
    pages = texts["nd31"]
    assert len(set(signature(pages))) == 24
    assert signature(pages) == signature([page.upper() for page in pages]) == signature(["\n\n".join(pages)])


@pytest.mark.parametrize("share", [0.02, 0.05])
def test_two_readings_of_one_paper_share_a_band(texts, share):
    for name, pages in texts.items():
        assert set(signature(misread(pages, share))) & set(signature(pages)), name
        assert 0.5 < resemblance(text_runs(misread(pages, share)), text_runs(pages)) < 1


def test_other_texts_of_the_same_kind_share_none(texts):
    for one, pages in texts.items():
        for other, others in texts.items():
            if one < other:
                assert not set(signature(pages)) & set(signature(others)), (one, other)
                assert resemblance(text_runs(pages), text_runs(others)) < 0.2


def test_short_and_empty_texts_have_no_signature_and_nothing_in_common():
    assert signature([]) == signature(["chỉ vài chữ"]) == []
    assert resemblance(text_runs([]), text_runs([])) == 0
    assert resemblance(text_runs(["một hai ba"]), text_runs([])) == 0
