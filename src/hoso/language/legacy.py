"""The encodings before Unicode, TCVN3 (.VnTime fonts) and VNI: how to know them and how to read them.

Both store Vietnamese letters at the codes of Western ones, so that a text layer gives ``QuyÕt ®Þnh`` or
``Quyeát ñònh``. Convert before ``nfc``: TCVN3 keeps "ư" where Unicode has the soft hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

from hoso.language.normal import nfc
from hoso.language.syllables import syllable_share

Encoding = Literal["unicode", "tcvn3", "vni"]

# TCVN 5712:1993 VN3, code by code from A1 to FE; a full stop where it has no letter.
_TCVN3_CODES = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"
_TCVN3 = {0xA1 + index: letter for index, letter in enumerate(_TCVN3_CODES) if letter != "."}
# Where a PDF names its glyphs, the extracted text has these for the micro sign and eth.
_TCVN3 |= {ord("μ"): "à", ord("Đ"): "é"}

# VNI: the letter, then one character for its marks. Case follows the mark in capitals, both in small letters.
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_VNI_TONES = {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_VNI_CIRCUMFLEX = {"â": "", "á": _ACUTE, "à": _GRAVE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}
_VNI_BREVE = {"ê": "", "é": _ACUTE, "è": _GRAVE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}
_VNI_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for letter in "aeouyôö":
        base = _VNI_SINGLE.get(letter, letter)
        table |= {letter + code: base + mark for code, mark in _VNI_TONES.items()}
    for letter in "aeo":
        table |= {letter + code: letter + _CIRCUMFLEX + mark for code, mark in _VNI_CIRCUMFLEX.items()}
    table |= {"a" + code: "a" + _BREVE + mark for code, mark in _VNI_BREVE.items()}
    return table


_VNI = _vni_table()
_VNI_LETTER = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)

# The reading in an encoding must be better than the text as it stands by this share of syllables.
_MARGIN = 0.12
_FONTS: tuple[tuple[re.Pattern[str], Encoding], ...] = (
    (re.compile(r"(?:^|\+)\.?Vn[A-Z0-9]"), "tcvn3"),
    (re.compile(r"(?:^|\+)VNI[-_ ]"), "vni"),
)
_CAPITAL_FONT = re.compile(r"(?:^|\+)\.?Vn[A-Z0-9]\w*H(?:\W|$)")


def detect(text: str, font_names: Collection[str] = ()) -> Encoding:
    """How a text is encoded, judged by the share of Vietnamese syllables of each reading.

    ``font_names``, where known, break the tie of texts too short or too damaged to tell: an encoding that a
    font names is taken when it reads no worse than the text as it stands. Exact from about eight words on.
    """
    as_is = syllable_share(nfc(text))
    if as_is > 1 - _MARGIN and not font_names:
        return "unicode"
    shares: dict[Encoding, float] = {encoding: syllable_share(convert(text, encoding)) for encoding in ("tcvn3", "vni")}
    best = max(shares, key=lambda encoding: shares[encoding])
    if shares[best] >= as_is + _MARGIN:
        return best
    for pattern, encoding in _FONTS:
        named = any(pattern.search(name) for name in font_names)
        if named and shares[encoding] > 0 and shares[encoding] >= as_is and convert(text, encoding) != nfc(text):
            return encoding
    return "unicode"


def convert(text: str, encoding: Encoding, font_name: str | None = None) -> str:
    """A text of that encoding in normal form.

    ``font_name``: the TCVN3 fonts whose name ends in H draw small codes as capitals, so their text is raised.
    """
    if encoding == "tcvn3":
        text = text.translate(_TCVN3)
        if font_name and _CAPITAL_FONT.search(font_name):
            text = text.upper()
    elif encoding == "vni":
        text = _VNI_LETTER.sub(_from_vni, text)
    return nfc(text)


def _from_vni(match: re.Match[str]) -> str:
    letters = _VNI[match[0].lower()]
    return letters.upper() if match[0][0].isupper() else letters
