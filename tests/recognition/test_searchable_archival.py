"""What is put right on the way to PDF/A-2b, what is not claimed, and that nothing is claimed wrongly."""

import io

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from recognition_samples import PdfPage, pdf, scan_page, text_page

from hoso.recognition import Line, Page, compose
from hoso.recognition.searchable import CHANGES, OBSTACLES, make_copy

EMPTY = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0 >>\nstream\n\nendstream"


def page(number=1):
    written, words = compose([Line((("chữ", (50.0, 50.0, 90.0, 62.0), 90.0),))])
    return Page(number, 595.0, 842.0, "ocr", "no_text_layer", 90.0, written, words)


@pytest.fixture
def copied(write, tmp_path):
    def make(data):
        target = tmp_path / "copy.pdf"
        report = make_copy(write(data), [page()], target)
        assert set(report.obstacles) <= set(OBSTACLES) and set(report.changes) <= set(CHANGES)
        with pikepdf.open(target) as document:
            claimed = b"pdfaid:part" in document.Root.Metadata.read_bytes()
        assert claimed == report.archival
        return target, report

    return make


def changed(data, change):
    """The file after ``change(document)``."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(made)
    return made.getvalue()


def note(**entries):
    """A document with one annotation."""

    def change(document):
        entries.setdefault("Rect", [10, 10, 50, 50])
        annotation = pikepdf.Dictionary(Type=pikepdf.Name.Annot, **entries)
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(annotation)])

    return changed(pdf(scan_page(["one"])), change)


OBSTRUCTED = {
    "font_missing": pdf(text_page(["seen"])),
    "colour": pdf(PdfPage(b"0 0 0 1 k 0 0 9 9 re f")),
    "picture": pdf(
        PdfPage(
            b"9 0 0 9 0 0 cm /X0 Do",
            objects=[
                b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
                b" /Filter /JPXDecode /Length 4 >>\nstream\nnone\nendstream"
            ],
        )
    ),
    "effect": changed(
        pdf(PdfPage(b"/G gs 0 0 9 9 re f")),
        lambda document: document.pages[0].Resources.update(
            {"/ExtGState": pikepdf.Dictionary(G=pikepdf.Dictionary(BM=pikepdf.Name.Unheard))}
        ),
    ),
    "annotation": note(Subtype=pikepdf.Name.Square),
    "layer": changed(
        pdf(PdfPage(b"0 0 9 9 re f")),
        lambda document: document.Root.update(
            {
                "/OCProperties": pikepdf.Dictionary(
                    OCGs=[], D=pikepdf.Dictionary(AS=[pikepdf.Dictionary(Event=pikepdf.Name.View)])
                )
            }
        ),
    ),
    "content": pdf(PdfPage(b"0 0 9 9 re f unheard")),
    "size": pdf(PdfPage(b"0 0 9 9 re f", box=(0, 0, 20_000, 842))),
    "structure": pdf(PdfPage(b"BT (a) <616> Tj ET 0 0 9 9 re f")),
}


@pytest.mark.parametrize("code", OBSTRUCTED)
def test_what_cannot_be_put_right_is_named_and_nothing_is_claimed(copied, code):
    path, report = copied(OBSTRUCTED[code])
    assert code in report.obstacles
    assert report.layers == 1 and path.stat().st_size


@pytest.fixture(scope="module")
def font_file():
    """The font that the copies carry, as any TrueType font."""
    from hoso.recognition.searchable.font import font_program

    return font_program()


def with_font(program, width=500, letters=b"A", encoding="WinAnsiEncoding", flags=32, mode=0):
    """A page that shows letters in an embedded font."""

    def change(document):
        stream = document.make_stream(program, Length1=len(program))
        descriptor = pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name.Own, Flags=flags, FontBBox=[0, -200, 500, 800],
            ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=800, StemV=80, FontFile2=stream,
            CharSet="/wrong", CIDSet=document.make_stream(b"wrong"),
        )  # fmt: skip
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.TrueType, BaseFont=pikepdf.Name.Own,
            FirstChar=65, LastChar=66, Widths=[width, width], FontDescriptor=document.make_indirect(descriptor),
        )  # fmt: skip
        if encoding:
            font.Encoding = pikepdf.Name("/" + encoding)
        leaf = document.pages[0]
        leaf.Resources.Font = pikepdf.Dictionary(F0=document.make_indirect(font))
        leaf.Contents = document.make_stream(b"BT %d Tr /F0 12 Tf 80 700 Td (%s) Tj ET" % (mode, letters))

    return changed(pdf(PdfPage()), change)


@pytest.fixture(scope="module")
def letter_a(font_file):
    """A font that has the letter A."""
    font = TTFont(io.BytesIO(font_file), recalcTimestamp=False)
    for table in font["cmap"].tables:
        table.cmap = {65: "hidden"}
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def test_a_font_that_agrees_is_no_obstacle(copied, letter_a):
    path, report = copied(with_font(letter_a))
    assert report.archival
    with pikepdf.open(path) as document:
        descriptor = document.pages[0].Resources.Font.F0.FontDescriptor
        assert "/CIDSet" not in descriptor and "/CharSet" not in descriptor


@pytest.mark.parametrize(
    "differs",
    [
        {"width": 503},
        {"letters": b"B"},
        {"letters": b"Z"},
        {"encoding": ""},
        {"encoding": "MacExpertEncoding"},
        {"flags": 4},
    ],
    ids=str,
)
def test_a_font_that_disagrees_is_named(copied, letter_a, differs):
    _, report = copied(with_font(letter_a, **differs))
    assert list(report.obstacles) == ["font_faulty"]


@pytest.mark.parametrize("program", [b"", b"\0\1\0\0 no font", b"%!PS-AdobeFont-1.0"])
def test_a_broken_font_is_named(copied, program):
    _, report = copied(with_font(program))
    assert list(report.obstacles) == ["font_faulty"]


def test_scripts_attachments_and_hidden_notes_stay_behind(copied):
    def change(document):
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        root, leaf = document.Root, document.pages[0]
        root.OpenAction = script
        root.AA = pikepdf.Dictionary(WC=script)
        root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=["a", script]), EmbeddedFiles=pikepdf.Dictionary(Names=[])
        )
        leaf.obj.AA = pikepdf.Dictionary(O=script)
        hidden = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], F=2, Contents="hush"
        )
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
            A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="run.exe"),
        )  # fmt: skip
        good = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.vn", Next=script),
        )  # fmt: skip
        film = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Movie, Rect=[0, 0, 9, 9])
        file = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 9, 9],
            FS=pikepdf.Dictionary(F="a", UF="a", EF=pikepdf.Dictionary(F=document.make_stream(b"attached"))),
        )  # fmt: skip
        leaf.Annots = pikepdf.Array(map(document.make_indirect, (hidden, link, good, film, file)))

    path, report = copied(changed(pdf(scan_page(["one"])), change))
    assert report.archival
    assert {"script", "attachment", "hidden_note"} == set(report.changes)
    data = b"".join(written(path))
    for gone in (b"JavaScript", b"app.alert", b"hush", b"run.exe", b"Movie", b"attached"):
        assert gone not in data
    assert b"https://example.vn" in data


def written(path):
    """Everything that a file holds, as bytes."""
    with pikepdf.open(path) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Stream):
                yield item.stream_dict.unparse(resolved=True) + item.read_raw_bytes()
            else:
                yield item.unparse(resolved=True)


def test_a_form_keeps_its_looks_and_loses_what_makes_it_one_of_another_kind(copied):
    def change(document):
        look = document.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        field = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="name",
                Rect=[10, 10, 50, 20], AP=pikepdf.Dictionary(N=look, D=look),
                AA=pikepdf.Dictionary(K=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")),
            )
        )  # fmt: skip
        document.pages[0].Annots = pikepdf.Array([field])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field], NeedAppearances=True, XFA=["a", "b"])

    path, report = copied(changed(pdf(scan_page(["one"])), change))
    assert report.archival and {"form", "script"} == set(report.changes)
    with pikepdf.open(path) as document:
        assert set(document.Root.AcroForm.keys()) == {"/Fields"}
        assert set(document.pages[0].Annots[0].AP.keys()) == {"/N"}


def test_names_that_are_no_text(copied):
    _, report = copied(pdf(PdfPage(b"0 0 9 9 re f", font=b"#CB#CE"), PdfPage()).replace(b"/F0 ", b"/F#cb "))
    assert "structure" in report.obstacles or report.archival


def test_a_content_too_long_to_follow_is_left_as_it_is(copied):
    _, report = copied(pdf(PdfPage(b"0 0 m\n" * (33 << 20 >> 2))))
    assert report.obstacles["content"] == "length"


def test_pages_take_what_nodes_above_them_give(copied):
    def change(document):
        leaf = document.pages[0].obj
        leaf.Parent.Resources = leaf.Resources
        leaf.Parent.MediaBox = leaf.MediaBox
        del leaf["/Resources"], leaf["/MediaBox"]

    path, report = copied(changed(pdf(scan_page(["one"])), change))
    assert report.archival
    with pikepdf.open(path) as document:
        assert {"/Font", "/XObject"} <= set(document.pages[0].obj.Resources.keys())
