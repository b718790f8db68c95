"""Where the paper is."""

from hoso.record.codes import dossier_code
from hoso.record.create import create
from hoso.record.shelf import address


def build(portal):
    fonds = create(portal, "Fonds", title="UBND tỉnh Hà Nam", identifier="000.06.16.G09", organ_id="G09.01")
    series = create(fonds, "Series", title="Mục lục 1", number=2010)
    dossier = create(
        series, "Dossier", title="Giao đất", file_notation="145", store="2", rack="giá 3", box="12", organ_id="K"
    )
    return create(dossier, "Dossier", title="Tập 1")


def test_the_address_stands_on_the_dossier_around(portal):
    volume = build(portal)
    document = create(volume, "ArchivalDocument", title="A", sheet_from=3, sheet_to=7)
    found = address(document)
    assert found.text == "Kho 2 – giá 3 – hộp 12 – hồ sơ Tập 1 – tờ 3–7"
    assert (found.fonds, found.series) == ("UBND tỉnh Hà Nam", "2010")
    assert address(volume.__parent__).text == "Kho 2 – giá 3 – hộp 12 – hồ sơ 145"


def test_a_moved_box_moves_all_inside(portal):
    volume = build(portal)
    document = create(volume, "ArchivalDocument", title="A", sheet_from=3)
    volume.__parent__.box = "13"
    assert address(document).text == "Kho 2 – giá 3 – hộp 13 – hồ sơ Tập 1 – tờ 3"


def test_an_unknown_address_is_empty(portal, document):
    portal_dossier = create(portal, "LegalAct", title="Luật")
    assert address(portal_dossier).text == ""


def test_the_code_of_a_dossier_takes_from_above_what_it_lacks(portal):
    volume = build(portal)
    document = create(volume, "ArchivalDocument", title="A")
    code = dossier_code(document)
    assert (code.identifier, code.organ_id, code.catalogue, code.notation) == ("000.06.16.G09", "K", "2010", "145")
    assert str(code) == "000.06.16.G09.2010.145"
