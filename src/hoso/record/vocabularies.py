"""Dated terms as vocabularies of forms and REST."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from plone.app.vocabularies.catalog import StaticCatalogVocabulary
from zope.globalrequest import getRequest
from zope.i18n import negotiate
from zope.interface import implementer, provider
from zope.schema.interfaces import IVocabularyFactory, IVocabularyTokenized
from zope.schema.vocabulary import SimpleTerm

from hoso.record.interfaces import IRecord
from hoso.record.terms import load, term


@implementer(IVocabularyTokenized)
class DatedVocabulary:
    """Offers the terms of the record's day, accepts every term there ever was.

    A record keeps the term it was given; and in a form the date and the term may change together, before the
    record knows of either.
    """

    def __init__(self, name: str, day: date | None, language: str):
        self._name = name
        self._day = day
        self._language = language

    def __iter__(self) -> Iterator[SimpleTerm]:
        return (self.getTerm(term.key) for term in load(self._name) if self._day is None or term.valid_on(self._day))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, value: object) -> bool:
        return isinstance(value, str) and term(self._name, value) is not None

    def getTerm(self, value: str) -> SimpleTerm:
        """The term of a key; raises ``LookupError``."""
        found = term(self._name, value) if isinstance(value, str) else None
        if found is None:
            raise LookupError(value)
        return SimpleTerm(found.key, found.key, found.label(self._language))

    getTermByToken = getTerm


@implementer(IVocabularyFactory)
class DatedVocabularyFactory:
    """Makes the vocabulary of one list for a record, as of the record's own day."""

    def __init__(self, name: str):
        self._name = name

    def __call__(self, context: Any) -> DatedVocabulary:
        return DatedVocabulary(self._name, _day_of(context), negotiate(getRequest()) or "vi")


def _day_of(context: Any) -> date | None:
    """The last day that the record may be of; ``None`` while that is unknown."""
    if not IRecord.providedBy(context):
        return None
    written = getattr(context, "issued_date", None) or getattr(context, "end_date", None)
    return written.last if written else None


@provider(IVocabularyFactory)
def authorities(context: Any) -> StaticCatalogVocabulary:
    """The authorities of the site; the values are UIDs."""
    return StaticCatalogVocabulary(
        {"portal_type": "Authority", "sort_on": "sortable_title"}, title_template="{brain.Title}"
    )


document_types = DatedVocabularyFactory("document_types")
legal_act_types = DatedVocabularyFactory("legal_act_types")
retention = DatedVocabularyFactory("retention")
use_regimes = DatedVocabularyFactory("use_regimes")
languages = DatedVocabularyFactory("languages")
confidence_levels = DatedVocabularyFactory("confidence_levels")
conditions = DatedVocabularyFactory("conditions")
authority_kinds = DatedVocabularyFactory("authority_kinds")
