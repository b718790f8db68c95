"""Values of fields as cells."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoso.ingest.catalogue.cells import Authorities, CellRefused, text_of, value_of
from hoso.ingest.catalogue.columns import TYPES, fields_of
from hoso.language import PartialDate
from hoso.record.create import create
from hoso.record.terms import load


@pytest.fixture
def authorities(integration):
    return Authorities(integration["portal"])


def there_and_back(field, value, authorities, day=None):
    return value_of(field, text_of(field, value, day, authorities), day, authorities)


def test_every_term_of_every_list_comes_back(authorities):
    choices = [field for kind in TYPES for field in fields_of(kind).values() if getattr(field, "vocabularyName", None)]
    lists = {field.vocabularyName.removeprefix("hoso."): field for field in choices}
    lists.pop("authorities")
    assert {"document_types", "retention", "use_regimes"} <= lists.keys()
    for name, field in lists.items():
        for term in load(name):
            for day in (None, term.valid_from, term.valid_to):
                assert there_and_back(field, term.key, authorities, day) == term.key


@pytest.mark.parametrize(
    ("name", "value"),
    [("issued_date", PartialDate.parse("6/1998")), ("issued_date", PartialDate.parse("không ngày")),
     ("page_count", 12), ("languages", ("vi", "en")), ("code_number", "08")],
)  # fmt: skip
def test_values_come_back(authorities, name, value):
    assert there_and_back(fields_of("ArchivalDocument")[name], value, authorities) == value


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(alphabet="ab;\\ =", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_several_values_in_one_cell_come_back(texts, authorities):
    from zope.schema import TextLine, Tuple

    field = Tuple(value_type=TextLine())
    assert there_and_back(field, tuple(texts), authorities) == tuple(texts)


@pytest.mark.parametrize(
    ("name", "text", "advice"),
    [("page_count", "mười", "Hãy chỉ ghi chữ số"), ("issued_date", "31/02/1998", "không có ngày 31"),
     ("document_type", "Giấy mời họp tổ", "Giấy mời họp tổ")],
)  # fmt: skip
def test_what_is_no_value_is_refused_with_advice(authorities, name, text, advice):
    with pytest.raises(CellRefused, match=advice):
        value_of(fields_of("ArchivalDocument")[name], text, None, authorities)


def test_terms_by_label_code_or_without_accents(authorities):
    field = fields_of("ArchivalDocument")["document_type"]
    assert {value_of(field, text, None, authorities) for text in ("Chỉ thị", "CT", "chi thi")} == {"chi-thi"}


def test_authorities_by_name_where_that_is_enough(integration):
    portal = integration["portal"]
    one = create(portal, "Authority", title="Sở Tư pháp")
    twins = [create(portal, "Authority", title="Sở Nội vụ") for _ in range(2)]
    authorities = Authorities(portal)
    assert authorities.text(one.UID()) == "Sở Tư pháp"
    assert authorities.uid("sở tư pháp") == one.UID()
    assert [authorities.uid(authorities.text(twin.UID())) for twin in twins] == [twin.UID() for twin in twins]
    for unclear in ("Sở Nội vụ", "Sở Công Thương"):
        with pytest.raises(CellRefused):
            authorities.uid(unclear)
