"""Ids from names as people give them."""

import pytest

from hoso.record.create import create
from hoso.record.ids import MAX_LENGTH, free_id, normal_id, stem


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Số 1004/QĐ-UBND", "so-1004-qd-ubnd"),
        ("QUYẾT ĐỊNH  giao đất!", "quyet-dinh-giao-dat"),
        ("Quye\u0302\u0301t đi\u0323nh", "quyet-dinh"),  # decomposed, as macOS writes file names
        ("../../etc/passwd", "etc-passwd"),
        ("___", ""),
        ("漢喃", ""),
    ],
)
def test_a_name_becomes_safe(name, expected):
    assert normal_id(name) == expected


def test_a_long_name_is_cut_between_words():
    cut = normal_id("văn bản " * 40)
    assert len(cut) <= MAX_LENGTH
    assert cut.endswith(("van", "ban"))
    assert len(normal_id("x" * 300)) == MAX_LENGTH


@pytest.mark.parametrize(
    ("filename", "expected"),
    [("1004.pdf", "1004"), ("Báo cáo số 1.2", "Báo cáo số 1.2"), (".pdf", ".pdf"), ("a.tar.gz", "a.tar")],
)
def test_the_name_without_its_extension(filename, expected):
    assert stem(filename) == expected


def test_long_names_that_are_equal_when_cut_stay_apart(dossier):
    ids = [create(dossier, "ArchivalDocument", title="x" * 300).getId() for _ in range(12)]
    assert len(set(ids)) == 12
    assert max(map(len, ids)) <= MAX_LENGTH


@pytest.mark.parametrize("name", ["title", "edit", "index_html", "manage", "portal_catalog", "sharing", "view"])
def test_what_would_hide_something_of_the_site_is_not_free(dossier, name):
    assert free_id(dossier, name) != name


def test_a_name_without_letters_gets_the_type(dossier):
    assert create(dossier, "ArchivalDocument", "漢喃", title="漢喃").getId() == "archivaldocument"
