import pytest
import recognition_samples as samples

from hoso.recognition import read_pages
from hoso.recognition.tables import TableReader, TablesFailed

GRID = b"".join(
    b"60 %d m 400 %d l S %d 620 m %d 700 l S\n" % (y, y, x, x) for y, x in ((700, 60), (660, 230), (620, 400))
)
CELLS = samples.text(70, 675, "So") + samples.text(240, 675, "Trich yeu") + samples.text(240, 635, "Ve giao dat")


def test_only_ruled_pages_have_tables(write):
    ruled, plain = read_pages(write(samples.pdf(samples.PdfPage(GRID + CELLS), samples.PdfPage(CELLS))))
    assert ruled.tables == ((("So", "Trich yeu"), ("", "Ve giao dat")),)
    assert plain.tables == ()
    assert "Ve giao dat" in ruled.text


def test_cells_of_a_legacy_page_are_converted(write):
    words = samples.text(70, 675, "Sè v¨n b¶n") + samples.text(240, 675, "TrÝch yÕu néi dung v¨n b¶n ®Õn")
    (page,) = read_pages(write(samples.pdf(samples.PdfPage(GRID + words, font=b".VnTime"))))
    assert page.tables[0][0] == ("Số văn bản", "Trích yếu nội dung văn bản đến")


def test_a_page_whose_tables_fail_keeps_its_words(write):
    # PDFium takes what the page tree lists for a page, pdfminer only what says that it is one.
    data = samples.pdf(samples.PdfPage(GRID + CELLS)).replace(b"/Type /Page /", b"/Typx /Page /")
    (page,) = read_pages(write(data))
    assert "Ve giao dat" in page.text
    assert page.tables == ()
    assert page.quality["tables_failed"] == "IndexError"


def test_time_for_tables_is_bounded(write):
    cells = b"".join(b"%d %d 4 4 re S\n" % (x, y) for x in range(0, 592, 4) for y in range(0, 840, 4))
    reader = TableReader(write(samples.pdf(samples.PdfPage(cells))), seconds=1)
    with pytest.raises(TablesFailed, match="TimeIsUp"):
        reader.read(1, str)
