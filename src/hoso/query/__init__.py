"""What a person types in a search box, as a tree: parsed, printed, told in words, turned into highlights.

Owns the query language. It never raises on what a person types, and knows neither engines nor records: an
engine walks the tree, a page of text is marked with ``Query.needles``.
"""

from hoso.query.parser import MAX_LENGTH, parse
from hoso.query.query import Query, hits, marks
from hoso.query.tree import And, Phrase, Word

__all__ = ["MAX_LENGTH", "And", "Phrase", "Query", "Word", "hits", "marks", "parse"]
