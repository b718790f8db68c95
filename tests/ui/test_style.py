"""The one style sheet: its budget, its references, how it is sent."""

import gzip
import re
from importlib.resources import files

import pytest
from plone.testing.zope import makeTestRequest

from hoso.ui.style import sheet

# What a slow line and a reader of the source can bear.
WRITTEN, COMPRESSED = 60_000, 14_000


def test_stays_within_its_budget():
    text = sheet.joined().encode()
    assert len(text) <= WRITTEN
    assert len(gzip.compress(text)) <= COMPRESSED


def test_every_file_it_names_is_there():
    static = files("hoso.ui") / "static"
    names = [name for name in re.findall(r"url\(([^)]+)\)", sheet.joined()) if not name.startswith('"data:')]
    assert names
    for name in names:
        prefix, _, path = name.strip("\"'").partition("/")
        assert prefix == "++resource++hoso", f"{name} is not ours"
        assert (static / path).is_file(), name


def test_every_rule_lies_in_a_layer():
    """A rule outside would win over all layers, print and states included."""
    depth, outside = 0, ""
    for piece in re.split(r"([{}])", re.sub(r"/\*.*?\*/", "", sheet.joined(), flags=re.S)):
        if piece in "{}":
            depth += 1 if piece == "{" else -1
        elif depth == 0:
            outside += piece
    assert depth == 0
    order, layers = outside.split(";", 1)
    assert order == f"@layer {', '.join(sheet.LAYERS)}"
    assert set(re.split(r"@layer ", layers)[1:]) and set(layers.split()) <= {"@layer", *sheet.LAYERS}


@pytest.mark.plone
class TestSent:
    """The answer to the address that pages name."""

    def test_compressed_and_kept_for_ever(self, portal):
        request = makeTestRequest({"HTTP_ACCEPT_ENCODING": "gzip, br"})
        request.form["v"] = sheet.VERSION
        body = sheet.StyleSheet(portal, request)()
        assert request.response.getHeader("Content-Encoding") == "gzip"
        assert "immutable" in request.response.getHeader("Cache-Control")
        assert gzip.decompress(body).decode() == sheet.joined()

    def test_an_old_address_is_not_kept(self, portal, browse):
        browser = browse()
        browser.open(f"{portal.absolute_url()}/@@hoso.css?v=old")
        assert browser.headers["Cache-Control"] == "no-cache"
        assert browser.contents == sheet.joined()
