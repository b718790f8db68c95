"""What a person types in a search box, as a tree: parsed, printed, told in words, turned into highlights.

Owns the query language (docs/search-language.md). It never raises on what a person types, and knows neither engines
nor records: an engine walks the tree, a page of text is marked with ``Query.needles``.
"""

from hoso.query.fields import FIELDS, FieldName
from hoso.query.parser import MAX_DEPTH, MAX_LENGTH, parse
from hoso.query.query import Query, hits, marks, ways
from hoso.query.scanner import MAX_PREFIXES
from hoso.query.tree import And, Field, Leaf, Node, Not, Or, Phrase, Prefix, Word, leaves
from hoso.query.values import Days, Text, Value, Years

__all__ = [
    "FIELDS",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "MAX_PREFIXES",
    "And",
    "Days",
    "Field",
    "FieldName",
    "Leaf",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "Prefix",
    "Query",
    "Text",
    "Value",
    "Word",
    "Years",
    "hits",
    "leaves",
    "marks",
    "parse",
    "ways",
]
