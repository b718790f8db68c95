"""A drawn page compared with its text layer: is there ink, is it in the layer, are the layer's words to be seen."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from .ink import FEWEST_PIECES, SURVEY_DPI, all_ink, legible, survey
from .model import Box

_CONTRAST = 40
_DARK = 110
_INK_SHARE = 0.0005


@dataclass(frozen=True, slots=True)
class Look:
    """``blank``: no ink. ``pieces``: pieces of letter-like ink; ``coverage``: share of it under the layer's words.
    ``covered``: words under something dark; ``unseen``: words where the page shows nothing."""

    blank: bool
    pieces: int
    coverage: float
    covered: int
    unseen: int


def look(image: np.ndarray, scale: float, words: list[tuple[str, Box]]) -> Look:
    """Compare an RGB picture drawn at ``scale`` pixels for a point with words and their boxes in points."""
    # By brightness, since black on red or on a yellow marker is to be seen, and one channel would not show it.
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    _, _, letters = legible(image, 72.0 * scale)
    covered = unseen = 0
    for text, box in words:
        inner = _inside(grey, box, scale)
        if len(text) < 2 or not text.isalnum() or inner.size == 0:
            continue
        if int(inner.max()) - int(inner.min()) < _CONTRAST:
            if inner.mean() < _DARK:
                covered += 1
            else:
                unseen += 1
    return Look(
        is_blank(image, 72.0 * scale),
        letters.pieces,
        letters.coverage([tuple(scale * edge for edge in box) for _, box in words]),
        covered,
        unseen,
    )


def is_blank(image: np.ndarray, dpi: float) -> bool:
    """Whether an RGB picture shows nothing: an even surface but for specks."""
    grey = all_ink(image)
    step = max(1, round(dpi / SURVEY_DPI))
    sample = grey[::step, ::step]
    paper = float(np.median(sample))
    if paper < _DARK or (np.abs(sample - paper) > _CONTRAST).mean() > _INK_SHARE:
        return False
    return survey(grey, dpi).pieces < FEWEST_PIECES


def _inside(grey: np.ndarray, box: Box, scale: float) -> np.ndarray:
    """The middle of a box, away from what may touch its edges."""
    x0, y0, x1, y1 = (edge * scale for edge in box)
    across, along = 0.1 * (x1 - x0), 0.2 * (y1 - y0)
    rows = slice(max(0, round(y0 + along)), max(0, round(y1 - along)))
    return grey[rows, max(0, round(x0 + across)) : max(0, round(x1 - across))]
