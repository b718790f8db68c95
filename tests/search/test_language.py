"""Every engine answers the whole query language: signs, beginnings and fields."""

import pytest

from hoso.query import parse

HELD = {
    "a": {
        "title": "Quyết định thu hồi đất",
        "number": "02/2016/QĐ-UBND",
        "doc_type": "quyet-dinh",
        "type_names": ["Quyết định (cá biệt)", "QĐ"],
        "authority": "Ủy ban nhân dân tỉnh Hà Nam",
        "signer": "Trần Văn An",
        "dossiers": ["01-HS/2016", "Hồ sơ thu hồi đất xã Bình Lục"],
        "year": 2016,
        "date": 20160115,
        "pages": ["thu hồi đất rừng", "bãi bỏ quyết định cũ"],
    },
    "b": {
        "title": "Nghị quyết về rừng",
        "number": "15/2017/NQ-HĐND",
        "doc_type": "nghi-quyet",
        "type_names": ["Nghị quyết (cá biệt)", "NQ"],
        "authority": "Hội đồng nhân dân tỉnh Hà Nam",
        "dossiers": ["02"],
        "year": 2017,
        "date": 20170630,
        "pages": ["trồng rừng", "bảo vệ đất", "quy hoạch và quyền sử dụng đất"],
    },
    "c": {
        "title": "Công văn",
        "number": "115/UBND-VP",
        "doc_type": "cong-van",
        "type_names": ["Công văn", "CV"],
        "authority": "UBND huyện Bình Lục",
        "signer": "Văn Trần",
        "year": 2018,
        "pages": ["kế hoạch năm", "bố trí ngân sách, bộ phận một cửa"],
    },
    "d": {"title": "Giấy mời", "pages": ["một buổi họp"]},
}


@pytest.fixture(scope="module")
def held(fill, entry):
    return fill([entry(uid, **values) for uid, values in HELD.items()])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("đất OR hoạch", "abc"),
        ("dat HOẶC hop", "abd"),
        ("đất -rừng", ""),
        ("đất -trồng", "a"),
        ('rừng -"thu hồi"', "b"),
        ("-đất", "cd"),
        ("-đất -họp", "c"),
        ("NOT (đất OR họp)", "c"),
        ("(trồng OR kế) (rừng OR hoạch)", "bc"),
        ("trồng rừng OR kế hoạch OR zzzz", "bc"),
        ("đất (zzzz OR thu)", "a"),
        ("-bỏ", "bcd"),
        ("-bo", "bd"),
        ("-hđnd", "acd"),
        ("ubnd -huyện", "a"),
        ('"hội đồng" OR "thu hồi"', "ab"),
        ("quy*", "ab"),
        ("quyế*", "ab"),
        ("quyề*", "b"),
        ("-quy*", "cd"),
        ("tron* rừng", "b"),
        ("02/2016/Q*", "a"),
        ("02/2017/Q*", ""),
        ("zz*", ""),
    ],
)
def test_signs_and_beginnings(held, ask, text, found):
    answer = ask(held, text)
    assert sorted(hit.uid for hit in answer.hits) == list(found)
    assert answer.total == len(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("số:02/2016", "a"),
        ("số:2/2016/qd", "a"),
        ('số:"2 2016 QĐ/UBND"', "a"),
        ("number:02-2016QĐ", "a"),
        ("số:15", "b"),
        ("số:115/UBND", "c"),
        ("số:2016/02", ""),
        ("số:ubnd -số:115", "a"),
        ('loại:"quyết định"', "a"),
        ("loai:qd", "a"),
        ("type:CV", "c"),
        ('loại:"cong van" OR loại:NQ', "bc"),
        ("cơ quan:ubnd", "ac"),
        ('cơ quan:"ubnd tỉnh"', "a"),
        ('authority:"hà nam"', "ab"),
        ('authority:"nam hà"', ""),
        ("năm:2016", "a"),
        ("năm:2016..2017", "ab"),
        ("year:2017..", "bc"),
        ("-năm:..2017", "cd"),
        ("ngày:2016-01..2016-06", "a"),
        ("ngày:30/6/2017", "b"),
        ("ngày:6/2017", "b"),
        ("ngày:2016..2017", "ab"),
        ("ngày:..15/1/2016", "a"),
        ('người ký:"văn an"', "a"),
        ("signer:tran", "ac"),
        ("hồ sơ:01", "a"),
        ("hồ sơ:2", "b"),
        ('dossier:"thu hồi đất"', "a"),
        ("hồ sơ:01-HS", "a"),
        ("đất năm:2017", "b"),
        ("đất zzzz năm:2017", "b"),
        ("năm:2018 OR trồng", "bc"),
    ],
)
def test_fields(held, ask, text, found):
    answer = ask(held, text)
    assert sorted(hit.uid for hit in answer.hits) == list(found)


def test_fields_and_what_is_not_wanted_do_not_count_in_the_rank(held, ask):
    plain = {hit.uid: hit.score for hit in ask(held, "đất").hits}
    assert {
        hit.uid: pytest.approx(hit.score) for hit in ask(held, "đất năm:2016..2017 -họp cơ quan:tỉnh").hits
    } == plain


def test_a_year_among_words_finds_what_is_of_it(held, ask):
    for text in ("kế hoạch 2018", "ke hoach 2018", "2018 UBND-VP"):
        answer = ask(held, text)
        assert ([hit.uid for hit in answer.hits], answer.notices) == (["c"], [])
    assert ask(held, "kế hoạch 2017").notices


def test_words_beside_signs_give_way_as_ever(held, ask):
    answer = ask(held, "trồng zzzz yyyy -huyện")
    assert [hit.uid for hit in answer.hits] == ["b"]
    assert [notice.code for notice in answer.notices] == ["some_words"]


def test_a_beginning_with_accents_gives_way_with_notice(held, ask):
    answer = ask(held, "trôn*")
    assert [hit.uid for hit in answer.hits] == ["b"]
    assert [notice.code for notice in answer.notices] == ["beginning_without_accents"]
    assert not ask(held, "trồn*").notices


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("trồng OR bảo", [1, 2]),
        ("đất -bảo", [3]),
        ("quy*", [3]),
        ("-đất", []),
        ("số:15", []),
        ("năm:2017 rừng", [1]),
        ("năm:2017 OR rừng", [1]),
        ("-số:16 rừng", [1]),
        ('"trồng rừng" "bảo vệ"', [1, 2]),
        ("(trồng OR bảo) (rừng OR vệ) -quyền", [1, 2]),
    ],
)
def test_pages_follow_the_same_tree(held, text, pages):
    assert held.pages_with_hits("b", parse(text)) == pages


def test_a_hit_shows_its_pages_marked_where_it_is_wanted(held, ask):
    (hit,) = ask(held, "trồng OR quyền OR -nhân năm:2017").hits
    words = {page.number: [part for part, marked in page.snippet_parts if marked] for page in hit.pages}
    assert words == {1: ["trồng"], 3: ["quyền"]}


SPELLED = {
    "a": ["Quy định về kỹ thuật"],
    "b": ["Qui định về kĩ thuật"],
    "c": ["UBND tỉnh họp"],
    "d": ["Ủy ban nhân dân tỉnh họp"],
    "e": ["dân ban hành, nhân dịp ủy lạo, tỉnh họp"],
}


@pytest.fixture(scope="module")
def spelled(fill, entry):
    return fill([entry(uid, title="x", pages=pages) for uid, pages in SPELLED.items()])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("qui định kỹ thuật", "ab"),
        ("quy dinh ki thuat", "ab"),
        ('"quy định về kĩ thuật"', "ab"),
        ('"quí định"', "ab"),
        ("quy -kĩ", ""),
        ("ubnd tỉnh", "cd"),
        ("uy ban nhan dan tinh", "cde"),
        ("hop uỷ ban nhân dân", "cde"),
    ],
)
def test_spellings_and_abbreviations_both_ways(spelled, ask, text, found):
    assert sorted(hit.uid for hit in ask(spelled, text).hits) == list(found)


def test_what_stands_for_the_words_typed_is_marked(spelled, ask):
    marked = {
        hit.uid: [part for page in hit.pages for part, is_hit in page.snippet_parts if is_hit]
        for text in ("quy định", "ủy ban nhân dân")
        for hit in ask(spelled, text).hits
    }
    assert marked["b"] == ["Qui định"]
    assert marked["c"] == ["UBND"]


def test_a_question_is_answered_by_a_definition_and_by_the_law_first(engine, entry, ask):
    said = "Hội trọng tài là tổ chức xã hội nghề nghiệp."
    engine.write(
        [
            entry("a", title="Hội trọng tài", pages=["Hội trọng tài tham gia. Hội trọng tài góp ý."]),
            entry("b", title="Từ ngữ", doc_type="Nghị định", pages=[said]),
            entry("c", title="Từ ngữ", doc_type="Luật", pages=[said]),
        ]
    )
    assert [hit.uid for hit in ask(engine, "Hội trọng tài là gì?").hits] == ["c", "b", "a"]


NUMBERED = {
    "a": {"title": "Về đất", "number": "02/2020/NĐ-CP", "doc_type": "Nghị định", "year": 2020, "signer": "Lý Văn An"},
    "b": {
        "title": "Sửa đổi Nghị định số 02/2020/NĐ-CP",
        "number": "7/2021/NĐ-CP",
        "doc_type": "Nghị định",
        "year": 2021,
    },
    "c": {"title": "Về rừng", "number": "02/2020/TT-BTC", "doc_type": "Thông tư", "year": 2020},
    "d": {"title": "Về đất, theo 02/2020/NĐ-CP", "signer": "Lý Văn An", "year": 2019, "pages": ["2020 " * 20]},
}


@pytest.mark.parametrize(
    "text",
    [
        "02/2020/NĐ-CP",
        "2/2020/nđcp",
        "02-2020-nd-cp",
        "02 2020 ND CP",
        "nghị định 2 2020",
        "Nghị định số: 02/2020/NĐ-CP",
    ],
)
def test_a_number_in_any_spelling_finds_its_document_first(engine, entry, ask, text):
    engine.write([entry(uid, **values) for uid, values in NUMBERED.items()])
    assert ask(engine, text).hits[0].uid == "a"


def test_a_number_without_its_letters_shows_all_who_issued_one(engine, entry, ask):
    engine.write([entry(uid, **values) for uid, values in NUMBERED.items()])
    assert {hit.uid for hit in ask(engine, "2/2020").hits[:2]} == {"a", "c"}


@pytest.mark.parametrize("text", ["Lý Văn An 2020", "ly van an 2020", "lí văn an 2020"])
def test_a_signer_and_a_year_find_what_was_signed_then(engine, entry, ask, text):
    engine.write([entry(uid, **values) for uid, values in NUMBERED.items()])
    assert ask(engine, text).hits[0].uid == "a"


SIGNED = {
    "then": {"signer": "Trần Văn An", "year": 2016, "pages": ["quyết định"]},
    "later": {"signer": "Trần Văn An", "year": 2018, "pages": ["Trần Văn An ký năm 2016, gửi Trần Văn An 2016"]},
    "other": {"signer": "Lê Thị Bình", "year": 2016, "pages": ["ông Trần Văn An đã ký"]},
}


def test_what_a_person_signed_in_that_year_comes_first(fill, entry, ask):
    signed = fill([entry(uid, title="x", **values) for uid, values in SIGNED.items()])
    for text in ("Trần Văn An 2016", "tran van an 2016"):
        assert [hit.uid for hit in ask(signed, text).hits][:2] == ["then", "later"]
