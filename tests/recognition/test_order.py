from hoso.recognition.order import column_gap, columns, reading_order
from hoso.recognition.rules import Table


def row(left, top, right):
    return (left, top, right, top + 20)


def read(named, tables=(), **options):
    """The names in reading order, pieces of one line joined."""
    names = list(named)
    return [
        "+".join(names[position] for position in line)
        for line in reading_order([named[name] for name in names], tables, **options)
    ]


def test_authority_before_motto_and_recipients_before_signature():
    head = {
        "motto": row(400, 100, 800),
        "ministry": row(50, 100, 300),
        "office": row(80, 130, 280),
        "freedom": row(450, 128, 750),
        "number": row(90, 170, 250),
        "date": row(500, 172, 780),
    }
    body = {
        "title": row(300, 230, 500),
        "first": row(50, 280, 800),
        "second": row(50, 310, 800),
        "last": row(50, 340, 120),
    }
    foot = {
        "recipients": row(50, 400, 160),
        "minister": row(500, 402, 700),
        "archive": row(50, 422, 260),
        "name": row(480, 520, 720),
    }
    shuffled = dict(reversed((head | body | foot).items()))
    assert read(shuffled) == [
        *("ministry", "office", "number", "motto", "freedom", "date"),
        *("title", "first", "second", "last"),
        *("recipients", "archive", "minister", "name"),
    ]


def test_columns_of_a_gazette_are_read_one_after_the_other():
    named = {"title": row(100, 50, 700)}
    for n in range(6):
        named[f"left{n}"] = row(50, 100 + 26 * n, 380)
        if n < 4:
            named[f"right{n}"] = row(410, 107 + 26 * n, 750)
    wanted = ["title", *(f"left{n}" for n in range(6)), *(f"right{n}" for n in range(4))]
    assert read(named) == wanted


def test_a_paragraph_gap_does_not_end_a_column():
    named = {f"left{n}": row(50, 100 + 26 * n + 20 * (n > 2), 380) for n in range(6)}
    named["right"] = row(410, 100, 750)
    assert read(named)[-1] == "right"


def test_pieces_of_one_printed_line_are_one_line():
    assert read({"b": row(205, 102, 300), "a": row(50, 100, 200)}) == ["a+b"]
    assert read({"b": row(260, 102, 300), "a": row(50, 100, 200)}) == ["a", "b"]


def test_a_table_is_read_cell_by_cell_where_it_stands():
    cells = ((40, 190, 200, 290), (200, 190, 600, 290), (40, 290, 200, 390), (200, 290, 600, 390))
    named = {
        "above": row(50, 100, 600),
        "2": row(50, 300, 70),
        "1": row(50, 200, 70),
        "hồ sơ": row(210, 200, 300),
        "lưu trữ": row(210, 225, 320),
        "quyết định": row(210, 300, 330),
        "below": row(50, 420, 600),
    }
    wanted = ["above", "1", "hồ sơ", "lưu trữ", "2", "quyết định", "below"]
    assert read(named, [Table((40, 190, 600, 390), cells)]) == wanted


def test_no_lines_no_order():
    assert reading_order([]) == []


def test_gaps_part_columns_when_wide_for_the_page():
    words = [(0, 0, 40, 20), (50, 0, 90, 20), (120, 0, 160, 20)]
    assert columns(words, gap=25) == [slice(0, 2), slice(2, 3)]
    assert columns(words, gap=40) == [slice(0, 3)]
    assert columns([], gap=25) == []
    usual = column_gap([(20, words[:2])])
    typewritten = column_gap([(20, [(0, 0, 40, 20), (54, 0, 90, 20)])])
    assert usual == 1.1 and typewritten > 1.5
    assert column_gap([]) == 0.8
