"""The document's metadata (XMP) and its output intent, both written anew so that equal documents get equal bytes."""

from __future__ import annotations

import re
from functools import cache
from xml.sax.saxutils import escape

import pikepdf
from PIL import ImageCms

from ..images import usable_profile

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST_TITLE = 1_000
_DATE, _PROFILE_ID, _FIXED_DATE = slice(24, 36), slice(84, 100), bytes.fromhex("07e9 0001 0001 0000 0000 0000")
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
{claim}<pdf:Producer>{producer}</pdf:Producer>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_CLAIM = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n"
_PRODUCER = "Hoso"


def write_metadata(document: pikepdf.Pdf, title: str, *, archival: bool) -> None:
    """Give the document its title; ``archival``: it claims to be PDF/A-2b."""
    title = escape(_NO_XML.sub("", title)[:_LONGEST_TITLE])
    xmp = _XMP.format(title=title, producer=_PRODUCER, claim=_CLAIM if archival else "")
    stream = document.make_stream(xmp.encode())
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    document.Root.Metadata = stream
    # The older form of the same; what it says must agree, so that it says nothing.
    if "/Info" in document.trailer:
        del document.trailer.Info


def output_intent(document: pikepdf.Pdf) -> str:
    """Make sure that the document says what its plain colours look like; the colour space of its intent."""
    for intent in document.Root.get("/OutputIntents", ()):
        profile = intent.get("/DestOutputProfile")
        if intent.get("/S") == "/GTS_PDFA1" and isinstance(profile, pikepdf.Stream):
            space = _intended(profile)
            if space:
                document.Root.OutputIntents = pikepdf.Array([intent])
                return space
    profile = document.make_stream(srgb(), N=3)
    document.Root.OutputIntents = pikepdf.Array(
        [
            document.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.OutputIntent,
                    S=pikepdf.Name.GTS_PDFA1,
                    OutputConditionIdentifier="sRGB",
                    Info="sRGB IEC61966-2.1",
                    DestOutputProfile=profile,
                )
            )
        ]
    )
    return "RGB "


def _intended(profile: pikepdf.Stream) -> str:
    """The colour space of a profile that may describe an output; empty for any other."""
    try:
        data = profile.read_bytes()
    except pikepdf.PdfError:
        return ""
    components = {b"RGB ": 3, b"CMYK": 4, b"GRAY": 1}.get(data[16:20], 0)
    fits = usable_profile(data, components) and data[12:16] in (b"mntr", b"prtr")
    return data[16:20].decode() if fits else ""


@cache
def srgb() -> bytes:
    """The sRGB profile of the colour library, the same bytes at every call."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # Made just now, it says so; its fingerprint is not needed.
    profile[_DATE] = _FIXED_DATE
    profile[_PROFILE_ID] = bytes(16)
    return bytes(profile)
