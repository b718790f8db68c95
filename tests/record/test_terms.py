"""Terms as dated data."""

from datetime import date

import pytest
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

from hoso.language import PartialDate
from hoso.record.create import create
from hoso.record.official import LEVELS, official_fields
from hoso.record.terms import LISTS, AmbiguousTerm, UnknownTerm, load, resolve, term


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_sound(name):
    terms = load(name)
    assert terms
    assert len({term.key for term in terms}) == len(terms)
    for found in terms:
        assert found.label_vi and found.label_en
        assert found.valid_from is None or found.valid_to is None or found.valid_from <= found.valid_to


def test_a_term_holds_for_its_time():
    conditional = term("use_regimes", "conditional")
    assert not conditional.valid_on(date(2025, 6, 30))
    assert conditional.valid_on(date(2025, 7, 1))
    assert term("use_regimes", "restricted").valid_on(date(2025, 6, 30))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Quyết định", "quyet-dinh"),
        ("quyet dinh", "quyet-dinh"),
        ("qd", "quyet-dinh"),
        ("ĐA", "de-an"),
        ("DA", "du-an"),
        ("HĐ", "hop-dong"),
        ("HD", "huong-dan"),
        ("Công văn", "cong-van"),
        ("nghi-dinh", "nghi-dinh"),
        ("  NGHỊ   ĐỊNH ", "nghi-dinh"),
    ],
)
def test_a_person_finds_a_term(text, key):
    assert resolve("document_types", text).key == key


def test_a_text_that_may_mean_two_terms_is_not_guessed():
    with pytest.raises(AmbiguousTerm, match="Đề án"):
        resolve("document_types", "Dà")


def test_a_text_that_means_nothing_is_refused():
    with pytest.raises(UnknownTerm, match="Chứng minh"):
        resolve("document_types", "Chứng minh")


def test_the_day_decides_between_terms():
    assert resolve("retention", "lâu dài", date(1999, 1, 1)).key == "long-term"


def test_labels_follow_the_language():
    assert term("document_types", "nghi-dinh").label() == "Nghị định"
    assert term("document_types", "nghi-dinh").label("en") == "Decree"


def vocabulary(name, context):
    return getUtility(IVocabularyFactory, f"hoso.{name}")(context)


def test_a_vocabulary_offers_the_terms_of_the_records_day(dossier):
    old = create(dossier, "ArchivalDocument", title="A", issued_date=PartialDate.parse("1998"))
    new = create(dossier, "ArchivalDocument", title="B", issued_date=PartialDate.parse("2025-08-01"))
    assert "conditional" not in {found.value for found in vocabulary("use_regimes", old)}
    assert "restricted" not in {found.value for found in vocabulary("use_regimes", new)}
    unknown = create(dossier, "ArchivalDocument", title="C")
    assert len(vocabulary("use_regimes", unknown)) == len(load("use_regimes"))


def test_a_vocabulary_knows_past_terms(dossier):
    new = create(dossier, "ArchivalDocument", title="B", issued_date=PartialDate.parse("2025-08-01"))
    assert "restricted" in vocabulary("use_regimes", new)
    assert vocabulary("use_regimes", new).getTerm("restricted").title
    with pytest.raises(LookupError):
        vocabulary("use_regimes", new).getTerm("none")


def test_authorities_are_offered_by_uid(portal):
    authority = create(portal, "Authority", title="UBND tỉnh Hà Nam")
    assert authority.UID() in vocabulary("authorities", portal)


def test_every_label_fits_into_its_official_field():
    lists = {"document_type": "document_types", "retention": "retention", "use_regime": "use_regimes"}
    lists |= {"condition": "conditions", "confidence_level": "confidence_levels", "languages": "languages"}
    for level in LEVELS.values():
        for field in official_fields(level):
            for found in load(lists[field.attribute]) if field.attribute in lists else ():
                assert len(found.label_vi) <= field.length, (field, found)
