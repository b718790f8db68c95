"""Working in the register: rows edited in place, one change for many rows, undoing; without a script."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
import transaction
from lxml import html
from sample import CANARY, TYPED, give_file, pdf

from hoso.record import register
from hoso.record.bulk import commands
from hoso.record.create import create
from hoso.record.locks import hold
from hoso.record.lookup import by_uid
from hoso.record.origin import origin


def page(browser) -> html.HtmlElement:
    return html.fromstring(browser.contents)


def status(browser) -> str:
    return browser.headers["Status"][:3]


def send(browser, form, address=None, **values):
    """Send a form of the page that is open, as a browser would, with these values besides what stands in it."""
    fields = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value)
    fields |= {name: value if isinstance(value, list) else [value] for name, value in values.items()}
    pairs = [(name, each) for name, many in fields.items() for each in many]
    browser.open(address or form.action, data=urlencode(pairs))


def row_form(browser, dossier, document):
    """Open the row of a document for editing; its form."""
    browser.open(f"{dossier.absolute_url()}?row={document.UID()}")
    assert status(browser) == "200"
    found = page(browser)
    form = found.get_element_by_id("row-form")
    # Fields of a table's row cannot stand inside a form around cells: they name it.
    for field in found.xpath("//*[@form='row-form']"):
        form.append(field)
    return form


def change_form(browser, dossier, kind, *documents, **values):
    """Choose rows and a kind of change; the form that asks for more."""
    browser.open(dossier.absolute_url())
    send(browser, page(browser).get_element_by_id("change"), kind=kind, uid=[d.UID() for d in documents], **values)
    assert status(browser) == "200", browser.contents[:500]
    return page(browser).xpath("//form[contains(@class, 'change')]")[0]


def choose_field(browser, dossier, field, *documents):
    """Choose rows and the field to set in them; the form that asks for the value."""
    form = change_form(browser, dossier, "set", *documents)
    send(browser, form, field=field, kind="set")
    return page(browser).xpath("//form[contains(@class, 'change')]")[0]


def follow(browser):
    assert status(browser) == "303"
    browser.open(browser.headers["Location"])
    return page(browser)


def fresh(record):
    transaction.begin()
    return by_uid(record.UID())


@pytest.fixture
def dossier(archive):
    return archive.dossier


def test_a_row_is_edited_where_it_stands_and_the_edit_undone(archive, dossier, browse):
    browser = browse("archivist")
    form = row_form(browser, dossier, archive.document)
    assert form.fields["f-issued_date"] == "30/06/2016"
    send(browser, form, **{"f-code_number": "1005", "f-issued_date": "7/2016"})
    seen = follow(browser)
    document = fresh(archive.document)
    assert (document.code_number, str(document.issued_date)) == ("1005", "7/2016")
    assert origin(document, "code_number").by == "archivist"
    (undo,) = seen.xpath("//form[contains(@action, 'register-undo')]")
    send(browser, undo)
    assert "Đã hoàn tác 1 dòng" in follow(browser).text_content()
    document = fresh(archive.document)
    assert (document.code_number, str(document.issued_date)) == ("1004", "30/06/2016")


def test_wrong_values_come_back_with_what_was_typed(archive, dossier, browse):
    browser = browse("archivist")
    send(browser, row_form(browser, dossier, archive.document), **{"f-issued_date": "32/13/2016", "f-code_number": "7"})
    assert status(browser) == "422"
    found = page(browser)
    assert found.get_element_by_id("f-issued_date").get("value") == "32/13/2016"
    assert found.get_element_by_id("f-code_number").get("value") == "7"
    assert "13" in found.get_element_by_id("e-issued_date").text_content()
    assert fresh(archive.document).code_number == "1004"


def test_a_row_saved_meanwhile_shows_what_stands_there_now(archive, dossier, browse):
    mine, theirs = browse("archivist"), browse("owner")
    form = row_form(mine, dossier, archive.document)
    send(theirs, row_form(theirs, dossier, archive.document), **{"f-organ_name": "Sở Tư pháp"})
    send(mine, form, **{"f-organ_name": "Sở Nội vụ"})
    assert status(mine) == "422"
    assert "Sở Tư pháp" in page(mine).get_element_by_id("e-organ_name").text_content()
    assert fresh(archive.document).organ_name == "Sở Tư pháp"


def test_a_row_open_in_the_edit_form_of_another_is_not_saved(portal, archive, dossier, browse):
    browser = browse("archivist")
    form = row_form(browser, dossier, archive.document)
    hold(archive.document)
    transaction.commit()
    send(browser, form, **{"f-code_number": "7"})
    assert status(browser) == "422"
    assert fresh(archive.document).code_number == "1004"


def test_the_script_gets_the_row_alone(archive, dossier, browse):
    browser = browse("archivist")
    browser.open(f"{dossier.absolute_url()}/@@register-row?part=row&uid={archive.hostile.UID()}")
    (row,) = page(browser).xpath("//tr")
    assert row.get("class") == "row-form"
    assert "<script>alert(1)</script>" in row.xpath("string(.//textarea)")
    assert not page(browser).xpath("//script")
    form = row_form(browser, dossier, archive.hostile)
    send(browser, form, part="row", **{"f-title": f"{CANARY} mới"})
    (table,) = page(browser).xpath("//table")
    assert "Đã lưu" in table.get("data-said")
    assert table.xpath("string(.//span[@class='ttl'])") == f"{CANARY} mới"
    assert not page(browser).xpath("//script | //img")


@pytest.mark.parametrize("person", [None, "member", "stranger"])
def test_others_have_no_means_to_edit(archive, dossier, browse, person):
    browser = browse(person)
    browser.open(dossier.absolute_url())
    found = page(browser)
    assert not found.xpath("//*[@id='row-form'] | //*[contains(@class, 'bulk') or contains(@class, 'row-edit')]")
    assert not found.xpath("//input[@type='checkbox'][@name='uid']")
    for name in ("@@register-row", "@@register-change"):
        browser.open(f"{dossier.absolute_url()}/{name}?uid={archive.document.UID()}")
        assert status(browser) not in ("200", "303")
    browser.open(f"{dossier.absolute_url()}?row={archive.document.UID()}")
    assert "row-form" not in browser.contents


def test_a_row_of_another_dossier_is_not_edited_here(archive, browse):
    browser = browse("archivist")
    browser.open(f"{archive.closed.absolute_url()}?row={archive.document.UID()}")
    assert status(browser) == "404"


@pytest.mark.parametrize("name", ["register-row", "register-change", "register-undo"])
def test_without_the_token_nothing_is_written(archive, dossier, browse, name):
    browser = browse("archivist")
    data = urlencode({"uid": archive.document.UID(), "f-code_number": "7", "kind": "clear", "field": "organ_name"})
    browser.open(f"{dossier.absolute_url()}/@@{name}", data=data)
    assert status(browser) not in ("200", "303")
    assert fresh(archive.document).code_number == "1004"


def test_one_change_for_many_rows_is_shown_done_and_undone(archive, dossier, browse):
    browser = browse("archivist")
    form = choose_field(browser, dossier, "organ_name", archive.document, archive.hostile)
    send(browser, form, text="Sở Tư pháp", step="preview")
    found = page(browser)
    shown = [
        [cell.text_content().strip() for cell in row]
        for row in found.xpath("//table[@aria-labelledby='h-preview']//tr")
    ]
    assert [row[2:] for row in shown[1:]] == [["(để trống)", "Sở Tư pháp"], [CANARY[:100], "Sở Tư pháp"]]
    assert fresh(archive.document).organ_name is None
    form = found.xpath("//form[contains(@class, 'change')]")[0]
    send(browser, form, step="confirm")
    seen = follow(browser)
    assert "Đã sửa 2 dòng" in seen.text_content()
    assert fresh(archive.hostile).organ_name == fresh(archive.document).organ_name == "Sở Tư pháp"
    send(browser, seen.xpath("//form[contains(@action, 'register-undo')]")[0])
    assert "Đã hoàn tác 2 dòng" in follow(browser).text_content()
    assert (fresh(archive.document).organ_name, fresh(archive.hostile).organ_name) == (None, CANARY[:100])


def test_terms_are_chosen_by_their_names(archive, dossier, browse):
    browser = browse("archivist")
    form = choose_field(browser, dossier, "document_type", archive.hostile)
    assert "cong-van" in form.inputs["text"].value_options
    send(browser, form, text="cong-van", step="preview")
    shown = page(browser).xpath("//table[@aria-labelledby='h-preview']/tbody/tr/td[last()]")
    assert [cell.text_content().strip() for cell in shown] == ["Công văn"]


def test_dossiers_of_a_series_get_their_place_on_the_shelf(archive, browse):
    browser = browse("archivist")
    send(browser, choose_field(browser, archive.series, "box", archive.dossier), text="300", step="preview")
    send(browser, page(browser).xpath("//form[contains(@class, 'change')]")[0], step="confirm")
    follow(browser)
    assert fresh(archive.dossier).box == "300"


def test_what_changed_after_it_was_shown_is_shown_again(archive, dossier, browse):
    browser, other = browse("archivist"), browse("owner")
    form = change_form(browser, dossier, "replace", archive.document)
    send(browser, form, text="phương án", by="Phương án", step="preview")
    form = page(browser).xpath("//form[contains(@class, 'change')]")[0]
    send(other, row_form(other, dossier, archive.document), **{"f-title": "Quyết định về phương án khác"})
    send(browser, form, step="confirm")
    assert status(browser) == "422"
    assert "Quyết định về Phương án khác" in page(browser).text_content()
    assert fresh(archive.document).title == "Quyết định về phương án khác"


def test_documents_are_moved_to_a_dossier_that_was_searched_for(archive, dossier, browse, index):
    browser = browse("archivist")
    form = change_form(browser, dossier, "move", archive.document)
    send(browser, form, asked="9999", step="ask")
    form = page(browser).xpath("//form[contains(@class, 'change')]")[0]
    send(browser, form, text=archive.closed.UID(), step="preview")
    assert "Nội bộ" in page(browser).xpath("string(//div[@class='effects'])")
    form = page(browser).xpath("//form[contains(@class, 'change')]")[0]
    send(browser, form, text=archive.closed.UID(), step="confirm")
    assert "Đã chuyển 1 văn bản" in follow(browser).text_content()
    assert fresh(archive.document).__parent__.getId() == archive.closed.getId()
    browser.open(archive.document.absolute_url().replace(dossier.getId(), archive.closed.getId()))
    assert status(browser) == "200"


def test_all_rows_are_a_choice_and_nothing_chosen_is_said(archive, dossier, browse):
    browser = browse("archivist")
    form = change_form(browser, dossier, "number", all="1")
    send(browser, form, first="5", step="preview")
    found = page(browser)
    assert len(found.xpath("//table[@aria-labelledby='h-preview']/tbody/tr")) == register.count(dossier)
    assert "loại này không có số thứ tự" in found.text_content()  # the legal act
    browser.open(dossier.absolute_url())
    send(browser, page(browser).get_element_by_id("change"), kind="set")
    assert status(browser) == "400"


def test_a_row_that_is_not_here_cannot_be_chosen(archive, dossier, browse):
    outside = create(archive.closed, "ArchivalDocument", title="Nơi khác", origin=TYPED)
    transaction.commit()
    browser = browse("archivist")
    browser.open(dossier.absolute_url())
    send(browser, page(browser).get_element_by_id("change"), kind="set", uid=[outside.UID()])
    assert status(browser) == "400"


def test_a_large_change_is_left_to_the_worker_and_says_how_far_it_is(archive, dossier, browse, monkeypatch):
    monkeypatch.setattr(commands, "AT_ONCE", 1)
    browser = browse("archivist")
    send(
        browser,
        choose_field(browser, dossier, "keywords", archive.document, archive.hostile),
        text="đất",
        step="preview",
    )
    send(browser, page(browser).xpath("//form[contains(@class, 'change')]")[0], step="confirm")
    seen = follow(browser)
    assert "Đã làm 0 / 2 dòng" in seen.text_content()
    assert seen.xpath("//*[@data-wait]") and not seen.xpath("//form[contains(@action, 'undo')]//button")


def test_what_is_missing_in_a_dossier_leads_there(archive, dossier, browse):
    browser = browse("archivist")
    browser.open(dossier.absolute_url())
    found = page(browser)
    assert "1 văn bản chưa mô tả" in found.xpath("string(//ul[@class='cond'])")
    browser.open(found.xpath("//ul[@class='cond']//a/@href")[0])
    titles = page(browser).xpath("//table[@id='register']//span[@class='ttl']")
    assert [title.text_content() for title in titles] == [CANARY[:200]]
    member = browse("member")
    member.open(dossier.absolute_url())
    assert not page(member).xpath("//ul[@class='cond']")


def test_documents_lead_to_their_neighbours_that_may_be_seen(archive, dossier, browse):
    for person, names in (("archivist", 4), ("member", 3)):
        browser = browse(person)
        browser.open(dossier.absolute_url())
        urls = page(browser).xpath("//table[@id='register']//span[@class='ttl']/a/@href")
        assert len(urls) == names
        for before, after in zip(urls, urls[1:], strict=False):
            browser.open(before)
            assert page(browser).xpath("//head/link[@rel='next']/@href") == [after]
            browser.open(after)
            assert page(browser).xpath("//head/link[@rel='prev']/@href") == [before]


def test_the_search_is_bound_to_the_dossier(archive, dossier, browse):
    browser = browse("member")
    browser.open(dossier.absolute_url())
    (form,) = page(browser).xpath("//form[contains(@class, 'find-inside')]")
    assert form.fields["within"] == dossier.UID()
    browser.open(f"{form.action}?{urlencode({'within': dossier.UID(), 'q': 'rà soát'})}")
    assert dossier.title in page(browser).xpath("string(//p[@class='chips'])")
    browser.open(f"{form.action}?{urlencode({'within': archive.secret.UID(), 'q': 'rà soát'})}")
    assert status(browser) == "404"


def test_a_file_is_read_again_on_request(archive, browse):
    browser = browse("archivist")
    browser.open(archive.document.absolute_url())
    (form,) = page(browser).xpath("//form[contains(@action, 'read-again')]")
    send(browser, form)
    assert "chờ đọc" in follow(browser).xpath("string(//p[contains(@class, 'reg-meta')])")
    member = browse("member")
    member.open(archive.document.absolute_url())
    assert not page(member).xpath("//form[contains(@action, 'read-again')]")


def test_only_a_record_without_a_file_is_removed_after_its_effects_were_shown(archive, dossier, browse):
    empty = create(dossier, "ArchivalDocument", title="Nhầm", origin=TYPED)
    transaction.commit()
    browser = browse("archivist")
    browser.open(f"{archive.document.absolute_url()}/@@remove")
    assert status(browser) == "403"
    browser.open(empty.absolute_url())
    browser.open(page(browser).xpath("//a[contains(@href, '@@remove')]/@href")[0])
    send(browser, page(browser).xpath("//form[contains(@action, '@@remove')]")[0])
    assert follow(browser).xpath("//table[@id='register']")
    assert fresh(empty) is None
    member = browse("member")
    member.open(f"{archive.document.absolute_url()}/@@remove")
    assert not page(member).xpath("//form[contains(@action, '@@remove')]")


def test_a_file_added_meanwhile_keeps_the_record(archive, dossier, browse):
    empty = create(dossier, "ArchivalDocument", title="Nhầm", origin=TYPED)
    transaction.commit()
    browser = browse("archivist")
    browser.open(f"{empty.absolute_url()}/@@remove")
    form = page(browser).xpath("//form[contains(@action, '@@remove')]")[0]
    give_file(empty, pdf(1), "1.pdf")
    transaction.commit()
    send(browser, form)
    assert status(browser) == "403"
    assert fresh(empty) is not None
