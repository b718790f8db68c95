"""Where every word of a page's text stands: those with boxes there, those that only a person wrote beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from ..model import Box, Page

_TOKEN = re.compile(r"\S+")
_LOW = 0.6  # of the typical height of a line's words: lower ones are signs
_LETTER = 0.4  # of the height of a line: the width of a letter where nothing tells it
_PLAIN_HEIGHT = 12.0
_MARGIN = 36.0


@dataclass(slots=True)
class Placed:
    """A word to be written: its text and its box."""

    text: str
    box: Box


def placed(page: Page) -> list[list[Placed]]:
    """The lines of the page's text, each word with a box; a word without one stands near its neighbours."""
    lines = list(_lines(page))
    _give_boxes(lines, page)
    found = []
    for line in lines:
        words = [Placed(text, box) for text, box in line if box is not None]
        _level(words)
        found.append(words)
    return found


def _level(words: list[Placed]) -> None:
    """Let dashes and dots take the height of a neighbour, so that readers see one line and not several."""
    typical = median(word.box[3] - word.box[1] for word in words)
    normal = [place for place, word in enumerate(words) if word.box[3] - word.box[1] > _LOW * typical]
    for place, word in enumerate(words):
        if place not in normal and normal:
            near = words[min(normal, key=lambda other: abs(other - place))].box
            word.box = (word.box[0], near[1], word.box[2], near[3])


def _lines(page: Page) -> Iterator[list[tuple[str, Box | None]]]:
    """The text's lines as words with their boxes, where they have any."""
    boxes = {word.start: word for word in page.words}
    start = 0
    for line in page.text.split("\n"):
        words: list[tuple[str, Box | None]] = []
        for token in _TOKEN.finditer(line):
            word = boxes.get(start + token.start())
            words.append((token[0], word.box if word is not None and word.text == token[0] else None))
        if words:
            yield words
        start += len(line) + 1


def _give_boxes(lines: list[list[tuple[str, Box | None]]], page: Page) -> None:
    """Find places for runs of words without boxes: after the word before them, in its height."""
    before: Box = (_MARGIN, _MARGIN - _PLAIN_HEIGHT, _MARGIN, _MARGIN)
    for line in lines:
        begun = False
        for index, (text, box) in enumerate(line):
            if box is None:
                following = next((box for _, box in line[index:] if box is not None), None)
                box = _beside(before, following, text, line[index:], begun, page)
                line[index] = (text, box)
            before, begun = box, True


def _beside(
    before: Box, following: Box | None, text: str, rest: list[tuple[str, Box | None]], begun: bool, page: Page
) -> Box:
    """The place of a word: its share of the gap to the following word, or one as wide as its letters suggest."""
    if not begun and following is not None:
        before = (following[0], following[1], following[0], following[3])
    elif not begun:
        height = before[3] - before[1]
        left = before[0] if before[0] < page.width / 2 else _MARGIN
        before = (left, before[1] + height, left, before[3] + height)
    height = max(1.0, before[3] - before[1])
    width = _LETTER * height * len(text)
    if begun and following is not None and following[0] > before[2]:
        run = 0
        for word, box in rest:
            if box is not None:
                break
            run += len(word) + 1
        width = min(width, (following[0] - before[2]) * len(text) / (run + 1))
    left = min(before[2] + 0.1 * height, max(0.0, page.width - 1.0))
    bottom = min(before[3], page.height) if page.height else before[3]
    return (left, bottom - height, max(left + 0.5, min(left + width, page.width)), bottom)
