"""What the documents for people point to is there, and small enough to be carried along."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
DOCUMENTS = [TOP / "README.md", *sorted((TOP / "docs").rglob("*.md"))]
LARGEST_PICTURE = 80_000


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(TOP)))
def test_links_lead_to_files(document):
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_pictures_are_small_and_shown_somewhere():
    texts = "\n".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    pictures = sorted((TOP / "docs" / "pictures").glob("*.png"))
    assert pictures
    for picture in pictures:
        assert picture.stat().st_size <= LARGEST_PICTURE, picture.name
        assert f"pictures/{picture.name}" in texts, picture.name
