"""What is said of a copy, as codes that rooms above put in words."""

from __future__ import annotations

OBSTACLES = (
    "font_missing",  # a font is not in the file
    "font_faulty",  # a font in the file disagrees with the document that uses it
    "colour",  # colours of a device, without a profile that says what they look like
    "picture",  # a picture in a form that archives do not take
    "effect",  # effects that depend on a printer, or blending that is not in the standard
    "annotation",  # a note or form field without a fixed appearance
    "layer",  # layers that change with the program that shows them
    "content",  # drawing operators that cannot be followed
    "size",  # pages smaller or larger than the standard admits
    "structure",  # names, numbers or texts beyond the standard's limits
)
"""Why a copy does not claim to be PDF/A-2b."""

CHANGES = (
    "signature",  # the signature is left out; its picture stays
    "encryption",  # the copy is not encrypted
    "script",  # scripts and actions beyond following a link
    "attachment",  # attached files
    "form",  # what makes a form one that can be filled in
    "hidden_note",  # notes that were not to be seen
    "old_layer",  # hidden text of another program, replaced by ours
    "old_layer_kept",  # hidden text of another program that could not be taken out
)
"""In what else than its hidden text a copy differs from the original."""
