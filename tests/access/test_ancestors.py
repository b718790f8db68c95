"""What a person learns of what stands above a record."""

import pytest

from hoso.access import set_level, visible_ancestors
from hoso.record.create import create


@pytest.fixture
def document(portal):
    fonds = create(portal, "Fonds", title="Phông kín")
    series = create(fonds, "Series", title="Mục lục mở")
    dossier = create(series, "Dossier", title="Hồ sơ mở")
    set_level(fonds, "private")
    set_level(series, "public")
    return create(dossier, "ArchivalDocument", title="Văn bản")


def test_hidden_ancestors_are_not_named(portal, act, document):
    for name, titles in (
        ("archivist", ["Phông kín", "Mục lục mở", "Hồ sơ mở"]),
        ("member", ["Mục lục mở", "Hồ sơ mở"]),
        ("anonymous", ["Mục lục mở", "Hồ sơ mở"]),
    ):
        act(name)
        assert [above.Title() for above in visible_ancestors(document)] == titles
        crumbs = document.unrestrictedTraverse("breadcrumbs_view").breadcrumbs()
        assert [crumb["Title"] for crumb in crumbs] == [*titles, "Văn bản"]
