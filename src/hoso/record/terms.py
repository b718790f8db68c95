"""Terms as dated data: each CSV of ``data/`` is one list of terms with the time in which each may be used."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

from hoso.language import fold, nfc
from hoso.record.errors import RecordError

LISTS = (
    "authority_kinds",
    "conditions",
    "confidence_levels",
    "document_types",
    "languages",
    "legal_act_types",
    "retention",
    "use_regimes",
)

_LEGAL_SCHEMES = ("individual", "normative-central", "normative-local", "normative-local-historic", "consolidated")


class AmbiguousTerm(RecordError):
    """A text names several terms of a list."""

    def __init__(self, text: str, labels: tuple[str, ...]):
        super().__init__(f"“{text}” có thể là: {'; '.join(labels)}. Ghi đầy đủ tên.")


class UnknownTerm(RecordError):
    """A text names no term of a list."""

    def __init__(self, text: str, name: str):
        super().__init__(f"“{text}” không có trong danh mục “{name}”. Kiểm tra cách viết hoặc bổ sung danh mục.")


@dataclass(frozen=True)
class Term:
    """One term. ``valid_from`` and ``valid_to`` are its first and last day, ``None`` for an open end."""

    key: str
    label_vi: str
    label_en: str
    code: str = ""
    scheme: str = ""
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    years: int | None = field(default=None)
    """For retention: how many years; ``None`` for permanent."""

    def label(self, language: str = "vi") -> str:
        """The label in Vietnamese, or in English where ``language`` is ``en…`` and there is one."""
        return self.label_en if language.startswith("en") and self.label_en else self.label_vi

    def valid_on(self, day: date) -> bool:
        """Whether the term may be used for something of that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@cache
def load(name: str) -> tuple[Term, ...]:
    """All terms of a list, past ones too, in the order of the data. ``name`` is one of ``LISTS``."""
    if name not in LISTS:
        raise KeyError(name)
    if name == "legal_act_types":
        return tuple(term for term in load("document_types") if term.scheme in _LEGAL_SCHEMES)
    text = files("hoso.record").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    return tuple(_term(row) for row in csv.DictReader(text.splitlines()))


def term(name: str, key: str) -> Term | None:
    """The term with that key, valid or past."""
    return _by_key(name).get(key)


def resolve(name: str, text: str, day: date | None = None) -> Term:
    """The term that a person meant: by key, label, code or alias; with accents first, then without.

    ``day`` decides between terms of one name that held at different times; without it, and where it leaves several,
    the first in the data wins. Raises ``UnknownTerm``, and ``AmbiguousTerm`` where only the accents differ.
    """
    for normal in (_exact, _folded):
        found = [(term, form) for term in load(name) for form in _forms(term) if normal(form) == normal(text)]
        if day is not None:
            found = [(term, form) for term, form in found if term.valid_on(day)] or found
        if len({_exact(form) for _, form in found}) > 1:
            raise AmbiguousTerm(text, tuple(term.label_vi for term, _ in found))
        if found:
            return found[0][0]
    raise UnknownTerm(text, name)


@cache
def _by_key(name: str) -> dict[str, Term]:
    return {term.key: term for term in load(name)}


def _forms(term: Term) -> tuple[str, ...]:
    return tuple(form for form in (term.key, term.label_vi, term.label_en, term.code, *term.aliases) if form)


def _exact(text: str) -> str:
    return " ".join(nfc(text).lower().split())


def _folded(text: str) -> str:
    return fold(_exact(text))


def _term(row: dict[str, str]) -> Term:
    return Term(
        key=row["key"],
        label_vi=row["label_vi"],
        label_en=row["label_en"],
        code=row.get("code", ""),
        scheme=row.get("scheme", ""),
        aliases=tuple(alias for alias in row["aliases"].split(";") if alias),
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        source=row["source"],
        years=int(row["years"]) if row.get("years") else None,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
