"""Annotations: notes, links, form fields on a page; what is not to be seen or not admitted is left out."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf

from .actions import mend_action
from .report import Report

_ADMITTED = {
    "/Text", "/Link", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline",
    "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/Widget", "/PrinterMark", "/TrapNet",
    "/Watermark", "/Redact",
}  # fmt: skip
_INVISIBLE, _HIDDEN, _PRINT, _NO_VIEW, _TOGGLE = 1, 2, 4, 32, 256
_NEED_NO_LOOKS = ("/Popup", "/Link")


def mend_notes(
    document: pikepdf.Pdf, page: pikepdf.Page, report: Report, look_at: Callable[[pikepdf.Object], None]
) -> None:
    """Mend the annotations of a page; ``look_at`` is given each appearance that stays."""
    notes = page.obj.get("/Annots")
    if not isinstance(notes, pikepdf.Array):
        if notes is not None:
            del page.obj["/Annots"]
        return
    kept = []
    for note in notes:
        if not isinstance(note, pikepdf.Dictionary):
            continue
        if _signature(note):
            _flatten(document, page, note)
            report.change("signature")
        elif _to_be_left_out(note, report):
            continue
        else:
            _mend(note, report, look_at)
            kept.append(note)
    page.obj.Annots = pikepdf.Array(kept)


def _signature(note: pikepdf.Object) -> bool:
    return note.get("/Subtype") == "/Widget" and field_type(note) == "/Sig"


def field_type(field: pikepdf.Object) -> str:
    """The type of a form field, told by itself or by one above it."""
    for _ in range(32):
        if "/FT" in field:
            return str(field.FT)
        if "/Parent" not in field:
            break
        field = field.Parent
    return ""


def _flatten(document: pikepdf.Pdf, page: pikepdf.Page, note: pikepdf.Object) -> None:
    """Draw the picture of a signature on the page, so that it stays when the field goes."""
    if int(note.get("/F", 0)) & (_HIDDEN | _NO_VIEW):
        return
    picture = note.get("/AP", pikepdf.Dictionary()).get("/N")
    if not isinstance(picture, pikepdf.Stream) or "/BBox" not in picture:
        return
    if picture.get("/Subtype") != "/Form":
        picture.Subtype = pikepdf.Name.Form
    name = page.add_resource(picture, pikepdf.Name.XObject, prefix="HosoSeal")
    helper = pikepdf.Annotation(note)
    drawn = helper.get_page_content_for_appearance(name, 0)
    if drawn:
        # In brackets of its own, for a page may leave the state changed at its end.
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\n" + drawn)


def _to_be_left_out(note: pikepdf.Object, report: Report) -> bool:
    kind = str(note.get("/Subtype"))
    if kind == "/FileAttachment":
        report.change("attachment")
        return True
    if kind not in _ADMITTED:
        # Films, sound, three dimensions: they play, they do not stand on the page.
        report.change("script")
        return True
    if kind != "/Popup" and int(note.get("/F", 0)) & (_HIDDEN | _NO_VIEW):
        report.change("hidden_note")
        return True
    return False


def _mend(note: pikepdf.Object, report: Report, look_at: Callable[[pikepdf.Object], None]) -> None:
    kind = str(note.get("/Subtype"))
    if kind != "/Popup":
        flags = int(note.get("/F", 0))
        note.F = (flags | _PRINT) & ~(_INVISIBLE | _TOGGLE)
    if "/AA" in note:
        del note["/AA"]
        report.change("script")
    if "/A" in note and (kind == "/Widget" or not mend_action(note.A, report)):
        del note["/A"]
        report.change("script")
    looks = note.get("/AP")
    if isinstance(looks, pikepdf.Dictionary):
        _mend_looks(note, looks, kind, report, look_at)
    elif kind not in _NEED_NO_LOOKS and not _empty(note):
        report.obstacle("annotation", kind)


def _mend_looks(
    note: pikepdf.Object, looks: pikepdf.Object, kind: str, report: Report, look_at: Callable[[pikepdf.Object], None]
) -> None:
    for key in ("/D", "/R"):
        if key in looks:
            del looks[key]
    normal = looks.get("/N")
    if isinstance(normal, pikepdf.Stream):
        look_at(normal)
        if kind == "/Widget" and field_type(note) == "/Btn":
            report.obstacle("annotation", "Btn")
    elif isinstance(normal, pikepdf.Dictionary):
        if kind != "/Widget" or field_type(note) != "/Btn":
            state = normal.get(str(note.get("/AS", "/")))
            if not isinstance(state, pikepdf.Stream):
                report.obstacle("annotation", kind)
                return
            looks.N = state
            look_at(state)
            return
        states = [state for state in normal.values() if isinstance(state, pikepdf.Stream)]
        for state in states:
            look_at(state)
        if not states:
            report.obstacle("annotation", "Btn")
    elif kind in _NEED_NO_LOOKS or _empty(note):
        del note["/AP"]
    else:
        report.obstacle("annotation", kind)


def _empty(note: pikepdf.Object) -> bool:
    left, bottom, right, top = (float(edge) for edge in note.get("/Rect", (0, 0, 1, 1)))
    return left == right and bottom == top
