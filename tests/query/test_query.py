"""The query language: how texts are read, told and marked."""

import pytest

from hoso.language import PartialDate, find
from hoso.query import (
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_PREFIXES,
    And,
    Days,
    Field,
    Not,
    Or,
    Phrase,
    Prefix,
    Text,
    Word,
    Years,
    hits,
    marks,
    parse,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("quyết định bãi bỏ", [Word("quyết"), Word("định"), Word("bãi"), Word("bỏ")]),
        ('đất "ủy ban  nhân dân"', [Word("đất"), Phrase("ủy ban nhân dân")]),
        ("“hồ sơ” và «mục lục»", [Phrase("hồ sơ"), Word("và"), Phrase("mục lục")]),
        ("Số: 1004/QĐ-UBND", [Word("Số"), Word("1004/QĐ-UBND")]),
        ('"số: 15/2016, ngày"', [Phrase("số: 15/2016, ngày")]),
        ('số: "15/2020', [Word("số"), Word("15/2020")]),
        ('a"b', [Word("a"), Word("b")]),
        ("(đất OR", [Word("đất"), Word("or")]),
        ('"" - ...', []),
        ("", []),
    ],
)
def test_parse(text, parts):
    query = parse(text)
    assert query.tree == And(tuple(parts))
    assert bool(query) == bool(parts)


def test_long_text_is_cut_and_says_so():
    query = parse("đất " * MAX_LENGTH)
    assert query.cut
    assert len(query.words) == MAX_LENGTH // 4
    assert "chỉ đọc phần đầu" in query.understood()


@pytest.mark.parametrize(("text", "accented"), [("quyet dinh", False), ("quyết dinh", True), ("đat", True)])
def test_accented(text, accented):
    assert parse(text).accented is accented


def test_needles_mark_words_phrases_and_expansions():
    text = "Ủy ban nhân dân tỉnh, UBND của tỉnh\nquyết định"
    marks = find(text, parse('ubnd "tỉnh quyết"').needles())
    assert [text[m.start : m.end] for m in marks] == ["Ủy ban nhân dân", "UBND", "tỉnh\nquyết"]


def test_in_an_accented_query_a_plain_syllable_is_plain():
    text = "ban nhân dân, văn bản"
    marks = find(text, parse("ủy ban").needles())
    assert [text[m.start : m.end] for m in marks] == ["ban"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("quản lý đất", ["quản lý đất"]),
        ("quan ly", ["Quản lý", "quản lý"]),
        ("đất quản", ["Quản", "đất", "quản", "đất"]),
        ('"quản lý" đất', ["Quản lý", "đất", "quản lý đất"]),
        ("đất", ["đất", "đất"]),
    ],
)
def test_hits_are_the_words_as_typed_or_each(asked, found):
    text = "Quản lý về đất đai; quản lý đất. "
    assert [text[span.start : span.end] for span in hits(text, parse(asked))] == found


def test_words_as_typed_may_be_written_out():
    text = "Ủy ban nhân dân tỉnh và ủy ban nhân dân xã"
    assert [text[span.start : span.end] for span in hits(text, parse("ubnd tỉnh"))] == ["Ủy ban nhân dân tỉnh"]


def test_understood():
    assert parse('UBND "hồ sơ"').understood() == ("Tìm tài liệu có: UBND (hoặc “uỷ ban nhân dân”), cụm từ “hồ sơ”.")
    assert parse("").understood() == "Chưa có từ nào để tìm."


A, B, C, D = map(Word, "abcd")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a OR b", [Or((A, B))]),
        ("a HOẶC b", [Or((A, B))]),
        ("a b OR c d", [Or((And((A, B)), And((C, D))))]),
        ("a AND b OR NOT c d", [Or((And((A, B)), And((Not(C), D))))]),
        ("a (b OR c) d", [A, Or((B, C)), D]),
        ("(a b) (c OR (d))", [A, B, Or((C, D))]),
        ("a -b", [A, Not(B)]),
        ('a -"b c" -(c OR d)', [A, Not(Phrase("b c")), Not(Or((C, D)))]),
        ("NOT NOT a NOT -b", [A, B]),
        ("a OR (b OR (c OR d))", [Or((A, B, C, D))]),
        ("quy* 15/2016/Q* đất**", [Prefix("quy"), Prefix("15/2016/Q"), Prefix("đất")]),
        ("-quy*", [Not(Prefix("quy"))]),
    ],
)
def test_signs(text, parts):
    assert parse(text).tree == And(tuple(parts))
    assert parse(text).structured or "OR" not in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ĐẤT HOẶC RỪNG", "ĐẤT hoặc RỪNG"),
        ("đất or rừng hoặc not and", "đất or rừng hoặc not and"),
        ("OR đất OR", "or đất or"),
        ("đất NOT", "đất not"),
        ("(a b) c)", "a b c"),
        ("((a", "a"),
        ("() a -() (-)", "a"),
        ("a - b -- c --d -", "a b c d"),
        ("QĐ-UBND a,-b", "QĐ-UBND a,-b"),
        ("* a *b a*b q* :*", "a b a*b q"),
        ("căn cứ: 15", "căn cứ 15"),
        ("Số: 1004/QĐ-UBND", "Số 1004/QĐ-UBND"),
        ("năm:abc ngày:abc ngày:30/2/2016 -năm:16", "năm abc ngày abc ngày 30/2/2016 năm 16"),
        ("số: số:... cơ quan:", "số số cơ quan"),
        ("hệ-số:15 hồ so.:1", "hệ-số 15 hồ so 1"),
        ("năm:.. ngày:..", "năm ngày"),
        ("ngày:2001..không ngày", "ngày 2001..không ngày"),
    ],
)
def test_what_does_not_parse_is_text(text, words):
    query = parse(text)
    assert query.tree == And(tuple(map(Word, words.split())))
    assert str(query) == words


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("số:15/2016", "number", Text("15/2016")),
        ("SO:15-2016.", "number", Text("15-2016")),
        ("number:15", "number", Text("15")),
        ('Loại:"quyết  định"', "type", Text("quyết định")),
        ("loai:QĐ", "type", Text("QĐ")),
        ("cơ quan:“Bộ Nội vụ”", "authority", Text("Bộ Nội vụ")),
        ("CO QUAN:ubnd", "authority", Text("ubnd")),
        ("coquan:ubnd", "authority", Text("ubnd")),
        ('người ký:"Trần Văn A"', "signer", Text("Trần Văn A")),
        ("nguoi ki:A", "signer", Text("A")),
        ("signer:A", "signer", Text("A")),
        ('hồ sơ:"đất (2016)"', "dossier", Text("đất (2016")),
        ("dossier:01-HS", "dossier", Text("01-HS")),
        ("năm:2016", "year", Years(2016, 2016)),
        ("nam:2016..2010", "year", Years(2010, 2016)),
        ("year:2010-2016", "year", Years(2010, 2016)),
        ("năm:2010…", "year", Years(2010, None)),
        ("năm:..2010", "year", Years(None, 2010)),
    ],
)
def test_fields(text, name, value):
    assert parse(text).tree == And((Field(name, value),))
    assert parse(f"-{text}").tree == And((Not(Field(name, value)),))
    assert parse(f"đất {text} rừng").tree == And((Word("đất"), Field(name, value), Word("rừng")))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ngày:2016-01..2016-06", "1/2016", "6/2016"),
        ("ngay:30/6/2016", "30/6/2016", "30/6/2016"),
        ("date:6/2016", "6/2016", "6/2016"),
        ("ngày:2016", "2016", "2016"),
        ("ngày:2017..6/2016", "6/2016", "2017"),
        ("ngày:01/02/2016..", "1/2/2016", None),
        ('ngày:"ngày 12 tháng 6 năm 1998"', "12/6/1998", "12/6/1998"),
        ("ngày:1998-2001", "1998", "2001"),
    ],
)
def test_days(text, first, last):
    ends = [PartialDate.parse(end) if end else None for end in (first, last)]
    assert parse(text).tree == And((Field("date", Days(*ends)),))


def test_the_other_reading_is_the_text_as_typed():
    query = parse('đất HOẶC rừng -cây số:15 (quy* "a b")')
    assert query.structured
    literal = query.literally()
    assert str(literal) == 'đất hoặc rừng cây số 15 quy "a b"'
    assert not literal.structured
    assert not parse('đất "a b" (rừng)').structured


def test_what_is_read_is_bounded():
    deep = parse("(" * 50 + "a OR b" + ")" * 50 + " c")
    assert deep.tree == And((Or((A, B)), C))
    nested = "a"
    for _ in range(MAX_DEPTH + 10):
        nested = f"-({nested} b)"
    assert str(parse(nested)).count("(") <= MAX_DEPTH
    many = parse("ab* " * (MAX_PREFIXES + 1)).tree.parts
    assert many == (Prefix("ab"),) * MAX_PREFIXES + (Word("ab"),)
    longer = parse("signer:a " * 222)
    assert longer.cut
    assert len(str(longer)) <= MAX_LENGTH


def test_understood_signs_and_fields():
    assert parse("đất (rừng OR quy*) -cây").understood() == (
        "Tìm tài liệu có: đất, (rừng hoặc từ bắt đầu bằng “quy”); không có: cây."
    )
    assert parse('số:15 cơ quan:"Bộ Nội vụ" năm:2010..2016 ngày:..6/2016').understood() == (
        "Tìm tài liệu có: số, ký hiệu “15”, cơ quan “Bộ Nội vụ”, năm từ 2010 đến 2016, ngày đến hết 6/2016."
    )
    assert parse("-đất -(a b)").understood() == "Tìm tài liệu không có: đất, (a và b)."


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("đất -rừng", ["đất", "đất"]),
        ("-(đất -rừng)", ["rừng"]),
        ("đất OR rừng", ["đất", "rừng", "đất"]),
        ("quy*", ["Quyết", "quy"]),
        ("đa*", ["đai"]),
        ("dat*", ["đất", "đất"]),
        ("15/2016/q*", ["15", "2016", "QĐ"]),
        ("số:15/2016 năm:2016", []),
    ],
)
def test_only_what_is_wanted_is_marked(asked, found):
    text = "Quyết; đất, rừng, quy, 15/2016/QĐ-UBND; đai; đất."
    assert [text[span.start : span.end] for span in marks(text, parse(asked))] == found
