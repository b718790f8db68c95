"""The number of a document in its dossier, as the circular lets a file's name say it."""

from __future__ import annotations

import re

from hoso.record.ids import stem

# TT 02/2019/TT-BNV Đ6: "<mã hồ sơ>.<số thứ tự văn bản trong hồ sơ>". The code itself has dots (TT 01/2019 Đ16):
# "000.06.16.G09.2010.01.TH", so a name with a single dot and a number ("báo cáo.12") is not taken for one.
_CODED = re.compile(r"[^.\s]+(?:\.[^.\s]+){2,}\.(\d{1,3})", re.ASCII)


def ordinal_of(filename: str, folder: str) -> int | None:
    """The ordinal in ``<mã hồ sơ>.<số thứ tự văn bản>``, at most three digits (field 3 of the circular); else None.

    What stands before counts as a dossier's code when it is the name of the ``folder`` or has at least three parts.
    """
    name = stem(filename)
    code, _, last = name.rpartition(".")
    if folder and code == folder and re.fullmatch(r"\d{1,3}", last, re.ASCII):
        return int(last) or None
    match = _CODED.fullmatch(name)
    return (int(match[1]) or None) if match else None
