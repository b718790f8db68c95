"""Near duplicates and similar documents."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import transaction
from lxml import html

from hoso.access import set_level
from hoso.home import Home
from hoso.record.create import create
from hoso.record.origin import Origin
from hoso.search.site.engine import forget_engines

TYPED = Origin("typed", by="archivist")
FOREST = (
    "Quyết định giao đất trồng rừng cho các hộ gia đình tại xã Thanh Nghị huyện Thanh Liêm theo bản đồ địa chính "
    "và phương án bồi thường đã niêm yết công khai tại nhà văn hóa thôn trong thời hạn ba mươi ngày kể từ ngày ký"
)
OTHER_FOREST = (
    "Báo cáo tình hình trồng rừng và bồi thường khi giao đất của huyện Kim Bảng gửi chi cục kiểm lâm để tổng hợp "
    "phục vụ kỳ họp cuối năm với nhiều kiến nghị về giống cây, vốn vay và đường vận chuyển gỗ ra bến sông"
)
SCHOOL = (
    "Kế hoạch tuyển sinh vào lớp mười các trường trung học phổ thông năm học mới gồm chỉ tiêu, hồ sơ dự tuyển và "
    "lịch thi từng môn, giao sở giáo dục chủ trì cùng các phòng chuyên môn kiểm tra việc chấm và công bố điểm"
)


@pytest.fixture
def forest(portal, scanned, index):
    """A document, a second scan of it, a private third one, one about the same matter and one about another."""
    fonds = create(portal, "Fonds", title="Phông huyện", origin=TYPED)
    set_level(fonds, "public")
    dossier = create(fonds, "Dossier", title="Hồ sơ rừng", origin=TYPED)

    def document(name, title, text):
        made = create(dossier, "ArchivalDocument", name, title=title, origin=TYPED)
        scanned(made, text)
        return made

    made = SimpleNamespace(
        own=document("own.pdf", "Giao đất trồng rừng", FOREST),
        again=document("again.pdf", "Giao đất, quét lại", FOREST.replace("niêm yết", "niem yet").replace(" ký", " l")),
        hidden=document("hidden.pdf", "Giao đất, bản có bút phê mật", FOREST),
        like=document("like.pdf", "Báo cáo trồng rừng", OTHER_FOREST),
        other=document("other.pdf", "Tuyển sinh", SCHOOL),
    )
    set_level(made.hidden, "private")
    transaction.commit()
    index(fonds, dossier, *vars(made).values())
    made.all = [fonds, dossier, *vars(made).values()]
    return made


def similar(browse, record, person=None):
    browser = browse(person)
    browser.open(f"{record.absolute_url()}/@@similar")
    return browser, html.fromstring(browser.contents)


def addresses(page, heading):
    return page.xpath(f"//section[@aria-labelledby='{heading}']//li//h2/a/@href")


def test_a_second_scan_is_a_near_duplicate_and_the_same_matter_is_similar(browse, forest):
    _, page = similar(browse, forest.own)
    assert addresses(page, "h-near") == [forest.again.absolute_url()]
    assert "Giống 95 %" in page.xpath("string(//section[@aria-labelledby='h-near'])")
    assert addresses(page, "h-like") == [forest.like.absolute_url()]
    (link,) = page.xpath("//section[@aria-labelledby='h-like']//p/a/@href")
    browser = browse()
    browser.open(link)
    assert "Báo cáo trồng rừng" in html.fromstring(browser.contents).text_content()


def test_what_is_hidden_is_neither_duplicate_nor_similar_and_its_words_are_not_told(browse, forest):
    _, seen = similar(browse, forest.own, "archivist")
    assert addresses(seen, "h-near")[0] == forest.hidden.absolute_url()
    for person in (None, "member", "stranger"):
        browser, page = similar(browse, forest.own, person)
        assert addresses(page, "h-near") == [forest.again.absolute_url()]
        assert "bút phê" not in browser.contents and "hidden.pdf" not in browser.contents


def test_a_record_that_was_closed_is_gone_before_the_index_knows(browse, forest):
    set_level(forest.again, "private")
    transaction.commit()
    _, page = similar(browse, forest.own)
    assert addresses(page, "h-near") == []


def test_texts_decide_not_what_the_index_says(browse, forest, scanned):
    scanned(forest.again, SCHOOL)
    transaction.commit()
    _, page = similar(browse, forest.own)
    assert addresses(page, "h-near") == []


def test_without_a_text_and_without_an_index_the_page_says_so(browse, forest, portal, index):
    bare = create(forest.all[1], "ArchivalDocument", "bare.pdf", title="Không có tệp", origin=TYPED)
    transaction.commit()
    _, page = similar(browse, bare)
    assert "Không có văn bản nào khác bạn xem được" in page.text_content()
    (Home.from_environment().search / "current.json").unlink()
    forget_engines()
    browser, _ = similar(browse, forest.own)
    assert browser.headers["Status"].startswith("503")
