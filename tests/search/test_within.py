"""Finding within a record without an engine: the same pages, with their hits."""

import pytest

from hoso.query import parse
from hoso.search.site.within import PageHits, Within, _Memory, search_texts

QUERIES = (
    '"lưu trữ"', '"luu tru"', '"bảo vệ bí mật" nhà', "zzzz", "lưu trữ", "xử phạt vi phạm hành chính", "thủ tướng zzzz",
    "một hai ba zzzz", "UBTVQH giám sát", "hđnd ubnd", '"hội đồng nhân dân"', "Điều 5", "5", '"ủy ban"', '"uỷ ban"',
    "cơ quan, tổ chức chịu trách nhiệm về việc quản lý tài liệu lưu trữ của mình theo quy định", "20/2025/TT-BQP", '"x',
    "lưu trữ OR thủ tướng", "lưu trữ -tài", "-lưu", "tài* -(quy OR 5)", "thủ t*", "20/2025/T*", "năm:2025 trữ",
    '"lưu trữ" "bí mật"', "(lưu OR mật) (trữ OR bí) -điều", "số:20 OR luu*", "trừ*", "bí* n*",
    "quy định OR (lưu trữ -tài liệu)",
)  # fmt: skip


@pytest.mark.parametrize("text", QUERIES)
def test_the_pages_are_those_of_the_engine(filled, library, text):
    query = parse(text)
    for entry in library:
        found = search_texts(entry.pages, query)
        assert [page.number for page in found.pages] == filled.pages_with_hits(entry.uid, query), entry.uid
        assert found.searched == len(entry.pages)
        assert all(page.count and any(hit for _, hit in page.snippet) for page in found.pages)


def test_hits_are_counted_and_shown():
    found = search_texts(["thu hồi đất, đất ở", "không", "Đất"], parse("đất"))
    assert found.pages == (
        PageHits(1, 2, [("thu hồi ", False), ("đất", True), (", ", False), ("đất", True), (" ở", False)]),
        PageHits(3, 1, [("Đất", True)]),
    )
    assert found.total == 3


def test_a_search_that_takes_too_long_says_how_far_it_came():
    found = search_texts(["đất"] * 10, parse("đất"), longest=0.0)
    assert (len(found.pages), found.searched) == (1, 1)


def test_memory_is_bounded_by_the_pages_remembered():
    memory = _Memory(largest=10)
    answers = [Within((PageHits(1, 1, []),) * 3, 3) for _ in range(4)]
    for number, answer in enumerate(answers):
        memory.put(("a", str(number)), answer)
        memory.get(("a", "0"))
    assert [memory.get(("a", str(number))) for number in range(4)] == [answers[0], None, None, answers[3]]
    large = Within((PageHits(1, 1, []),) * 50, 50)
    memory.put(("b", ""), large)
    assert memory.get(("b", "")) is large and memory.get(("a", "0")) is None
