"""Pages drawn for the tests of reading pictures: Vietnamese text where it is wanted, at 150 dpi, as arrays."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFont

DPI = 150
A4 = (1240, 1754)


def page(
    *texts: tuple[int, int, str], rules: tuple[tuple[int, int, int, int], ...] = (), size: int = 25, ink: str = "black"
) -> np.ndarray:
    """An RGB page with texts at their places (left, top) and straight rules from corner to corner."""
    picture = Image.new("RGB", A4, "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype("DejaVuSerif.ttf", size)
    for left, top, text in texts:
        draw.text((left, top), text, fill=ink, font=font)
    for rule in rules:
        draw.line(rule, fill="black", width=3)
    return np.asarray(picture)


PROSE = (
    "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;",
    "Theo đề nghị của Chánh Văn phòng Ủy ban nhân dân tỉnh,",
    "Điều 1. Ban hành kèm theo Quyết định này danh mục hồ sơ",
    "nộp lưu vào lưu trữ lịch sử của các cơ quan nhà nước.",
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
)


def prose(lines: tuple[str, ...] = PROSE, **options) -> np.ndarray:
    """A page of prose, a line below the other."""
    return page(*((160, 400 + 55 * number, line) for number, line in enumerate(lines)), **options)
