from hoso.recognition.order import column_gap, reading_order
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


def test_the_signature_beside_recipients_comes_after_the_body_that_runs_into_them():
    named = {"wide": row(50, 100, 800), "end": row(50, 128, 200), "recipients": row(50, 160, 160)}
    named |= {f"copy{n}": row(50, 186 + 24 * n, 300) for n in range(5)}
    named |= {"minister": row(520, 175, 700), "name": row(500, 290, 720)}
    assert read(named)[:3] == ["wide", "end", "recipients"]
    assert read(named)[-2:] == ["minister", "name"]


def test_the_running_head_over_columns_comes_first():
    named = {"page": row(50, 60, 90), "title": row(360, 62, 440), "issue": row(650, 60, 750)}
    named |= {f"left{n}": row(50, 100 + 26 * n, 380) for n in range(4)}
    named |= {f"right{n}": row(420, 100 + 26 * n, 750) for n in range(4)}
    wanted = ["page", "title", "issue", *(f"left{n}" for n in range(4)), *(f"right{n}" for n in range(4))]
    assert read(named) == wanted


def test_a_date_parted_by_handwriting_is_read_from_left_to_right():
    named = {"office": row(50, 100, 300), "motto": row(400, 100, 800), "freedom": row(450, 128, 750)}
    named |= {"place": row(420, 172, 560), "year": row(640, 170, 780)}
    assert read(named) == ["office", "motto", "freedom", "place", "year"]


def test_the_short_end_of_a_paragraph_stays_with_it():
    named = {"item": row(100, 100, 800), "end": row(50, 126, 98), "next": row(100, 152, 800), "wide": row(50, 178, 800)}
    assert read(named) == ["item", "end", "next", "wide"]


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


def test_a_value_is_read_with_its_label_however_far_it_stands():
    named = {"address": row(50, 100, 130), ": street": row(300, 101, 700), "more": row(300, 128, 650)}
    named |= {"tax": row(50, 156, 160), ": number": row(300, 157, 500)}
    wanted = ["address+: street", "more", "tax+: number"]
    assert read(named, values={1, 4}) == wanted


def test_no_lines_no_order():
    assert reading_order([]) == []


def test_gaps_part_columns_when_wide_for_the_page():
    usual = column_gap([(20, [(0, 0, 40, 20), (50, 0, 90, 20)])])
    typewritten = column_gap([(20, [(0, 0, 40, 20), (54, 0, 90, 20)])])
    assert usual == 1.1 and typewritten > 1.5
    assert column_gap([]) == column_gap([(20, [(0, 0, 40, 20)])]) == 0.8
