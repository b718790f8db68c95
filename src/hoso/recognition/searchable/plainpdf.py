"""A PDF file of pictures, a page each, written as they come so that memory never holds more than one."""

from __future__ import annotations

from pathlib import Path

from .images import PdfImage

_LEAST_SIDE, _LARGEST_SIDE = 3.0, 14_400.0  # of a page, in points, as PDF/A-2 wants it

# From the unit square, in which PDF draws a picture, to a page of that width and height: for each orientation that a
# picture file may tell (TIFF's tag 274) the signs and places of the two.
_ORIENTATIONS = {
    1: "{w} 0 0 {h} 0 0",
    2: "-{w} 0 0 {h} {w} 0",
    3: "-{w} 0 0 -{h} {w} {h}",
    4: "{w} 0 0 -{h} 0 {h}",
    5: "0 -{h} -{w} 0 {w} {h}",
    6: "0 -{h} {w} 0 0 {h}",
    7: "0 {h} {w} 0 0 0",
    8: "0 {h} -{w} 0 {w} 0",
}


class PictureFile:
    """The file being written; whole after ``close``."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")
        self._offsets: dict[int, int] = {}
        self._pages: list[int] = []
        self._last = 2  # 1 is the catalog, 2 the tree of pages
        self._file.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def add(self, image: PdfImage, size: tuple[float, float], orientation: int = 1) -> tuple[float, float]:
        """Add a page of that size in points, as displayed, filled by the picture; the size that it got."""
        factor = max(1.0, _LEAST_SIDE / max(1e-6, min(size)))
        width, height = (min(_LARGEST_SIDE, max(_LEAST_SIDE, side * factor)) for side in size)
        names = [b"%d 0 R" % self._stream(entries, data) for entries, data in image.objects]
        entries = image.entries
        for place, name in enumerate(names):
            entries = entries.replace(b"{%d}" % place, name)
        drawn = self._stream(
            b"/Type /XObject /Subtype /Image /Width %d /Height %d %s" % (image.width, image.height, entries), image.data
        )
        sides = {"w": f"{width:.4f}", "h": f"{height:.4f}"}
        content = self._stream(b"", f"q {_ORIENTATIONS[orientation].format(**sides)} cm /Im0 Do Q\n".encode())
        page = self._object(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sides['w']} {sides['h']}] /Contents {content} 0 R"
            f" /Resources << /XObject << /Im0 {drawn} 0 R >> >> >>".encode()
        )
        self._pages.append(page)
        return width, height

    def close(self) -> None:
        """Write what makes the pages a file."""
        with self._file as file:
            kids = b" ".join(b"%d 0 R" % page for page in self._pages)
            self._object(b"<< /Type /Catalog /Pages 2 0 R >>", 1)
            self._object(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(self._pages), kids), 2)
            start = file.tell()
            file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (self._last + 1))
            file.writelines(b"%010d 00000 n \n" % self._offsets[number] for number in range(1, self._last + 1))
            file.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (self._last + 1, start))

    def _stream(self, entries: bytes, data: bytes) -> int:
        return self._object(b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data))

    def _object(self, content: bytes, number: int = 0) -> int:
        if not number:
            self._last += 1
            number = self._last
        self._offsets[number] = self._file.tell()
        self._file.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        return number
