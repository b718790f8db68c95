"""Addresses as QR codes, so that a phone opens what lies in front of it."""

from __future__ import annotations

import io

import segno


def as_picture(address: str) -> bytes:
    """The code of an address as PNG."""
    file = io.BytesIO()
    segno.make(address, micro=False).save(file, kind="png", scale=8, border=1)
    return file.getvalue()


def as_image(address: str) -> str:
    """The code of an address as the ``src`` of an image."""
    return segno.make(address, micro=False).svg_data_uri(border=1, svgclass=None, lineclass=None)
