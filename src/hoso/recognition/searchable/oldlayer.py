"""Taking the hidden text of another program out of a page: text that is drawn invisibly, or under a picture of the
whole page. What is to be seen stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from ..content import Matrix, product
from ..frame import Frame
from .streams import page_too_long, too_long

_SHOW = ("Tj", "TJ", "'", '"')
_PLACES = ("Tm", "Td", "TD", "T*")
_INVISIBLE = 3
_CLIPS = (4, 5, 6, 7)
_WHOLE = 0.98
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_NESTING = 5


class Entangled(Exception):
    """The hidden text cannot be taken out: visible text would move, or the page is too long to be gone through."""


@dataclass(frozen=True, slots=True)
class _State:
    mode: int = 0
    matrix: Matrix = _IDENTITY


@dataclass(slots=True)
class _Stream:
    """A content stream being looked through: its instructions, and the numbers of those that show hidden text."""

    instructions: list[Any]
    hidden: set[int] = field(default_factory=set)
    shown: list[int] = field(default_factory=list)
    covered: bool = False

    def without_hidden(self) -> bytes:
        """The stream again, without them."""
        kept = [
            _moved_only(instruction) if number in self.hidden else [instruction]
            for number, instruction in enumerate(self.instructions)
        ]
        return pikepdf.unparse_content_stream([instruction for part in kept for instruction in part])


@dataclass(frozen=True, slots=True)
class Removed:
    """How many drawing instructions were taken out, and whether some of their text lay under a picture."""

    instructions: int
    covered: bool


def remove_hidden_text(document: pikepdf.Pdf, page: pikepdf.Page, frame: Frame) -> Removed:
    """Take it out; a page without any is left alone.

    Raises ``Entangled``, and one of ``archival.MALFORMED`` for content that cannot be followed.
    """
    if page_too_long(page):
        raise Entangled
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    area = (frame.right - frame.left) * (frame.top - frame.bottom)
    stream = _look_through(page, resources, _State(), area)
    removed = len(stream.hidden)
    if removed:
        page.obj.Contents = document.make_stream(stream.without_hidden())
    return Removed(removed + _clean_forms(resources, 0, set()), stream.covered)


def _clean_forms(resources: pikepdf.Object, depth: int, seen: set[tuple[int, int]]) -> int:
    """The same for the forms that the page may draw; invisible text only."""
    removed = 0
    for form in _forms(resources):
        if depth >= _NESTING or form.objgen in seen or too_long(form):
            continue
        seen.add(form.objgen)
        inner = form.get("/Resources", resources)
        stream = _look_through(form, inner, _State(), 0.0)
        if stream.hidden:
            form.write(stream.without_hidden())
            removed += len(stream.hidden)
        removed += _clean_forms(inner, depth + 1, seen)
    return removed


def _forms(resources: pikepdf.Object) -> list[pikepdf.Object]:
    found = resources.get("/XObject")
    if not isinstance(found, pikepdf.Dictionary):
        return []
    return [item for item in found.values() if item.get("/Subtype") == "/Form"]


def _look_through(source: Any, resources: pikepdf.Object, state: _State, area: float) -> _Stream:
    """Find what shows hidden text. ``area``: of the page, 0 where pictures are not to be looked at."""
    stream = _Stream(list(pikepdf.parse_content_stream(source)))
    stack: list[_State] = []
    dangling = False  # hidden text went before, and nothing has set the place of text anew
    for number, instruction in enumerate(stream.instructions):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            stack.append(state)
        elif operator == "Q" and stack:
            state = stack.pop()
        elif operator == "cm":
            state = replace(state, matrix=product(tuple(float(value) for value in operands), state.matrix))
        elif operator == "Tr":
            state = replace(state, mode=int(operands[0]))
        elif operator in _PLACES or operator == "BT":
            dangling = False
        elif operator in _SHOW:
            dangling = dangling and operator in ("Tj", "TJ")
            if state.mode == _INVISIBLE:
                stream.hidden.add(number)
                dangling = True
            elif dangling:
                raise Entangled
            elif state.mode not in _CLIPS:
                stream.shown.append(number)
        elif operator == "Do" and area and _covers(operands[0], resources, state.matrix, area):
            stream.covered |= bool(stream.shown)
            stream.hidden.update(stream.shown)
            stream.shown.clear()
    return stream


def _covers(name: pikepdf.Object, resources: pikepdf.Object, matrix: Matrix, area: float) -> bool:
    """Whether an opaque picture is drawn over the whole page."""
    item = resources.get("/XObject", pikepdf.Dictionary()).get(str(name))
    if not isinstance(item, pikepdf.Stream) or item.get("/Subtype") != "/Image":
        return False
    if any(key in item for key in ("/SMask", "/Mask")) or item.get("/ImageMask", False):
        return False
    a, b, c, d, _, _ = matrix
    return (not b and not c or not a and not d) and abs(a * d - b * c) >= _WHOLE * area


def _moved_only(instruction: Any) -> list[Any]:
    """What remains of an instruction that shows text: the move to the next line, where it makes one."""
    if str(instruction.operator) in ("'", '"'):
        return [pikepdf.ContentStreamInstruction([], pikepdf.Operator("T*"))]
    return []
