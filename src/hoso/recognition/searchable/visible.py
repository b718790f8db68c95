"""Lines that a page shows as text already, so that the hidden text need not say them again."""

from __future__ import annotations

from collections import defaultdict

from hoso.language import nfc

from ..frame import Frame
from ..model import Box, Page
from ..textlayer import LayerReader
from .placing import Placed
from .sources import Drawn

_COMMON = 0.5


def not_yet_there(lines: list[list[Placed]], drawn: Drawn, frame: Frame, page: Page) -> list[list[Placed]]:
    """The lines that have a word which the page does not show as the same text in the same place.

    Whole lines, since what is searched is phrases.
    """
    if page.quality.get("turn", 0):
        return lines
    there: dict[str, list[Box]] = defaultdict(list)
    with LayerReader(drawn.page, frame, drawn.limits.text_bytes) as reader:
        for word in reader.read().words:
            if not reader.is_invisible(word.first):
                there[nfc(word.text)].append(word.box)

    def shown(word: Placed) -> bool:
        return any(_same_place(word.box, box) for box in there.get(word.text, ()))

    return [line for line in lines if not all(map(shown, line))]


def _same_place(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    along = min(one[3], other[3]) - max(one[1], other[1])
    if across <= 0 or along <= 0:
        return False
    smaller = min((one[2] - one[0]) * (one[3] - one[1]), (other[2] - other[0]) * (other[3] - other[1]))
    return across * along > _COMMON * smaller
