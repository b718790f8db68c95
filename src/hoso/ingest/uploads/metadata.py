"""The header ``Upload-Metadata`` of tus: ``key base64,key base64,key``."""

from __future__ import annotations

import base64
import binascii

from .errors import BadRequest

MAX_HEADER = 8_192


def parse(header: str) -> dict[str, str]:
    """Key → value as text; a key without a value is empty. Raises BadRequest."""
    if len(header) > MAX_HEADER:
        raise BadRequest("phần mô tả tệp quá dài")
    values: dict[str, str] = {}
    for pair in header.split(","):
        key, _, encoded = pair.strip().partition(" ")
        if not key:
            continue
        if key in values:
            raise BadRequest("phần mô tả tệp có mục lặp")
        try:
            values[key] = base64.b64decode(encoded.strip(), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise BadRequest("phần mô tả tệp không phải base64 của UTF-8") from error
    return values
