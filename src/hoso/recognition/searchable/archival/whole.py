"""The document as a whole: what it does by itself, carries along, or hides is left out."""

from __future__ import annotations

from typing import Any

import pikepdf

from .actions import mend_action, mend_outline
from .notes import field_type
from .report import Report

_PLAIN = (
    "/AA", "/Perms", "/Legal", "/Requirements", "/Collection", "/NeedsRendering", "/Version", "/Extensions", "/AF",
)  # fmt: skip
_NAMED = {"/JavaScript": "script", "/AlternatePresentations": "script", "/EmbeddedFiles": "attachment"}
_SCRIPTED = ("/AA", "/NeedsRendering")
_LONGEST_STRING, _LONGEST_NAME = 32_767, 127
_LARGEST_INTEGER, _LARGEST_REAL, _LEAST_REAL = 2**31 - 1, 3.403e38, 1.175e-38
_NESTING = 100


def mend_whole(document: pikepdf.Pdf, report: Report) -> None:
    """Mend the catalog and what hangs on it, apart from pages."""
    root = document.Root
    for key in _PLAIN:
        if key in root:
            del root[key]
            if key in _SCRIPTED:
                report.change("script")
    opening = root.get("/OpenAction")
    if opening is not None and not isinstance(opening, pikepdf.Array) and not mend_action(opening, report):
        del root["/OpenAction"]
        report.change("script")
    names = root.get("/Names", pikepdf.Dictionary())
    for key, code in _NAMED.items():
        if key in names:
            del names[key]
            report.change(code)
    mend_outline(document, report)
    if "/AcroForm" in root:
        _mend_form(root, report)
    if "/OCProperties" in root:
        _mend_layers(root.OCProperties, report)


def _mend_form(root: pikepdf.Object, report: Report) -> None:
    form = root.AcroForm
    for key in ("/XFA", "/NeedAppearances", "/SigFlags", "/CO"):
        if key in form:
            if key == "/XFA" or (key == "/NeedAppearances" and form[key]):
                report.change("form")
            del form[key]
    fields = _fields(form.get("/Fields", pikepdf.Array()), report, set(), 0)
    if len(fields):
        form.Fields = fields
    else:
        del root["/AcroForm"]


def _fields(found: Any, report: Report, seen: set[tuple[int, int]], depth: int) -> pikepdf.Array:
    """The form's fields without those for signatures, and without scripts."""
    kept = pikepdf.Array()
    for field in found if isinstance(found, pikepdf.Array) and depth < _NESTING else ():
        if not isinstance(field, pikepdf.Dictionary) or field.objgen in seen:
            continue
        seen.add(field.objgen)
        if field_type(field) == "/Sig":
            report.change("signature")
            continue
        if "/AA" in field:
            del field["/AA"]
            report.change("script")
        if "/Kids" in field:
            field.Kids = _fields(field.Kids, report, seen, depth + 1)
        kept.append(field)
    return kept


def _mend_layers(properties: pikepdf.Object, report: Report) -> None:
    """Every set of layers needs a name; one that changes with the program that shows it is in the way."""
    used = set()
    for place, layers in enumerate([properties.get("/D"), *properties.get("/Configs", ())]):
        if not isinstance(layers, pikepdf.Dictionary):
            report.obstacle("layer", "D")
            continue
        name = str(layers.get("/Name", "")) or f"{place}"
        while name in used:
            name += "'"
        used.add(name)
        layers.Name = name
        if "/AS" in layers:
            if len(layers.AS):
                report.obstacle("layer", "AS")
            else:
                del layers["/AS"]
        if "/Order" in layers:
            listed = {group.objgen for group in _groups(layers.Order, 0)}
            if any(group.objgen not in listed for group in properties.get("/OCGs", ())):
                report.obstacle("layer", "Order")


def _groups(order: pikepdf.Object, depth: int) -> list[pikepdf.Object]:
    if isinstance(order, pikepdf.Array) and depth < _NESTING:
        return [group for item in order for group in _groups(item, depth + 1)]
    return [order] if isinstance(order, pikepdf.Dictionary) else []


def mend_objects(document: pikepdf.Pdf, report: Report) -> None:
    """Go over all objects: descriptions of parts are left out, and nothing may exceed the standard's limits."""
    main = document.Root.get("/Metadata")
    for item in document.objects:
        if isinstance(item, pikepdf.Stream):
            if "/Metadata" in item:
                del item["/Metadata"]
            if "/F" in item:
                report.obstacle("structure", "F")
            if "/LZWDecode" in str(item.get("/Filter", "")) and not _plain(item):
                report.obstacle("structure", "LZW")
        elif isinstance(item, pikepdf.Dictionary) and "/Metadata" in item and item.objgen != document.Root.objgen:
            del item["/Metadata"]
        if isinstance(item, pikepdf.Dictionary) and "/EF" in item:
            del item["/EF"]
            report.change("attachment")
        if not _within(item, 0):
            report.obstacle("structure", "limit")
    if main is not None:
        document.Root.Metadata = main


def _plain(stream: pikepdf.Object) -> bool:
    """Whether saving decodes the stream, as it does unless a picture's own compression comes after."""
    filters = stream.Filter
    names = {str(name) for name in (filters if isinstance(filters, pikepdf.Array) else [filters])}
    return names <= {"/LZWDecode", "/FlateDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode"}


def _within(item: Any, depth: int) -> bool:
    """Whether the values of an object, not those of objects that it refers to, are within the limits."""
    if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        return all(len(key) - 1 <= _LONGEST_NAME and _part_within(value, depth) for key, value in item.items())
    if isinstance(item, pikepdf.Array):
        return all(_part_within(value, depth) for value in item)
    return _part_within(item, depth)


def _part_within(value: Any, depth: int) -> bool:
    if isinstance(value, bool) or value is None:
        return True
    if isinstance(value, int):
        return -_LARGEST_INTEGER - 1 <= value <= _LARGEST_INTEGER
    if isinstance(value, pikepdf.String):
        return len(bytes(value)) <= _LONGEST_STRING
    if isinstance(value, pikepdf.Name):
        return len(str(value).encode()) - 1 <= _LONGEST_NAME
    if isinstance(value, (pikepdf.Dictionary, pikepdf.Array)):
        return value.objgen != (0, 0) or depth > _NESTING or _within(value, depth + 1)
    if isinstance(value, pikepdf.Object):
        return True
    size = abs(float(value))
    return size == 0 or _LEAST_REAL <= size <= _LARGEST_REAL
