"""The state of a document's reading as a shape, a colour and words."""

from __future__ import annotations

from typing import NamedTuple

from hoso.pages import ReadingState

_SHAPES = {
    "waiting": "st st-busy",
    "reading": "st st-busy",
    "read": "st st-read",
    "review": "st st-need",
    "failed": "st st-fail",
    "none": "st st-na",
}


class StateLabel(NamedTuple):
    """``css`` are the classes of the shape; ``label`` the words, to be translated."""

    css: str
    label: str


def state_label(state: ReadingState) -> StateLabel:
    """A state to show."""
    return StateLabel(_SHAPES[state.name], state.label)
