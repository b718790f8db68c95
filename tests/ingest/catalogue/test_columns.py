"""What columns are called."""

import pytest

from hoso.ingest.catalogue.columns import FILED, TYPES, Columns, fields_of, labels_of, level_of, normal
from hoso.record.official import LEVELS, official_fields


@pytest.fixture(autouse=True)
def _site(integration):
    """The types are the site's."""


def test_every_field_has_a_column_and_no_two_share_one():
    for portal_type in TYPES:
        labels = labels_of(portal_type)
        assert labels.keys() == fields_of(portal_type).keys()
        assert len({normal(label) for label in labels.values()}) == len(labels), portal_type


@pytest.mark.parametrize("portal_type", TYPES)
def test_a_type_reads_the_header_it_writes(portal_type):
    names, labels = zip(*labels_of(portal_type).items(), strict=True)
    columns = Columns.of(labels)
    assert not columns.problems
    assert tuple(columns.fields[portal_type][index] for index in range(len(labels))) == names


def test_the_words_of_the_circular_and_its_names_are_known():
    for portal_type, level in LEVELS.items():
        for official in official_fields(level):
            if official.attribute in fields_of(portal_type):
                for word in (official.label_vi, official.name, official.label_vi.upper()):
                    assert Columns.of((word,)).fields[portal_type] == {0: official.attribute}, word


@pytest.mark.parametrize(
    ("header", "attribute"),
    [("Tên tệp", "file"), ("TEN TEP", "file"), ("path", "file"), ("File", "file"), ("Cấp", "level"), ("uid", "uid")],
)
def test_columns_that_say_what_a_row_is_about(header, attribute):
    assert getattr(Columns.of(("x", header)), attribute) == 1


@pytest.mark.parametrize(
    ("header", "field"),
    [("Trích yếu", "title"), ("so, ky hieu", None), ("ngày ban hành", "issued_date"), ("code_number", "code_number"),
     ("Số\ncủa văn bản", "code_number"), ("Tác giả", "organ_name"), ("Từ tờ", "sheet_from")],
)  # fmt: skip
def test_common_wordings(header, field):
    assert Columns.of((header,)).fields["ArchivalDocument"].get(0) == field


def test_one_label_may_mean_a_field_of_each_level():
    columns = Columns.of(("Ngôn ngữ",))
    assert columns.fields["Dossier"] == columns.fields["ArchivalDocument"] == {0: "languages"}


def test_unknown_columns_are_reported_with_suggestions_and_empty_ones_passed_over():
    columns = Columns.of(("file", "Trích yêu nôi dug", "Người nhập liệu", ""))
    assert [problem.column for problem in columns.problems] == ["Trích yêu nôi dug", "Người nhập liệu"]
    assert "“Trích yếu nội dung”" in columns.problems[0].message_vi


def test_of_columns_for_one_field_the_one_that_fits_best_counts_and_the_other_is_reported():
    columns = Columns.of(("file", "Trích yếu", "title", "Trích yếu nội dung", "path"))
    assert columns.file == 0
    assert columns.fields["ArchivalDocument"] == {3: "title"}
    assert columns.fields["Dossier"] == {2: "title"}
    assert [problem.column for problem in columns.problems] == ["Trích yếu", "path"]


def test_words_for_levels():
    for portal_type, label in TYPES.items():
        assert level_of(label.upper()) == level_of(portal_type) == portal_type
    assert level_of("Hộp") is None
    assert set(FILED) < set(TYPES)
