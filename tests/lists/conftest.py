"""A fonds with two series, dossiers in boxes, and a dossier of documents."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace

import pytest
from plone.app.testing import TEST_USER_ID, setRoles

from hoso.access import set_level
from hoso.language import PartialDate
from hoso.record import register
from hoso.record.create import create
from hoso.record.origin import Origin

TYPED = Origin("typed", by="archivist")


@pytest.fixture
def at():
    """The moment at which the lists are made."""
    return datetime(2026, 11, 24, 14, 32)


@pytest.fixture
def portal(integration):
    """The site, used by somebody who may see everything."""
    setRoles(integration["portal"], TEST_USER_ID, ["Manager"])
    return integration["portal"]


def new_dossier(container, number: str, **values):
    """A dossier with a number."""
    title = values.pop("title", f"Hồ sơ giao đất {number}")
    return create(container, "Dossier", number, title=title, origin=TYPED, file_notation=number, **values)


def new_document(dossier, number: int, **values):
    """A described document."""
    return create(
        dossier, "ArchivalDocument", f"{number}.pdf", origin=TYPED, ordinal=number, code_number=str(number), **values
    )


@pytest.fixture
def add_document():
    """``add_document(dossier, number, title=…)`` adds a described document."""
    return new_document


@pytest.fixture
def archive(portal):
    """The records by name."""
    fonds = create(portal, "Fonds", title="UBND tỉnh Hà Nam", origin=TYPED, organ_id="35.01")
    first = create(fonds, "Series", title="Văn phòng", origin=TYPED, number=1)
    second = create(fonds, "Series", title="Địa chính", origin=TYPED, number=2)
    day = PartialDate.parse
    dossier = new_dossier(
        first,
        "0931",
        title="Hồ sơ về việc công bố thủ tục hành chính",
        store="2",
        rack="14",
        box="Hộp 12",
        retention="permanent",
        start_date=day("10/01/2007"),
        end_date=day("20/12/2010"),
        sheet_count=269,
    )
    volume = new_dossier(dossier, "0931a", title="Tập 2")
    neighbour = new_dossier(first, "0932", store="Kho 2", rack="Giá 14", box="12", start_date=day("2011"))
    other = new_dossier(second, "0001", box="9", store="2", rack="14", sheet_count=31, description="rách\nbìa")
    closed = new_dossier(second, "0002", box="10", title="Hồ sơ kín")
    decision = new_document(
        dossier,
        1,
        title="Quyết định về việc công bố bộ thủ tục",
        document_type="quyet-dinh",
        code_notation="QĐ-UBND",
        issued_date=day("12/11/2010"),
        organ_name="UBND tỉnh Hà Nam",
        sheet_from=1,
        sheet_to=84,
    )
    letter = new_document(
        dossier,
        2,
        title="=cmd|'/c calc'!A1",
        document_type="cong-van",
        code_notation="UBND-VP",
        issued_date=day("10/2009"),
        organ_name="@UBND huyện",
        sheet_from=85,
        sheet_to=93,
        description="bản sao",
    )
    undescribed = create(dossier, "ArchivalDocument", "0017.pdf", title="0017")
    placed = new_document(neighbour, 7, title="Tờ trình", document_type="to-trinh", code_notation="TTr-STP")
    register.place(placed, dossier, ordinal=3, sheets="94–95")
    secret = new_document(dossier, 4, title="Văn bản mật danh")
    set_level(secret, "private")
    set_level(closed, "private")
    set_level(fonds, "internal")
    return SimpleNamespace(**{name: value for name, value in locals().items() if name not in ("portal", "day")})


@pytest.fixture
def member(portal, archive):
    """From here on somebody asks who may see what is internal, nothing that is private."""
    from plone import api
    from plone.app.testing import login

    from hoso.access import assign

    api.user.create(username="member", password="Mat-khau-thu-12", email="member@example.org")
    assign("member", "member")
    login(portal, "member")
