"""The demo: a small fonds of scanned and born-digital documents, a legal act, a news item, and accounts.

The documents are official texts (outside copyright, Luật Sở hữu trí tuệ Điều 15), born-digital or printed to images.
The fonds, the shelf addresses and the people are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import transaction
from plone import api
from plone.app.textfield.value import RichTextValue

from hoso.access import set_level
from hoso.cli.boot import site_of
from hoso.home import Home
from hoso.ingest import Importer
from hoso.language import PartialDate
from hoso.record.create import create
from hoso.record.files import add_version
from hoso.record.origin import origin_now

from .. import accounts

FONDS = "phong-van-phong-uy-ban-nhan-dan-tinh"
SERIES = "muc-luc-01"

_LEVELS = {
    "01-to-chuc-hoat-dong-ban-chi-huy-quan-su": "public",
    "02-cong-tac-tu-phap": "public",
    "03-van-ban-noi-vu": "internal",
    "04-tai-san-bao-dam": "private",
}

_PEOPLE = (
    ("luutru", "Nguyễn Thị Lưu", "archivist"),
    ("canbo", "Trần Văn Cán", "member"),
)

_NEWS = """
<p>Ban Chỉ đạo cải cách hành chính tỉnh họp đánh giá kết quả thực hiện <strong>Nghị quyết số 08-NQ/TU</strong> về đẩy
mạnh cải cách hành chính. Đến nay đã rà soát 1.937 thủ tục hành chính, kiểm tra và đơn giản hóa các văn bản liên quan;
Trung tâm Phục vụ hành chính công tiếp nhận và trả kết quả theo cơ chế một cửa, thời hạn giải quyết được theo dõi và
kết quả được công khai.</p>
<p>Các sở, ngành tiếp tục số hóa hồ sơ lưu trữ để người dân và cán bộ tra cứu văn bản nhanh chóng, đúng thẩm quyền.</p>
"""


def load(open_app: Callable[[], Any], home: Home) -> None:
    """Load the demo into a new site and write its accounts; may be repeated after it was broken off.

    The worker reads the documents when it runs.
    """
    with site_of(open_app) as site:
        _fonds(site)
        transaction.commit()
    with as_file(files(__package__)) as folder:
        into, catalogue = f"{FONDS}/{SERIES}", folder / "danh-muc.csv"
        Importer(lambda: site_of(open_app), folder / "files", into, catalogue=catalogue, home=home).run()
        with site_of(open_app) as site:
            for name, level in _LEVELS.items():
                set_level(site[FONDS][SERIES][name], level)
            _legal_act(site, folder / "files" / "04-tai-san-bao-dam" / "35.01.2025.04.001.pdf")
            _news(site)
            transaction.commit()
    with site_of(open_app) as site:
        people = [accounts.add(site, user, name, role, (role,)) for user, name, role in _PEOPLE]
        admin = accounts.Account("admin", home.admin_password.read_text(), "Quản trị hệ thống", "administrator")
        accounts.write(home, [*people, admin])
        transaction.commit()


def _fonds(site: Any) -> None:
    if FONDS in site:
        return
    origin = origin_now("typed")
    create(
        site, "Authority", "uy-ban-nhan-dan-tinh", title="Ủy ban nhân dân tỉnh", origin=origin,
        description="Cơ quan hành chính nhà nước ở địa phương; nguồn nộp lưu vào Lưu trữ lịch sử tỉnh.",
    )  # fmt: skip
    fonds = create(
        site, "Fonds", FONDS, title="Phông lưu trữ Văn phòng Ủy ban nhân dân tỉnh", origin=origin,
        identifier="35", organ_id="01", archives_time="2025–2026",
    )  # fmt: skip
    create(fonds, "Series", SERIES, title="Mục lục hồ sơ số 01", origin=origin, number=1)
    set_level(fonds, "public")


def _legal_act(site: Any, path: Path) -> None:
    if "304-2025-nd-cp" in site:
        return
    act = create(
        site, "LegalAct", "304-2025-nd-cp", origin=origin_now("typed"),
        title="Quy định điều kiện tài sản bảo đảm của khoản nợ xấu được thu giữ",
        document_type="nghi-dinh", code_number="304/2025", code_notation="NĐ-CP", organ_name="Chính phủ",
        issued_date=PartialDate.parse("25/11/2025"),
        legal_basis="Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;\nCăn cứ Luật Các tổ chức tín dụng số 32/2024/QH15.",
    )  # fmt: skip
    add_version(act, path, path.name)
    set_level(act, "public")


def _news(site: Any) -> None:
    if "cai-cach-hanh-chinh" in site:
        return
    news = api.content.create(
        site, "News Item", id="cai-cach-hanh-chinh", title="Đẩy mạnh cải cách hành chính theo Nghị quyết số 08-NQ/TU",
        description="Rà soát 1.937 thủ tục hành chính, công khai kết quả giải quyết.",
        text=RichTextValue(_NEWS, "text/html", "text/x-html-safe"),
    )  # fmt: skip
    api.content.transition(news, "publish")
