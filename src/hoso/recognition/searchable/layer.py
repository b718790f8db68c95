"""The hidden text of a page as drawing operators: invisible words over where they stand on the paper."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from ..frame import Frame
from .font import ADVANCE, DESCENT, HiddenFont
from .placing import Placed

_LEAST_HEIGHT, _LEAST_WIDTH = 1.0, 0.5
_SAME_HEIGHT = 0.05
_UNSHOWN = range(0xD800, 0xE000)

Matrix = tuple[float, float, float, float, float, float]


def upright_matrix(frame: Frame, turn: int, width: float, height: float) -> Matrix:
    """The matrix from the page as read to the page's own coordinates.

    As read: ``width`` × ``height``, upright, here with the origin at the bottom left. ``turn``: by how many degrees
    clockwise the displayed page was turned to be upright.
    """
    across, along = frame.right - frame.left, frame.top - frame.bottom
    degrees = (frame.rotation + turn) % 360
    sideways = degrees in (90, 270)
    x_scale = (along if sideways else across) / (width or 1.0)
    y_scale = (across if sideways else along) / (height or 1.0)
    if degrees == 90:
        return (0.0, x_scale, -y_scale, 0.0, frame.right, frame.bottom)
    if degrees == 180:
        return (-x_scale, 0.0, 0.0, -y_scale, frame.right, frame.top)
    if degrees == 270:
        return (0.0, -x_scale, y_scale, 0.0, frame.left, frame.top)
    return (x_scale, 0.0, 0.0, y_scale, frame.left, frame.bottom)


def operators(lines: Iterable[Iterable[Placed]], font: HiddenFont, name: str, matrix: Matrix, height: float) -> bytes:
    """What draws the words invisibly; leaves the graphics state as it found it. ``name``: the font's as a resource."""
    parts = [f"q {' '.join(map(_number, matrix))} cm BT 3 Tr".encode()]
    size, space = 0.0, font.encode(" ")
    for word in chain.from_iterable(lines):
        codes = font.encode("".join(c for c in word.text if ord(c) not in _UNSHOWN))
        if not codes:
            continue
        x0, y0, x1, y1 = word.box
        tall = max(_LEAST_HEIGHT, y1 - y0)
        if abs(tall - size) > _SAME_HEIGHT:
            size = round(tall, 2)
            parts.append(f"/{name} {_number(size)} Tf".encode())
        stretch = max(_LEAST_WIDTH, x1 - x0) / (len(codes) / 2 * ADVANCE * size)
        # The space belongs to the word, since readers pass over one that stands alone.
        parts.append(
            b"%s Tz 1 0 0 1 %s %s Tm <%s> Tj"
            % (
                _number(100 * stretch).encode(),
                _number(x0).encode(),
                _number(height - y1 + DESCENT * size).encode(),
                (codes + space).hex().encode(),
            )
        )
    # Spaces apart from the last line, so that nobody runs that into what the page draws first.
    apart = (_number(height / 2).encode(), (space + space).hex().encode())
    parts.append(b"100 Tz 1 0 0 1 0 %s Tm <%s> Tj ET Q\n" % apart)
    return b"\n".join(parts)


def _number(value: float) -> str:
    """A number as PDF writes it: no exponent, no needless digits."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
