"""Files from a browser into a dossier, over a line that breaks, by keyboard, with what can go wrong shown."""

import hashlib
import os
from io import BytesIO
from types import SimpleNamespace
from urllib.parse import quote, urlsplit

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from bad_line import BadLine
from keyboard import follow
from people import sign_in
from playwright.sync_api import expect

# Reading thirty files takes the worker a while.
PATIENCE = 300_000
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


def pdf(text, size=0):
    """A page with a line of text, made ``size`` bytes larger by what nobody sees."""
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(300, 200))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(f"BT /F1 14 Tf 20 100 Td ({text}) Tj ET".encode())
        document.Root.Padding = document.make_stream(os.urandom(size))
        buffer = BytesIO()
        document.save(buffer)
    return buffer.getvalue()


def chosen(name, content):
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def documents(rest, dossier):
    """Title → SHA-256 of the original, of everything in a dossier."""
    query = f"{rest.url}/@search?path.query={quote(urlsplit(dossier).path)}&path.depth=1&b_size=1000"
    found = {}
    for item in rest.ask("GET", query)["items"]:
        assert item["title"] not in found
        found[item["title"]] = sha256(rest.ask("GET", f"{item['@id']}/original", accept="*/*"))
    return found


@pytest.fixture
def dossier(rest):
    """An empty dossier; afterwards it is gone."""
    fonds = rest.ask("GET", f"{rest.url}/@search?portal_type=Fonds")["items"][0]["@id"]
    url = rest.ask("POST", fonds, {"@type": "Dossier", "title": "Hồ sơ tải lên"})["@id"]
    yield url
    rest.ask("DELETE", url)


@pytest.fixture
def uploader(instance, chromium, dossier):
    """``uploader(line)``: the upload page of the dossier, for an archivist behind that line."""
    contexts = []

    def begin(line=None, width=1366):
        context = chromium.new_context(viewport={"width": width, "height": 768})
        contexts.append(context)
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        sign_in(page, instance, "luutru")
        address = f"{dossier}/@@upload"
        page.goto(address.replace(f":{instance.port}/", f":{line.port}/") if line else address)
        return page

    yield begin
    for context in contexts:
        context.close()


@pytest.fixture
def line(instance):
    """``line(cut_at=…)``: a line to the instance that breaks there."""
    lines = []

    def make(**options):
        lines.append(BadLine(instance.port, **options))
        return lines[-1]

    yield make
    for each in lines:
        each.close()


def choose(page, *files):
    page.locator("#upload-files").set_input_files(list(files))


def start(page):
    page.get_by_role("button", name="Tải lên", exact=True).click()


def row(page, text):
    return page.locator("section[data-part=list] tbody tr").filter(has_text=text)


def wait_until_in(page, count):
    expect(page.locator("[data-figure=stored]")).to_have_text(str(count), timeout=PATIENCE)


def wait_until_read(page, count):
    expect(page.locator("section[data-part=list] tbody .st-read")).to_have_count(count, timeout=PATIENCE)


def test_thirty_files_over_a_line_that_breaks_twice(uploader, line, rest, dossier):
    contents = {f"35.09.{number:03}": pdf(f"Trang so {number}", 200_000) for number in range(1, 31)}
    bad = line(cut_at=(1_500_000, 4_000_000), pause=3)
    page = uploader(bad)
    choose(page, *(chosen(f"{name}.pdf", content) for name, content in contents.items()))
    start(page)
    wait_until_in(page, 30)
    assert bad.cuts == 2
    assert documents(rest, dossier) == {name: sha256(content) for name, content in contents.items()}
    wait_until_read(page, 30)
    expect(page.locator("[data-part=said]")).to_have_text("30 trong 30 tệp đã vào hồ sơ; 0 tệp không nhận")
    row(page, "35.09.007").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("35.09.007")


def wait_until_sent(page, thousandths):
    """Wait until so much of the only file has gone out."""
    bar = page.locator("section[data-part=list] tbody progress")
    while bar.evaluate("bar => bar.value") < thousandths:
        page.wait_for_timeout(50)


def slow_down(page):
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    conditions = {"offline": False, "latency": 10, "downloadThroughput": -1, "uploadThroughput": 3_000_000}
    session.send("Network.emulateNetworkConditions", conditions)
    return session


def has_come(page):
    """How many bytes the server has of the unfinished uploads."""
    other = page.context.new_page()
    other.goto(page.url)
    cells = other.locator("section[data-part=unfinished] tbody td:nth-child(2)").all_inner_texts()
    other.close()
    return cells


def test_pause_and_resume(uploader, rest, dossier):
    content = pdf("Lon", 24_000_000)
    page = uploader()
    choose(page, chosen("lon.pdf", content))
    expect(row(page, "lon.pdf")).to_contain_text("Sẵn sàng", timeout=PATIENCE)
    session = slow_down(page)
    start(page)
    expect(row(page, "lon.pdf").locator("progress")).to_have_js_property("hidden", False)
    wait_until_sent(page, 300)
    page.get_by_role("button", name="Tạm dừng").click()
    expect(row(page, "lon.pdf")).to_contain_text("Đang tạm dừng")
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1},
    )
    (before,) = has_come(page)
    assert not before.startswith("0 ")
    page.wait_for_timeout(1_500)
    assert has_come(page) == [before]
    page.get_by_role("button", name="Tải tiếp").first.click()
    wait_until_in(page, 1)
    assert documents(rest, dossier) == {"lon": sha256(content)}


def test_a_closed_tab_costs_nothing_that_has_come(uploader, line, rest, dossier):
    content = pdf("Lon", 24_000_000)
    page = uploader()
    choose(page, chosen("lon.pdf", content))
    expect(row(page, "lon.pdf")).to_contain_text("Sẵn sàng", timeout=PATIENCE)
    slow_down(page)
    start(page)
    wait_until_sent(page, 500)
    page.close()
    good = line()
    page = uploader(good)
    expect(page.locator("section[data-part=unfinished] tbody tr")).to_contain_text("lon.pdf")
    choose(page, chosen("lon.pdf", content))
    expect(row(page, "lon.pdf")).to_contain_text("Sẵn sàng", timeout=PATIENCE)
    expect(page.locator("section[data-part=unfinished]")).to_be_hidden()
    before = good.sent
    start(page)
    wait_until_in(page, 1)
    assert good.sent - before < 0.7 * len(content)
    assert documents(rest, dossier) == {"lon": sha256(content)}


@pytest.mark.deep
def test_a_killed_server_costs_nothing_that_has_come(instance, uploader, rest, dossier):
    content = pdf("Lon", 24_000_000)
    page = uploader()
    choose(page, chosen("lon.pdf", content))
    expect(row(page, "lon.pdf")).to_contain_text("Sẵn sàng", timeout=PATIENCE)
    slow_down(page)
    start(page)
    for thousandths in (200, 600):
        wait_until_sent(page, thousandths)
        instance.kill("web")
    wait_until_in(page, 1)
    assert documents(rest, dossier) == {"lon": sha256(content)}
    instance.kill("worker")
    wait_until_read(page, 1)


@pytest.fixture
def folder(tmp_path):
    """A folder with files, a subfolder, and what operating systems leave behind."""
    top = tmp_path / "HS 12"
    contents = {"2.pdf": pdf("hai"), "10.pdf": pdf("muoi"), "phụ lục/1.pdf": pdf("mot")}
    for name, content in contents.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (top / "Thumbs.db").write_bytes(b"x")
    (top / ".DS_Store").write_bytes(b"x")
    hashes = {name.removesuffix(".pdf").replace("/", " - "): sha256(content) for name, content in contents.items()}
    return SimpleNamespace(path=top, hashes=hashes)


def names(page):
    return page.locator("section[data-part=list] [data-cell=name]").all_inner_texts()


def test_a_whole_folder_is_chosen(uploader, rest, dossier, folder):
    page = uploader()
    page.locator("input[data-part=folder]").set_input_files(folder.path)
    assert names(page) == ["2.pdf", "10.pdf", "phụ lục - 1.pdf"]
    start(page)
    wait_until_in(page, 3)
    assert documents(rest, dossier) == folder.hashes


def test_a_whole_folder_is_dropped(uploader, rest, dossier, folder):
    page = uploader()
    box = page.locator("form.drop").bounding_box()
    at = {"x": box["x"] + 50, "y": box["y"] + 50}
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(folder.path)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "data": data, **at})
    expect(page.locator("section[data-part=list] tbody tr")).to_have_count(3)
    assert names(page) == ["2.pdf", "10.pdf", "phụ lục - 1.pdf"]
    start(page)
    wait_until_in(page, 3)
    assert documents(rest, dossier) == folder.hashes


def test_a_duplicate_is_shown_before_it_is_stored(uploader, rest, dossier):
    content = pdf("mot")
    page = uploader()
    choose(page, chosen("mot.pdf", content), chosen("hai.pdf", content))
    expect(row(page, "mot.pdf")).to_contain_text("Trùng nội dung với “hai.pdf” ở trên")
    start(page)
    wait_until_in(page, 1)
    page = uploader()
    choose(page, chosen("ba.pdf", content), chosen("bon.pdf", pdf("bon")))
    expect(row(page, "ba.pdf")).to_contain_text("Trùng nội dung với “hai” trong hồ sơ “Hồ sơ tải lên”")
    expect(page.locator("[data-figure=decide]")).to_have_text("1")
    start(page)
    wait_until_in(page, 1)
    assert set(documents(rest, dossier)) == {"hai", "bon"}
    row(page, "ba.pdf").get_by_role("button", name="Vẫn lưu").click()
    wait_until_in(page, 2)
    assert documents(rest, dossier) == {"hai": sha256(content), "ba": sha256(content)} | {
        "bon": documents(rest, dossier)["bon"]
    }


def test_what_cannot_be_taken_says_why(uploader, rest, dossier):
    page = uploader()
    name = '"><img src=x onerror=alert(1)>.pdf'
    choose(
        page,
        chosen("trống.pdf", b""),
        chosen("bảng.pdf", b"PK\x03\x04 no pdf"),
        chosen(name, pdf("canary")),
        chosen("dài" * 85 + ".pdf", pdf("long")),
    )
    expect(row(page, "trống.pdf")).to_contain_text("Tệp rỗng (0 byte). Quét hoặc chép lại")
    expect(row(page, "bảng.pdf")).to_contain_text("Nội dung không phải PDF, TIFF, JPEG hay PNG")
    expect(row(page, "dàidài")).to_contain_text("Đổi tên tệp rồi chọn lại")
    expect(page.locator("[data-figure=failed]")).to_have_text("3")
    start(page)
    wait_until_in(page, 1)
    assert list(documents(rest, dossier)) == [name.removesuffix(".pdf")]
    assert page.locator("img[src=x]").count() == 0


def test_keys_alone_do(uploader, dossier):
    page = uploader()

    def follow_named(name, role="button"):
        follow(page, page.get_by_role(role, name=name, exact=True).first)

    # Listened for from the start: the browser is told of it beside the keys, not before them.
    choosers = []
    page.on("filechooser", lambda chooser: choosers.append(chooser))
    page.locator("body").press("Home")
    follow_named("Chọn tệp")
    while not choosers:
        page.wait_for_timeout(50)
    choosers[0].set_files([chosen("phim.pdf", pdf("Trang so 1"))])
    expect(row(page, "phim.pdf")).to_contain_text("Sẵn sàng", timeout=PATIENCE)
    follow_named("Tải lên")
    wait_until_read(page, 1)
    follow_named("phim", "link")
    expect(page.get_by_role("heading", level=1)).to_have_text("phim")
    follow_named("Xem trang 1", "link")
    page.wait_for_url("**/page/1")


@pytest.mark.parametrize("width", [1366, 320])
def test_nobody_is_kept_out(uploader, width):
    page = uploader(width=width)
    content = pdf("mot")
    assert Axe().run(page, options=AXE).response["violations"] == []
    choose(page, chosen("mot.pdf", content), chosen("hai.pdf", content), chosen("trống.pdf", b""))
    expect(row(page, "mot.pdf")).to_contain_text("Trùng nội dung")
    start(page)
    wait_until_in(page, 1)
    assert Axe().run(page, options=AXE).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
