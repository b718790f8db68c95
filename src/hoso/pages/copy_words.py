"""What is said of searchable copies: why one is not PDF/A, in what it differs from the file, why there is none."""

from __future__ import annotations

from zope.i18nmessageid import Message

from hoso.record.i18n import _

OBSTACLES: dict[str, Message] = {
    "font_missing": _("a font is not in the file"),
    "font_faulty": _("a font in the file is faulty"),
    "colour": _("colours without a colour profile"),
    "picture": _("a picture in a form that archives do not take"),
    "effect": _("effects that depend on the printer"),
    "annotation": _("a note or form field without a fixed appearance"),
    "layer": _("layers that look different from program to program"),
    "content": _("a page drawn in a way that the standard does not know"),
    "size": _("a page too small or too large"),
    "structure": _("names or numbers beyond the limits of the standard"),
}
"""Why a copy is not PDF/A-2b, by the codes of ``hoso.recognition.searchable``."""

CHANGES: dict[str, Message] = {
    "signature": _("Without the digital signature; the original keeps it."),
    "encryption": _("Without the encryption of the original."),
    "script": _("Without scripts and actions of the original."),
    "attachment": _("Without the files attached to the original."),
    "form": _("Form fields can no longer be filled in."),
    "hidden_note": _("Without hidden notes."),
    "old_layer": _("The hidden text of another program was replaced."),
    "old_layer_kept": _("The hidden text of another program could not be removed and is still found."),
}
"""In what else than its hidden text a copy differs from the original."""

FAILURES: dict[str, Message] = {
    "encrypted": _("the file has a password. Add the file without it."),
    "damaged": _("the file is damaged. Copy it from its source or scan it again."),
    "no_pages": _("the file has no pages."),
    "too_many_pixels": _("a page is too large a picture. Scan it again at 300 dpi."),
    "full": _("the disk is full. Ask the administrator for room, then try again."),
    "parked": _("making it failed several times. Ask the administrator."),
}
_OTHER = _("making it took too much time or memory. Try again later.")


def failure(code: str) -> Message:
    """Why there is no copy, and what to do."""
    return FAILURES.get(code, _OTHER)
