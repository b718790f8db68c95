"""Uploading over HTTP: as the page's script does it, as a form without script does it, and as nobody should."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest
import transaction
from lxml import html
from plone import api
from plone.uuid.interfaces import IUUID
from sample import CANARY, PASSWORD, pdf

from hoso.access import revoke
from hoso.ingest.uploads import LIMITS
from hoso.record import files
from hoso.record.lookup import by_uid

PIECE = "application/offset+octet-stream"


def content_of(text):
    return f"%PDF-1.4\n% {text}\ntrailer<</Root 1 0 R>>\n%%EOF\n".encode()


def encoded(text):
    return base64.b64encode(text.encode()).decode()


class Client:
    """Speaks to one dossier's upload addresses as one person."""

    def __init__(self, browser, dossier, name):
        self.app = browser.testapp
        self.url = dossier.absolute_url()
        self.headers = {"Tus-Resumable": "1.0.0", "Accept": "*/*"}
        if name:
            self.headers["Authorization"] = "Basic " + encoded(f"{name}:{PASSWORD}")
        browser.open(f"{self.url}/@@upload")
        page = html.fromstring(browser.contents) if browser.contents else None
        self.headers["X-CSRF-Token"] = str(page.xpath("string(//@data-token)")) if page is not None else ""

    def ask(self, method, url, body=b"", **headers):
        """``Upload_Offset="0"`` sends the header Upload-Offset; None leaves out one that is sent otherwise."""
        changed = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {name: value for name, value in (self.headers | changed).items() if value is not None}
        return self.app.request(url, method=method, headers=sent, body=body, expect_errors=True)

    def create(self, content, name="scan.pdf", sha256=None, **headers):
        digest = sha256 or hashlib.sha256(content).hexdigest()
        headers = {
            "Upload_Length": str(len(content)),
            "Upload_Metadata": f"filename {encoded(name)},sha256 {encoded(digest)}",
        } | headers
        return self.ask("POST", f"{self.url}/@@tus", **headers)

    def patch(self, url, offset, piece, **headers):
        headers = {"Content_Type": PIECE, "Upload_Offset": str(offset)} | headers
        return self.ask("PATCH", url, piece, **headers)

    def sent(self, content, name="scan.pdf", **more):
        """The address of a complete upload."""
        url = self.create(content, name, **more).headers["Location"]
        assert self.patch(url, 0, content).status_int == 204
        return url

    def json(self, view, value):
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        return self.ask("POST", f"{self.url}/@@{view}", body, Content_Type="application/json; charset=utf-8")

    def store(self, url, **choice):
        return self.json("upload-store", {"id": url.rpartition("/")[2], **choice})


@pytest.fixture
def client(archive, browse):
    """``client("archivist")`` speaks to the public dossier, ``client("archivist", archive.closed)`` to another."""

    def make(name="archivist", dossier=None):
        return Client(browse(name), dossier or archive.dossier, name)

    return make


def stored(response):
    assert response.status_int == 200, response.text
    transaction.begin()
    return by_uid(response.json["uid"])


def test_a_file_in_pieces_becomes_a_document(archive, client):
    browser = client()
    content = content_of("x" * 1_000)
    created = browser.create(content, "Quyết định 12.pdf")
    url = created.headers["Location"]
    assert (created.status_int, created.headers["Tus-Resumable"]) == (201, "1.0.0")
    assert created.headers["Upload-Expires"].endswith("GMT")
    first = browser.patch(url, 0, content[:600])
    assert (first.status_int, first.headers["Upload-Offset"]) == (204, "600")
    told = browser.ask("HEAD", url)
    assert (told.status_int, told.headers["Upload-Offset"]) == (204, "600")
    assert told.headers["Upload-Length"] == str(len(content))
    assert told.headers["Cache-Control"] == "no-store"
    assert browser.patch(url, 600, content[600:]).headers["Upload-Offset"] == str(len(content))
    document = stored(browser.store(url))
    assert files.current(document).open().read() == content
    assert document.title == "Quyết định 12"
    assert document.__parent__.getId() == archive.dossier.getId()


def test_the_protocol_describes_itself(client):
    browser = client()
    for url in (f"{browser.url}/@@tus", f"{browser.url}/@@tus/{'0' * 32}"):
        answer = browser.ask("OPTIONS", url)
        assert (answer.status_int, answer.headers["Tus-Version"]) == (204, "1.0.0")
        assert answer.headers["Tus-Extension"] == "creation,termination,expiration"
        assert answer.headers["Tus-Max-Size"] == str(2**31)


def test_a_piece_sent_twice_is_there_once(client):
    browser = client()
    content = content_of("twice")
    url = browser.create(content).headers["Location"]
    assert browser.patch(url, 0, content[:20]).status_int == 204
    again = browser.patch(url, 0, content[:20])
    assert again.status_int == 409
    assert "Tải tiếp" in again.json["message"]
    assert browser.ask("HEAD", url).headers["Upload-Offset"] == "20"
    assert browser.patch(url, 20, content[20:]).status_int == 204
    assert files.current(stored(browser.store(url))).open().read() == content


def test_storing_twice_is_one_document(archive, client):
    browser = client()
    url = browser.sent(content_of("once"), "mot lan.pdf")
    first, second = browser.store(url), browser.store(url)
    assert first.json == second.json
    assert first.json["status"] == "added"
    transaction.begin()
    assert [child.title for child in archive.dossier.objectValues()].count("mot lan") == 1


def test_other_bytes_than_announced_are_dropped(client):
    browser = client()
    url = browser.sent(content_of("a"), sha256=hashlib.sha256(b"b").hexdigest())
    answer = browser.store(url)
    assert answer.status_int == 460
    assert "SHA-256" in answer.json["message"]
    assert browser.ask("HEAD", url).status_int == 404


def test_an_upload_is_dropped(client):
    browser = client()
    url = browser.sent(content_of("a"))
    assert browser.ask("DELETE", url).status_int == 204
    assert browser.ask("HEAD", url).status_int == 404
    assert browser.store(url).status_int == 404


def test_a_proxy_that_lets_only_get_and_post_pass(client):
    browser = client()
    content = content_of("override")
    url = browser.create(content).headers["Location"]
    answer = browser.ask("POST", url, content, X_HTTP_Method_Override="PATCH", Content_Type=PIECE, Upload_Offset="0")
    assert (answer.status_int, answer.headers["Upload-Offset"]) == (204, str(len(content)))


def test_somebody_elses_upload_is_not_there(portal, archive, client):
    url = client().sent(content_of("mine"))
    api.user.create(username="second", password=PASSWORD, email="second@example.org")
    api.user.grant_roles(username="second", roles=["Site Administrator"])
    transaction.commit()
    other = client("second")
    assert other.ask("HEAD", url).status_int == 404
    assert other.patch(url, 0, b"x").status_int == 404
    assert other.ask("DELETE", url).status_int == 404
    assert other.store(url).status_int == 404
    assert client().ask("HEAD", url).status_int == 204


def test_an_upload_belongs_to_its_dossier(archive, client):
    url = client().sent(content_of("here"))
    elsewhere = client("archivist", archive.closed)
    moved = url.replace(archive.dossier.absolute_url(), archive.closed.absolute_url())
    assert elsewhere.ask("HEAD", moved).status_int == 404
    assert elsewhere.store(moved).status_int == 404


def statuses(browser, url):
    """How each address of the endpoint answers."""
    return {
        browser.create(content_of("a")).status_int,
        browser.ask("HEAD", url).status_int,
        browser.patch(url, 0, b"x").status_int,
        browser.ask("DELETE", url).status_int,
        browser.store(url).status_int,
        browser.json("upload-look", {"files": []}).status_int,
        browser.json("upload-states", {"uids": []}).status_int,
    }


def test_who_may_not_add_may_not_upload(archive, client):
    mine, closed = client(), client("archivist", archive.closed)
    url, hidden = mine.create(content_of("a")).headers["Location"], closed.create(content_of("b")).headers["Location"]
    assert statuses(client(None), url) == {401}
    assert statuses(client("member"), url) == {403}
    assert statuses(client("stranger"), url) == {403}
    assert statuses(client(None, archive.closed), hidden) == {404}
    assert statuses(client("stranger", archive.closed), hidden) == {404}
    assert mine.ask("HEAD", url).headers["Upload-Offset"] == "0"


def test_a_right_that_is_gone_stops_what_it_began(client):
    browser = client()
    url = browser.sent(content_of("a"))
    revoke("archivist", "archivist")
    transaction.commit()
    assert statuses(browser, url) == {403}


def test_a_foreign_page_cannot_upload(client):
    browser = client()
    url = browser.sent(content_of("a"))
    browser.headers["X-CSRF-Token"] = ""
    assert statuses(browser, url) == {403}
    browser.headers["X-CSRF-Token"] = "0" * 40
    assert statuses(browser, url) == {403}


@pytest.mark.parametrize(
    "headers, status",
    [
        ({"Upload_Length": None}, 400),
        ({"Upload_Length": "-1"}, 400),
        ({"Upload_Length": "0"}, 400),
        ({"Upload_Length": "1e3"}, 400),
        ({"Upload_Length": str(2**31 + 1)}, 413),
        ({"Upload_Length": "9" * 30}, 400),
        ({"Upload_Metadata": None}, 400),
        ({"Upload_Metadata": "filename ***"}, 400),
        ({"Upload_Metadata": f"filename {encoded('a.pdf')}"}, 400),
        ({"Upload_Metadata": f"filename {encoded('../a.pdf')},sha256 {encoded('0' * 64)}"}, 400),
        ({"Upload_Metadata": "x" * 9_000}, 400),
        ({"Tus_Resumable": "0.2.2"}, 412),
        ({"Tus_Resumable": None}, 412),
    ],
)
def test_a_wrong_announcement_is_refused(client, headers, status):
    answer = client().create(content_of("a"), **headers)
    assert answer.status_int == status
    assert answer.json["message"]


@pytest.mark.parametrize(
    "headers, status",
    [
        ({"Upload_Offset": None}, 400),
        ({"Upload_Offset": "-1"}, 400),
        ({"Upload_Offset": "7"}, 409),
        ({"Content_Type": "application/octet-stream"}, 415),
        ({"Tus_Resumable": "2"}, 412),
    ],
)
def test_a_wrong_piece_is_refused(client, headers, status):
    browser = client()
    url = browser.create(content_of("a")).headers["Location"]
    assert browser.patch(url, 0, b"%PDF-", **headers).status_int == status
    assert browser.ask("HEAD", url).headers["Upload-Offset"] == "0"


def test_one_request_carries_no_more_than_a_piece(client):
    browser = client()
    content = content_of("x" * LIMITS.chunk_bytes)
    url = browser.create(content).headers["Location"]
    assert browser.patch(url, 0, content).status_int == 413
    assert browser.patch(url, 0, content[: LIMITS.chunk_bytes]).status_int == 204


def test_another_kind_is_refused_with_its_remedy(client):
    browser = client()
    url = browser.create(b"PK\x03\x04" + bytes(2_000), "bảng.pdf").headers["Location"]
    answer = browser.patch(url, 0, b"PK\x03\x04" + bytes(2_000))
    assert answer.status_int == 415
    assert "PDF, TIFF, JPEG" in answer.json["message"]


@pytest.mark.parametrize(
    "method, place, status",
    [
        ("PUT", "/x", 405),
        ("POST", "/x", 405),
        ("GET", "", 405),
        ("GET", "/x", 405),
        ("HEAD", "", 405),
        ("PATCH", "", 404),
        ("DELETE", "", 404),
    ],
)
def test_other_methods_are_refused(client, method, place, status):
    browser = client()
    assert browser.ask(method, f"{browser.url}/@@tus{place}", Content_Type=PIECE).status_int == status


def test_sending_writes_nothing_to_the_database(functional, client):
    browser = client()
    before = functional["portal"]._p_jar.db().lastTransaction()
    content = content_of("silent")
    url = browser.sent(content)
    browser.ask("HEAD", url)
    browser.json("upload-look", {"files": [asked(content)]})
    browser.ask("DELETE", url)
    assert functional["portal"]._p_jar.db().lastTransaction() == before


def asked(content, name="scan.pdf", known=True):
    return {
        "name": name,
        "size": len(content),
        "head": base64.b64encode(content[:1029]).decode(),
        "sha256": hashlib.sha256(content).hexdigest() if known else "",
    }


def test_the_script_learns_before_sending(archive, client):
    browser = client()
    content = content_of("known")
    document = stored(browser.store(browser.sent(content, "cu.pdf")))
    unfinished = browser.create(content_of("half"), "dở.pdf").headers["Location"]
    answers = browser.json(
        "upload-look",
        {
            "files": [
                asked(content, "moi.pdf"),
                asked(content_of("other"), "cu.pdf"),
                asked(content_of("half"), "dở.pdf"),
                asked(content_of("other"), known=False),
                asked(b"PK\x03\x04", "a.zip", known=False),
                asked(b"", "rong.pdf", known=False),
                asked(content, "a/b.pdf"),
            ]
        },
    ).json["files"]
    title = {"title": "cu", "url": document.absolute_url(), "where": archive.dossier.title}
    assert answers[0] == {"duplicates": [title], "same_name": None}
    assert answers[1] == {"duplicates": [], "same_name": title}
    assert answers[2]["upload"] == unfinished
    assert answers[3] == {}
    assert ["refusal" in answer for answer in answers[4:]] == [True, True, True]


def test_no_duplicate_is_told_that_the_person_may_not_see(portal, archive, client):
    secret = files.current(archive.secret).open().read()
    archive.dossier.manage_setLocalRoles("member", ["Record Contributor"])
    archive.dossier.reindexObjectSecurity()
    transaction.commit()
    found = {"archivist": 1, "member": 0}
    for name, count in found.items():
        (answer,) = client(name).json("upload-look", {"files": [asked(secret)]}).json["files"]
        assert len(answer["duplicates"]) == count


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"files": 1}',
        b'{"files": [1]}',
        b'{"files": [{"name": 1, "size": 1, "head": ""}]}',
        b'{"files": [{"name": "a", "size": 1, "head": "*"}]}',
        json.dumps({"files": [asked(b"x")] * 101}).encode(),
        b"[" * 100_000,
        b" " * (2 << 20),
    ],
)
def test_a_question_out_of_bounds_gets_an_answer(client, body):
    assert client().json("upload-look", body).status_int == 400


@pytest.mark.parametrize("id", ["", "..", "0" * 32, None, 7, ["a"]])
def test_what_is_no_upload_is_not_stored(client, id):
    assert client().json("upload-store", {"id": id}).status_int == 404


def test_the_state_of_reading_is_told(archive, client):
    uids = [IUUID(archive.document), IUUID(archive.dossier), "0" * 32]
    states = client().json("upload-states", {"uids": uids}).json
    assert list(states) == uids[:1]
    assert states[uids[0]]["goes_on"] is False
    assert client().json("upload-states", {"uids": ["0"] * 101}).status_int == 400


def test_the_state_of_hidden_records_is_not_told(archive, client):
    archive.dossier.manage_setLocalRoles("member", ["Record Contributor"])
    transaction.commit()
    uids = [IUUID(archive.document), IUUID(archive.secret)]
    assert list(client("member").json("upload-states", {"uids": uids}).json) == uids[:1]


def test_names_stay_text(archive, client, browse):
    browser = client()
    name = CANARY.replace("/", "")
    browser.create(content_of("half"), name)
    document = stored(browser.store(browser.sent(content_of("whole"), f"2{name}.pdf")))
    page = browse("archivist")
    page.open(f"{browser.url}/@@upload?stored={IUUID(document)}")
    assert "<script>alert" not in page.contents
    assert name in html.fromstring(page.contents).text_content()


def upload_form(browser, dossier):
    browser.open(f"{dossier.absolute_url()}/@@upload")
    return browser.getForm(action="@@upload", index=0)


def choose(browser, dossier, *chosen):
    """Fill the form's file field by hand: the test browser chooses a single file."""
    form = upload_form(browser, dossier)
    fields = [("_authenticator", form.getControl(name="_authenticator").value), ("duplicate", "skip")]
    fields += [("same_name", "version")]
    uploads = [("files", name, content) for name, content in chosen]
    headers = {"Authorization": "Basic " + encoded(f"archivist:{PASSWORD}")}
    url = f"{dossier.absolute_url()}/@@upload"
    return browser.testapp.post(url, fields, headers, upload_files=uploads, expect_errors=True)


def test_without_script_a_form_does(archive, browse):
    browser = browse("archivist")
    content = pdf(1)
    answer = choose(browser, archive.dossier, ("một.pdf", content), ("hai.pdf", pdf(2)))
    assert answer.status_int == 302
    page = html.fromstring(browser.testapp.get(answer.location, headers={
        "Authorization": "Basic " + encoded(f"archivist:{PASSWORD}")
    }).text)  # fmt: skip
    assert [link.text for link in page.xpath("//section[@aria-labelledby='h-stored']//a")] == ["một", "hai"]
    transaction.begin()
    assert files.current(archive.dossier["mot"]).open().read() == content


def test_without_script_a_refused_file_says_why_and_the_others_are_in(archive, browse):
    answer = choose(browse("archivist"), archive.dossier, ("một.pdf", pdf(1)), ("bảng.xlsx", b"PK\x03\x04"))
    page = html.fromstring(answer.text)
    assert answer.status_int == 200
    assert "PDF, TIFF, JPEG" in page.xpath("string(//section[@aria-labelledby='h-refused'])")
    assert [link.text for link in page.xpath("//section[@aria-labelledby='h-stored']//a")] == ["một"]


def test_without_script_a_bounded_number_of_files(archive, browse):
    assert choose(browse("archivist"), archive.dossier).status_int == 400
    many = [(f"{number}.pdf", b"%PDF-") for number in range(21)]
    assert choose(browse("archivist"), archive.dossier, *many).status_int == 400


def test_a_foreign_form_is_refused(archive, browse):
    browser = browse("archivist")
    headers = {"Authorization": "Basic " + encoded(f"archivist:{PASSWORD}")}
    url = f"{archive.dossier.absolute_url()}/@@upload"
    answer = browser.testapp.post(url, {}, headers, upload_files=[("files", "a.pdf", pdf(1))], expect_errors=True)
    assert answer.status_int == 403
    transaction.begin()
    assert "a" not in archive.dossier


def test_an_unfinished_upload_is_listed_and_dropped(archive, client, browse):
    content = content_of("x" * 2_000)
    uploads = client()
    url = uploads.create(content, "lớn.pdf").headers["Location"]
    uploads.patch(url, 0, content[:1_500])
    browser = browse("archivist")
    browser.open(f"{archive.dossier.absolute_url()}/@@upload")
    row = html.fromstring(browser.contents).xpath("//tr[@data-upload]")[0]
    assert "lớn.pdf" in row.text_content()
    assert "1,5 kB" in row.text_content()
    browser.getControl(name="drop").click()
    assert uploads.ask("HEAD", url).status_int == 404


def test_the_dossier_leads_there_for_whoever_may_add(archive, browse):
    link = f"{archive.dossier.absolute_url()}/@@upload"
    for name, there in (("archivist", True), ("member", False), (None, False)):
        browser = browse(name)
        browser.open(archive.dossier.absolute_url())
        assert (link in (browser.contents or "")) is there
        browser.open(link)
        assert browser.headers["Status"].startswith("200") is there
