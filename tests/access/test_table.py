"""The table, and what the documentation shows of it."""

from pathlib import Path

import pytest

from hoso.access.levels import LEVELS
from hoso.access.table import (
    ANONYMOUS,
    FUNCTION_TITLES,
    FUNCTIONS,
    KINDS,
    NO_LEVEL,
    RIGHTS,
    SITE,
    Line,
    TableError,
    read,
    table,
)

DOCUMENT = Path(__file__).parents[2] / "docs" / "access.md"


def written_out() -> str:
    """The table in full, as the documentation shows it."""
    functions = (ANONYMOUS, *FUNCTIONS)
    lines = [f"| kind | level | {' | '.join(functions)} |", "|---" * (2 + len(functions)) + "|"]
    for kind, level in [*((kind, level) for kind in KINDS for level in LEVELS), (SITE, NO_LEVEL)]:
        cells = [
            ", ".join(right for right in RIGHTS if Line(function, kind, level, right) in table()) or "–"
            for function in functions
        ]
        lines.append(f"| {kind} | {level} | {' | '.join(cells)} |")
    return "\n".join(lines)


def test_documentation_shows_the_table():
    assert written_out() in DOCUMENT.read_text(encoding="utf-8")


def test_wildcards_stand_for_every_kind_and_level():
    lines = read(iter([{"function": "clerk", "kind": "*", "level": "*", "rights": "read edit"}]))
    assert lines == {
        Line("clerk", kind, level, right) for kind in KINDS for level in LEVELS for right in ("read", "edit")
    }


@pytest.mark.parametrize(
    "row",
    [
        {"function": "clerk", "kind": "letter", "level": "public", "rights": "read"},
        {"function": "clerk", "kind": "fonds", "level": "secret", "rights": "read"},
        {"function": "clerk", "kind": "fonds", "level": "public", "rights": "burn"},
        {"function": "anonymous", "kind": "fonds", "level": "internal", "rights": "read"},
        {"function": "anonymous", "kind": "fonds", "level": "public", "rights": "edit"},
    ],
)
def test_a_line_without_meaning_is_refused(row):
    with pytest.raises(TableError):
        read(iter([row]))


def test_every_function_has_a_title():
    assert set(FUNCTION_TITLES) == set(FUNCTIONS)


def test_whoever_may_do_anything_may_read():
    for line in table():
        if line.kind != SITE:
            assert line._replace(right="read") in table()
