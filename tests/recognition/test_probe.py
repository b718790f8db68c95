import os

import pytest
import recognition_samples as samples

from hoso.recognition import Limits, UnreadableFile, errors, probe

PAGE = samples.text_page(["Căn cứ Luật Lưu trữ"])


@pytest.mark.parametrize(
    ("data", "kind", "pages"),
    [
        (samples.pdf(PAGE, PAGE), "pdf", 2),
        (b"junk before the header\n" + samples.pdf(PAGE), "pdf", 1),
        (samples.tiff(*[samples.scan(["a"], (200, 200))] * 3), "tiff", 3),
        (samples.jpeg(samples.scan(["a"], (200, 200))), "jpeg", 1),
    ],
)
def test_the_kind_is_told_by_content_whatever_the_name(write, data, kind, pages):
    facts = probe(write(data, "sai-đuôi.docx"))
    assert (facts.kind, facts.pages, facts.bytes) == (kind, pages, len(data))
    assert not facts.encrypted
    assert not facts.signed


def test_a_signature_and_an_owner_password_are_told(write):
    assert probe(write(samples.signed(PAGE))).signed
    assert probe(write(samples.protected(samples.pdf(PAGE), user="", owner="chủ"))).encrypted


@pytest.mark.parametrize(
    ("data", "limits", "cause"),
    [
        (b"", Limits(), errors.EmptyFile),
        (b"<html>%PDF", Limits(), errors.NotSupportedFile),
        (samples.pdf(PAGE), Limits(file_bytes=100), errors.TooLargeFile),
        (samples.pdf(*[samples.PdfPage()] * 3), Limits(pages=2), errors.TooManyPages),
        (samples.tiff(*[samples.scan([], (20, 20))] * 3), Limits(pages=2), errors.TooManyPages),
        (samples.pdf(), Limits(), errors.NoPages),
        (samples.pdf(PAGE)[:300], Limits(), errors.DamagedFile),
        (samples.jpeg(samples.scan([], (20, 20)))[:15], Limits(), errors.DamagedFile),
        (samples.protected(samples.pdf(PAGE), user="mật", owner="chủ"), Limits(), errors.EncryptedFile),
    ],
)
def test_each_cause_has_its_error_which_names_the_file(write, data, limits, cause):
    path = write(data, "công văn.pdf")
    with pytest.raises(UnreadableFile) as caught:
        probe(path, limits=limits)
    assert type(caught.value) is cause
    assert "công văn.pdf" in caught.value.message_vi
    assert caught.value.path == path


def test_what_is_no_file_is_told_apart(tmp_path):
    with pytest.raises(errors.MissingFile):
        probe(tmp_path / "không có.pdf")
    with pytest.raises(errors.NotAFile):
        probe(tmp_path)
    os.mkfifo(tmp_path / "ống.pdf")
    with pytest.raises(errors.NotAFile):
        probe(tmp_path / "ống.pdf")


def test_a_ten_thousand_page_file_is_refused_with_its_number(write):
    pages = [samples.PdfPage()] * 10_000
    with pytest.raises(errors.TooManyPages, match="10000 trang"):
        probe(write(samples.pdf(*pages)))


def test_codes_are_distinct():
    codes = [cause.code for cause in UnreadableFile.__subclasses__()]
    assert len(codes) == len(set(codes))
