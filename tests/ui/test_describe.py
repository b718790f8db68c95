"""The forms to describe records: what is saved, as whose, and what two editors see of each other."""

from __future__ import annotations

import json

import pytest
import transaction
from lxml import html
from plone import api

from hoso.access import assign, level, set_level
from hoso.language import PartialDate
from hoso.record import locks
from hoso.record.create import create
from hoso.record.fields.dated_names import DatedName
from hoso.record.origin import Origin, origin, set_values

PREFIX = "form.widgets."
PASSWORD = "Mat-khau-thu-12"


class Form:
    """A form as a person without a script uses it."""

    def __init__(self, browser, url: str) -> None:
        browser.followRedirects = True
        browser.open(url)
        self.browser = browser

    @property
    def page(self) -> html.HtmlElement:
        return html.fromstring(self.browser.contents)

    @property
    def text(self) -> str:
        return " ".join(self.page.text_content().split())

    def __getitem__(self, name: str) -> str:
        return self._form.getControl(name=PREFIX + name).value

    def type(self, **values: str) -> Form:
        for name, value in values.items():
            self._form.getControl(name=PREFIX + name).value = value
        return self

    def tick(self, *names: str) -> Form:
        self._form.getControl(name="hoso.confirm:list").value = list(names)
        return self

    def press(self, button: str = "save") -> Form:
        self._form.getControl(name=f"form.buttons.{button}").click()
        transaction.begin()
        return self

    def has(self, button: str) -> bool:
        return bool(self.page.xpath(f"//button[@name='form.buttons.{button}']"))

    @property
    def _form(self):
        return self.browser.getForm(id="form")


@pytest.fixture
def edit(archive, browse):
    """``edit(person, record)``: the form, open."""
    return lambda person, record: Form(browse(person), f"{record.absolute_url()}/edit")


@pytest.fixture
def colleague(portal):
    """A second archivist, with a full name."""
    user = api.user.create(username="toan", password=PASSWORD, email="toan@example.org")
    user.setMemberProperties({"fullname": "Trần Văn Toàn"})
    assign("toan", "archivist")
    transaction.commit()
    return "toan"


def kinds(archive) -> list:
    return [archive.fonds, archive.series, archive.dossier, archive.document, archive.dossier["22-pdf"]]


def test_every_field_is_tied_to_its_label_and_its_help(archive, edit):
    for record in kinds(archive):
        page = edit("archivist", record).page
        inputs = page.xpath("//form[@id='form']//*[starts-with(@name, 'form.widgets.')][not(@type='hidden')]")
        assert inputs
        for field in inputs:
            assert page.xpath(f"//label[@for='{field.get('id')}']"), field.get("name")
            assert page.xpath(f"//*[@id='{field.get('aria-describedby')}']"), field.get("name")


def test_fields_stand_in_groups_with_the_number_of_the_circular(archive, edit):
    form = edit("archivist", archive.document)
    legends = [legend.text_content().strip() for legend in form.page.xpath("//form[@id='form']//legend")]
    assert legends == ["Mô tả", "Tờ và bản giấy", "Mô tả thêm", "Tiếp cận"]
    first = [field.get("name") for field in form.page.xpath("//fieldset[1]//*[starts-with(@name, 'form.widgets.')]")]
    order = ("code_number", "code_notation", "document_type", "issued_date", "title")
    assert first[:5] == [PREFIX + name for name in order]
    help_ = form.page.xpath("string(//*[@id='form-widgets-issued_date-help'])")
    assert "TT 02/2019, Phụ lục I, trường 7." in " ".join(help_.split())


def test_only_what_was_changed_becomes_typed(archive, edit):
    read = Origin("read", detail={"page": 1, "confidence": 66})
    set_values(archive.document, {"organ_name": "UBND tỉnh", "keywords": "đất"}, read)
    transaction.commit()
    form = edit("archivist", archive.document)
    assert "Máy đọc 66 %" in form.text and "trang 1" in form.text
    form.type(keywords="đất đai").press()
    assert origin(archive.document, "keywords").by == "archivist"
    assert origin(archive.document, "organ_name") == read
    assert not origin(archive.document, "organ_name").certain
    assert "Đã lưu 1004/QĐ-UBND." in form.text


def test_values_are_confirmed_one_by_one_or_together(archive, edit):
    set_values(archive.document, {"organ_name": "UBND tỉnh", "keywords": "đất", "page_count": 3}, Origin("read"))
    transaction.commit()
    edit("archivist", archive.document).tick("keywords").press()
    assert origin(archive.document, "keywords").confirmed_by == "archivist"
    assert origin(archive.document, "keywords").source == "read"
    assert not origin(archive.document, "page_count").certain
    edit("archivist", archive.document).tick("all").type(organ_name="UBND tỉnh Hà Nam").press()
    assert origin(archive.document, "page_count").confirmed_by == "archivist"
    typed = origin(archive.document, "organ_name")
    assert (typed.source, typed.confirmed_by) == ("typed", None)
    assert "xác nhận" not in edit("archivist", archive.document).text


def test_line_ends_of_the_browser_are_no_change(archive, edit):
    set_values(archive.document, {"title": "Dòng một\nDòng hai"}, Origin("catalogue", detail={"row": 3}))
    transaction.commit()
    form = edit("archivist", archive.document)
    form.type(title="Dòng một\r\nDòng hai").press()
    assert origin(archive.document, "title").source == "catalogue"
    assert "không có gì thay đổi" in form.text


def test_what_is_wrong_is_listed_with_links_and_nothing_typed_is_lost(archive, edit):
    form = edit("archivist", archive.document)
    form.type(issued_date="31/11/2020", title="x" * 503, ordinal="1.5", keywords="giữ lại").press()
    assert "Chưa lưu được, 3 chỗ cần sửa. Chữ đã gõ còn nguyên." in form.text
    links = form.page.xpath("//div[@id='trouble']//li/a/@href")
    assert links == ["#form-widgets-issued_date", "#form-widgets-title", "#form-widgets-ordinal"]
    assert all(form.page.xpath(f"//*[@id='{link[1:]}'][@aria-invalid='true']") for link in links)
    assert "Tháng 11 có 30 ngày" in form.text and "Thừa 3 ký tự; tối đa 500." in form.text
    assert (form["keywords"], form["issued_date"]) == ("giữ lại", "31/11/2020")
    assert str(archive.document.issued_date) == "30/06/2016"


def test_the_last_sheet_is_not_before_the_first(archive, edit):
    form = edit("archivist", archive.document).type(sheet_from="9").press()
    assert form.page.xpath("//div[@id='trouble']//li/a/@href") == ["#form-widgets-sheet_to"]
    assert "Tờ cuối đứng trước tờ đầu." in form.text and archive.document.sheet_from == 1


@pytest.mark.parametrize(("typed", "key"), [("QD-x", None), ("ke hoach", "ke-hoach"), ("CV", "cong-van"), ("", None)])
def test_a_type_is_chosen_by_typing(archive, edit, typed, key):
    form = edit("archivist", archive.document).type(document_type=typed).press()
    if typed and key is None:
        assert "“QD-x” không có trong danh mục." in form.text
        assert archive.document.document_type == "quyet-dinh"
    else:
        assert archive.document.document_type == key


def test_several_terms_stand_in_a_line(archive, edit):
    edit("archivist", archive.document).type(languages="tieng viet; Pháp").press()
    assert archive.document.languages == ("vi", "fr")
    assert edit("archivist", archive.document)["languages"] == "Tiếng Việt; Tiếng Pháp"


def test_a_year_has_no_dot(archive, edit):
    edit("archivist", archive.dossier).type(file_catalogue="2016", sheet_count="1.284").press()
    assert (archive.dossier.file_catalogue, archive.dossier.sheet_count) == (2016, 1284)
    assert edit("archivist", archive.dossier)["file_catalogue"] == "2016"


def test_an_authority_is_chosen_by_a_name_it_had(archive, portal, edit):
    authority = create(portal, "Authority", title="Ủy ban nhân dân tỉnh Ninh Bình", code="H42")
    transaction.commit()
    form = edit("archivist", archive.fonds).type(creator_authority="uy ban nhan dan tinh ninh binh").press()
    assert archive.fonds.creator_authority == authority.UID()
    form = edit("archivist", archive.fonds)
    assert form["creator_authority"] == "Ủy ban nhân dân tỉnh Ninh Bình"
    form.type(creator_authority="Ủy ban tỉnh").press()
    assert "Gần giống: Ủy ban nhân dân tỉnh Ninh Bình (H42)" in form.text


def test_two_who_change_one_field_compare_and_lose_nothing(archive, edit, colleague):
    first, other = edit("archivist", archive.document), edit(colleague, archive.document)
    other.type(keywords="của Toàn", description="ghi chú của Toàn").press()
    first.type(keywords="của tôi").press()
    assert archive.document.keywords == "của Toàn"
    told = " ".join(first.page.xpath("string(//div[@id='trouble'])").split())
    assert "đã đổi từ khi bạn mở" in told and "của Toàn" in told and "Trần Văn Toàn" in told
    assert (first["keywords"], first["description"]) == ("của tôi", "ghi chú của Toàn")
    first.press()
    assert (archive.document.keywords, archive.document.description) == ("của tôi", "ghi chú của Toàn")


def test_two_who_change_different_fields_are_both_kept(archive, edit, colleague):
    first, other = edit("archivist", archive.document), edit(colleague, archive.document)
    other.type(description="ghi chú của Toàn").press()
    first.type(keywords="của tôi").press()
    assert (archive.document.keywords, archive.document.description) == ("của tôi", "ghi chú của Toàn")
    assert origin(archive.document, "description").by == colleague
    assert "Trần Văn Toàn đã sửa “Ghi chú”" in first.text


def test_a_lock_names_who_edits_and_can_be_taken_over(archive, edit, colleague, browse):
    hold(edit(colleague, archive.document), archive.document)
    assert locks.holder(archive.document).user_id == colleague
    form = edit("archivist", archive.document)
    assert "Trần Văn Toàn đang sửa từ" in form.text
    form.type(keywords="của tôi").press()
    assert archive.document.keywords is None
    assert "Chưa lưu được: người khác đang sửa." in form.text and form["keywords"] == "của tôi"
    form.press("take_over")
    assert archive.document.keywords == "của tôi"
    assert locks.holder(archive.document) is None


def hold(form: Form, record) -> None:
    """What the script does at the first letter."""
    token = form.page.xpath("//form[@id='form']//input[@name='_authenticator']/@value")[0]
    form.browser.post(f"{record.absolute_url()}/@@editing", f"do=hold&_authenticator={token}")
    transaction.begin()


@pytest.mark.parametrize(
    ("data", "status"), [("do=hold", "403"), ("do=nonsense&_authenticator=x", "400"), ("do=release", "403")]
)
def test_a_lock_needs_a_token(archive, browse, data, status):
    browser = browse("archivist")
    browser.post(f"{archive.document.absolute_url()}/@@editing", data)
    transaction.begin()
    assert browser.headers["Status"].startswith(status)
    assert locks.holder(archive.document) is None


def test_looking_writes_nothing(archive, edit, colleague, portal):
    hold(edit(colleague, archive.document), archive.document)
    next(iter(archive.document.wl_lockValues()))._modifiedtime -= 700
    transaction.commit()
    before = portal._p_jar.db().lastTransaction()
    form = edit("archivist", archive.document)
    assert "đang sửa" not in form.page.xpath("string(//*[@id='editing-who'])")
    for path in ("/@@access", "/@@access?level=private", "/edit?form.buttons.save=1&form.widgets.keywords=x"):
        form.browser.open(archive.document.absolute_url() + path)
    Form(form.browser, f"{archive.dossier.absolute_url()}/++add++ArchivalDocument?form.buttons.save=1")
    assert portal._p_jar.db().lastTransaction() == before


def test_one_after_the_other_in_the_order_of_the_register(archive, edit):
    form = edit("archivist", archive.document)
    after = form.page.xpath("//a[@rel='next']/@href")
    assert not form.page.xpath("//a[@rel='prev']")
    form.type(keywords="một").press("save_next")
    assert archive.document.keywords == "một"
    assert form.browser.url.removesuffix("/edit") == after[0].removesuffix("/edit")
    assert form.page.xpath("//a[@rel='prev']/@href") == [f"{archive.document.absolute_url()}/edit"]


def test_the_last_has_no_next(archive, edit):
    forms = [edit("archivist", record) for record in archive.dossier.objectValues()]
    assert sorted(form.has("save_next") for form in forms) == [False] + [True] * (len(forms) - 1)
    assert all(form.has("save") for form in forms)


def test_a_document_is_added_and_the_next_form_repeats_what_repeats(archive, browse):
    form = Form(browse("archivist"), f"{archive.dossier.absolute_url()}/++add++ArchivalDocument")
    form.type(title="Công văn số 7", document_type="công văn", organ_name="Sở Tài chính", ordinal="7", sheet_to="9")
    form._form.getControl(name=f"{PREFIX}use_regime:list").value = ["open"]
    form.press("save_more")
    (added,) = [record for record in archive.dossier.objectValues() if record.title == "Công văn số 7"]
    assert (added.document_type, added.ordinal) == ("cong-van", 7)
    assert origin(added, "organ_name").by == "archivist" and origin(added, "keywords") is None
    assert [form[name] for name in ("title", "document_type", "organ_name", "ordinal", "sheet_from")] == [
        "", "Công văn", "Sở Tài chính", "8", "10",
    ]  # fmt: skip
    assert form.page.xpath(f"//select[@name='{PREFIX}use_regime:list']/option[@selected]/@value") == ["open"]
    form.type(title="Công văn số 8").press()
    assert form.browser.url == archive.dossier["cong-van-so-8"].absolute_url()


@pytest.mark.parametrize("person", ["member", "stranger", None])
def test_who_may_not_edit_sees_no_form(archive, browse, person):
    for path in ("/edit", "/@@editing", "/@@access"):
        browser = browse(person)
        browser.open(archive.document.absolute_url() + path)
        assert not browser.headers["Status"].startswith("200"), path
    browser = browse(person)
    browser.open(f"{archive.dossier.absolute_url()}/++add++ArchivalDocument")
    assert not browser.headers["Status"].startswith("200")


def test_proposals_are_authorities_the_person_may_see_under_the_name_of_the_day(portal, browse):
    names = (DatedName.parse("Ủy ban nhân dân tỉnh Hà Nam | 1997 | 30/06/2025"),)
    create(portal, "Authority", title="Ủy ban nhân dân tỉnh Ninh Bình", names=names)
    hidden = create(portal, "Authority", title="Ủy ban nhân dân kín")
    set_level(hidden, "private")
    transaction.commit()
    assert ask(browse("member"), portal, "q=uy+ban&day=30/06/2016") == [
        {
            "name": "Ủy ban nhân dân tỉnh Hà Nam",
            "label": "Ủy ban nhân dân tỉnh Ninh Bình",
            "detail": "nay là Ủy ban nhân dân tỉnh Ninh Bình",
        }
    ]
    assert len(ask(browse("archivist"), portal, "q=uy+ban&day=chua+xong")) == 2
    assert ask(browse(), portal, "q=uy+ban") == []
    assert ask(browse("archivist"), portal, "q=" + "x" * 300) == []


def ask(browser, portal, query: str) -> list:
    browser.open(f"{portal.absolute_url()}/@@suggest-authorities?{query}")
    return json.loads(browser.contents)


def test_effects_of_a_level_are_named_before_it_is_set(archive, browse):
    form = Form(browse("archivist"), f"{archive.closed.absolute_url()}/@@access?level=public")
    assert "Từ nay xem được: mọi người, kể cả khi không đăng nhập" in form.text
    assert level(archive.closed) == "internal"
    form.browser.getControl("Xác nhận").click()
    transaction.begin()
    assert level(archive.closed) == "public"
    text = " ".join(html.fromstring(form.browser.contents).text_content().split())
    assert "Đã đặt mức truy cập; có hiệu lực ngay." in text and "Vì sao bạn xem được" in text


def test_a_level_more_open_than_the_dossier_is_refused_with_its_reason(archive, browse):
    set_level(archive.dossier, "internal")
    transaction.commit()
    form = Form(browse("archivist"), f"{archive.document.absolute_url()}/@@access")
    assert form.page.xpath("//input[@value='public'][@disabled]")
    form.browser.open(f"{archive.document.absolute_url()}/@@access?level=public")
    form.browser.getControl("Xác nhận").click()
    transaction.begin()
    assert level(archive.document) == "internal"
    assert "không thể ở mức" in html.fromstring(form.browser.contents).text_content()


def test_dates_are_kept_as_written(archive, edit):
    edit("archivist", archive.document).type(issued_date="tháng 6 năm 1998").press()
    assert archive.document.issued_date == PartialDate.parse("tháng 6 năm 1998")
