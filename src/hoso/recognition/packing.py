"""A page as one line of bytes and back: the form in which pages travel from a child and lie in the spool."""

from __future__ import annotations

import json

from .model import Page, Word

_TEXT, _AFTER_TEXT = b'"text":', b'","words":'


def pack(page: Page) -> bytes:
    """The page as one line of JSON without the newline; boxes keep hundredths of a point."""
    value = {
        "number": page.number,
        "width": round(page.width, 2),
        "height": round(page.height, 2),
        "source": page.source,
        "reason": page.reason,
        "confidence": page.confidence,
        "text": page.text,
        "words": [
            (w.start, len(w.text), round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2), round(w.confidence, 1))
            for w in page.words
            for x0, y0, x1, y1 in (w.box,)
        ],
        "quality": page.quality,
        "tables": page.tables,
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpack_text(data: bytes) -> str:
    """The text alone of the page that ``pack`` wrote, many times quicker; what follows the text may be missing.
    ``ValueError`` where the text is not there whole.
    """
    # Quotes inside a value are escaped, so these are the keys.
    start = data.index(_TEXT) + len(_TEXT)
    return json.loads(data[start : data.index(_AFTER_TEXT, start) + 1].decode("utf-8", "surrogatepass"))


def unpack(data: bytes) -> Page:
    """The page that ``pack`` wrote; ``ValueError`` (or ``KeyError``) where the bytes are not such a page."""
    value = json.loads(data)
    text = value["text"]
    words = tuple(
        Word(text[start : start + length], (x0, y0, x1, y1), confidence, start)
        for start, length, x0, y0, x1, y1, confidence in value.pop("words")
    )
    tables = tuple(tuple(tuple(row) for row in table) for table in value.pop("tables"))
    return Page(**value, words=words, tables=tables)
