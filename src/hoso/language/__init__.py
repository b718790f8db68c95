"""Vietnamese text and dates: the one place that knows how they are written, compared, cut up and sorted.

Owns normal form, tone placement, folding, tokens and their bigrams, numbers of documents, highlighting, the
alphabet's order, syllables and their two spellings, abbreviations, the words of questions, the legacy encodings TCVN3
and VNI, and partial dates. It never reads files other than its own data, and knows nothing of records, engines or
queries: both the index and the query are analysed here and nowhere else.
"""

from hoso.language import abbreviations, legacy
from hoso.language.collation import sort_key
from hoso.language.folding import fold
from hoso.language.highlight import Needle, Span, find, snippet
from hoso.language.normal import nfc
from hoso.language.numbers import number_tokens
from hoso.language.partial_date import ImpossibleDate, PartialDate, PartialDateError, UnreadableDate
from hoso.language.questions import asking
from hoso.language.spellings import respelled
from hoso.language.syllables import syllable_share
from hoso.language.tokens import ANALYSIS_VERSION, Terms, Token, analyse, bigrams, fold_token, tokenize

__all__ = [
    "ANALYSIS_VERSION",
    "ImpossibleDate",
    "Needle",
    "PartialDate",
    "PartialDateError",
    "Span",
    "Terms",
    "Token",
    "UnreadableDate",
    "abbreviations",
    "analyse",
    "asking",
    "bigrams",
    "find",
    "fold",
    "fold_token",
    "legacy",
    "nfc",
    "number_tokens",
    "respelled",
    "snippet",
    "sort_key",
    "syllable_share",
    "tokenize",
]
