"""A box of documents whose every text would run or compute if anything let it, as a scanner's user could hand it in."""

from __future__ import annotations

import csv
from pathlib import Path

import pikepdf

# Sets ``window.canary`` wherever it becomes a part of a page instead of text on it.
SCRIPT = "<script>window.canary=1</script>"
PICTURE = '"><img src=x onerror="window.canary=2">'
FORMULA = '=HYPERLINK("http://example.org")'
WORD = "chimhoangyen"


def make(folder: Path) -> tuple[Path, Path]:
    """Write the box and its catalogue into a folder; returns both."""
    box = folder / "box"
    box.mkdir(parents=True)
    names = [f"01 {PICTURE.replace('/', '_')}.pdf", f"02 {FORMULA.replace('/', '_')}.pdf", "03.pdf"]
    for number, name in enumerate(names, 1):
        _pdf(box / name, f"{WORD} van ban so {number} {SCRIPT} {PICTURE} {FORMULA}")
    catalogue = folder / "catalogue.csv"
    with catalogue.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(
            ["Cấp", "Tên tệp", "Tiêu đề", "Số và ký hiệu hồ sơ", "Loại văn bản", "Số", "Ký hiệu", "Ngày văn bản",
             "Cơ quan ban hành", "Kho", "Hộp"]
        )  # fmt: skip
        for name in names[:2]:
            table.writerow(
                ["Văn bản", name, f"{WORD} {SCRIPT}{PICTURE}", "", "Quyết định", FORMULA[:20], PICTURE[:20], "2016",
                 f"{SCRIPT}{PICTURE}", "", ""]
            )  # fmt: skip
    return box, catalogue


def _pdf(path: Path, text: str) -> None:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
    lines = [text[start : start + 60] for start in range(0, len(text), 60)]
    shown = b" T* ".join(b"(" + line.encode("ascii").translate(_ESCAPE) + b") Tj" for line in lines)
    page.Contents = document.make_stream(b"BT /F1 11 Tf 14 TL 50 780 Td " + shown + b" ET")
    document.save(path)


_ESCAPE = bytes.maketrans(b"()\\", b"[]/")
