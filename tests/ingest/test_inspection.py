"""Source files before they are stored."""

import hashlib

import pikepdf
import pytest

from hoso.ingest.inspection import Refused, inspect

from .conftest import png


def whole(path, **options):
    document = pikepdf.new()
    document.add_blank_page()
    document.save(path, **options)


def test_a_sound_file_has_no_warning(tmp_path):
    path = tmp_path / "a.pdf"
    whole(path)
    seen = inspect(path, 1 << 20)
    assert (seen.size, seen.warning) == (path.stat().st_size, "")
    assert seen.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("linearize", [False, True])
def test_a_password_is_told_and_the_file_taken(tmp_path, linearize):
    path = tmp_path / "a.pdf"
    whole(path, encryption=pikepdf.Encryption(user="u", owner="o"), linearize=linearize)
    assert "mật khẩu" in inspect(path, 1 << 20).warning


def test_encryption_without_a_password_to_open_is_no_warning(tmp_path):
    path = tmp_path / "a.pdf"
    whole(path, encryption=pikepdf.Encryption(user="", owner="o"))
    assert inspect(path, 1 << 20).warning == ""


def test_the_name_does_not_count(tmp_path):
    path = tmp_path / "a.pdf"
    png(tmp_path / "a.png")
    (tmp_path / "a.png").rename(path)
    assert inspect(path, 1 << 20).warning == ""


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [("a.pdf", b"", "chép lại"), ("a.pdf", b"hello", "Tên có đuôi .pdf"), ("a.zip", b"PK\3\4", "giải nén"),
     ("a.docx", b"PK\3\4", "chuyển sang"), ("a.pdf", b"%PDF-1.4" + b"0" * 200, "tách thành")],
)  # fmt: skip
def test_refusals_say_what_to_do(tmp_path, name, content, advice):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused, match=advice):
        inspect(tmp_path / name, 100)


def test_a_link_put_there_since_the_walk_is_not_followed(tmp_path):
    whole(tmp_path / "a.pdf")
    (tmp_path / "b.pdf").symlink_to(tmp_path / "a.pdf")
    with pytest.raises(Refused):
        inspect(tmp_path / "b.pdf", 1 << 20)
