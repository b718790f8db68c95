"""Every text for people has its Vietnamese."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from lxml import etree, html
from pythongettext.msgfmt import Msgfmt
from zope.i18n import translate

SOURCE = Path(__file__).resolve().parents[2] / "src" / "hoso"
PROFILES = SOURCE.parents[1] / "profiles"
CATALOG = SOURCE / "locales" / "vi" / "LC_MESSAGES" / "hoso.po"
I18N = "{http://xml.zope.org/namespaces/i18n}"


def entries() -> list[tuple[str, str]]:
    """Message and translation of each entry of the catalog."""
    pairs = re.findall(r'^msgid ((?:".*"\n?)+)msgstr ((?:".*"\n?)+)', CATALOG.read_text(encoding="utf-8"), re.M)
    return [tuple("".join(map(ast.literal_eval, text.split("\n")[:-1])) for text in pair) for pair in pairs][1:]


def in_python(path: Path) -> set[str]:
    """Texts given to ``_``."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "_" and isinstance(call.args[0], ast.Constant)
    }


def in_template(path: Path) -> set[str]:
    """Texts of ``i18n:translate`` and ``i18n:attributes``, written out or named."""
    found = set()
    for element in html.fromstring(path.read_text(encoding="utf-8")).iter(etree.Element):
        if (named := element.get("i18n:translate")) is not None:
            found.add(named or _content(element))
        for part in filter(None, (element.get("i18n:attributes") or "").split(";")):
            attribute, *message = part.split()
            found.add(" ".join(message) or element.get(attribute))
    return found


def in_profile(path: Path) -> set[str]:
    """Texts of a profile's XML in the domain ``hoso``."""
    root = etree.parse(path).getroot()
    if root.get(f"{I18N}domain") != "hoso":
        return set()
    found = set()
    for element in root.iter(etree.Element):
        if element.get(f"{I18N}translate") == "" and (element.text or "").strip():
            found.add(" ".join(element.text.split()))
        found |= {element.get(name.strip()) for name in (element.get(f"{I18N}attributes") or "").split(";") if name}
    return found


def _content(element) -> str:
    """The content of an element as a message, with ``${name}`` for what is filled in."""
    parts = [element.text or ""]
    for child in element:
        name = child.get("i18n:name")
        parts += [f"${{{name}}}" if name else child.text_content(), child.tail or ""]
    return " ".join("".join(parts).split())


def sources() -> list[Path]:
    return [
        *sorted(SOURCE.rglob("*.py")),
        *sorted(SOURCE.rglob("*.pt")),
        *sorted(PROFILES.rglob("*.xml")),
    ]


READERS = {".py": in_python, ".pt": in_template, ".xml": in_profile}


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(SOURCE.parents[1])))
def test_every_text_has_its_vietnamese(path):
    translated = {message for message, translation in entries() if translation}
    assert READERS[path.suffix](path) - translated == set()


def test_no_translation_is_left_over():
    used = set().union(*(READERS[path.suffix](path) for path in sources()))
    assert sorted({message for message, _ in entries()} - used) == []


def test_no_message_is_translated_twice():
    messages = [message for message, _ in entries()]
    assert sorted({message for message in messages if messages.count(message) > 1}) == []


@pytest.mark.parametrize("catalog", sorted(CATALOG.parent.glob("*.po")), ids=lambda catalog: catalog.stem)
def test_the_catalogs_compile(catalog):
    with catalog.open("rb") as file:
        assert Msgfmt(file, catalog.stem).getAsFile().read()


@pytest.mark.plone
@pytest.mark.parametrize(
    ("domain", "message", "translation"),
    [
        ("plone", "Save", "Lưu"),
        ("plone", "statusmessage_logged_out", "Bạn đã đăng xuất."),
        ("zope", "Required input is missing.", "Chưa điền."),
        ("z3c.form", "No changes were applied.", "Không có gì thay đổi."),
        ("widgets", "Insert link", "Chèn liên kết"),
        # Our words where Plone has others, and Plone's where we have none.
        ("plone", "statusmessage_mtype_info", "Báo:"),
        ("plone", "label_login_name", "Tên đăng nhập"),
    ],
)
def test_what_plone_says_is_vietnamese(integration, domain, message, translation):
    assert translate(message, domain=domain, target_language="vi") == translation
