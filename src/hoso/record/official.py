"""The official fields of TT 02/2019/TT-BNV, Annex I, and which attribute of our types carries each."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Level = Literal["fonds", "dossier", "document"]

LEVELS: dict[str, Level] = {"Fonds": "fonds", "Dossier": "dossier", "ArchivalDocument": "document"}
"""Portal type → level of the circular."""

SEPARATOR = ";"
"""Between several values of one official field (TT 02/2019/TT-BNV, Điều 5)."""


@dataclass(frozen=True)
class OfficialField:
    """One row of the circular. ``attribute`` is empty where the value is composed, not stored."""

    level: Level
    no: str
    name: str
    label_vi: str
    type: Literal["String", "LongText", "Number", "Date", "Composite"]
    length: int | None
    attribute: str
    certainty: Literal["confirmed", "name", "memory"]
    """What was checked against published implementations: all, the name alone, or nothing."""


@cache
def official_fields(level: Level) -> tuple[OfficialField, ...]:
    """The fields of a level in the circular's order."""
    text = files("hoso.record").joinpath("data/tt02_2019.csv").read_text(encoding="utf-8")
    return tuple(
        OfficialField(**{**row, "length": int(row["length"]) if row["length"] else None})
        for row in csv.DictReader(text.splitlines())
        if row["level"] == level
    )
