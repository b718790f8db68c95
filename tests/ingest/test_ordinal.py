"""The number of a document in its file's name."""

import pytest

from hoso.ingest.ordinal import ordinal_of


@pytest.mark.parametrize(
    ("name", "folder", "ordinal"),
    [
        ("000.06.16.G09.2010.01.TH.012.pdf", "", 12),
        ("000.06.16.G09.2010.01.TH.7.PDF", "hồ sơ", 7),
        ("HS-01.3.pdf", "HS-01", 3),
        ("HS 01.3.pdf", "HS 01", 3),
        ("HS-01.3.pdf", "HS-02", None),
        ("báo cáo.12.pdf", "", None),
        ("000.06.16.G09.2010.pdf", "", None),
        ("000.06.16.G09.2010.01.TH.000.pdf", "", None),
        ("1004-QĐ-UBND.pdf", "", None),
    ],
)
def test_ordinal(name, folder, ordinal):
    assert ordinal_of(name, folder) == ordinal
