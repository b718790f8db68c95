import hashlib
import json

import recognition_samples as samples

from hoso.recognition import read_pages, report


def test_the_report_has_the_fields_programs_rely_on(write):
    table = b"".join(b"60 %d m 400 %d l S\n" % (y, y) for y in (700, 660, 620))
    table += b"".join(b"%d 620 m %d 700 l S\n" % (x, x) for x in (60, 230, 400))
    cells = [
        (70, 675, "So va ky hieu"),
        (240, 675, "Trich yeu"),
        (70, 635, "12/QD-UBND"),
        (240, 635, "Ve viec giao dat"),
    ]
    content = table + b"".join(samples.text(*cell) for cell in cells)
    data = samples.pdf(samples.PdfPage(content), samples.text_page(["Trang không có bảng nào"]))
    path = write(data)
    result = json.loads(json.dumps(report(path, read_pages(path))))
    first, second = result["pages"]
    assert set(result) == {"file", "sha256", "pages"}
    assert (result["file"], result["sha256"]) == (str(path), hashlib.sha256(data).hexdigest())
    assert set(second) == {"number", "width", "height", "source", "reason", "confidence", "text", "words"}
    assert first["tables"] == [[["So va ky hieu", "Trich yeu"], ["12/QD-UBND", "Ve viec giao dat"]]]
    assert [word["text"] for word in second["words"]] == ["Trang", "không", "có", "bảng", "nào"]
    assert all(set(word) == {"text", "box", "confidence"} and len(word["box"]) == 4 for word in second["words"])
