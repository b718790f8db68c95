"""The cover of a dossier as .docx."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

from docx.enum.table import WD_ALIGN_VERTICAL
from docx.shared import Mm, Pt

from hoso.lists.codes import as_picture
from hoso.lists.cover import Cover
from hoso.lists.wording import DOTS

from .page import TEXT_WIDTH, grid, line, new_page


def write_cover(cover: Cover, target: Path, *, at: datetime) -> None:
    """Write the cover: one page; what is not known is dotted, to be written by hand."""
    document = new_page(f"Bìa hồ sơ {cover.number}".strip(), at, numbered=False)
    line(document, cover.archive.upper(), align="center", size=14, bold=True)
    line(document, cover.fonds.upper(), align="center", size=14, bold=True)
    line(document, "HỒ SƠ", align="center", size=28, bold=True).paragraph_format.space_before = Pt(110)
    title = line(document, cover.title, align="center", size=18, bold=True)
    title.paragraph_format.space_before = Pt(12)
    title.paragraph_format.space_after = Pt(40)
    line(document, cover.span, align="center", size=14)
    line(document, cover.amount, align="center", size=14).paragraph_format.space_after = Pt(110)
    foot = grid(document, [TEXT_WIDTH / 2, TEXT_WIDTH / 2 - 35, 35])
    for label, value in cover.numbers:
        line(foot.cell(0, 0), f"{label}: {value or DOTS}", size=14, bold=label == "Hồ sơ số")
    line(foot.cell(0, 1), f"{cover.retention_label}:", align="center", size=14)
    line(foot.cell(0, 1), cover.retention or DOTS, align="center", size=16, bold=True)
    code = foot.cell(0, 2)
    code.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
    line(code, "", align="right").add_run().add_picture(BytesIO(as_picture(cover.url)), width=Mm(30))
    if cover.shelf:
        line(document, cover.shelf, size=12)
    document.save(target)
