"""Graphics states: effects for certain printers are taken out where they show nothing on a screen."""

from __future__ import annotations

import pikepdf

from .report import Report

_BLENDS = {
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn",
    "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity",
}  # fmt: skip
_INTENTS = ("/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation")


def check_state(state: pikepdf.Object, report: Report) -> bool:
    """Mend a graphics state, or note what is in the way; whether it overprints in mode 1."""
    for key in ("/TR", "/TR2"):
        if key in state and not (key == "/TR2" and state[key] == "/Default"):
            if state[key] in ("/Identity", "/Default"):
                del state[key]
            else:
                report.obstacle("effect", key)
    # How a printer makes its dots.
    for key in ("/HT", "/HTP"):
        if key in state:
            del state[key]
    if "/RI" in state and str(state.RI) not in _INTENTS:
        del state["/RI"]
    if "/BM" in state:
        modes = state.BM if isinstance(state.BM, pikepdf.Array) else [state.BM]
        if not _BLENDS.issuperset(str(mode) for mode in modes):
            report.obstacle("effect", "/BM")
    overprints = bool(state.get("/OP", False)) or bool(state.get("/op", False))
    return overprints and state.get("/OPM", 0) == 1
