"""Media types by content."""

import pytest

from hoso.record.media import media_type


@pytest.mark.parametrize(
    ("head", "filename", "expected"),
    [
        (b"%PDF-1.4", "a.bin", "application/pdf"),
        (b"\0" * 100 + b"%PDF-1.4", "a.pdf", "application/pdf"),
        (b"II*\0....", "a", "image/tiff"),
        (b"\xff\xd8\xff\xe0", "a.png", "image/jpeg"),
        (b"<html>", "a.pdf", "application/octet-stream"),
        (b"PK\x03\x04", "a.zip", "application/zip"),
        (b"", "a", "application/octet-stream"),
    ],
)
def test_the_content_decides(head, filename, expected):
    assert media_type(head, filename) == expected
