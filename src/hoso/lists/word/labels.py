"""Labels of boxes as .docx: two beside each other, to be cut out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from hoso.lists.boxes import Label
from hoso.lists.codes import as_picture

from .page import TEXT_WIDTH, add, line, new_page

_HEIGHT = 62


def write_labels(labels: Sequence[Label], target: Path, *, at: datetime) -> None:
    """Write the labels."""
    document = new_page("Nhãn hộp", at, numbered=False)
    table = document.add_table(rows=-(-len(labels) // 2), cols=2)
    table.style = "Table Grid"
    table.autofit = False
    for row in table.rows:
        row.height, row.height_rule = Mm(_HEIGHT), WD_ROW_HEIGHT_RULE.AT_LEAST
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells = [cell for row in table.rows for cell in row.cells]
    for cell in cells:
        cell.width = Mm(TEXT_WIDTH / 2)
    for label, cell in zip(labels, cells, strict=False):
        _fill(cell, label)
    document.save(target)


def _fill(cell: Any, label: Label) -> None:
    line(cell, label.archive, align="center", size=11)
    line(cell, label.fonds, align="center", size=12, bold=True)
    for each in label.lines:
        line(cell, each, align="center", size=11)
    if label.dates:
        line(cell, label.dates, align="center", size=11)
    box = line(cell, "Hộp số: ", align="center", size=13)
    box.paragraph_format.space_before = Pt(4)
    add(box, label.box, size=24, bold=True)
    if label.shelf:
        line(cell, label.shelf, align="center", size=11)
    line(cell, "", align="center").add_run().add_picture(BytesIO(as_picture(label.url)), width=Mm(18))
