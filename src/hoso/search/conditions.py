"""What an index may be asked for: conditions, and the conditions of each part of a query.

An engine translates them literally. A clause or range of a field of ``SELECTING`` and a ``NoneOf`` only select: they
add nothing to the rank. What ``Beginning`` finds all counts alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, islice, product
from typing import NamedTuple

from hoso.language import abbreviations, bigrams, fold_token, number_tokens, respelled
from hoso.query import And, Days, Field, Node, Not, Or, Phrase, Prefix, Text, Word, Years, leaves, ways

#: Fields of the documents index that hold properties of the record as tokens with positions.
SELECTING = frozenset(("number_parts", "type_words", "authority_words", "signer_words", "dossier_words"))

# Of a phrase of syllables with two spellings, so many ways to write it are looked for side by side.
_MOST_SPELLINGS = 8
# Parts of the longest number of a document; a longer row of figures is a table, and no engine takes it for each word.
_LONGEST_NUMBER = 12
_YEAR = re.compile("(?:1[89]|20)[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Clause:
    """Terms of one field: a single one, or several side by side in this order."""

    field: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """Any term of the field that begins so."""

    field: str
    start: str


@dataclass(frozen=True, slots=True)
class Range:
    """A whole number of the field between two, both counted; ``None`` is an open end. One of them is given."""

    field: str
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of the parts."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the parts. ``same``: they are spellings of one thing, of which the best counts in the rank;
    otherwise what they count is added up."""

    parts: tuple[Condition, ...]
    same: bool = False


@dataclass(frozen=True, slots=True)
class NoneOf:
    """Whatever the part does not match."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Selected:
    """What the part matches, without a say in the rank."""

    part: Condition


Condition = Clause | Beginning | Range | AllOf | AnyOf | NoneOf | Selected


class Accents(NamedTuple):
    """Where accents count: in wanted phrases and beginnings, and in all that is not wanted.

    Words are found without regard to accents, those that have them rank first. But who excludes *bỏ* does not mean
    *bộ*, which hardly any text goes without.
    """

    wanted: bool
    unwanted: bool


def condition(node: Node, accents: Accents) -> Condition:
    """A part of a query as a condition."""
    return _condition(node, accents, exact_words=False)


def _condition(node: Node, accents: Accents, *, exact_words: bool) -> Condition:
    match node:
        case Word():
            return _joined(AllOf, [word(token, exact=exact_words) for token in node.tokens])
        case Phrase():
            return _phrase(node.tokens, exact=accents.wanted)
        case Prefix():
            return _beginning(node.tokens, exact=accents.wanted)
        case Field():
            return _field(node)
        case Not(part):
            unwanted = Accents(accents.unwanted, accents.unwanted)
            return NoneOf(_condition(part, unwanted, exact_words=accents.unwanted))
        case And(parts):
            return _joined(AllOf, [_condition(part, accents, exact_words=exact_words) for part in parts])
        case Or(parts):
            return AnyOf(tuple(_condition(part, accents, exact_words=exact_words) for part in parts))


def words(tokens: Sequence[str], numbers: Sequence[Clause] = (), years: Sequence[Range] = ()) -> tuple[Condition, ...]:
    """Tokens in the order typed, each once. Where together they are the meaning of an abbreviation, that stands for
    each of them; so does a number of a document for each of its parts, however its letters were parted, and its year
    for the figures of a year."""
    shortened: dict[int, tuple[str, ...]] = {}
    for first, end, abbreviated in abbreviations.shortened(tokens):
        shortened |= dict.fromkeys(range(first, end), abbreviated)

    def others(at: int, token: str) -> list[Clause | Range]:
        numbered = [number for number in numbers if set(number_tokens(token)) <= set(number.terms)]
        of_year = [year for year in years if token == str(year.first)]
        return [*(Clause("f", (abbreviation,)) for abbreviation in shortened.get(at, ())), *numbered, *of_year]

    return tuple(dict.fromkeys(word(token, others=others(at, token)) for at, token in enumerate(tokens)))


def number_clauses(parts: Sequence[Word]) -> tuple[Clause, ...]:
    """The numbers of documents among words: those side by side that have digits in them, from two parts on."""
    runs = ["/".join(part.text for part in run) for is_number, run in groupby(parts, _has_digit) if is_number]
    numbers = dict.fromkeys(map(number_tokens, runs))
    return tuple(Clause("number_parts", number) for number in numbers if 1 < len(number) <= _LONGEST_NUMBER)


def year_ranges(parts: Sequence[Word]) -> tuple[Range, ...]:
    """The years among words: documents of these years."""
    years = dict.fromkeys(int(part.text) for part in parts if _YEAR.fullmatch(part.text))
    return tuple(Range("year_number", year, year) for year in years)


def _has_digit(part: Word) -> bool:
    return any(map(str.isdecimal, part.text))


def word(token: str, *, exact: bool = False, others: Sequence[Clause | Range] = ()) -> Condition:
    """A token, or its other spelling, or what it stands for written out, or one of the others."""
    spellings = [side_by_side((spelling,), exact=exact) for spelling in (token, *respelled(token))]
    expansions = [side_by_side(phrase, exact=exact) for phrase in abbreviations.expand(token)]
    return _same([*spellings, *expansions, *others])


def _phrase(tokens: Sequence[str], *, exact: bool) -> Condition:
    ways = islice(product(*((token, *respelled(token)) for token in tokens)), _MOST_SPELLINGS)
    return _same([side_by_side(way, exact=exact) for way in ways])


def _same(clauses: Sequence[Clause | Range]) -> Condition:
    """Spellings of one thing."""
    each = tuple(dict.fromkeys(clauses))
    return AnyOf(each, same=True) if len(each) > 1 else each[0]


def side_by_side(tokens: Sequence[str], *, exact: bool) -> Clause:
    """Tokens as a phrase: a run of bigrams."""
    terms = tuple(tokens if exact else map(fold_token, tokens))
    if len(terms) == 1:
        return Clause("x" if exact else "f", terms)
    return Clause("x2" if exact else "f2", tuple(bigrams(terms)))


def on_pages(node: Node) -> Node | None:
    """What of a part can be asked of a page: without fields, and of alternatives only those that name something."""
    match node:
        case Field():
            return None
        case Not(part):
            return None if any(isinstance(leaf, Field) for leaf, _ in leaves(part)) else node
        case And(parts):
            kept = [on for part in parts if (on := on_pages(part)) is not None]
            return _both(kept) if any(not isinstance(part, Not) for part in kept) else None
        case Or(parts):
            named = [on for part in parts if (on := on_pages(part)) is not None and not isinstance(on, Not)]
            return (named[0] if len(named) == 1 else Or(tuple(named))) if named else None
        case _:
            return node


def _both(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _joined(kind: type[AllOf], parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def _beginning(tokens: Sequence[str], *, exact: bool) -> Condition:
    """The last pair is looked up as one term; what stands before it is a phrase up to the pair's first."""
    terms = tuple(tokens if exact else map(fold_token, tokens))
    suffix = "2" if len(terms) > 1 else ""
    begun = Beginning(("x" if exact else "f") + suffix, "_".join(terms[-2:]))
    return AllOf((side_by_side(tokens[:-1], exact=exact), begun)) if len(terms) > 2 else begun


def _field(field: Field) -> Condition:
    match field.value:
        case Years(first, last):
            return Range("year_number", first, last)
        case Days(first, last):
            return Range(
                "date",
                int(first.first.strftime("%Y%m%d")) if first and first.first else None,
                int(last.last.strftime("%Y%m%d")) if last and last.last else None,
            )
        case Text(text):
            if field.name == "number":
                return Clause("number_parts", number_tokens(text))
            runs = [tuple(map(fold_token, way)) for way in ways(field.value.tokens)]
            if field.name == "dossier":
                runs.append(number_tokens(text))
            return _same([Clause(f"{field.name}_words", run) for run in runs])
