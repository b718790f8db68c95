"""The words that only ask."""

import pytest

from hoso.language import analyse, asking


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Hiệp hội trọng tài là gì?", "là gì"),
        ("Chất hướng thần được định nghĩa là gì", "được định nghĩa là gì"),
        ("Trong trường hợp nào hợp đồng vô hiệu", "trong trường hợp nào"),
        ("hop dong vo hieu trong truong hop nao", "trong truong hop nao"),
        ("thời hạn nộp lưu là bao lâu, đúng hay sai", "là bao lâu đúng hay sai"),
        ("bệnh viêm não", ""),
        ("benh viem nao", ""),
        ("cay do la cay gi", "gi"),
        ("quyết định bãi bỏ", ""),
        ("", ""),
    ],
)
def test_what_asks(text, asks):
    terms = analyse(text)
    found = asking(terms.x, accented=terms.x != terms.f)
    assert [token for token, only_asks in zip(terms.x, found, strict=True) if only_asks] == asks.split()
