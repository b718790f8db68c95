"""Which resolution a picture of a page really has: what files tell is often wrong, and reading depends on it."""

from __future__ import annotations

BELIEVABLE_DPI = (100.0, 700.0)
"""What scanners are set to; screens (72, 96) and cameras write whatever they like."""

_SHORT_SIDE_INCHES = 8.27


def believable(told: float, short_side_pixels: float) -> float:
    """The resolution told if a scanner could be set so, else the one that makes the short side that of A4."""
    low, high = BELIEVABLE_DPI
    return told if low <= told <= high else max(1.0, short_side_pixels / _SHORT_SIDE_INCHES)
