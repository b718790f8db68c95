"""The stock add and edit forms work with our types."""

import pytest
import requests
import transaction
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from hoso.record.create import create
from hoso.record.origin import is_described, origin, origin_now

PREFIX = "form.widgets."


@pytest.fixture
def site(functional):
    return functional["portal"]


@pytest.fixture
def browser():
    session = requests.Session()
    session.auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    return session


def fields_in(page):
    """The values of a form's inputs, as a browser would send them back."""
    from lxml import html

    form = html.fromstring(page).xpath("//form[@id='form']")[0]
    return dict(form.form_values())


def test_a_person_describes_a_document(site, browser):
    dossier = create(site, "Dossier", title="Hồ sơ")
    document = create(dossier, "ArchivalDocument", title="001", origin=origin_now("filename"))
    transaction.commit()
    page = browser.get(f"{document.absolute_url()}/edit")
    assert page.status_code == 200
    values = fields_in(page.text)
    values[f"{PREFIX}code_number"] = "1004"
    values[f"{PREFIX}issued_date"] = "6/1998"
    values["form.buttons.save"] = "Save"
    answer = browser.post(f"{document.absolute_url()}/edit", data=values)
    transaction.begin()
    assert answer.status_code == 200
    assert (document.code_number, str(document.issued_date)) == ("1004", "6/1998")
    assert origin(document, "code_number").source == "typed"
    assert origin(document, "title").source == "filename"
    assert is_described(document)


def test_a_wrong_date_is_explained_in_the_form(site, browser):
    dossier = create(site, "Dossier", title="Hồ sơ")
    document = create(dossier, "ArchivalDocument", title="001")
    transaction.commit()
    values = fields_in(browser.get(f"{document.absolute_url()}/edit").text)
    values |= {f"{PREFIX}issued_date": "31/02/1998", "form.buttons.save": "Save"}
    answer = browser.post(f"{document.absolute_url()}/edit", data=values)
    transaction.begin()
    assert "31/02/1998" in answer.text and 'class="invalid-feedback"' in answer.text
    assert document.issued_date is None


@pytest.mark.parametrize("portal_type", ["Authority", "Fonds", "Dossier", "LegalAct"])
def test_a_person_adds_a_record(site, browser, portal_type):
    address = f"{site.absolute_url()}/++add++{portal_type}"
    page = browser.get(address)
    assert page.status_code == 200
    values = fields_in(page.text)
    values |= {f"{PREFIX}title": "Tên của bản ghi", "form.buttons.save": "Save"}
    answer = browser.post(address, data=values)
    transaction.begin()
    assert answer.status_code == 200
    record = site["ten-cua-ban-ghi"]
    assert record.portal_type == portal_type
    assert origin(record, "title").source == "typed"
