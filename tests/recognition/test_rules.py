import numpy as np
import page_drawings as drawings
from test_lines import line

from hoso.recognition import ink
from hoso.recognition.rules import find_tables, split


def grid(columns, rows):
    across = [(columns[0], y, columns[-1], y) for y in rows]
    return (*across, *((x, rows[0], x, rows[-1]) for x in columns))


def tables(*rules, texts=()):
    return find_tables(ink.black_ink(drawings.page(*texts, rules=rules)), drawings.DPI)


def test_cells_come_row_by_row_from_left_to_right():
    [table], _ = tables(*grid((100, 400, 1000), (200, 300, 500)))
    corners = [(round(cell[0], -2), round(cell[1], -2)) for cell in table.cells]
    assert corners == [(100, 200), (400, 200), (100, 300), (400, 300)]


def test_a_cell_over_two_columns_is_one_cell():
    rules = ((100, 200, 1000, 200), (100, 300, 1000, 300), (100, 400, 1000, 400))
    [table], _ = tables(*rules, (100, 200, 100, 400), (1000, 200, 1000, 400), (500, 300, 500, 400))
    assert len(table.cells) == 3


def test_a_frame_and_underlines_are_no_table():
    assert tables(*grid((50, 1190), (50, 1700)), (300, 400, 600, 400), (300, 500, 600, 500))[0] == []


def test_rules_are_painted_over_and_letters_stay():
    [_], painted = tables(*grid((100, 400, 1000), (200, 300, 500)), texts=((150, 230, "hồ sơ"),))
    assert (painted[190:210, 100:1000] > 200).all()
    assert (painted[230:270, 150:250] < 128).any()


def test_a_line_over_several_cells_is_cut_at_their_edges():
    found, _ = tables(*grid((100, 400, 1000), (200, 300, 500)))
    pieces = split(line(120, 230, 500, 40), found)
    assert [piece.bounds[0] for piece in pieces] == [120, found[0].cells[1][0]]
    assert np.isclose(pieces[1].bounds[2], 620)
    assert len(split(line(120, 230, 200, 40), found)) == 1
    assert len(split(line(120, 900, 500, 40), found)) == 1
